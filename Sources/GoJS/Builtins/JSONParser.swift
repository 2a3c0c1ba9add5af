/// Reads JSON (ECMA-404), with V8's words for what is wrong.
struct JSONParser {
    private let realm: JSRealm
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    init(_ realm: JSRealm, _ text: JSString) {
        self.realm = realm
        bytes = text.bytes
    }

    mutating func parse() throws -> JSValue {
        let value = try value()
        skipSpace()
        if index < bytes.count {
            throw realm.syntaxError("Unexpected non-whitespace character after JSON at position \(position)")
        }
        return value
    }

    /// In units of UTF-16, as errors count.
    private var position: Int { JSString(bytes: Array(bytes[..<index])).utf16Count }

    private func unexpected() -> JSException {
        guard index < bytes.count else { return realm.syntaxError("Unexpected end of JSON input") }
        let text = JSString(bytes: bytes)
        let (_, count) = text.scalar(at: index)
        let token = JSString(bytes: Array(bytes[index..<index + count]))
        let units = text.utf16
        let place = position
        if bytes[index] >= 0x30, bytes[index] <= 0x39 || bytes[index] == UInt8(ascii: "-") {
            return realm.syntaxError("Unexpected number in JSON at position \(place)")
        }
        if bytes[index] == UInt8(ascii: "\"") {
            return realm.syntaxError("Unexpected string in JSON at position \(place)")
        }
        if units.count <= 40 {
            return realm.syntaxError("Unexpected token '\(token)', \"\(text)\" is not valid JSON")
        }
        let (start, end) = (max(0, place - 10), min(units.count, place + 10))
        let part = JSString(utf16: Array(units[start..<end]))
        return realm.syntaxError(
            "Unexpected token '\(token)', \(start > 0 ? "..." : "")\"\(part)\"\(end < units.count ? "..." : "") is not valid JSON"
        )
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    private mutating func value() throws -> JSValue {
        skipSpace()
        guard index < bytes.count else { throw unexpected() }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try nested { try $0.object() }
        case UInt8(ascii: "["): return try nested { try $0.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(_ body: (inout JSONParser) throws -> JSValue) throws -> JSValue {
        guard depth < JSRealm.jsonDepth else { throw realm.rangeError("Maximum call stack size exceeded") }
        depth += 1
        index += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func word(_ word: StaticString, _ value: JSValue) throws -> JSValue {
        for byte in word.description.utf8 {
            guard index < bytes.count, bytes[index] == byte else { throw unexpected() }
            index += 1
        }
        return value
    }

    private mutating func object() throws -> JSValue {
        let object = realm.object()
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
            index += 1
            return .object(object)
        }
        while true {
            skipSpace()
            guard index < bytes.count else {
                throw realm.syntaxError("Expected property name or '}' in JSON at position \(position)")
            }
            guard bytes[index] == UInt8(ascii: "\"") else {
                throw realm.syntaxError(
                    object.table.count == 0
                        ? "Expected property name or '}' in JSON at position \(position)"
                        : "Expected double-quoted property name in JSON at position \(position)")
            }
            let key = realm.key(try string())
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
                throw realm.syntaxError("Expected ':' after property name in JSON at position \(position)")
            }
            index += 1
            object.define(key, try value(), .ordinary)
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "}") else {
                throw realm.syntaxError("Expected ',' or '}' after property value in JSON at position \(position)")
            }
            index += 1
            if bytes[index - 1] == UInt8(ascii: "}") { return .object(object) }
        }
    }

    private mutating func array() throws -> JSValue {
        var elements: [JSValue] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
            index += 1
            return .object(realm.array([]))
        }
        while true {
            elements.append(try value())
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "]") else {
                throw realm.syntaxError("Expected ',' or ']' after array element in JSON at position \(position)")
            }
            index += 1
            if bytes[index - 1] == UInt8(ascii: "]") { return .object(realm.array(elements)) }
        }
    }

    private mutating func number() throws -> Double {
        let start = index
        func isDigit(_ place: Int) -> Bool { place < bytes.count && bytes[place] >= 0x30 && bytes[place] <= 0x39 }
        if bytes[index] == UInt8(ascii: "-") {
            index += 1
            if !isDigit(index) {
                throw realm.syntaxError("No number after minus sign in JSON at position \(position)")
            }
        }
        guard isDigit(index) else { throw unexpected() }
        if bytes[index] == UInt8(ascii: "0") {
            index += 1
            if isDigit(index) { throw realm.syntaxError("Unexpected number in JSON at position \(position)") }
        } else {
            while isDigit(index) { index += 1 }
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            if !isDigit(index) {
                throw realm.syntaxError("Unterminated fractional number in JSON at position \(position)")
            }
            while isDigit(index) { index += 1 }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            if !isDigit(index) {
                throw realm.syntaxError("Exponent part is missing a number in JSON at position \(position)")
            }
            while isDigit(index) { index += 1 }
        }
        return Double(String(decoding: bytes[start..<index], as: UTF8.self)) ?? .nan
    }

    private mutating func string() throws -> JSString {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"),
            bytes[index] >= 0x20
        { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            index += 1
            return JSString(bytes: Array(bytes[start..<index - 1]))
        }
        var result = Array(bytes[start..<index])
        var needsPairing = false
        while true {
            guard index < bytes.count else {
                throw realm.syntaxError("Unterminated string in JSON at position \(position)")
            }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                let text = JSString(bytes: result)
                return needsPairing ? JSString(utf16: text.utf16) : text
            }
            if byte < 0x20 {
                throw realm.syntaxError("Bad control character in string literal in JSON at position \(position)")
            }
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard index < bytes.count else {
                throw realm.syntaxError("Unterminated string in JSON at position \(position)")
            }
            index += 1
            switch bytes[index - 1] {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(bytes[index - 1])
            case UInt8(ascii: "u"):
                var unit: UInt16 = 0
                for _ in 0..<4 {
                    guard index < bytes.count, let digit = JSNumber.digit(bytes[index]), digit < 16 else {
                        throw realm.syntaxError("Bad Unicode escape in JSON at position \(position)")
                    }
                    unit = unit << 4 | UInt16(digit)
                    index += 1
                }
                if unit & 0xF800 == 0xD800 { needsPairing = true }
                result += JSString(utf16: [unit]).bytes
            default:
                index -= 1
                throw realm.syntaxError("Bad escaped character in JSON at position \(position)")
            }
        }
    }
}
