/// Conversions between kinds of values (ECMA-262 §7.1).
extension JSRealm {
    /// `ToPrimitive` (§7.1.1).
    func toPrimitive(_ value: JSValue, preferString: Bool = false, preferNumber: Bool = false) throws -> JSValue {
        guard case .object(let object) = value else { return value }
        let exotic = try object.get(symbols.toPrimitive.key, receiver: value)
        if case .object(let method) = exotic, method.isCallable {
            let result = try method.call(
                this: value, [.string(preferString ? "string" : preferNumber ? "number" : "default")])
            if result.object == nil { return result }
            throw typeError("Cannot convert object to primitive value")
        }
        for key in preferString ? [keys.toString, keys.valueOf] : [keys.valueOf, keys.toString] {
            guard case .object(let method) = try object.get(key, receiver: value), method.isCallable else { continue }
            let result = try method.call(this: value, [])
            if result.object == nil { return result }
        }
        throw typeError("Cannot convert object to primitive value")
    }

    /// `ToNumber` (§7.1.4).
    func toNumber(_ value: JSValue) throws -> Double {
        switch value {
        case .number(let number): return number
        case .undefined: return .nan
        case .null: return 0
        case .boolean(let value): return value ? 1 : 0
        case .string(let string): return JSNumber.parse(string)
        case .symbol: throw typeError("Cannot convert a Symbol value to a number")
        case .object: return try toNumber(toPrimitive(value, preferNumber: true))
        }
    }

    /// `ToIntegerOrInfinity` (§7.1.5).
    func toInteger(_ value: JSValue) throws -> Double { JSNumber.integer(try toNumber(value)) }

    /// `ToString` (§7.1.17).
    func toString(_ value: JSValue) throws -> JSString {
        switch value {
        case .string(let string): return string
        case .number(let number): return JSString(JSNumber.text(number))
        case .undefined: return "undefined"
        case .null: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .symbol: throw typeError("Cannot convert a Symbol value to a string")
        case .object: return try toString(toPrimitive(value, preferString: true))
        }
    }

    /// `ToObject` (§7.1.18).
    func toObject(_ value: JSValue) throws -> JSObject {
        switch value {
        case .object(let object): return object
        case .undefined, .null: throw typeError("Cannot convert undefined or null to object")
        default: return JSPrimitiveObject(self, value)
        }
    }

    /// `ToPropertyKey` (§7.1.19).
    func toPropertyKey(_ value: JSValue) throws -> PropertyKey {
        switch try toPrimitive(value, preferString: true) {
        case .symbol(let symbol): symbol.key
        case let primitive: key(try toString(primitive))
        }
    }

    /// `ToIndex` (§7.1.22): a length or offset.
    func toIndex(_ value: JSValue, _ what: String) throws -> Int {
        let number = try toInteger(value)
        guard number >= 0, number <= 9_007_199_254_740_991 else { throw rangeError("Invalid \(what)") }
        return Int(number)
    }

    /// The place that a relative index means, from the end if it is negative (as `slice` takes it).
    func toPosition(_ value: JSValue, length: Int, default absent: Int) throws -> Int {
        if value.isUndefined { return absent }
        let number = try toInteger(value)
        return number < 0 ? max(0, Int(max(Double(length) + number, 0))) : Int(min(number, Double(length)))
    }

    /// `LengthOfArrayLike` (§7.3.18).
    func length(of object: JSObject) throws -> Int {
        if let array = object as? JSArray { return array.length }
        if let array = object as? JSTypedArray { return array.length }
        let number = try toInteger(object.get(keys.length, receiver: .object(object)))
        return Int(min(max(number, 0), 9_007_199_254_740_991))
    }

    /// `instanceof` (§13.10.2).
    func isInstance(_ value: JSValue, of type: JSValue) throws -> Bool {
        guard case .object(let constructor) = type else {
            throw typeError("Right-hand side of 'instanceof' is not an object")
        }
        let method = try constructor.get(symbols.hasInstance.key, receiver: type)
        if case .object(let method) = method, method.isCallable {
            return try method.call(this: type, [value]).isTruthy
        }
        guard constructor.isCallable else { throw typeError("Right-hand side of 'instanceof' is not callable") }
        return try isOrdinaryInstance(value, of: constructor)
    }

    func isOrdinaryInstance(_ value: JSValue, of constructor: JSObject) throws -> Bool {
        if let bound = constructor as? JSBoundFunction { return try isInstance(value, of: .object(bound.target)) }
        guard case .object(let object) = value else { return false }
        guard case .object(let prototype) = try constructor.get(keys.prototype, receiver: .object(constructor)) else {
            throw typeError("Function has non-object prototype in instanceof check")
        }
        return object.inherits(from: prototype)
    }

    /// A value in an error's text, as V8 writes it.
    func preview(_ value: JSValue) -> String {
        switch value {
        case .string(let string): "\"\(string)\""
        case .symbol(let symbol): "Symbol(\(symbol.description ?? ""))"
        case .object(let object as JSFunction): "function \(object.name)() { [native code] }"
        case .object(let object as JSArray): "[object \(object.className)]"
        case .object(let object): "#<\(constructorName(object) ?? "Object")>"
        default: (try? toString(value)).map(String.init) ?? ""
        }
    }

    /// The name of what made an object; nil if it does not say. Runs no code of the guest.
    func constructorName(_ object: JSObject) -> String? {
        var next: JSObject? = object
        while let owner = next {
            if let own = owner.getOwnProperty(keys.constructor), case .object(let constructor)? = own.value,
                case .string(let name)? = constructor.getOwnProperty(keys.name)?.value, !name.isEmpty
            {
                return String(name)
            }
            next = owner.prototype
        }
        return nil
    }

    /// `Set` that fails loudly (§7.3.4).
    func put(_ object: JSObject, _ key: PropertyKey, _ value: JSValue) throws {
        if try object.set(key, value, receiver: .object(object)) { return }
        throw cannotSet(object, key)
    }

    func putElement(_ object: JSObject, _ index: Int, _ value: JSValue) throws {
        if try object.setElement(index, value) { return }
        throw cannotSet(object, key(index))
    }

    private func cannotSet(_ object: JSObject, _ key: PropertyKey) -> JSException {
        if object.getOwnProperty(key) == nil, !object.isExtensible {
            return typeError("Cannot add property \(key.text), object is not extensible")
        }
        return typeError("Cannot assign to read only property '\(key.text)' of object '\(preview(.object(object)))'")
    }

    /// `DeletePropertyOrThrow` (§7.3.10).
    func remove(_ object: JSObject, _ key: PropertyKey) throws {
        if try object.delete(key) { return }
        throw typeError("Cannot delete property '\(key.text)' of \(preview(.object(object)))")
    }
}

extension PropertyKey {
    /// As errors name it.
    var text: String { isSymbol ? "Symbol(\(string))" : String(string) }
}
