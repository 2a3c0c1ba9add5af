/// Numbers as JavaScript writes and reads them.
enum JSNumber {
    /// `Number::toString` with radix 10 (ECMA-262 §6.1.6.1.20): the shortest digits that read back to the same number.
    static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number == 0 { return "0" }
        if number < 0 { return "-" + text(-number) }
        if number.isInfinite { return "Infinity" }
        if number < 1e15, number == number.rounded(.towardZero) { return String(Int64(number)) }
        let (digits, point) = shortestDigits(number)
        let count = digits.count
        if count <= point, point <= 21 { return digits + String(repeating: "0", count: point - count) }
        if 0 < point, point <= 21 { return digits.prefix(point) + "." + digits.dropFirst(point) }
        if -6 < point, point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        let exponent = point - 1
        let power = "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
        return count == 1 ? digits + power : digits.prefix(1) + "." + digits.dropFirst() + power
    }

    /// The digits of a positive, finite number, and where its point stands behind the first: 0.5 is (“5”, 0), 120 is (“12”, 3).
    static func shortestDigits(_ number: Double) -> (digits: String, point: Int) {
        // Swift writes the shortest digits too, in a form of its own: 1.5e-07, 100.0.
        let parts = number.description.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1])! : 0
        let halves = parts[0].split(separator: ".")
        let whole = String(halves[0])
        let fraction = halves.count > 1 ? String(halves[1]) : ""
        let all = Substring(whole + fraction)
        let significant = all.drop { $0 == "0" }
        var digits = String(significant)
        while digits.last == "0" { digits.removeLast() }
        return (digits, whole.count + exponent - (all.count - significant.count))
    }

    /// `StringToNumber` (§7.1.4.1): NaN for what is no number, 0 for what is empty.
    static func parse(_ string: JSString) -> Double {
        let text = trimmed(string)
        if text.isEmpty { return 0 }
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
            let radix: Double? =
                switch bytes[1] | 0x20 {
                case UInt8(ascii: "x"): 16
                case UInt8(ascii: "o"): 8
                case UInt8(ascii: "b"): 2
                default: nil
                }
            if let radix { return integer(bytes.dropFirst(2), radix: radix) ?? .nan }
        }
        switch text {
        case "Infinity", "+Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: return decimalPrefix(bytes) == bytes.count ? Double(text) ?? .nan : .nan
        }
    }

    /// How many bytes at the start are a decimal literal with a sign: 0 if none.
    static func decimalPrefix(_ bytes: [UInt8]) -> Int {
        var index = 0
        func digits() -> Int {
            let start = index
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
            return index - start
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
        var count = digits()
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            let fraction = digits()
            if fraction == 0, count == 0 { return 0 }
            count += fraction
        }
        if count == 0 { return 0 }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            let end = index
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            if digits() == 0 { index = end }
        }
        return index
    }

    /// Digits of a radix as a number; nil if one is none.
    static func integer(_ digits: some Collection<UInt8>, radix: Double) -> Double? {
        if digits.isEmpty { return nil }
        var number = 0.0
        for byte in digits {
            guard let digit = digit(byte), Double(digit) < radix else { return nil }
            number = number * radix + Double(digit)
        }
        return number
    }

    static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x61...0x7A: Int(byte) - 0x61 + 10
        case 0x41...0x5A: Int(byte) - 0x41 + 10
        default: nil
        }
    }

    /// Without the white space and line ends of §7.1.4.1 around it.
    static func trimmed(_ string: JSString) -> String {
        var text = Substring(String(string))
        while let first = text.unicodeScalars.first, isSpace(first) { text.unicodeScalars.removeFirst() }
        while let last = text.unicodeScalars.last, isSpace(last) { text.unicodeScalars.removeLast() }
        return String(text)
    }

    /// White space and line terminators of §12.2 and §12.3.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// `ToIntegerOrInfinity` (§7.1.5).
    static func integer(_ number: Double) -> Double { number.isNaN ? 0 : number.rounded(.towardZero) + 0 }

    /// `ToInt32` (§7.1.6).
    static func int32(_ number: Double) -> Int32 { Int32(truncatingIfNeeded: int64(number)) }

    /// The low 64 bits of the whole number: `ToInt8` to `ToUint32` are its low bits (§7.1.6 to 7.1.12).
    static func int64(_ number: Double) -> Int64 {
        guard number.isFinite else { return 0 }
        let whole = number.rounded(.towardZero)
        if let exact = Int64(exactly: whole) { return exact }
        let remainder = whole.truncatingRemainder(dividingBy: 18_446_744_073_709_551_616)
        return remainder < 0
            ? 0 &- Int64(truncatingIfNeeded: UInt64(-remainder)) : Int64(truncatingIfNeeded: UInt64(remainder))
    }
}
