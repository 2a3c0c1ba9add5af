/// Integers as the text format writes them (specification §6.3.1): decimal or, behind `0x`, hexadecimal digits, with single
/// underscores between digits.
enum IntegerLiteral {
    enum Failure: Error {
        /// The characters are no integer.
        case malformed
        case outOfRange
    }

    /// An integer without a sign, of at most so many bits.
    static func unsigned(_ text: ArraySlice<UInt8>, bits: Int = 32) throws(Failure) -> UInt64 {
        let value = try magnitude(text)
        guard bits == 64 || value >> UInt64(bits) == 0 else { throw .outOfRange }
        return value
    }

    /// The bits of a constant: without a sign up to the largest unsigned integer of so many bits, with one in the range of
    /// the signed ones. The result is zero above these bits.
    static func constant(_ text: ArraySlice<UInt8>, bits: Int) throws(Failure) -> UInt64 {
        guard let first = text.first, first == Ascii.plus || first == Ascii.minus else {
            return try unsigned(text, bits: bits)
        }
        let value = try magnitude(text.dropFirst())
        let half = UInt64(1) << UInt64(bits - 1)
        guard value < half || first == Ascii.minus && value == half else { throw .outOfRange }
        let signed = first == Ascii.minus ? 0 &- value : value
        return bits == 64 ? signed : signed & (UInt64(1) << UInt64(bits) - 1)
    }

    private static func magnitude(_ text: ArraySlice<UInt8>) throws(Failure) -> UInt64 {
        var digits = Digits(text)
        var value: UInt64 = 0
        var isTooLarge = false
        while let digit = digits.next() {
            let (product, overflows) = value.multipliedReportingOverflow(by: digits.radix)
            let (sum, carries) = product.addingReportingOverflow(UInt64(digit))
            // The digits that follow decide whether this is a number at all.
            isTooLarge = isTooLarge || overflows || carries
            value = sum
        }
        guard digits.count > 0, digits.rest.isEmpty else { throw .malformed }
        if isTooLarge { throw .outOfRange }
        return value
    }
}

/// Walks over the digits at the start of a text: `0x` decides for hexadecimal ones.
struct Digits {
    /// What comes behind the digits seen so far.
    private(set) var rest: ArraySlice<UInt8>
    let isHexadecimal: Bool
    private(set) var count = 0

    var radix: UInt64 { isHexadecimal ? 16 : 10 }

    init(_ text: ArraySlice<UInt8>) {
        isHexadecimal = text.count > 2 && text.starts(with: "0x".utf8)
        rest = isHexadecimal ? text.dropFirst(2) : text
    }

    /// More digits of the same number, as behind a point.
    init(_ rest: ArraySlice<UInt8>, isHexadecimal: Bool) {
        self.rest = rest
        self.isHexadecimal = isHexadecimal
    }

    mutating func next() -> UInt8? {
        var rest = rest
        // An underscore must have a digit on both sides.
        if count > 0, rest.first == Ascii.underscore { rest = rest.dropFirst() }
        guard let byte = rest.first, let digit = Ascii.hexDigit(byte), isHexadecimal || digit < 10 else { return nil }
        self.rest = rest.dropFirst()
        count += 1
        return digit
    }
}
