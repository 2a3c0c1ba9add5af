#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// What the lanes of vectors do (specification §4.3). No operation here branches or calls for a lane, with one exception that
// says so: that is what lets the optimiser find the processor's instruction for a whole vector, such as `packsswb` for a
// narrowing or `pmaddwd` for a dot product (decision 086). It loses sight of them behind generic arithmetic of scalars, which
// is why these are extensions of the vectors that there are.

extension SIMD {
    /// A vector by its lanes.
    @inline(__always) static func lanes(_ lane: (Int) -> Scalar) -> Self {
        var result = Self()
        for index in 0..<Self.scalarCount { result[index] = lane(index) }
        return result
    }
}

/// A vector's bits, as a mask: a mask's `.&`, `.|` and `.^` are one instruction from the start, while an integer vector's
/// operators are one for each lane, which the optimiser must first see together.
typealias VectorBits = SIMDMask<SIMD2<Int64>>

extension SIMD {
    /// The bits of a vector of 128.
    @inline(__always) var bits: VectorBits { unsafeBitCast(self, to: VectorBits.self) }
    @inline(__always) init(bits: VectorBits) { self = unsafeBitCast(bits, to: Self.self) }
}

extension SIMDMask where Storage: SIMD {
    @inline(__always) var bits: VectorBits { unsafeBitCast(self, to: VectorBits.self) }

    /// Lanes with all bits set where the mask is true: what WebAssembly's comparisons give.
    @inline(__always) var storage: Storage { unsafeBitCast(self, to: Storage.self) }
}

/// The lanes of `a` where the mask is true, and those of `b` elsewhere.
@inline(__always) func select<Lanes: SIMD>(
    _ mask: SIMDMask<Lanes.MaskStorage>, _ a: Lanes, _ b: Lanes
) -> Lanes {
    b.replacing(with: a, where: mask)
}

extension SIMD16<UInt8> {
    /// The lanes' numbers of set bits, by sums of neighbouring bits, pairs and halves.
    @inline(__always) var populationCounts: Self {
        let pairs = self &- ((self &>> 1) & 0x55)
        let quarters = (pairs & 0x33) &+ ((pairs &>> 2) & 0x33)
        return (quarters &+ (quarters &>> 4)) & 0x0F
    }
}

// MARK: From vectors to a scalar

extension V128 {
    /// Whether no lane is zero, given where lanes are zero.
    @inline(__always) static func allTrue<Storage>(zeros: SIMDMask<Storage>) -> Bool {
        !unsafeBitCast(zeros, to: V128.self).anyTrue
    }

    @inline(__always) var anyTrue: Bool { (low | high) != 0 }

    /// The sign bits of the 8-bit lanes. The product moves bit `8 i` to bit `56 + i`, with no carry between them.
    @inline(__always) var signs8: UInt32 {
        func gather(_ half: UInt64) -> UInt32 {
            let bits = (half &>> 7) & 0x0101_0101_0101_0101
            return UInt32(truncatingIfNeeded: (bits &* 0x0102_0408_1020_4080) &>> 56)
        }
        return gather(low) | (gather(high) &<< 8)
    }

    /// The sign bits of the 16-bit lanes, likewise.
    @inline(__always) var signs16: UInt32 {
        func gather(_ half: UInt64) -> UInt32 {
            let bits = (half &>> 15) & 0x0001_0001_0001_0001
            return UInt32(truncatingIfNeeded: (bits &* 0x1000_2000_4000_8000) &>> 60)
        }
        return gather(low) | (gather(high) &<< 4)
    }

    /// The sign bits of the 32-bit lanes.
    @inline(__always) var signs32: UInt32 {
        func gather(_ half: UInt64) -> UInt32 {
            (UInt32(truncatingIfNeeded: half &>> 62) & 2) | (UInt32(truncatingIfNeeded: half &>> 31) & 1)
        }
        return gather(low) | (gather(high) &<< 2)
    }

    /// The sign bits of the 64-bit lanes.
    @inline(__always) var signs64: UInt32 {
        UInt32(truncatingIfNeeded: low &>> 63) | (UInt32(truncatingIfNeeded: high &>> 62) & 2)
    }
}

// MARK: Narrowing

// Loops that are written out: behind `lanes`, the optimiser makes sixteen branches of these.

extension SIMD16<Int16> {
    /// The lanes as 8 bits; what does not fit becomes the nearest value.
    @inline(__always) var narrowedS: SIMD16<Int8> {
        var result = SIMD16<Int8>()
        for index in 0..<16 { result[index] = Int8(truncatingIfNeeded: Swift.max(-0x80, Swift.min(0x7F, self[index]))) }
        return result
    }

    /// The lanes as 8 bits without sign; what does not fit becomes the nearest value.
    @inline(__always) var narrowedU: SIMD16<UInt8> {
        var result = SIMD16<UInt8>()
        for index in 0..<16 { result[index] = UInt8(truncatingIfNeeded: Swift.max(0, Swift.min(0xFF, self[index]))) }
        return result
    }
}

extension SIMD8<Int32> {
    /// The lanes as 16 bits; what does not fit becomes the nearest value.
    @inline(__always) var narrowedS: SIMD8<Int16> {
        var result = SIMD8<Int16>()
        for index in 0..<8 { result[index] = self[index].clamped16 }
        return result
    }

    /// The lanes as 16 bits without sign; what does not fit becomes the nearest value.
    @inline(__always) var narrowedU: SIMD8<UInt16> {
        var result = SIMD8<UInt16>()
        for index in 0..<8 { result[index] = UInt16(truncatingIfNeeded: Swift.max(0, Swift.min(0xFFFF, self[index]))) }
        return result
    }
}

extension Int16 {
    /// The nearest value of 8 bits.
    @inline(__always) var clamped8: Int8 { Int8(truncatingIfNeeded: Swift.max(-0x80, Swift.min(0x7F, self))) }
}

extension Int32 {
    /// The nearest value of 16 bits.
    @inline(__always) var clamped16: Int16 { Int16(truncatingIfNeeded: Swift.max(-0x8000, Swift.min(0x7FFF, self))) }
}

// MARK: Dot products

/// The sum of the products of two neighbouring lanes, from lane `2 pair` on, within 16 bits.
@inline(__always) func pairs(_ a: SIMD16<Int8>, _ b: SIMD16<Int8>, _ pair: Int) -> Int32 {
    let i = 2 &* pair
    return Int32((Int32(a[i]) &* Int32(b[i]) &+ Int32(a[i &+ 1]) &* Int32(b[i &+ 1])).clamped16)
}
