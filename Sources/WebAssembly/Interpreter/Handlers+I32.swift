// 32-bit integer arithmetic (specification §4.3.2). Signed division and remainder trap as the specification says.

extension Handlers {
    @inline(__always) static func i32Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &+ $1 }
    }

    @inline(__always) static func i32AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &+ $1 }
    }

    @inline(__always) static func i32Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &- $1 }
    }

    @inline(__always) static func i32Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &* $1 }
    }

    @inline(__always) static func i32MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &* $1 }
    }

    @inline(__always) static func i32And(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 & $1 }
    }

    @inline(__always) static func i32AndImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 & $1 }
    }

    @inline(__always) static func i32Or(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 | $1 }
    }

    @inline(__always) static func i32OrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 | $1 }
    }

    @inline(__always) static func i32Xor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 ^ $1 }
    }

    @inline(__always) static func i32XorImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 ^ $1 }
    }

    @inline(__always) static func i32Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &<< $1 }
    }

    @inline(__always) static func i32ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &<< $1 }
    }

    @inline(__always) static func i32ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Int32.self) { $0 &>> $1 }
    }

    @inline(__always) static func i32ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 &>> $1 }
    }

    @inline(__always) static func i32ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 &>> $1 }
    }

    @inline(__always) static func i32ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 &>> $1 }
    }

    @inline(__always) static func i32Rotl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedLeft(by: $1) }
    }

    @inline(__always) static func i32RotlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedLeft(by: $1) }
    }

    @inline(__always) static func i32Rotr(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedRight(by: $1) }
    }

    @inline(__always) static func i32RotrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0.rotatedRight(by: $1) }
    }

    @inline(__always) static func i32DivS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, Int32.self) { a, b in
            a == Int32.min && b == -1 ? .integerOverflow : nil
        } _: { $0 / $1 }
    }

    @inline(__always) static func i32DivU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, UInt32.self) { _, _ in nil } _: { $0 / $1 }
    }

    @inline(__always) static func i32RemS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, Int32.self) { _, _ in nil } _: { $1 == -1 ? 0 : $0 % $1 }
    }

    @inline(__always) static func i32RemU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, UInt32.self) { _, _ in nil } _: { $0 % $1 }
    }

    @inline(__always) static func i32Clz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt32) in UInt32(truncatingIfNeeded: a.leadingZeroBitCount) }
    }

    @inline(__always) static func i32Ctz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt32) in UInt32(truncatingIfNeeded: a.trailingZeroBitCount) }
    }

    @inline(__always) static func i32Popcnt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt32) in UInt32(truncatingIfNeeded: a.nonzeroBitCount) }
    }

    @inline(__always) static func i32Extend8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Int32) in Int32(Int8(truncatingIfNeeded: a)) }
    }

    @inline(__always) static func i32Extend16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Int32) in Int32(Int16(truncatingIfNeeded: a)) }
    }
}
