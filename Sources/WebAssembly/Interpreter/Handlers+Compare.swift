// Comparisons that leave their result in a slot (specification §4.3.2, §4.3.3).
//
// The translator swaps operands, so that `gt` and `le` of two slots need no handlers (`ge` and `lt` of floats likewise).

@inline(__always) func opI32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
}

@inline(__always) func opI32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
}

@inline(__always) func opI32LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
}

@inline(__always) func opI32LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
}

@inline(__always) func opI32GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
}

@inline(__always) func opI32GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
}

@inline(__always) func opI32EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
}

@inline(__always) func opI32NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
}

@inline(__always) func opI32LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
}

@inline(__always) func opI32LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
}

@inline(__always) func opI32GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 > $1 }
}

@inline(__always) func opI32GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 > $1 }
}

@inline(__always) func opI32LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 <= $1 }
}

@inline(__always) func opI32LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 <= $1 }
}

@inline(__always) func opI32GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, Int32.self) { $0 >= $1 }
}

@inline(__always) func opI32GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $0 >= $1 }
}

@inline(__always) func opI64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
}

@inline(__always) func opI64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
}

@inline(__always) func opI64LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
}

@inline(__always) func opI64LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
}

@inline(__always) func opI64GeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
}

@inline(__always) func opI64GeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
}

@inline(__always) func opI64EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 == $1 }
}

@inline(__always) func opI64NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 != $1 }
}

@inline(__always) func opI64LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 < $1 }
}

@inline(__always) func opI64LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 < $1 }
}

@inline(__always) func opI64GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 > $1 }
}

@inline(__always) func opI64GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 > $1 }
}

@inline(__always) func opI64LeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 <= $1 }
}

@inline(__always) func opI64LeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 <= $1 }
}

@inline(__always) func opI64GeSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, Int64.self) { $0 >= $1 }
}

@inline(__always) func opI64GeUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate64(pc, sp, cx, mb, ms, UInt64.self) { $0 >= $1 }
}

@inline(__always) func opF32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 == $1 }
}

@inline(__always) func opF32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 != $1 }
}

@inline(__always) func opF32Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 < $1 }
}

@inline(__always) func opF32Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Float.self) { $0 <= $1 }
}

@inline(__always) func opF64Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 == $1 }
}

@inline(__always) func opF64Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 != $1 }
}

@inline(__always) func opF64Lt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 < $1 }
}

@inline(__always) func opF64Le(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binary(pc, sp, cx, mb, ms, Double.self) { $0 <= $1 }
}
