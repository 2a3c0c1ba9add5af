/// A vector of 128 bits, as a guest's `v128` holds it (specification §2.3.2). The lanes are whatever an instruction makes of
/// the bits; ``lanes(as:)`` gives them as one of Swift's own vectors, with lane 0 in the lowest bits.
///
/// Typed calls and host functions take the vectors themselves, such as `SIMD4<Float>`: see ``WasmValue``.
public struct V128: Hashable, Sendable, BitwiseCopyable {
    /// Bits 0 to 63.
    public var low: UInt64
    /// Bits 64 to 127.
    public var high: UInt64

    @inlinable public init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    @inlinable public init(_ lanes: some WasmVector) {
        self = unsafeBitCast(lanes, to: V128.self)
    }

    @inlinable public func lanes<Lanes: WasmVector>(as: Lanes.Type = Lanes.self) -> Lanes {
        unsafeBitCast(self, to: Lanes.self)
    }
}

extension V128: CustomStringConvertible {
    /// Four lanes of 32 bits in hexadecimal, as the text format writes them.
    public var description: String {
        let lanes = lanes(as: SIMD4<UInt32>.self)
        let digits = lanes.indices.map { index in
            let text = String(lanes[index], radix: 16)
            return " 0x" + String(repeating: "0", count: 8 - text.count) + text
        }
        return "i32x4" + digits.joined()
    }
}

/// One of Swift's vectors of 128 bits: `SIMD16` of 8-bit integers, `SIMD8` of 16-bit ones, `SIMD4` of 32-bit integers or
/// `Float`, `SIMD2` of 64-bit integers or `Double`.
public protocol WasmVector: WasmValue {}

extension WasmVector {
    @inlinable public static var valueType: ValueType { .v128 }
    @inlinable public static var slotCount: Int { 2 }

    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) {
        self = V128(low: slots[0], high: slots[1]).lanes()
    }

    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) {
        let vector = V128(self)
        slots[0] = vector.low
        slots[1] = vector.high
    }
}

/// A lane of 8 bits.
public protocol WasmLane8 {}
/// A lane of 16 bits.
public protocol WasmLane16 {}
/// A lane of 32 bits.
public protocol WasmLane32 {}
/// A lane of 64 bits.
public protocol WasmLane64 {}

extension Int8: WasmLane8 {}
extension UInt8: WasmLane8 {}
extension Int16: WasmLane16 {}
extension UInt16: WasmLane16 {}
extension Int32: WasmLane32 {}
extension UInt32: WasmLane32 {}
extension Float: WasmLane32 {}
extension Int64: WasmLane64 {}
extension UInt64: WasmLane64 {}
extension Double: WasmLane64 {}

extension SIMD16: WasmValue, WasmVector where Scalar: WasmLane8 {}
extension SIMD8: WasmValue, WasmVector where Scalar: WasmLane16 {}
extension SIMD4: WasmValue, WasmVector where Scalar: WasmLane32 {}
extension SIMD2: WasmValue, WasmVector where Scalar: WasmLane64 {}

extension V128: WasmVector {}
