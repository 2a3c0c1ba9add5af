// Conversions between number types (specification §4.3.4). Reinterpretations need none: a slot holds the bits.


@inline(__always) func opI32TruncF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Float.self, to: Int32.self)
}

@inline(__always) func opI32TruncSatF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in Int32(saturating: a) }
}

@inline(__always) func opF32ConvertI32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int32) in Float(a) }
}

@inline(__always) func opI32TruncF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Float.self, to: UInt32.self)
}

@inline(__always) func opI32TruncSatF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in UInt32(saturating: a) }
}

@inline(__always) func opF32ConvertI32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in Float(a) }
}

@inline(__always) func opI32TruncF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Double.self, to: Int32.self)
}

@inline(__always) func opI32TruncSatF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in Int32(saturating: a) }
}

@inline(__always) func opF64ConvertI32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int32) in Double(a) }
}

@inline(__always) func opI32TruncF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Double.self, to: UInt32.self)
}

@inline(__always) func opI32TruncSatF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in UInt32(saturating: a) }
}

@inline(__always) func opF64ConvertI32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in Double(a) }
}

@inline(__always) func opI64TruncF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Float.self, to: Int64.self)
}

@inline(__always) func opI64TruncSatF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in Int64(saturating: a) }
}

@inline(__always) func opF32ConvertI64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int64) in Float(a) }
}

@inline(__always) func opI64TruncF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Float.self, to: UInt64.self)
}

@inline(__always) func opI64TruncSatF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in UInt64(saturating: a) }
}

@inline(__always) func opF32ConvertI64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in Float(a) }
}

@inline(__always) func opI64TruncF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Double.self, to: Int64.self)
}

@inline(__always) func opI64TruncSatF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in Int64(saturating: a) }
}

@inline(__always) func opF64ConvertI64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int64) in Double(a) }
}

@inline(__always) func opI64TruncF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, Double.self, to: UInt64.self)
}

@inline(__always) func opI64TruncSatF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in UInt64(saturating: a) }
}

@inline(__always) func opF64ConvertI64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in Double(a) }
}

@inline(__always) func opI32WrapI64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in UInt32(truncatingIfNeeded: a) }
}

@inline(__always) func opI64ExtendI32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int32) in Int64(a) }
}

@inline(__always) func opI64ExtendI32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in UInt64(a) }
}

@inline(__always) func opF32DemoteF64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in Float(a) }
}

@inline(__always) func opF64PromoteF32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in Double(a) }
}
