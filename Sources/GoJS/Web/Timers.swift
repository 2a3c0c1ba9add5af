extension JSRealm {
    /// `setTimeout` and its kin (HTML §8.6), `queueMicrotask`, `structuredClone`. Timers are numbers, as in browsers.
    func installTimers() {
        for isRepeating in [false, true] {
            global.method(isRepeating ? "setInterval" : "setTimeout", parameters: 1) { call in
                let function = try call.callback()
                let delay = max(1, try call.number(1).rounded(.down))
                return .number(
                    call.realm.timers.start(
                        call.realm, delay.isNaN || delay > 2_147_483_647 ? 1 : delay, isRepeating: isRepeating
                    ) {
                        _ = try function.call(this: .undefined, call.rest(from: 2))
                    })
            }
        }
        for name in ["clearTimeout", "clearInterval", "clearImmediate"] as [StaticString] {
            global.method(name) { call in
                if case .number(let number) = call[0], let id = Int(exactly: number) {
                    call.realm.timers.stop(call.realm, id)
                }
                return .undefined
            }
        }
        global.method("setImmediate", parameters: 1) { call in
            let function = try call.callback()
            return .number(
                call.realm.timers.start(call.realm, 0, isRepeating: false) {
                    _ = try function.call(this: .undefined, call.rest(from: 1))
                })
        }
        global.method("queueMicrotask", parameters: 1) { call in
            let function = try call.callback()
            call.realm.enqueue { _ = try function.call(this: .undefined, []) }
            return .undefined
        }
        global.method("structuredClone", parameters: 1) { call in
            var cloner = StructuredCloner(call.realm)
            return try cloner.clone(call[0])
        }
    }
}

extension JSCall {
    fileprivate func callback() throws -> JSObject {
        if case .object(let function) = self[0], function.isCallable { return function }
        throw realm.typeError("The \"callback\" argument must be of type function. Received \(realm.received(self[0]))")
    }
}

extension JSRealm {
    /// What an argument is, in Node's words.
    func received(_ value: JSValue) -> String {
        switch value {
        case .undefined: "undefined"
        case .null: "null"
        case .object(let object as JSFunction): "function \(object.name)"
        case .object(let object): "an instance of \(constructorName(object) ?? "Object")"
        case .string(let text) where text.utf16.count > 28:
            "type string (\(Inspector.quoted(JSString(String(String(text).prefix(25)) + "..."))))"
        default: "type \(value.typeof) (\(Inspector.text(value, self)))"
        }
    }
}

/// The timers that a program has started, by the numbers that it knows.
final class JSTimers {
    private var running: [Int: Int] = [:]
    private var nextID = 1

    /// Without an event loop nothing ever fires.
    func start(
        _ realm: JSRealm, _ delay: Double, isRepeating: Bool, _ action: @escaping () throws -> Void
    ) -> Int {
        let id = nextID
        nextID += 1
        schedule(realm, id, delay, isRepeating, action)
        return id
    }

    private func schedule(
        _ realm: JSRealm, _ id: Int, _ delay: Double, _ isRepeating: Bool, _ action: @escaping () throws -> Void
    ) {
        guard let loop = realm.host.loop else { return }
        running[id] = loop.schedule(milliseconds: delay) { [unowned realm, unowned self] in
            running[id] = nil
            if isRepeating { schedule(realm, id, delay, true, action) }
            try action()
        }
    }

    func stop(_ realm: JSRealm, _ id: Int) {
        if let timer = running.removeValue(forKey: id) { realm.host.loop?.cancel(timer) }
    }
}

/// Copies a value with all that it refers to (HTML §2.7). Nothing is transferred: buffers are copied too.
struct StructuredCloner {
    private let realm: JSRealm
    private var copies: [ObjectIdentifier: JSObject] = [:]
    /// Those that are copied must live as long as they are known by their identity.
    private var sources: [JSObject] = []
    private var depth = 0

    init(_ realm: JSRealm) { self.realm = realm }

    mutating func clone(_ value: JSValue) throws -> JSValue {
        switch value {
        case .symbol: throw failure("\(realm.preview(value)) could not be cloned.")
        case .object(let object):
            if let known = copies[ObjectIdentifier(object)] { return .object(known) }
            guard depth < JSRealm.jsonDepth else { throw realm.rangeError("Maximum call stack size exceeded") }
            depth += 1
            defer { depth -= 1 }
            return .object(try copy(object, object.portrait))
        default: return value
        }
    }

    private func failure(_ message: String) -> JSException {
        JSException(.object(realm.domException(message, "DataCloneError")))
    }

    private mutating func remember(_ object: JSObject, _ copy: JSObject) {
        copies[ObjectIdentifier(object)] = copy
        sources.append(object)
    }

    /// - Parameters:
    ///   - original: by which it is known when it is met again.
    private mutating func copy(_ original: JSObject, _ object: JSObject) throws -> JSObject {
        if object.isCallable { throw failure("\(realm.preview(.object(object))) could not be cloned.") }
        switch object {
        case let date as JSDate: return JSDate(realm, date.time)
        case let box as JSPrimitiveObject: return JSPrimitiveObject(realm, box.primitive)
        case let buffer as JSArrayBuffer:
            let copy = try JSArrayBuffer(realm, byteLength: buffer.bytes.count)
            copy.bytes.copyMemory(from: UnsafeRawBufferPointer(buffer.bytes))
            remember(original, copy)
            return copy
        case let array as JSTypedArray:
            guard case .object(let buffer as JSArrayBuffer) = try clone(.object(array.buffer)) else { return object }
            let copy = JSTypedArray(array.kind, on: buffer, byteOffset: array.byteOffset, length: array.length)
            remember(original, copy)
            return copy
        case let collection as JSCollection:
            let copy = JSCollection(
                realm, isMap: collection.isMap, prototype: realm.intrinsic(collection.isMap ? "Map" : "Set"))
            remember(original, copy)
            for entry in collection.values { copy.set(try clone(entry.key), try clone(entry.value)) }
            return copy
        case let error as JSError:
            let name = try error.get("name")
            let kind = name.string.flatMap(JSErrorKind.init) ?? .Error
            let copy = JSError(realm, prototype: realm.errorPrototypes[kind])
            remember(original, copy)
            for key in [realm.keys.stack, realm.keys.message, realm.keys.cause] {
                if let own = error.getOwnProperty(key), let value = own.value {
                    copy.define(key, try clone(value), .hidden)
                }
            }
            return copy
        case is JSPromise, is JSWeakCollection, is JSWeakReference, is JSDataView, is JSIterator:
            throw failure("#<\(object.className)> could not be cloned.")
        case is JSArray:
            let copy = JSArray(realm)
            remember(original, copy)
            _ = try copy.set(realm.keys.length, .number(realm.length(of: object)), receiver: .object(copy))
            try copyProperties(object, copy)
            return copy
        default:
            let copy = realm.object()
            remember(original, copy)
            try copyProperties(object, copy)
            return copy
        }
    }

    private mutating func copyProperties(_ object: JSObject, _ copy: JSObject) throws {
        for key in object.enumerableKeys {
            try realm.tick()
            let value = try clone(object.get(key, receiver: .object(object)))
            _ = try copy.defineOwnProperty(key, PropertyDescriptor(value, .ordinary))
        }
    }
}
