#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Floating-point arithmetic (specification §4.3.3). Signs are bit operations, so that NaN payloads stay.

@inline(__always) func opF32Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 + $1 }
}

@inline(__always) func opF32AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 + $1 }
}

@inline(__always) func opF32Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 - $1 }
}

@inline(__always) func opF32SubImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 - $1 }
}

@inline(__always) func opF32Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 * $1 }
}

@inline(__always) func opF32MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 * $1 }
}

@inline(__always) func opF32Div(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 / $1 }
}

@inline(__always) func opF32DivImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 / $1 }
}

@inline(__always) func opF32Min(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0.wasmMinimum($1) }
}

@inline(__always) func opF32Max(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0.wasmMaximum($1) }
}

@inline(__always) func opF32Copysign(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0.wasmCopysign($1) }
}

@inline(__always) func opF32Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in a & ~0x8000_0000 }
}

@inline(__always) func opF32Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in a ^ 0x8000_0000 }
}

@inline(__always) func opF32Ceil(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in SIMD4(a, 0, 0, 0).roundedUp[0] }
}

@inline(__always) func opF32Floor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in SIMD4(a, 0, 0, 0).roundedDown[0] }
}

@inline(__always) func opF32Trunc(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in SIMD4(a, 0, 0, 0).roundedTowardZero[0] }
}

@inline(__always) func opF32Nearest(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in SIMD4(a, 0, 0, 0).roundedToNearest[0] }
}

@inline(__always) func opF32Sqrt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in sqrtf(a) }
}

@inline(__always) func opF64Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 + $1 }
}

@inline(__always) func opF64AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 + $1 }
}

@inline(__always) func opF64Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 - $1 }
}

@inline(__always) func opF64SubImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 - $1 }
}

@inline(__always) func opF64Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 * $1 }
}

@inline(__always) func opF64MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 * $1 }
}

@inline(__always) func opF64Div(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 / $1 }
}

@inline(__always) func opF64DivImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 / $1 }
}

@inline(__always) func opF64Min(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0.wasmMinimum($1) }
}

@inline(__always) func opF64Max(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0.wasmMaximum($1) }
}

@inline(__always) func opF64Copysign(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0.wasmCopysign($1) }
}

@inline(__always) func opF64Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in a & ~0x8000_0000_0000_0000 }
}

@inline(__always) func opF64Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in a ^ 0x8000_0000_0000_0000 }
}

@inline(__always) func opF64Ceil(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in SIMD2(a, 0).roundedUp[0] }
}

@inline(__always) func opF64Floor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in SIMD2(a, 0).roundedDown[0] }
}

@inline(__always) func opF64Trunc(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in SIMD2(a, 0).roundedTowardZero[0] }
}

@inline(__always) func opF64Nearest(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in SIMD2(a, 0).roundedToNearest[0] }
}

@inline(__always) func opF64Sqrt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in sqrt(a) }
}
