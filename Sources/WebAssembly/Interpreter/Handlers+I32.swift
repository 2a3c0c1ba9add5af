// 32-bit integer arithmetic (specification §4.3.2). Signed division and remainder trap as the specification says.

@inline(__always) func opI32Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &+ $1 }
}

@inline(__always) func opI32AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &+ $1 }
}

@inline(__always) func opI32Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &- $1 }
}

@inline(__always) func opI32Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &* $1 }
}

@inline(__always) func opI32MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &* $1 }
}

@inline(__always) func opI32And(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 & $1 }
}

@inline(__always) func opI32AndImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 & $1 }
}

@inline(__always) func opI32Or(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 | $1 }
}

@inline(__always) func opI32OrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 | $1 }
}

@inline(__always) func opI32Xor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 ^ $1 }
}

@inline(__always) func opI32XorImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 ^ $1 }
}

@inline(__always) func opI32Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &<< $1 }
}

@inline(__always) func opI32ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &<< $1 }
}

@inline(__always) func opI32ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Int32.self) { $0 &>> $1 }
}

@inline(__always) func opI32ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 &>> $1 }
}

@inline(__always) func opI32ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &>> $1 }
}

@inline(__always) func opI32ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &>> $1 }
}

@inline(__always) func opI32Rotl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedLeft(by: $1) }
}

@inline(__always) func opI32RotlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedLeft(by: $1) }
}

@inline(__always) func opI32Rotr(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedRight(by: $1) }
}

@inline(__always) func opI32RotrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedRight(by: $1) }
}

@inline(__always) func opI32DivS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, Int32.self) { a, b in
        a == Int32.min && b == -1 ? .integerOverflow : nil
    } _: {
        $0 / $1
    }
}

@inline(__always) func opI32DivU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, UInt32.self) { _, _ in
        nil
    } _: {
        $0 / $1
    }
}

@inline(__always) func opI32RemS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, Int32.self) { _, _ in
        nil
    } _: {
        $1 == -1 ? 0 : $0 % $1
    }
}

@inline(__always) func opI32RemU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.divide(pc, sp, cx, mb, ms, UInt32.self) { _, _ in
        nil
    } _: {
        $0 % $1
    }
}

@inline(__always) func opI32Clz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in UInt32(truncatingIfNeeded: a.leadingZeroBitCount) }
}

@inline(__always) func opI32Ctz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in UInt32(truncatingIfNeeded: a.trailingZeroBitCount) }
}

@inline(__always) func opI32Popcnt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in UInt32(truncatingIfNeeded: a.nonzeroBitCount) }
}

@inline(__always) func opI32Extend8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int32) in Int32(Int8(truncatingIfNeeded: a)) }
}

@inline(__always) func opI32Extend16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int32) in Int32(Int16(truncatingIfNeeded: a)) }
}
