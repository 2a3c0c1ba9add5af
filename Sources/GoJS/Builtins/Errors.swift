extension JSRealm {
    /// The prototypes are there from the start, their properties and constructors when somebody looks.
    func makeErrorPrototypes() {
        for kind in JSErrorKind.allCases {
            let parent = kind == .Error ? objectPrototype : errorPrototypes[.Error]
            errorPrototypes[kind] = JSLazyObject(self, prototype: parent) { realm, prototype in
                (realm.global as? JSGlobalObject)?.complete(realm.key(kind.rawValue))
                prototype.define(realm.keys.name, .string(kind.rawValue), .hidden)
                prototype.define(realm.keys.message, .string(""), .hidden)
                if kind == .Error {
                    prototype.method("toString") { call in
                        .string(try call.realm.errorText(call.thisObject("Error.prototype.toString")))
                    }
                }
            }
        }
    }

    /// `Error` and its kinds (ECMA-262 §20.5).
    func installErrors() {
        var base: JSFunction?
        for kind in JSErrorKind.allCases {
            let prototype: JSObject = errorPrototypes[kind] ?? objectPrototype
            let make: (JSCall) throws -> JSError = { call in
                let realm = call.realm
                let error = JSError(realm, prototype: try realm.prototype(for: call, default: prototype))
                let message = call[kind == .AggregateError ? 1 : 0]
                let options = call[kind == .AggregateError ? 2 : 1]
                error.define(realm.keys.stack, .undefined, .hidden)
                if !message.isUndefined {
                    error.define(realm.keys.message, .string(try realm.toString(message)), .hidden)
                }
                if case .object(let options) = options, try options.hasProperty(realm.keys.cause) {
                    error.define(realm.keys.cause, try options.get("cause"), .hidden)
                }
                if kind == .AggregateError {
                    error.hide("errors", .object(realm.array(try realm.list(call[0]))))
                }
                error.define(realm.keys.stack, .string(try realm.errorText(error)), .hidden)
                return error
            }
            let function = constructor(
                kind.rawValue, parameters: kind == .AggregateError ? 2 : 1, prototype: prototype, parent: base,
                call: { .object(try make($0)) }, construct: make)
            if kind == .Error {
                base = function
                function.method("captureStackTrace", parameters: 2) { call in
                    guard case .object(let object) = call[0] else {
                        throw call.realm.typeError("Invalid argument")
                    }
                    object.define(call.realm.keys.stack, .string(try call.realm.errorText(object)), .hidden)
                    return .undefined
                }
                function.method("isError", parameters: 1) { .boolean($0[0].object is JSError) }
                function.define(key("stackTraceLimit"), 10, .ordinary)
            }
        }
    }

    /// `Error.prototype.toString` (§20.5.3.4).
    func errorText(_ error: JSObject) throws -> JSString {
        let name = try error.get("name")
        let message = try error.get("message")
        let nameText = name.isUndefined ? JSString("Error") : try toString(name)
        let messageText = message.isUndefined ? JSString("") : try toString(message)
        if nameText.isEmpty { return messageText }
        return messageText.isEmpty ? nameText : .joining([nameText, ": ", messageText])
    }
}
