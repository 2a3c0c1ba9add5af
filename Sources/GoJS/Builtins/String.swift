extension JSRealm {
    /// `String` (ECMA-262 §22.1).
    func installString() {
        let (function, prototype) = type(
            "String", parameters: 1, tag: false,
            call: { call in
                if case .symbol(let symbol) = call[0] {
                    return .string("Symbol(\(symbol.description.map(String.init) ?? ""))")
                }
                return .string(call.arguments.isEmpty ? "" : try call.string(0))
            }
        ) { call, prototype in
            JSPrimitiveObject(
                call.realm, .string(call.arguments.isEmpty ? "" : try call.string(0)), prototype: prototype)
        }
        function.method("fromCharCode", parameters: 1) { call in
            let units = try call.arguments.map {
                UInt16(truncatingIfNeeded: JSNumber.int64(try call.realm.toNumber($0)))
            }
            return .string(JSString(utf16: units))
        }
        function.method("fromCodePoint", parameters: 1) { call in
            var units: [UInt16] = []
            for argument in call.arguments {
                let number = try call.realm.toNumber(argument)
                guard let point = UInt32(exactly: number), point <= 0x10FFFF else {
                    throw call.realm.rangeError("Invalid code point \(try call.realm.toString(argument))")
                }
                if point < 0x10000 {
                    units.append(UInt16(point))
                } else {
                    units.append(0xD800 | UInt16((point - 0x10000) >> 10))
                    units.append(0xDC00 | UInt16((point - 0x10000) & 0x3FF))
                }
            }
            return .string(JSString(utf16: units))
        }
        function.method("raw", parameters: 1) { call in
            let realm = call.realm
            let raw = try realm.toObject(realm.toObject(call[0]).get("raw"))
            var parts: [JSString] = []
            let count = try realm.length(of: raw)
            for index in 0..<count {
                try realm.tick()
                parts.append(try realm.toString(raw.getElement(index)))
                if index + 1 < count, index + 1 < call.arguments.count { parts.append(try call.string(index + 1)) }
                guard parts.count < 1 << 24 else { throw realm.rangeError("Invalid string length") }
            }
            return .string(.joining(parts))
        }
        addStringCharacters(to: prototype)
        addStringSearch(to: prototype)
        addStringParts(to: prototype)
        addStringForms(to: prototype)
    }
}

extension JSCall {
    /// The string that a method was called on.
    func thisString(_ method: StaticString) throws -> JSString {
        if case .string(let string) = this { return string }
        if this.isNullish {
            throw realm.typeError("String.prototype.\(method) called on null or undefined")
        }
        return try realm.toString(this)
    }

    /// A whole number from an argument, kept between 0 and a length.
    func position(_ index: Int, within length: Int) throws -> Int {
        Int(min(max(try integer(index), 0), Double(length)))
    }
}
