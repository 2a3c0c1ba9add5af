// 64-bit integer arithmetic (specification §4.3.2). Signed division and remainder trap as the specification says.

extension Handlers {
    @inline(__always) static func i64Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &+ $1 }
    }

    @inline(__always) static func i64AddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &+ $1 }
    }

    @inline(__always) static func i64Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &- $1 }
    }

    @inline(__always) static func i64Mul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &* $1 }
    }

    @inline(__always) static func i64MulImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &* $1 }
    }

    @inline(__always) static func i64And(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 & $1 }
    }

    @inline(__always) static func i64AndImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 & $1 }
    }

    @inline(__always) static func i64Or(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 | $1 }
    }

    @inline(__always) static func i64OrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 | $1 }
    }

    @inline(__always) static func i64Xor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 ^ $1 }
    }

    @inline(__always) static func i64XorImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 ^ $1 }
    }

    @inline(__always) static func i64Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &<< $1 }
    }

    @inline(__always) static func i64ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &<< $1 }
    }

    @inline(__always) static func i64ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Int64.self) { $0 &>> $1 }
    }

    @inline(__always) static func i64ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 &>> $1 }
    }

    @inline(__always) static func i64ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 &>> $1 }
    }

    @inline(__always) static func i64ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 &>> $1 }
    }

    @inline(__always) static func i64Rotl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedLeft(by: $1) }
    }

    @inline(__always) static func i64RotlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedLeft(by: $1) }
    }

    @inline(__always) static func i64Rotr(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedRight(by: $1) }
    }

    @inline(__always) static func i64RotrImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0.rotatedRight(by: $1) }
    }

    @inline(__always) static func i64DivS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, Int64.self) { a, b in
            a == Int64.min && b == -1 ? .integerOverflow : nil
        } _: { $0 / $1 }
    }

    @inline(__always) static func i64DivU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, UInt64.self) { _, _ in nil } _: { $0 / $1 }
    }

    @inline(__always) static func i64RemS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, Int64.self) { _, _ in nil } _: { $1 == -1 ? 0 : $0 % $1 }
    }

    @inline(__always) static func i64RemU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        divide(pc, sp, cx, mb, ms, UInt64.self) { _, _ in nil } _: { $0 % $1 }
    }

    @inline(__always) static func i64Clz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt64) in UInt64(truncatingIfNeeded: a.leadingZeroBitCount) }
    }

    @inline(__always) static func i64Ctz(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt64) in UInt64(truncatingIfNeeded: a.trailingZeroBitCount) }
    }

    @inline(__always) static func i64Popcnt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: UInt64) in UInt64(truncatingIfNeeded: a.nonzeroBitCount) }
    }

    @inline(__always) static func i64Extend8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Int64) in Int64(Int8(truncatingIfNeeded: a)) }
    }

    @inline(__always) static func i64Extend16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Int64) in Int64(Int16(truncatingIfNeeded: a)) }
    }

    @inline(__always) static func i64Extend32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unary(pc, sp, cx, mb, ms) { (a: Int64) in Int64(Int32(truncatingIfNeeded: a)) }
    }
}
