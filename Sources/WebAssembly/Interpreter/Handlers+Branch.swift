// Comparisons fused with the branch that follows them.
//
// A float comparison has a negated form of its own: with NaN, `!(a < b)` is not `a >= b`.

@inline(__always) func opBranchI32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
}

@inline(__always) func opBranchI32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
}

@inline(__always) func opBranchI32LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
}

@inline(__always) func opBranchI32LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
}

@inline(__always) func opBranchI32GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
}

@inline(__always) func opBranchI32GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
}

@inline(__always) func opBranchI32EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
}

@inline(__always) func opBranchI32NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
}

@inline(__always) func opBranchI32LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
}

@inline(__always) func opBranchI32LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
}

@inline(__always) func opBranchI32GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 > $1 }
}

@inline(__always) func opBranchI32GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 > $1 }
}

@inline(__always) func opBranchI32LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 <= $1 }
}

@inline(__always) func opBranchI32LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 <= $1 }
}

@inline(__always) func opBranchI32GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
}

@inline(__always) func opBranchI32GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
}

@inline(__always) func opBranchI64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
}

@inline(__always) func opBranchI64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
}

@inline(__always) func opBranchI64LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
}

@inline(__always) func opBranchI64LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
}

@inline(__always) func opBranchI64GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
}

@inline(__always) func opBranchI64GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
}

@inline(__always) func opBranchI64EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
}

@inline(__always) func opBranchI64NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
}

@inline(__always) func opBranchI64LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
}

@inline(__always) func opBranchI64LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
}

@inline(__always) func opBranchI64GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 > $1 }
}

@inline(__always) func opBranchI64GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 > $1 }
}

@inline(__always) func opBranchI64LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 <= $1 }
}

@inline(__always) func opBranchI64LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 <= $1 }
}

@inline(__always) func opBranchI64GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
}

@inline(__always) func opBranchI64GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branchImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
}

@inline(__always) func opBranchF32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Float.self) { $0 == $1 }
}

@inline(__always) func opBranchF32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Float.self) { $0 != $1 }
}

@inline(__always) func opBranchF32Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Float.self) { $0 < $1 }
}

@inline(__always) func opBranchF32Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Float.self) { $0 <= $1 }
}

@inline(__always) func opBranchF32NotLt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Float.self) { !($0 < $1) }
}

@inline(__always) func opBranchF32NotLe(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Float.self) { !($0 <= $1) }
}

@inline(__always) func opBranchF64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Double.self) { $0 == $1 }
}

@inline(__always) func opBranchF64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Double.self) { $0 != $1 }
}

@inline(__always) func opBranchF64Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Double.self) { $0 < $1 }
}

@inline(__always) func opBranchF64Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Double.self) { $0 <= $1 }
}

@inline(__always) func opBranchF64NotLt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Double.self) { !($0 < $1) }
}

@inline(__always) func opBranchF64NotLe(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, Double.self) { !($0 <= $1) }
}
