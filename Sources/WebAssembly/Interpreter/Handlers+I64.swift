// 64-bit integer arithmetic (specification §4.3.2). Signed division and remainder trap as the specification says.

@inline(__always) func opI64Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &+ $1 }
}

@inline(__always) func opI64AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &+ $1 }
}

@inline(__always) func opI64Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &- $1 }
}

@inline(__always) func opI64Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &* $1 }
}

@inline(__always) func opI64MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &* $1 }
}

@inline(__always) func opI64And(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 & $1 }
}

@inline(__always) func opI64AndImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 & $1 }
}

@inline(__always) func opI64Or(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 | $1 }
}

@inline(__always) func opI64OrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 | $1 }
}

@inline(__always) func opI64Xor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 ^ $1 }
}

@inline(__always) func opI64XorImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 ^ $1 }
}

@inline(__always) func opI64Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &<< $1 }
}

@inline(__always) func opI64ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &<< $1 }
}

@inline(__always) func opI64ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Int64.self) { $0 &>> $1 }
}

@inline(__always) func opI64ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 &>> $1 }
}

@inline(__always) func opI64ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &>> $1 }
}

@inline(__always) func opI64ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &>> $1 }
}

@inline(__always) func opI64Rotl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedLeft(by: $1) }
}

@inline(__always) func opI64RotlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedLeft(by: $1) }
}

@inline(__always) func opI64Rotr(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedRight(by: $1) }
}

@inline(__always) func opI64RotrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedRight(by: $1) }
}

@inline(__always) func opI64DivS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, Int64.self) { a, b in
        a == Int64.min && b == -1 ? .integerOverflow : nil
    } _: {
        $0 / $1
    }
}

@inline(__always) func opI64DivU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, UInt64.self) { _, _ in
        nil
    } _: {
        $0 / $1
    }
}

@inline(__always) func opI64RemS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, Int64.self) { _, _ in
        nil
    } _: {
        $1 == -1 ? 0 : $0 % $1
    }
}

@inline(__always) func opI64RemU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, UInt64.self) { _, _ in
        nil
    } _: {
        $0 % $1
    }
}

@inline(__always) func opI64Clz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in UInt64(truncatingIfNeeded: a.leadingZeroBitCount) }
}

@inline(__always) func opI64Ctz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in UInt64(truncatingIfNeeded: a.trailingZeroBitCount) }
}

@inline(__always) func opI64Popcnt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in UInt64(truncatingIfNeeded: a.nonzeroBitCount) }
}

@inline(__always) func opI64Extend8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int64) in Int64(Int8(truncatingIfNeeded: a)) }
}

@inline(__always) func opI64Extend16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int64) in Int64(Int16(truncatingIfNeeded: a)) }
}

@inline(__always) func opI64Extend32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int64) in Int64(Int32(truncatingIfNeeded: a)) }
}
