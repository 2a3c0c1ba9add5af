#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Lanes of floating-point numbers (specification §4.3.3). `gt` and `ge` are `lt` and `le` the other way round. Multiplying and
// adding rounds twice, as in the deterministic profile (decision 087).

// MARK: f32x4

@inline(__always) func opF32x4Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in (a .== b).storage }
}

@inline(__always) func opF32x4Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in (a .!= b).storage }
}

@inline(__always) func opF32x4Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in (a .< b).storage }
}

@inline(__always) func opF32x4Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in (a .<= b).storage }
}

@inline(__always) func opF32x4Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.magnitudes }
}

@inline(__always) func opF32x4Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.negated }
}

@inline(__always) func opF32x4Sqrt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in SIMD4<Float>.lanes { sqrtf(a[$0]) } }
}

@inline(__always) func opF32x4Ceil(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.roundedUp }
}

@inline(__always) func opF32x4Floor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.roundedDown }
}

@inline(__always) func opF32x4Trunc(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.roundedTowardZero }
}

@inline(__always) func opF32x4Nearest(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.roundedToNearest }
}

@inline(__always) func opF32x4Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a + b }
}

@inline(__always) func opF32x4Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a - b }
}

@inline(__always) func opF32x4Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a * b }
}

@inline(__always) func opF32x4Div(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a / b }
}

@inline(__always) func opF32x4Min(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a.minimum(b) }
}

@inline(__always) func opF32x4Max(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a.maximum(b) }
}

@inline(__always) func opF32x4Pmin(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a.pseudoMinimum(b) }
}

@inline(__always) func opF32x4Pmax(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b) in a.pseudoMaximum(b) }
}

@inline(__always) func opF32x4Madd(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorTernary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b, c: SIMD4<Float>) in a * b + c }
}

@inline(__always) func opF32x4Nmadd(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorTernary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>, b, c: SIMD4<Float>) in a.negated * b + c }
}

// MARK: f64x2

@inline(__always) func opF64x2Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in (a .== b).storage }
}

@inline(__always) func opF64x2Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in (a .!= b).storage }
}

@inline(__always) func opF64x2Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in (a .< b).storage }
}

@inline(__always) func opF64x2Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in (a .<= b).storage }
}

@inline(__always) func opF64x2Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.magnitudes }
}

@inline(__always) func opF64x2Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.negated }
}

@inline(__always) func opF64x2Sqrt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in SIMD2<Double>.lanes { sqrt(a[$0]) } }
}

@inline(__always) func opF64x2Ceil(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.roundedUp }
}

@inline(__always) func opF64x2Floor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.roundedDown }
}

@inline(__always) func opF64x2Trunc(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.roundedTowardZero }
}

@inline(__always) func opF64x2Nearest(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.roundedToNearest }
}

@inline(__always) func opF64x2Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a + b }
}

@inline(__always) func opF64x2Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a - b }
}

@inline(__always) func opF64x2Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a * b }
}

@inline(__always) func opF64x2Div(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a / b }
}

@inline(__always) func opF64x2Min(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a.minimum(b) }
}

@inline(__always) func opF64x2Max(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a.maximum(b) }
}

@inline(__always) func opF64x2Pmin(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a.pseudoMinimum(b) }
}

@inline(__always) func opF64x2Pmax(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b) in a.pseudoMaximum(b) }
}

@inline(__always) func opF64x2Madd(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorTernary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b, c: SIMD2<Double>) in a * b + c }
}

@inline(__always) func opF64x2Nmadd(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorTernary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>, b, c: SIMD2<Double>) in a.negated * b + c }
}
