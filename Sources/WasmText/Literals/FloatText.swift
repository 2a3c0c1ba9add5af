/// How numbers are written so that they read back to the same bits (specification §6.3.2).
enum FloatText {
    static func f32(_ bits: UInt32) -> String {
        let value = Float(bitPattern: bits)
        return value.isNaN ? nan(UInt64(bits), .f32) : text(value.description)
    }

    static func f64(_ bits: UInt64) -> String {
        let value = Double(bitPattern: bits)
        return value.isNaN ? nan(bits, .f64) : text(value.description)
    }

    /// The standard library writes as few digits as read back to the same number; whole numbers need no `.0`.
    private static func text(_ description: String) -> String {
        description.hasSuffix(".0") ? String(description.dropLast(2)) : description
    }

    private static func nan(_ bits: UInt64, _ format: FloatLiteral.Format) -> String {
        let sign = bits & format.signBit != 0 ? "-" : ""
        let payload = bits & (1 << UInt64(format.fractionBits) - 1)
        return payload == format.canonicalNaN & ~format.infinity
            ? sign + "nan" : "\(sign)nan:0x\(String(payload, radix: 16))"
    }
}

enum VectorText {
    /// A vector as four numbers of 32 bits: which lanes its maker thought of is not known.
    static func i32x4(low: UInt64, high: UInt64) -> String {
        let lanes = [low, low >> 32, high, high >> 32].map { lane in
            let digits = String(UInt32(truncatingIfNeeded: lane), radix: 16)
            return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
        }
        return "i32x4 " + lanes.joined(separator: " ")
    }
}
