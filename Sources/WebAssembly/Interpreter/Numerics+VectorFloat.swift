// Floating-point lanes, where WebAssembly says more than the operators do (specification §4.3.3). Rounding is arithmetic
// because a call for each lane costs several times as much, and not all processors that this is compiled for have an
// instruction for it.

/// A vector of floating-point lanes.
protocol FloatVector: SIMD where Scalar: BinaryFloatingPoint {
    typealias Mask = SIMDMask<MaskStorage>
    /// 2 to the number of a significand's bits after the point: from here on each number is integral.
    static var integral: Scalar { get }
    // The operators of the generic `SIMD` do the same lane by lane.
    static func less(_ a: Self, _ b: Self) -> Mask
    static func equal(_ a: Self, _ b: Self) -> Mask
}

extension SIMD4<Float>: FloatVector {
    @inline(__always) static var integral: Float { 0x1p23 }
    @inline(__always) static func less(_ a: Self, _ b: Self) -> Mask { a .< b }
    @inline(__always) static func equal(_ a: Self, _ b: Self) -> Mask { a .== b }
}

extension SIMD2<Double>: FloatVector {
    @inline(__always) static var integral: Double { 0x1p52 }
    @inline(__always) static func less(_ a: Self, _ b: Self) -> Mask { a .< b }
    @inline(__always) static func equal(_ a: Self, _ b: Self) -> Mask { a .== b }
}

extension FloatVector {
    /// The sign's bit in each lane.
    @inline(__always) static var signBits: VectorBits { Self(repeating: -0.0).bits }

    @inline(__always) var magnitudes: Self { Self(bits: bits .& .!Self.signBits) }
    @inline(__always) var negated: Self { Self(bits: bits .^ Self.signBits) }
    @inline(__always) func withSigns(of other: Self) -> Self {
        Self(bits: (bits .& .!Self.signBits) .| (other.bits .& Self.signBits))
    }

    /// The lesser lanes; NaN when either is NaN; -0 below +0.
    @inline(__always) func minimum(_ other: Self) -> Self {
        // Equal lanes have the same bits but for the sign of zeros; lanes without an order add up to NaN.
        let equal = select(Self.equal(self, other), Self(bits: bits .| other.bits), self + other)
        return select(Self.less(self, other), self, select(Self.less(other, self), other, equal))
    }

    /// The greater lanes; NaN when either is NaN; +0 above -0.
    @inline(__always) func maximum(_ other: Self) -> Self {
        let equal = select(Self.equal(self, other), Self(bits: bits .& other.bits), self + other)
        return select(Self.less(other, self), self, select(Self.less(self, other), other, equal))
    }

    /// The lesser lanes as `other < self ? other : self` says.
    @inline(__always) func pseudoMinimum(_ other: Self) -> Self { select(Self.less(other, self), other, self) }
    /// The greater lanes as `self < other ? other : self` says.
    @inline(__always) func pseudoMaximum(_ other: Self) -> Self { select(Self.less(self, other), other, self) }

    /// Lanes rounded to integral values, ties to even.
    ///
    /// Adding a number whose significand has no bits for fractions makes the processor round, and taking it away again is
    /// exact. Lanes that large already are integral, and NaNs come out quiet.
    @inline(__always) var roundedToNearest: Self { rounded { nearest, _ in nearest } }

    @inline(__always) var roundedDown: Self {
        rounded { nearest, original in select(Self.less(original, nearest), nearest - 1, nearest) }
    }

    @inline(__always) var roundedUp: Self {
        rounded { nearest, original in select(Self.less(nearest, original), nearest + 1, nearest) }
    }

    @inline(__always) var roundedTowardZero: Self {
        rounded { nearest, original in
            let magnitudes = nearest.magnitudes
            return select(Self.less(original.magnitudes, magnitudes), magnitudes - 1, magnitudes)
        }
    }

    /// - Parameter adjust: makes of the nearest integral lanes the ones that are wanted, but for their signs.
    @inline(__always) private func rounded(_ adjust: (_ nearest: Self, _ original: Self) -> Self) -> Self {
        let large = Self(repeating: Self.integral)
        let nearest = ((magnitudes + large) - large).withSigns(of: self)
        return select(Self.less(magnitudes, large), adjust(nearest, self).withSigns(of: self), self + Self())
    }
}

extension SIMD2<Double> {
    /// The lanes rounded toward zero as integers of 32 bits, in the low halves of the result's lanes of 64. What lies beyond the
    /// bounds becomes the nearer one, NaN becomes 0.
    @inline(__always) fileprivate func truncated(from lower: Double, to upper: Double) -> SIMD4<UInt32> {
        let floor = Self(repeating: lower)
        let ceiling = Self(repeating: upper)
        let numbers = select(Self.equal(self, self), self, Self())
        let bounded = select(
            Self.less(numbers, floor), floor, select(Self.less(ceiling, numbers), ceiling, numbers))
        // An integral number is the last bits of its sum with such a large one, in two's complement.
        return unsafeBitCast(bounded.roundedTowardZero + Self(repeating: 0x1.8p52), to: SIMD4<UInt32>.self)
    }

    /// The lanes rounded toward zero, as the low ones of four; the others are zero.
    @inline(__always) func truncatedToLow(from lower: Double, to upper: Double) -> SIMD4<UInt32> {
        let lanes = truncated(from: lower, to: upper)
        return SIMD4<UInt32>(lanes[0], lanes[2], 0, 0)
    }
}

extension SIMD4<Float> {
    /// The lanes rounded toward zero. What lies beyond the bounds becomes the nearer one, NaN becomes 0.
    @inline(__always) func truncated(from lower: Double, to upper: Double) -> SIMD4<UInt32> {
        let low = SIMD2(Double(self[0]), Double(self[1])).truncated(from: lower, to: upper)
        let high = SIMD2(Double(self[2]), Double(self[3])).truncated(from: lower, to: upper)
        return SIMD4<UInt32>(low[0], low[2], high[0], high[2])
    }
}
