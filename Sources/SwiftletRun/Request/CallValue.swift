import WasmText
import WebAssembly

/// An argument or a result of a call from the command line: a value's type and bits.
public struct CallValue: Hashable, Sendable {
    public var type: ValueType
    /// The bits, those of a 32-bit value in the lower half. A reference has none that mean anything: zero is null, all else is not.
    public var bits: UInt64
    /// Bits 64 to 127 of a vector.
    public var highBits: UInt64

    public init(type: ValueType, bits: UInt64, highBits: UInt64 = 0) {
        self.type = type
        self.bits = bits
        self.highBits = highBits
    }
}

extension CallValue {
    /// A value from what a person wrote: integers in decimal or `0x` form, signed or unsigned; floating-point numbers as
    /// Swift reads them, `inf` and `nan` included; vectors as a shape with its lanes, `i32x4:1,2,3,4`; of references `null`. Nil if
    /// the text is no such value or does not fit.
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
        case .v128:
            guard let vector = vector(text) else { return nil }
            self.init(type: type, bits: vector.low, highBits: vector.high)
        case .ref(let reference):
            guard text == "null", reference.isNullable else { return nil }
            self.init(type: type, bits: 0)
        }
    }
}

/// A vector from its shape and its lanes.
private func vector(_ text: String) -> VectorBits? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let shape = VectorShape(rawValue: String(parts[0])) else { return nil }
    let lanes = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard lanes.count == shape.laneCount else { return nil }
    var vector = VectorBits()
    for (index, lane) in lanes.enumerated() {
        let bits: UInt64? =
            switch shape {
            case .i8x16: (integer(lane) as UInt8?).map(UInt64.init)
            case .i16x8: (integer(lane) as UInt16?).map(UInt64.init)
            case .i32x4: CallValue(lane, type: .i32)?.bits
            case .i64x2: CallValue(lane, type: .i64)?.bits
            case .f32x4: CallValue(lane, type: .f32)?.bits
            case .f64x2: CallValue(lane, type: .f64)?.bits
            }
        guard let bits else { return nil }
        vector.setLane(index, bits: shape.laneBits, bits)
    }
    return vector
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
    /// Integers signed and in decimal, floating-point numbers with as many digits as tell them apart, vectors as four lanes in
    /// hexadecimal. All but references that are not null read back as the same value.
    public var description: String {
        switch type {
        case .i32: String(Int32(truncatingIfNeeded: bits))
        case .i64: String(Int64(bitPattern: bits))
        case .f32: String(Float(bitPattern: UInt32(truncatingIfNeeded: bits)).description)
        case .f64: String(Double(bitPattern: bits).description)
        case .v128: lanes
        case .ref(let type): bits == 0 ? "null" : "(\(type))"
        }
    }

    /// Which lanes the vector's maker thought of is not known.
    private var lanes: String {
        let words = [bits, bits >> 32, highBits, highBits >> 32].map { word in
            let digits = String(UInt32(truncatingIfNeeded: word), radix: 16)
            return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
        }
        return "i32x4:" + words.joined(separator: ",")
    }
}
