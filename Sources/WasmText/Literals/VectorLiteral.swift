/// A `v128` as two halves; lane 0 is in the low bits of the low one.
package struct VectorBits: Hashable, Sendable {
    package private(set) var low: UInt64 = 0
    package private(set) var high: UInt64 = 0

    package init() {}

    /// Sets one of the lanes of so many bits, which must have been zero.
    package mutating func setLane(_ index: Int, bits: Int, _ value: UInt64) {
        let position = index * bits
        if position < 64 { low |= value << UInt64(position) } else { high |= value << UInt64(position - 64) }
    }
}

/// How the lanes of a `v128` are written (specification §6.5): `i8x16` to `f64x2`.
package enum VectorShape: String, CaseIterable, Sendable {
    case i8x16
    case i16x8
    case i32x4
    case i64x2
    case f32x4
    case f64x2

    package var laneBits: Int {
        switch self {
        case .i8x16: 8
        case .i16x8: 16
        case .i32x4, .f32x4: 32
        case .i64x2, .f64x2: 64
        }
    }

    package var laneCount: Int { 128 / laneBits }

    var floatFormat: FloatLiteral.Format? {
        switch self {
        case .i8x16, .i16x8, .i32x4, .i64x2: nil
        case .f32x4: .f32
        case .f64x2: .f64
        }
    }
}

extension Cursor {
    mutating func vectorShape() throws(TextError) -> VectorShape {
        guard token.kind == .keyword, let shape = VectorShape(rawValue: text(token)) else {
            throw unexpected("the shape of a vector (\(VectorShape.allCases.map(\.rawValue).joined(separator: ", ")))")
        }
        advance()
        return shape
    }

    /// A shape and its lanes.
    mutating func vector() throws(TextError) -> VectorBits {
        let shape = try vectorShape()
        var vector = VectorBits()
        for lane in 0..<shape.laneCount {
            guard token.kind != .close, token.kind != .end else {
                throw error("wrong number of lane literals: \(shape.rawValue) has \(shape.laneCount), here are \(lane)")
            }
            let bits =
                if let format = shape.floatFormat { try float(format) } else { try integer(bits: shape.laneBits) }
            vector.setLane(lane, bits: shape.laneBits, bits)
        }
        return vector
    }
}
