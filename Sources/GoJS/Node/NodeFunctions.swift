/// Where operations of `fs` become functions. One definition makes all forms of an operation: with a callback and as `…Sync` in `fs`,
/// with a promise in `fs.promises`, and as a method of the `FileHandle` that `fs.promises.open` gives.
struct NodeFunctions {
    enum Form {
        case callbacks, promises, handle
    }

    /// `fs`, `fs.promises`, or the prototype of `FileHandle`.
    let object: JSObject
    let form: Form

    /// What the first argument of an operation names.
    enum Subject {
        case path
        /// A descriptor; and what the operation is called as a method of a handle, if it is one.
        case descriptor(StaticString?)
        /// A path or a descriptor.
        case file
    }
}

/// Who hears of what an operation has given: an error or `null`, and then values.
enum NodeAnswer {
    case callback(JSObject)
    /// A promise, and what it is fulfilled with.
    case promise(JSPromise, ([JSValue]) -> JSValue)

    static func promise(_ promise: JSPromise) -> NodeAnswer { .promise(promise) { $0.first ?? .undefined } }
}

extension NodeHost {
    /// The work of one operation: it returns what the callback gets behind `null`, and throws ``NodeFailure`` or ``JSException``.
    typealias Work = () throws -> [JSValue]

    /// Defines an operation in the forms that belong to an object.
    ///
    /// - Parameter prepare: looks at the arguments, and throws what the call throws then; a promise is rejected with it.
    func define(
        _ functions: NodeFunctions, _ name: StaticString, parameters: Int, of subject: NodeFunctions.Subject = .path,
        _ prepare: @escaping (JSCall) throws -> Work
    ) {
        switch functions.form {
        case .callbacks: defineCallbacks(functions.object, name, parameters, prepare)
        case .promises:
            if case .descriptor = subject { return }
            let isFile = if case .file = subject { true } else { false }
            functions.object.define("\(name)", parameters: parameters) { call in
                self.promise { promise in
                    if isFile, case .number = call[0] { _ = try self.pathArgument(call[0]) }
                    let work = try prepare(call)
                    try self.answer(.promise(promise), work)
                }
            }
        case .handle:
            let method: StaticString
            switch subject {
            case .path: return
            case .file: method = name
            case .descriptor(nil): return
            case .descriptor(let shortened?): method = shortened
            }
            functions.object.method(method, parameters: parameters - 1) { call in
                self.promise { promise in
                    let work = try prepare(self.ofDescriptor(call, name))
                    try self.answer(.promise(promise), work)
                }
            }
        }
    }

    private func defineCallbacks(
        _ object: JSObject, _ name: StaticString, _ parameters: Int, _ prepare: @escaping (JSCall) throws -> Work
    ) {
        object.define("\(name)", parameters: parameters + 1) { call in
            let (rest, callback) = try self.split(call, at: parameters)
            let work = try prepare(rest)
            try self.answer(.callback(callback), work)
            return .undefined
        }
        object.define("\(name)Sync", parameters: parameters) { call in
            let work = try prepare(call)
            return try self.atOnce { try work().first ?? .undefined }
        }
    }

    /// A new promise, rejected with what is thrown meanwhile.
    func promise(_ body: (JSPromise) throws -> Void) -> JSValue {
        let promise = JSPromise(realm)
        do {
            try promise.rejecting { try body(promise) }
        } catch {
            // What is no exception ends the program, from the next job on.
            realm.enqueue { throw error }
        }
        return .object(promise)
    }

    /// Does the work of an operation now, and hands over what it has given once what runs now has ended.
    func answer(_ answer: NodeAnswer, _ work: Work) throws {
        try begin()
        queue(answer, try outcome(of: work))
    }

    /// Does the work of a call that has no callback: a failure is thrown as an exception.
    func atOnce<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let failure as NodeFailure {
            throw JSException(.object(realm.error(failure)))
        }
    }

    /// What an operation has given.
    private func outcome(of work: Work) throws -> [JSValue] {
        do {
            return [.null] + (try work())
        } catch let failure as NodeFailure {
            return [.object(realm.error(failure))]
        } catch let exception as JSException {
            return [exception.value]
        }
    }

    /// Takes the callback off a call's arguments.
    ///
    /// - Parameter place: where it should be, for the error.
    func split(_ call: JSCall, at place: Int) throws -> (JSCall, JSObject) {
        guard case .object(let callback)? = call.arguments.last, callback.isCallable else {
            throw realm.argumentError("cb", mustBe: "of type function", not: call[place])
        }
        let rest = JSCall(
            realm: realm, this: call.this, arguments: Array(call.arguments.dropLast()), newTarget: nil)
        return (rest, callback)
    }
}
