// Conversions between integer and floating-point lanes (specification §4.3.4).

@inline(__always) func opI32x4TruncSatF32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.truncated(from: -2147483648, to: 2147483647) }
}

@inline(__always) func opI32x4TruncSatF64x2SZero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.truncatedToLow(from: -2147483648, to: 2147483647) }
}

@inline(__always) func opI32x4TruncSatF32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in a.truncated(from: 0, to: 4294967295) }
}

@inline(__always) func opI32x4TruncSatF64x2UZero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in a.truncatedToLow(from: 0, to: 4294967295) }
}

@inline(__always) func opF32x4ConvertI32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>) in SIMD4<Float>.lanes { Float(a[$0]) } }
}

@inline(__always) func opF64x2ConvertLowI32x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Int32>) in SIMD2<Double>.lanes { Double(a[$0]) } }
}

@inline(__always) func opF32x4ConvertI32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>) in SIMD4<Float>.lanes { Float(a[$0]) } }
}

@inline(__always) func opF64x2ConvertLowI32x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>) in SIMD2<Double>.lanes { Double(a[$0]) } }
}

@inline(__always) func opF32x4DemoteF64x2Zero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Double>) in SIMD4<Float>(Float(a[0]), Float(a[1]), 0, 0) }
}

@inline(__always) func opF64x2PromoteLowF32x4(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<Float>) in SIMD2<Double>.lanes { Double(a[$0]) } }
}
