extension JSRealm {
    /// How deep JSON may be nested.
    static let jsonDepth = 1000

    /// `JSON` (ECMA-262 §25.5).
    func installJSON() {
        let json = object()
        global.hide("JSON", .object(json))
        json.define(symbols.toStringTag.key, "JSON", .configurable)
        json.method("parse", parameters: 2) { call in
            let realm = call.realm
            var parser = JSONParser(realm, try call.string(0))
            let value = try parser.parse()
            guard case .object(let reviver) = call[1], reviver.isCallable else { return value }
            let holder = realm.object(["": value])
            return try realm.revive(holder, realm.key(""), reviver, 0)
        }
        json.method("stringify", parameters: 3) { call in
            try call.realm.jsonText(call[0], replacer: call[1], space: call[2]).map(JSValue.string) ?? .undefined
        }
    }

    /// `InternalizeJSONProperty` (§25.5.1.1).
    private func revive(_ holder: JSObject, _ key: PropertyKey, _ reviver: JSObject, _ depth: Int) throws -> JSValue {
        let value = try holder.get(key, receiver: .object(holder))
        if depth > JSRealm.jsonDepth { throw rangeError("Maximum call stack size exceeded") }
        if case .object(let object) = value {
            let keys =
                object is JSArray ? try (0..<length(of: object)).map { self.key($0) } : object.enumerableKeys
            for key in keys {
                let element = try revive(object, key, reviver, depth + 1)
                if element.isUndefined {
                    _ = try object.delete(key)
                } else {
                    _ = try object.defineOwnProperty(key, PropertyDescriptor(element, .ordinary))
                }
            }
        }
        return try reviver.call(this: .object(holder), [key.value, value])
    }

    /// The JSON of a value; nil if it has none, as `undefined` and functions.
    func jsonText(_ value: JSValue, replacer: JSValue = .undefined, space: JSValue = .undefined) throws -> JSString? {
        var writer = JSONWriter(self)
        if case .object(let object) = replacer {
            if object.isCallable {
                writer.replacer = object
            } else if object is JSArray {
                var keys: [PropertyKey] = []
                for index in 0..<(try length(of: object)) {
                    let item = try object.getElement(index)
                    let name: JSString?
                    switch item {
                    case .string, .number: name = try toString(item)
                    case .object(let box as JSPrimitiveObject):
                        switch box.primitive {
                        case .string, .number: name = try toString(item)
                        default: name = nil
                        }
                    default: name = nil
                    }
                    if let name, !keys.contains(key(name)) { keys.append(key(name)) }
                }
                writer.keys = keys
            }
        }
        var space = space
        if case .object(let box as JSPrimitiveObject) = space {
            switch box.primitive {
            case .number: space = .number(try toNumber(space))
            case .string: space = .string(try toString(space))
            default: break
            }
        }
        switch space {
        case .number(let number):
            writer.gap = Array(repeating: 0x20, count: Int(min(max(JSNumber.integer(number), 0), 10)))
        case .string(let string): writer.gap = JSString(utf16: Array(string.utf16.prefix(10))).bytes
        default: break
        }
        let holder = object(["": value])
        guard try writer.write(holder, key(""), value) else { return nil }
        return JSString(bytes: writer.text)
    }
}
