/// Floating-point numbers as the text format writes them (specification §6.3.2): decimal, hexadecimal, `inf`, `nan`,
/// `nan:0x…` with a payload. They are rounded once, to the nearest value of the type, ties to even.
enum FloatLiteral {
    /// A binary floating-point format of IEEE 754.
    struct Format {
        /// Bits of the significand that are stored.
        var fractionBits: Int
        var exponentBits: Int

        static let f32 = Format(fractionBits: 23, exponentBits: 8)
        static let f64 = Format(fractionBits: 52, exponentBits: 11)

        var signBit: UInt64 { 1 << UInt64(fractionBits + exponentBits) }
        var infinity: UInt64 { (1 << UInt64(exponentBits) - 1) << UInt64(fractionBits) }
        var canonicalNaN: UInt64 { infinity | 1 << UInt64(fractionBits - 1) }
        /// The exponent of the largest finite numbers, and minus one that of the smallest normal ones.
        var bias: Int { 1 << (exponentBits - 1) - 1 }
    }

    /// The bits of a number; those of an `f32` in the low half.
    static func bits(_ text: ArraySlice<UInt8>, _ format: Format) throws(IntegerLiteral.Failure) -> UInt64 {
        var digits = text
        var sign: UInt64 = 0
        if let first = text.first, first == Ascii.plus || first == Ascii.minus {
            digits = text.dropFirst()
            if first == Ascii.minus { sign = format.signBit }
        }
        return sign | (try magnitude(digits, format))
    }

    private static func magnitude(
        _ text: ArraySlice<UInt8>, _ format: Format
    ) throws(IntegerLiteral.Failure) -> UInt64 {
        if text.elementsEqual("inf".utf8) { return format.infinity }
        if text.elementsEqual("nan".utf8) { return format.canonicalNaN }
        if text.starts(with: "nan:0x".utf8) {
            let payload = try IntegerLiteral.unsigned(text.dropFirst(4), bits: 64)
            guard payload > 0, payload >> UInt64(format.fractionBits) == 0 else { throw .outOfRange }
            return format.infinity | payload
        }
        let number = try Parts(text)
        let bits = number.isHexadecimal ? number.rounded(to: format) : try decimal(text, format)
        guard bits < format.infinity else { throw .outOfRange }
        return bits
    }

    /// The standard library rounds decimal numbers correctly, each type by itself: an `f32` must not go through `f64`.
    private static func decimal(
        _ text: ArraySlice<UInt8>, _ format: Format
    ) throws(IntegerLiteral.Failure) -> UInt64 {
        let digits = String(decoding: text.lazy.filter { $0 != Ascii.underscore }, as: UTF8.self)
        let bits =
            format.fractionBits == 23
            ? Float(digits).map { UInt64($0.bitPattern) } : Double(digits).map(\.bitPattern)
        guard let bits else { throw .malformed }
        return bits
    }
}

extension FloatLiteral {
    /// The parts of a decimal or hexadecimal number: `digits`, then `.` and `digits`, then an exponent.
    struct Parts {
        let isHexadecimal: Bool
        /// The leading digits that are not zero, as an integer, as many as fit.
        private var significand: UInt64 = 0
        /// Whether a digit that is not zero was left out of ``significand``.
        private var isInexact = false
        /// By what power of two ``significand`` is to be multiplied, for hexadecimal numbers.
        private var exponent = 0

        init(_ text: ArraySlice<UInt8>) throws(IntegerLiteral.Failure) {
            var digits = Digits(text)
            isHexadecimal = digits.isHexadecimal
            while let digit = digits.next() { append(digit, isFraction: false) }
            guard digits.count > 0 else { throw .malformed }
            var rest = digits.rest
            if rest.first == UInt8(ascii: ".") {
                var fraction = Digits(rest.dropFirst(), isHexadecimal: isHexadecimal)
                while let digit = fraction.next() { append(digit, isFraction: true) }
                rest = fraction.rest
            }
            if let mark = rest.first.map({ $0 | 0x20 }), mark == UInt8(ascii: isHexadecimal ? "p" : "e") {
                rest = rest.dropFirst()
                let isNegative = rest.first == Ascii.minus
                if isNegative || rest.first == Ascii.plus { rest = rest.dropFirst() }
                var digits = Digits(rest, isHexadecimal: false)
                var value = 0
                // Beyond this all numbers are zero or too large, however many digits they have: a text has at most 2^32.
                while let digit = digits.next() { value = min(value * 10 + Int(digit), 1 << 40) }
                guard digits.count > 0 else { throw .malformed }
                rest = digits.rest
                exponent += isNegative ? -value : value
            }
            guard rest.isEmpty else { throw .malformed }
        }

        private mutating func append(_ digit: UInt8, isFraction: Bool) {
            if significand >> 60 == 0 {
                significand = significand << 4 | UInt64(digit)
                if isFraction { exponent -= 4 }
            } else {
                isInexact = isInexact || digit != 0
                if !isFraction { exponent += 4 }
            }
        }

        /// The bits of a hexadecimal number in a format; ``Format/infinity`` if it is too large.
        func rounded(to format: Format) -> UInt64 {
            guard significand != 0 else { return 0 }
            // The value is significand * 2^exponent; its highest bit has this exponent.
            let width = 64 - significand.leadingZeroBitCount
            let top = exponent + width - 1
            guard top <= format.bias else { return format.infinity }
            // Which power of two the last stored bit stands for: subnormal numbers share that of the smallest normal ones.
            let last = max(top, 1 - format.bias) - format.fractionBits
            let shift = last - exponent
            var bits: UInt64
            if shift <= 0 {
                bits = significand << UInt64(-shift)
            } else if shift > 64 {
                bits = 0
            } else {
                bits = shift == 64 ? 0 : significand >> UInt64(shift)
                let half = UInt64(1) << UInt64(shift - 1)
                let left = shift == 64 ? significand : significand & (half << 1 &- 1)
                if left > half || left == half && (isInexact || bits & 1 == 1) { bits += 1 }
            }
            // A carry out of the fraction makes the exponent one greater, as it should; that of subnormal numbers is 0.
            if top >= 1 - format.bias {
                let biased = UInt64(top + format.bias)
                return (biased - 1) << UInt64(format.fractionBits) + bits
            }
            return bits
        }
    }
}
