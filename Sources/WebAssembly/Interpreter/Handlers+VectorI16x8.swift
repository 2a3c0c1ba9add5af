// Eight lanes of 16 bits (specification §4.3.2). `gt` and `ge` are `lt` and `le` the other way round.

// MARK: Comparisons

@inline(__always) func opI16x8Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in (a .== b).storage }
}

@inline(__always) func opI16x8Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in (a .!= b).storage }
}

@inline(__always) func opI16x8LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in (a .< b).storage }
}

@inline(__always) func opI16x8LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in (a .< b).storage }
}

@inline(__always) func opI16x8LeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in (a .<= b).storage }
}

@inline(__always) func opI16x8LeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in (a .<= b).storage }
}

@inline(__always) func opI16x8AllTrue(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>) in V128.allTrue(zeros: a .== SIMD8<Int16>()) }
}

@inline(__always) func opI16x8Bitmask(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: V128) in a.signs16 }
}

// MARK: Arithmetic

@inline(__always) func opI16x8Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>) in select(a .< SIMD8<Int16>(), SIMD8<Int16>() &- a, a) }
}

@inline(__always) func opI16x8Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>) in SIMD8<Int16>() &- a }
}

@inline(__always) func opI16x8Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in a &+ b }
}

@inline(__always) func opI16x8Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in a &- b }
}

@inline(__always) func opI16x8Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in a &* b }
}

@inline(__always) func opI16x8AddSatS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        SIMD8<Int16>.lanes { (Int32(a[$0]) &+ Int32(b[$0])).clamped16 }
    }
}

@inline(__always) func opI16x8AddSatU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        SIMD8<UInt16>(bits: (a &+ b).bits .| (a &+ b .< a).bits)
    }
}

@inline(__always) func opI16x8SubSatS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        SIMD8<Int16>.lanes { (Int32(a[$0]) &- Int32(b[$0])).clamped16 }
    }
}

@inline(__always) func opI16x8SubSatU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in select(b .< a, a &- b, SIMD8<UInt16>()) }
}

@inline(__always) func opI16x8AvgrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        SIMD8<UInt16>.lanes { UInt16(truncatingIfNeeded: (UInt32(a[$0]) &+ UInt32(b[$0]) &+ 1) &>> 1) }
    }
}

@inline(__always) func opI16x8MinS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in select(b .< a, b, a) }
}

@inline(__always) func opI16x8MinU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in select(b .< a, b, a) }
}

@inline(__always) func opI16x8MaxS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in select(a .< b, b, a) }
}

@inline(__always) func opI16x8MaxU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in select(a .< b, b, a) }
}

@inline(__always) func opI16x8Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        a &<< SIMD8<UInt16>(repeating: UInt16(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI16x8ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        a &<< SIMD8<UInt16>(repeating: UInt16(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI16x8ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        a &>> SIMD8<Int16>(repeating: Int16(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI16x8ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        a &>> SIMD8<Int16>(repeating: Int16(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI16x8ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        a &>> SIMD8<UInt16>(repeating: UInt16(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI16x8ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        a &>> SIMD8<UInt16>(repeating: UInt16(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI16x8Q15mulrSatS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        SIMD8<Int16>.lanes { ((Int32(a[$0]) &* Int32(b[$0]) &+ 0x4000) &>> 15).clamped16 }
    }
}

// MARK: From lanes of half the width

@inline(__always) func opI16x8ExtendLowI8x16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>) in SIMD8<Int16>.lanes { Int16(a[$0]) } }
}

@inline(__always) func opI16x8ExtendLowI8x16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>) in SIMD8<UInt16>.lanes { UInt16(a[$0]) } }
}

@inline(__always) func opI16x8ExtendHighI8x16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>) in SIMD8<Int16>.lanes { Int16(a[$0 &+ 8]) } }
}

@inline(__always) func opI16x8ExtendHighI8x16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>) in SIMD8<UInt16>.lanes { UInt16(a[$0 &+ 8]) } }
}

@inline(__always) func opI16x8ExtmulLowI8x16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in
        SIMD8<Int16>.lanes { Int16(a[$0]) &* Int16(b[$0]) }
    }
}

@inline(__always) func opI16x8ExtmulLowI8x16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        SIMD8<UInt16>.lanes { UInt16(a[$0]) &* UInt16(b[$0]) }
    }
}

@inline(__always) func opI16x8ExtmulHighI8x16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in
        SIMD8<Int16>.lanes { Int16(a[$0 &+ 8]) &* Int16(b[$0 &+ 8]) }
    }
}

@inline(__always) func opI16x8ExtmulHighI8x16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        SIMD8<UInt16>.lanes { UInt16(a[$0 &+ 8]) &* UInt16(b[$0 &+ 8]) }
    }
}

@inline(__always) func opI16x8ExtaddPairwiseI8x16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>) in
        SIMD8<Int16>.lanes { Int16(a[2 &* $0]) &+ Int16(a[2 &* $0 &+ 1]) }
    }
}

@inline(__always) func opI16x8ExtaddPairwiseI8x16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>) in
        SIMD8<UInt16>.lanes { UInt16(a[2 &* $0]) &+ UInt16(a[2 &* $0 &+ 1]) }
    }
}

// MARK: From lanes of twice the width

@inline(__always) func opI16x8NarrowI32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in SIMD8<Int32>(lowHalf: a, highHalf: b).narrowedS }
}

@inline(__always) func opI16x8NarrowI32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in SIMD8<Int32>(lowHalf: a, highHalf: b).narrowedU }
}

@inline(__always) func opI16x8DotI8x16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in
        SIMD8<Int16>.lanes {
            (Int32(a[2 &* $0]) &* Int32(b[2 &* $0]) &+ Int32(a[2 &* $0 &+ 1]) &* Int32(b[2 &* $0 &+ 1])).clamped16
        }
    }
}
