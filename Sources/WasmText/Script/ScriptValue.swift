import WasmBinary

/// A value in a script; numbers as their bits.
public enum ScriptValue: Hashable, Sendable {
    case i32(UInt32)
    case i64(UInt64)
    case f32(UInt32)
    case f64(UInt64)
    case v128(low: UInt64, high: UInt64)
    /// Null, of any type if none is named.
    case refNull(HeapType?)
    /// A host value as an external reference. The same number is the same value.
    case refExtern(UInt32)
    /// A host value within the hierarchy of `any`.
    case refHost(UInt32)
}

/// What a result may be.
public enum ScriptPattern: Hashable, Sendable {
    /// This value, compared by its bits; references to host values by their number.
    case value(ScriptValue)
    case f32(NaNPattern)
    case f64(NaNPattern)
    /// A vector of which a lane may be one of several NaNs.
    case vector(VectorPattern)
    /// A reference that is not null, to something in a heap type.
    case reference(HeapType)
    /// One of these.
    case either([ScriptPattern])
}

/// A set of NaNs (§4.3.3).
public enum NaNPattern: String, Hashable, Sendable {
    /// Of the significand only the highest bit is set. The sign is free.
    case canonical = "nan:canonical"
    /// The highest bit of the significand is set. The sign is free.
    case arithmetic = "nan:arithmetic"

    public func matches(f32 bits: UInt32) -> Bool { matches(UInt64(bits), .f32) }
    public func matches(f64 bits: UInt64) -> Bool { matches(bits, .f64) }

    func matches(_ bits: UInt64, _ format: FloatLiteral.Format) -> Bool {
        switch self {
        case .canonical: bits & ~format.signBit == format.canonicalNaN
        case .arithmetic: bits & format.canonicalNaN == format.canonicalNaN
        }
    }
}

/// A floating-point vector of which a lane may be one of several NaNs.
public struct VectorPattern: Hashable, Sendable {
    enum Lane: Hashable {
        case bits(UInt64)
        case nan(NaNPattern)
    }

    let shape: VectorShape
    let lanes: [Lane]

    public func matches(low: UInt64, high: UInt64) -> Bool {
        lanes.enumerated().allSatisfy { index, lane in
            let position = index * shape.laneBits
            let half = position < 64 ? low >> UInt64(position) : high >> UInt64(position - 64)
            let bits = shape.laneBits == 64 ? half : half & (1 << UInt64(shape.laneBits) - 1)
            return switch lane {
            case .bits(let expected): bits == expected
            case .nan(let pattern): pattern.matches(bits, shape.laneBits == 32 ? .f32 : .f64)
            }
        }
    }
}

// Values describe themselves as scripts spell them, floating-point numbers as people read them.

extension ScriptValue: CustomStringConvertible {
    public var description: String {
        switch self {
        case .i32(let bits): "(i32.const \(Int32(bitPattern: bits)))"
        case .i64(let bits): "(i64.const \(Int64(bitPattern: bits)))"
        case .f32(let bits): "(f32.const \(FloatText.f32(bits)))"
        case .f64(let bits): "(f64.const \(FloatText.f64(bits)))"
        case .v128(let low, let high): "(v128.const \(VectorText.i32x4(low: low, high: high)))"
        case .refNull(let type): type.map { "(ref.null \($0))" } ?? "(ref.null)"
        case .refExtern(let number): "(ref.extern \(number))"
        case .refHost(let number): "(ref.host \(number))"
        }
    }
}

extension ScriptPattern: CustomStringConvertible {
    public var description: String {
        switch self {
        case .value(let value): value.description
        case .f32(let pattern): "(f32.const \(pattern.rawValue))"
        case .f64(let pattern): "(f64.const \(pattern.rawValue))"
        case .vector(let pattern): "(v128.const \(pattern))"
        case .reference(let type): "(ref.\(type))"
        case .either(let patterns): "(either \(patterns.map(\.description).joined(separator: " ")))"
        }
    }
}

extension VectorPattern: CustomStringConvertible {
    public var description: String {
        let lanes = lanes.map { lane in
            switch lane {
            case .bits(let bits):
                shape.laneBits == 32 ? FloatText.f32(UInt32(truncatingIfNeeded: bits)) : FloatText.f64(bits)
            case .nan(let pattern): pattern.rawValue
            }
        }
        return "\(shape.rawValue) \(lanes.joined(separator: " "))"
    }
}
