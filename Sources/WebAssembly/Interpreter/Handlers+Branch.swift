// Comparisons fused with the branch that follows them.
//
// A float comparison has a negated form of its own: with NaN, `!(a < b)` is not `a >= b`.

extension Handlers {
    @inline(__always) static func branchI32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
    }

    @inline(__always) static func branchI32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
    }

    @inline(__always) static func branchI32LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
    }

    @inline(__always) static func branchI32LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
    }

    @inline(__always) static func branchI32GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
    }

    @inline(__always) static func branchI32GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
    }

    @inline(__always) static func branchI32EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
    }

    @inline(__always) static func branchI32NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
    }

    @inline(__always) static func branchI32LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
    }

    @inline(__always) static func branchI32LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
    }

    @inline(__always) static func branchI32GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 > $1 }
    }

    @inline(__always) static func branchI32GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 > $1 }
    }

    @inline(__always) static func branchI32LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 <= $1 }
    }

    @inline(__always) static func branchI32LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 <= $1 }
    }

    @inline(__always) static func branchI32GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
    }

    @inline(__always) static func branchI32GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
    }

    @inline(__always) static func branchI64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
    }

    @inline(__always) static func branchI64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
    }

    @inline(__always) static func branchI64LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
    }

    @inline(__always) static func branchI64LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
    }

    @inline(__always) static func branchI64GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
    }

    @inline(__always) static func branchI64GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
    }

    @inline(__always) static func branchI64EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
    }

    @inline(__always) static func branchI64NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
    }

    @inline(__always) static func branchI64LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
    }

    @inline(__always) static func branchI64LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
    }

    @inline(__always) static func branchI64GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 > $1 }
    }

    @inline(__always) static func branchI64GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 > $1 }
    }

    @inline(__always) static func branchI64LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 <= $1 }
    }

    @inline(__always) static func branchI64LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 <= $1 }
    }

    @inline(__always) static func branchI64GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
    }

    @inline(__always) static func branchI64GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
    }

    @inline(__always) static func branchF32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Float.self) { $0 == $1 }
    }

    @inline(__always) static func branchF32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Float.self) { $0 != $1 }
    }

    @inline(__always) static func branchF32Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Float.self) { $0 < $1 }
    }

    @inline(__always) static func branchF32Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Float.self) { $0 <= $1 }
    }

    @inline(__always) static func branchF32NotLt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Float.self) { !($0 < $1) }
    }

    @inline(__always) static func branchF32NotLe(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Float.self) { !($0 <= $1) }
    }

    @inline(__always) static func branchF64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Double.self) { $0 == $1 }
    }

    @inline(__always) static func branchF64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Double.self) { $0 != $1 }
    }

    @inline(__always) static func branchF64Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Double.self) { $0 < $1 }
    }

    @inline(__always) static func branchF64Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Double.self) { $0 <= $1 }
    }

    @inline(__always) static func branchF64NotLt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Double.self) { !($0 < $1) }
    }

    @inline(__always) static func branchF64NotLe(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        branch(pc, sp, cx, mb, ms, Double.self) { !($0 <= $1) }
    }
}
