// Comparisons that leave their result in a slot (specification §4.3.2, §4.3.3).
//
// The translator swaps operands, so that `gt` and `le` of two slots need no handlers (`ge` and `lt` of floats likewise).

extension Handlers {
    @inline(__always) static func i32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
    }

    @inline(__always) static func i32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
    }

    @inline(__always) static func i32LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
    }

    @inline(__always) static func i32LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
    }

    @inline(__always) static func i32GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
    }

    @inline(__always) static func i32GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
    }

    @inline(__always) static func i32EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
    }

    @inline(__always) static func i32NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
    }

    @inline(__always) static func i32LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
    }

    @inline(__always) static func i32LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
    }

    @inline(__always) static func i32GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 > $1 }
    }

    @inline(__always) static func i32GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 > $1 }
    }

    @inline(__always) static func i32LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 <= $1 }
    }

    @inline(__always) static func i32LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 <= $1 }
    }

    @inline(__always) static func i32GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
    }

    @inline(__always) static func i32GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
    }

    @inline(__always) static func i64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
    }

    @inline(__always) static func i64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
    }

    @inline(__always) static func i64LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
    }

    @inline(__always) static func i64LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
    }

    @inline(__always) static func i64GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
    }

    @inline(__always) static func i64GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
    }

    @inline(__always) static func i64EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
    }

    @inline(__always) static func i64NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
    }

    @inline(__always) static func i64LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
    }

    @inline(__always) static func i64LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
    }

    @inline(__always) static func i64GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 > $1 }
    }

    @inline(__always) static func i64GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 > $1 }
    }

    @inline(__always) static func i64LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 <= $1 }
    }

    @inline(__always) static func i64LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 <= $1 }
    }

    @inline(__always) static func i64GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
    }

    @inline(__always) static func i64GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
    }

    @inline(__always) static func f32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 == $1 }
    }

    @inline(__always) static func f32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 != $1 }
    }

    @inline(__always) static func f32Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 < $1 }
    }

    @inline(__always) static func f32Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Float.self) { $0 <= $1 }
    }

    @inline(__always) static func f64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 == $1 }
    }

    @inline(__always) static func f64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 != $1 }
    }

    @inline(__always) static func f64Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 < $1 }
    }

    @inline(__always) static func f64Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        binary(pc, sp, cx, mb, ms, Double.self) { $0 <= $1 }
    }
}
