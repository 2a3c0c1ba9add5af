// Floating-point arithmetic (specification §4.3.3). Signs are bit operations, so that NaN payloads stay.

extension Handlers {
    @inline(__always) static func f32Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 + $1 }
    }

    @inline(__always) static func f32AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 + $1 }
    }

    @inline(__always) static func f32Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 - $1 }
    }

    @inline(__always) static func f32SubImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 - $1 }
    }

    @inline(__always) static func f32Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 * $1 }
    }

    @inline(__always) static func f32MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 * $1 }
    }

    @inline(__always) static func f32Div(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 / $1 }
    }

    @inline(__always) static func f32DivImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Float.self) { $0 / $1 }
    }

    @inline(__always) static func f32Min(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0.wasmMinimum($1) }
    }

    @inline(__always) static func f32Max(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0.wasmMaximum($1) }
    }

    @inline(__always) static func f32Copysign(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0.wasmCopysign($1) }
    }

    @inline(__always) static func f32Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt32) in a & ~0x8000_0000 }
    }

    @inline(__always) static func f32Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt32) in a ^ 0x8000_0000 }
    }

    @inline(__always) static func f32Ceil(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Float) in a.wasmRounded(.up) }
    }

    @inline(__always) static func f32Floor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Float) in a.wasmRounded(.down) }
    }

    @inline(__always) static func f32Trunc(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Float) in a.wasmRounded(.towardZero) }
    }

    @inline(__always) static func f32Nearest(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Float) in a.wasmRounded(.toNearestOrEven) }
    }

    @inline(__always) static func f32Sqrt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Float) in a.squareRoot() }
    }

    @inline(__always) static func f64Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 + $1 }
    }

    @inline(__always) static func f64AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 + $1 }
    }

    @inline(__always) static func f64Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 - $1 }
    }

    @inline(__always) static func f64SubImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 - $1 }
    }

    @inline(__always) static func f64Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 * $1 }
    }

    @inline(__always) static func f64MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 * $1 }
    }

    @inline(__always) static func f64Div(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 / $1 }
    }

    @inline(__always) static func f64DivImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Double.self) { $0 / $1 }
    }

    @inline(__always) static func f64Min(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0.wasmMinimum($1) }
    }

    @inline(__always) static func f64Max(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0.wasmMaximum($1) }
    }

    @inline(__always) static func f64Copysign(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0.wasmCopysign($1) }
    }

    @inline(__always) static func f64Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt64) in a & ~0x8000_0000_0000_0000 }
    }

    @inline(__always) static func f64Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt64) in a ^ 0x8000_0000_0000_0000 }
    }

    @inline(__always) static func f64Ceil(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Double) in a.wasmRounded(.up) }
    }

    @inline(__always) static func f64Floor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Double) in a.wasmRounded(.down) }
    }

    @inline(__always) static func f64Trunc(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Double) in a.wasmRounded(.towardZero) }
    }

    @inline(__always) static func f64Nearest(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Double) in a.wasmRounded(.toNearestOrEven) }
    }

    @inline(__always) static func f64Sqrt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Double) in a.squareRoot() }
    }
}
