extension JSRealm {
    /// `parseInt`, `parseFloat`, `isNaN`, `isFinite` (ECMA-262 §19.2).
    func installNumberFunctions() {
        global.method("isNaN", parameters: 1) { .boolean(try $0.number(0).isNaN) }
        global.method("isFinite", parameters: 1) { .boolean(try $0.number(0).isFinite) }
        global.method("parseFloat", parameters: 1) { call in
            let bytes = Array(JSNumber.trimmed(try call.string(0)).utf8)
            let count = JSNumber.decimalPrefix(bytes)
            if count > 0 { return .number(Double(String(decoding: bytes[..<count], as: UTF8.self)) ?? .nan) }
            let isNegative = bytes.first == UInt8(ascii: "-")
            let rest = isNegative || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
            guard rest.starts(with: Array("Infinity".utf8)) else { return .number(Double.nan) }
            return .number(isNegative ? -Double.infinity : .infinity)
        }
        global.method("parseInt", parameters: 2) { call in
            var bytes = Array(JSNumber.trimmed(try call.string(0)).utf8)[...]
            var radix = Int(JSNumber.int32(try call.number(1)))
            let isNegative = bytes.first == UInt8(ascii: "-")
            if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
            if radix == 0 || radix == 16, bytes.count >= 2, bytes[bytes.startIndex] == UInt8(ascii: "0"),
                bytes[bytes.startIndex + 1] | 0x20 == UInt8(ascii: "x")
            {
                bytes = bytes.dropFirst(2)
                radix = 16
            }
            if radix == 0 { radix = 10 }
            guard radix >= 2, radix <= 36 else { return .number(Double.nan) }
            let digits = bytes.prefix { JSNumber.digit($0).map { $0 < radix } ?? false }
            guard !digits.isEmpty else { return .number(Double.nan) }
            // Decimal digits are read exactly, others as they come.
            let number =
                radix == 10
                ? Double(String(decoding: digits, as: UTF8.self)) : JSNumber.integer(digits, radix: Double(radix))
            return .number(isNegative ? -(number ?? .nan) : number ?? .nan)
        }
    }

    /// `encodeURIComponent` and its kin (§19.2.6), and the old `escape` and `unescape` (§B.2.1).
    func installURIFunctions() {
        let marks = "-_.!~*'()"
        let reserved = ";/?:@&=+$,#"
        for (name, kept) in [("encodeURI", reserved + marks), ("encodeURIComponent", marks)] as [(StaticString, String)]
        {
            let kept = Set(kept.utf8)
            global.method(name, parameters: 1) { call in
                let string = try call.string(0)
                if string.scalarBytes.count != string.bytes.count || string.scalarBytes != string.bytes {
                    throw call.realm.uriError()
                }
                return .string(
                    JSString(
                        bytes: PercentCoding.encode(string.bytes) { byte in
                            PercentCoding.isAlphanumeric(byte) || kept.contains(byte)
                        }))
            }
        }
        for (name, kept) in [("decodeURI", reserved), ("decodeURIComponent", "")] as [(StaticString, String)] {
            let kept = Set(kept.utf8)
            global.method(name, parameters: 1) { call in
                let bytes = try call.string(0).bytes
                var result: [UInt8] = []
                var index = 0
                while index < bytes.count {
                    guard bytes[index] == UInt8(ascii: "%") else {
                        result.append(bytes[index])
                        index += 1
                        continue
                    }
                    guard let first = PercentCoding.byte(bytes, index) else { throw call.realm.uriError() }
                    if kept.contains(first) {
                        result += bytes[index..<index + 3]
                        index += 3
                        continue
                    }
                    let count = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
                    var character = [first]
                    for offset in 1..<count {
                        guard let next = PercentCoding.byte(bytes, index + offset * 3) else {
                            throw call.realm.uriError()
                        }
                        character.append(next)
                    }
                    guard character.withUnsafeBytes(UTF8Validation.isValid) else { throw call.realm.uriError() }
                    result += character
                    index += 3 * count
                }
                return .string(JSString(bytes: result))
            }
        }
        global.method("escape", parameters: 1) { call in
            var result = ""
            for unit in try call.string(0).utf16 {
                if unit < 0x80, PercentCoding.isAlphanumeric(UInt8(unit)) || "@*_+-./".utf16.contains(unit) {
                    result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
                } else {
                    let hex = String(unit, radix: 16, uppercase: true)
                    let width = unit < 256 ? 2 : 4
                    result += (unit < 256 ? "%" : "%u") + String(repeating: "0", count: width - hex.count) + hex
                }
            }
            return .string(result)
        }
        global.method("unescape", parameters: 1) { call in
            let units = try call.string(0).utf16
            var result: [UInt16] = []
            var index = 0
            func hex(_ start: Int, _ count: Int) -> UInt16? {
                guard start + count <= units.count else { return nil }
                var value: UInt16 = 0
                for unit in units[start..<start + count] {
                    guard unit < 0x80, let digit = JSNumber.digit(UInt8(unit)), digit < 16 else { return nil }
                    value = value << 4 | UInt16(digit)
                }
                return value
            }
            while index < units.count {
                if units[index] == 0x25 {
                    if index + 1 < units.count, units[index + 1] == 0x75, let unit = hex(index + 2, 4) {
                        result.append(unit)
                        index += 6
                        continue
                    }
                    if let unit = hex(index + 1, 2) {
                        result.append(unit)
                        index += 3
                        continue
                    }
                }
                result.append(units[index])
                index += 1
            }
            return .string(JSString(utf16: result))
        }
    }

    private func uriError() -> JSException { JSException(.object(error(.URIError, "URI malformed"))) }
}

/// `%20` and the like.
enum PercentCoding {
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    static func encode(_ bytes: some Sequence<UInt8>, keeping isKept: (UInt8) -> Bool) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            if isKept(byte) { result.append(byte) } else { append(byte, to: &result) }
        }
        return result
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    static func append(_ byte: UInt8, to result: inout [UInt8]) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// The byte that three characters stand for; nil if they are no percent sign and two digits.
    static func byte(_ bytes: [UInt8], _ index: Int) -> UInt8? {
        guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "%"), let high = JSNumber.digit(bytes[index + 1]),
            let low = JSNumber.digit(bytes[index + 2]), high < 16, low < 16
        else { return nil }
        return UInt8(high << 4 | low)
    }

    /// What is no escape stays as it is.
    static func decode(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let byte = byte(bytes, index) {
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
