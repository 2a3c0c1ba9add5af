#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Number operations where WebAssembly says more than Swift's standard library offers (specification §4.3).

extension FixedWidthInteger where Self: UnsignedInteger {
    @inline(__always) func rotatedLeft(by count: Self) -> Self { self &<< count | self &>> (0 &- count) }
    @inline(__always) func rotatedRight(by count: Self) -> Self { self &>> count | self &<< (0 &- count) }
}

extension BinaryFloatingPoint {
    /// The lesser; NaN when either is NaN; -0 below +0.
    @inline(__always) func wasmMinimum(_ other: Self) -> Self {
        if self < other { return self }
        if other < self { return other }
        if self == other { return sign == .minus ? self : other }
        return self + other
    }

    /// The greater; NaN when either is NaN; +0 above -0.
    @inline(__always) func wasmMaximum(_ other: Self) -> Self {
        if self > other { return self }
        if other > self { return other }
        if self == other { return sign == .plus ? self : other }
        return self + other
    }
}

extension Float {
    @inline(__always) func wasmCopysign(_ other: Float) -> Float {
        Float(bitPattern: bitPattern & 0x7FFF_FFFF | other.bitPattern & 0x8000_0000)
    }
}

extension Double {
    @inline(__always) func wasmCopysign(_ other: Double) -> Double {
        Double(bitPattern: bitPattern & 0x7FFF_FFFF_FFFF_FFFF | other.bitPattern & 0x8000_0000_0000_0000)
    }
}
