import WebAssembly

/// An argument or a result of a call from the command line: a value's type and bits.
public struct CallValue: Hashable, Sendable {
    public var type: ValueType
    /// The bits, those of a 32-bit value in the lower half.
    public var bits: UInt64

    public init(type: ValueType, bits: UInt64) {
        self.type = type
        self.bits = bits
    }
}

extension CallValue {
    /// A value from what a person wrote: integers in decimal or `0x` form, signed or unsigned; floating-point numbers as
    /// Swift reads them, `inf` and `nan` included. Nil if the text is no such value or does not fit.
    public init?(_ text: String, type: ValueType) {
        switch type {
        case .i32:
            guard let value: UInt32 = integer(text) else { return nil }
            self.init(type: type, bits: UInt64(value))
        case .i64:
            guard let value: UInt64 = integer(text) else { return nil }
            self.init(type: type, bits: value)
        case .f32:
            guard let value = Float(text) else { return nil }
            self.init(type: type, bits: UInt64(value.bitPattern))
        case .f64:
            guard let value = Double(text) else { return nil }
            self.init(type: type, bits: value.bitPattern)
        case .v128, .ref:
            return nil
        }
    }
}

/// An integer of a width from its signed or unsigned form.
private func integer<T: FixedWidthInteger & UnsignedInteger>(_ text: String) -> T? {
    let isNegative = text.hasPrefix("-")
    var digits = isNegative ? text.dropFirst() : text[...]
    let isHexadecimal = digits.hasPrefix("0x") || digits.hasPrefix("0X")
    if isHexadecimal { digits = digits.dropFirst(2) }
    // `T(_:radix:)` would take a sign of its own.
    guard let first = digits.first, first.isHexDigit, let magnitude = T(digits, radix: isHexadecimal ? 16 : 10) else {
        return nil
    }
    guard isNegative else { return magnitude }
    let smallest = T(1) << (T.bitWidth - 1)
    return magnitude <= smallest ? 0 &- magnitude : nil
}

extension CallValue: CustomStringConvertible {
    /// Integers signed and in decimal, floating-point numbers with as many digits as tell them apart.
    public var description: String {
        switch type {
        case .i32: String(Int32(truncatingIfNeeded: bits))
        case .i64: String(Int64(bitPattern: bits))
        case .f32: String(Float(bitPattern: UInt32(truncatingIfNeeded: bits)).description)
        case .f64: String(Double(bitPattern: bits).description)
        case .v128: "(v128)"
        case .ref(let type): "(\(type))"
        }
    }
}
