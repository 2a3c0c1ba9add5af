// Four lanes of 32 bits (specification §4.3.2). `gt` and `ge` are `lt` and `le` the other way round.

// MARK: Comparisons

@inline(__always) func opI32x4Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in (a .== b).storage }
}

@inline(__always) func opI32x4Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in (a .!= b).storage }
}

@inline(__always) func opI32x4LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in (a .< b).storage }
}

@inline(__always) func opI32x4LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in (a .< b).storage }
}

@inline(__always) func opI32x4LeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in (a .<= b).storage }
}

@inline(__always) func opI32x4LeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in (a .<= b).storage }
}

@inline(__always) func opI32x4AllTrue(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>) in V128.allTrue(zeros: a .== SIMD4<Int32>()) }
}

@inline(__always) func opI32x4Bitmask(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: V128) in a.signs32 }
}

// MARK: Arithmetic

@inline(__always) func opI32x4Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>) in select(a .< SIMD4<Int32>(), SIMD4<Int32>() &- a, a) }
}

@inline(__always) func opI32x4Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>) in SIMD4<Int32>() &- a }
}

@inline(__always) func opI32x4Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in a &+ b }
}

@inline(__always) func opI32x4Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in a &- b }
}

@inline(__always) func opI32x4Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in a &* b }
}

@inline(__always) func opI32x4MinS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in select(b .< a, b, a) }
}

@inline(__always) func opI32x4MinU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in select(b .< a, b, a) }
}

@inline(__always) func opI32x4MaxS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in select(a .< b, b, a) }
}

@inline(__always) func opI32x4MaxU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in select(a .< b, b, a) }
}

@inline(__always) func opI32x4Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in
        a &<< SIMD4<UInt32>(repeating: UInt32(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI32x4ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in
        a &<< SIMD4<UInt32>(repeating: UInt32(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI32x4ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in
        a &>> SIMD4<Int32>(repeating: Int32(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI32x4ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in
        a &>> SIMD4<Int32>(repeating: Int32(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI32x4ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in
        a &>> SIMD4<UInt32>(repeating: UInt32(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI32x4ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in
        a &>> SIMD4<UInt32>(repeating: UInt32(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI32x4DotI16x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        SIMD4<Int32>.lanes {
            Int32(a[2 &* $0]) &* Int32(b[2 &* $0]) &+ Int32(a[2 &* $0 &+ 1]) &* Int32(b[2 &* $0 &+ 1])
        }
    }
}

// MARK: From lanes of half the width

@inline(__always) func opI32x4ExtendLowI16x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>) in SIMD4<Int32>.lanes { Int32(a[$0]) } }
}

@inline(__always) func opI32x4ExtendLowI16x8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>) in SIMD4<UInt32>.lanes { UInt32(a[$0]) } }
}

@inline(__always) func opI32x4ExtendHighI16x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>) in SIMD4<Int32>.lanes { Int32(a[$0 &+ 4]) } }
}

@inline(__always) func opI32x4ExtendHighI16x8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>) in SIMD4<UInt32>.lanes { UInt32(a[$0 &+ 4]) } }
}

@inline(__always) func opI32x4ExtmulLowI16x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        SIMD4<Int32>.lanes { Int32(a[$0]) &* Int32(b[$0]) }
    }
}

@inline(__always) func opI32x4ExtmulLowI16x8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        SIMD4<UInt32>.lanes { UInt32(a[$0]) &* UInt32(b[$0]) }
    }
}

@inline(__always) func opI32x4ExtmulHighI16x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in
        SIMD4<Int32>.lanes { Int32(a[$0 &+ 4]) &* Int32(b[$0 &+ 4]) }
    }
}

@inline(__always) func opI32x4ExtmulHighI16x8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>, b) in
        SIMD4<UInt32>.lanes { UInt32(a[$0 &+ 4]) &* UInt32(b[$0 &+ 4]) }
    }
}

@inline(__always) func opI32x4ExtaddPairwiseI16x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>) in
        SIMD4<Int32>.lanes { Int32(a[2 &* $0]) &+ Int32(a[2 &* $0 &+ 1]) }
    }
}

@inline(__always) func opI32x4ExtaddPairwiseI16x8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>) in
        SIMD4<UInt32>.lanes { UInt32(a[2 &* $0]) &+ UInt32(a[2 &* $0 &+ 1]) }
    }
}

@inline(__always) func opI32x4DotI8x16AddS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorTernary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b, c: SIMD4<Int32>) in
        SIMD4<Int32>.lanes { c[$0] &+ pairs(a, b, 2 &* $0) &+ pairs(a, b, 2 &* $0 &+ 1) }
    }
}
