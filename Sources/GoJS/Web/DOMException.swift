extension JSRealm {
    /// A `DOMException` (Web IDL §2.8.1) of a name, such as “AbortError”.
    func domException(_ message: String, _ name: String) -> JSObject {
        let error = JSError(self, prototype: intrinsic("DOMException"))
        error.define(keys.stack, .string("\(name): \(message)"), .hidden)
        error.define(keys.message, .string(message), .hidden)
        error.define(keys.name, .string(name), .hidden)
        let codes = [
            "InvalidCharacterError": 5, "SyntaxError": 12, "AbortError": 20, "QuotaExceededError": 22,
            "TimeoutError": 23, "DataCloneError": 25,
        ]
        error.define(keys.code, .number(codes[name] ?? 0), .hidden)
        return error
    }

    func installDOMException() {
        let prototype = JSObject(self, prototype: errorPrototypes[.Error])
        prototypes["DOMException"] = prototype
        prototype.define(symbols.toStringTag.key, "DOMException", .configurable)
        constructor("DOMException", prototype: prototype) { call in
            var name = "Error"
            if case .object(let options) = call[1] {
                name = String(try call.realm.toString(options.get("name")))
            } else if !call[1].isUndefined {
                name = String(try call.string(1))
            }
            return call.realm.domException(call[0].isUndefined ? "" : String(try call.string(0)), name)
        }
    }
}
