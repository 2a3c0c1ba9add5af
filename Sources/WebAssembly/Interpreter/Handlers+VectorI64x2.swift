// Two lanes of 64 bits (specification §4.3.2). `gt` and `ge` are `lt` and `le` the other way round.

// MARK: Comparisons

@inline(__always) func opI64x2Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in (a .== b).storage }
}

@inline(__always) func opI64x2Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in (a .!= b).storage }
}

@inline(__always) func opI64x2LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in (a .< b).storage }
}

@inline(__always) func opI64x2LeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in (a .<= b).storage }
}

@inline(__always) func opI64x2AllTrue(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>) in V128.allTrue(zeros: a .== SIMD2<Int64>()) }
}

@inline(__always) func opI64x2Bitmask(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: V128) in a.signs64 }
}

// MARK: Arithmetic

@inline(__always) func opI64x2Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>) in select(a .< SIMD2<Int64>(), SIMD2<Int64>() &- a, a) }
}

@inline(__always) func opI64x2Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>) in SIMD2<Int64>() &- a }
}

@inline(__always) func opI64x2Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in a &+ b }
}

@inline(__always) func opI64x2Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in a &- b }
}

@inline(__always) func opI64x2Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in a &* b }
}

@inline(__always) func opI64x2Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD2<UInt64>, b) in
        a &<< SIMD2<UInt64>(repeating: UInt64(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI64x2ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD2<UInt64>, b) in
        a &<< SIMD2<UInt64>(repeating: UInt64(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI64x2ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in
        a &>> SIMD2<Int64>(repeating: Int64(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI64x2ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in
        a &>> SIMD2<Int64>(repeating: Int64(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI64x2ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD2<UInt64>, b) in
        a &>> SIMD2<UInt64>(repeating: UInt64(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI64x2ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD2<UInt64>, b) in
        a &>> SIMD2<UInt64>(repeating: UInt64(truncatingIfNeeded: b))
    }
}

// MARK: From lanes of half the width

@inline(__always) func opI64x2ExtendLowI32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>) in SIMD2<Int64>.lanes { Int64(a[$0]) } }
}

@inline(__always) func opI64x2ExtendLowI32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>) in SIMD2<UInt64>.lanes { UInt64(a[$0]) } }
}

@inline(__always) func opI64x2ExtendHighI32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>) in SIMD2<Int64>.lanes { Int64(a[$0 &+ 2]) } }
}

@inline(__always) func opI64x2ExtendHighI32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>) in SIMD2<UInt64>.lanes { UInt64(a[$0 &+ 2]) } }
}

@inline(__always) func opI64x2ExtmulLowI32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in
        SIMD2<Int64>.lanes { Int64(a[$0]) &* Int64(b[$0]) }
    }
}

@inline(__always) func opI64x2ExtmulLowI32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in
        SIMD2<UInt64>.lanes { UInt64(a[$0]) &* UInt64(b[$0]) }
    }
}

@inline(__always) func opI64x2ExtmulHighI32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>, b) in
        SIMD2<Int64>.lanes { Int64(a[$0 &+ 2]) &* Int64(b[$0 &+ 2]) }
    }
}

@inline(__always) func opI64x2ExtmulHighI32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>, b) in
        SIMD2<UInt64>.lanes { UInt64(a[$0 &+ 2]) &* UInt64(b[$0 &+ 2]) }
    }
}
