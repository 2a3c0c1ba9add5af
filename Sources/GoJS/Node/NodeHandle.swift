import WASI

/// Node's `FileHandle`: an open file as `fs.promises` gives it.
final class JSFileHandle: JSObject {
    /// Nil once it is closed.
    fileprivate(set) var descriptor: Int?
    /// Settled when it is closed.
    fileprivate var closing: JSPromise?

    init(_ realm: JSRealm, prototype: JSObject, descriptor: Int) {
        self.descriptor = descriptor
        super.init(realm, prototype: prototype)
    }

    override var className: String { "FileHandle" }

    override func release() {
        closing = nil
        super.release()
    }
}

extension NodeHost {
    /// `fs.promises`.
    func promisesObject() -> JSObject {
        JSLazyObject(realm, prototype: realm.objectPrototype) { [self] _, object in
            object.define(realm.key("constants"), constants, .ordinary)
            defineOperations(NodeFunctions(object: object, form: .promises))
        }
    }

    /// The prototype of all handles.
    func makeHandlePrototype() -> JSObject {
        let prototype = realm.object()
        let constructor = JSFunction(realm, "FileHandle") { call in
            throw call.realm.typeError("Class constructor FileHandle cannot be invoked without 'new'")
        }
        constructor.define(realm.keys.prototype, .object(prototype), [])
        prototype.define(realm.keys.constructor, .object(constructor), .hidden)
        prototype.getter("fd") { call in
            .number(try call.receiver("FileHandle.fd", as: JSFileHandle.self).descriptor ?? -1)
        }
        prototype.method("close") { call in
            guard let handle = call.this.object as? JSFileHandle else { throw self.noHandle(call) }
            if let closing = handle.closing { return .object(closing) }
            return self.promise { promise in
                handle.closing = promise
                guard let number = handle.descriptor else { return promise.resolve(.undefined) }
                handle.descriptor = nil
                try self.answer(.promise(promise)) {
                    try self.close(number)
                    return []
                }
            }
        }
        let methods = NodeFunctions(object: prototype, form: .handle)
        defineStreams(methods)
        defineOperations(methods)
        return prototype
    }

    /// A method's call as the call of the operation, with the descriptor before its arguments.
    func ofDescriptor(_ call: JSCall, _ operation: StaticString) throws -> JSCall {
        guard let handle = call.this.object as? JSFileHandle else { throw noHandle(call) }
        guard let number = handle.descriptor else {
            let error = realm.error(.Error, "file closed")
            // A handle appends by writing: it goes on where it is.
            let name = "\(operation)" == "appendFile" ? "writeFile" : "\(operation)"
            error.define(realm.keys.code, "EBADF", .ordinary)
            error.define(realm.key("syscall"), .string(name), .ordinary)
            throw JSException(.object(error))
        }
        return JSCall(
            realm: realm, this: call.this, arguments: [.number(number)] + call.arguments, newTarget: nil)
    }

    private func noHandle(_ call: JSCall) -> JSException {
        realm.argumentError("handle", mustBe: "an instance of FileHandle", not: call.this)
    }
}
