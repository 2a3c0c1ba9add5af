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

extension FixedWidthInteger {
    /// Whether truncating `value` towards zero gives a number of this type; `value` is not NaN.
    @inline(__always) static func range<F: BinaryFloatingPoint>(of: F.Type, contains value: F) -> Bool {
        // The first float above the range is exact: a power of two. Below, -(2^n) - 1 may not be representable; then no
        // float lies between it and the minimum, and `>= minimum` says the same.
        let limit = F(sign: .plus, exponent: F.Exponent(isSigned ? bitWidth - 1 : bitWidth), significand: 1)
        if value >= limit { return false }
        if !isSigned { return value > -1 }
        let below = -limit - 1
        return below == -limit ? value >= -limit : value > below
    }

    /// Truncate towards zero; what is beyond the range becomes its end, NaN becomes 0 (§4.3.4 `trunc_sat`).
    @inline(__always) init<F: BinaryFloatingPoint>(saturating value: F) {
        if value.isNaN {
            self = 0
        } else if Self.range(of: F.self, contains: value) {
            self = Self(value)
        } else {
            self = value < 0 ? .min : .max
        }
    }
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

    /// Rounded to an integral value; a NaN comes out quiet.
    @inline(__always) func wasmRounded(_ rule: FloatingPointRoundingRule) -> Float {
        isNaN ? self + self : rounded(rule)
    }
}

extension Double {
    @inline(__always) func wasmCopysign(_ other: Double) -> Double {
        Double(bitPattern: bitPattern & 0x7FFF_FFFF_FFFF_FFFF | other.bitPattern & 0x8000_0000_0000_0000)
    }

    /// Rounded to an integral value; a NaN comes out quiet.
    @inline(__always) func wasmRounded(_ rule: FloatingPointRoundingRule) -> Double {
        isNaN ? self + self : rounded(rule)
    }
}
