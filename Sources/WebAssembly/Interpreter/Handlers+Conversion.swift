// Conversions between number types (specification §4.3.4). Reinterpretations need none: a slot holds the bits. Nor does
// `i64.extend_i32_u`: the high half of an `i32`'s slot is zero.
//
// A float fits an integer type when it lies strictly between two bounds: the float below the minimum, and the power of two
// above the maximum. They are written out so that the optimiser can drop the standard library's own test of the same.

@inline(__always) func opI32TruncF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -2147483904 as Float, below: 2147483648) { Int32($0) }
}

@inline(__always) func opI32TruncSatF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -2147483904 as Float, below: 2147483648) { Int32($0) }
}

@inline(__always) func opF32ConvertI32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int32) in Float(a) }
}

@inline(__always) func opI32TruncF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -1 as Float, below: 4294967296) { UInt32($0) }
}

@inline(__always) func opI32TruncSatF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -1 as Float, below: 4294967296) { UInt32($0) }
}

@inline(__always) func opF32ConvertI32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in Float(a) }
}

@inline(__always) func opI32TruncF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -2147483649 as Double, below: 2147483648) { Int32($0) }
}

@inline(__always) func opI32TruncSatF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -2147483649 as Double, below: 2147483648) { Int32($0) }
}

@inline(__always) func opF64ConvertI32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int32) in Double(a) }
}

@inline(__always) func opI32TruncF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -1 as Double, below: 4294967296) { UInt32($0) }
}

@inline(__always) func opI32TruncSatF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -1 as Double, below: 4294967296) { UInt32($0) }
}

@inline(__always) func opF64ConvertI32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in Double(a) }
}

@inline(__always) func opI64TruncF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -9223373136366403584 as Float, below: 9223372036854775808) { Int64($0) }
}

@inline(__always) func opI64TruncSatF32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -9223373136366403584 as Float, below: 9223372036854775808) { Int64($0) }
}

@inline(__always) func opF32ConvertI64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int64) in Float(a) }
}

@inline(__always) func opI64TruncF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -1 as Float, below: 18446744073709551616) { UInt64($0) }
}

@inline(__always) func opI64TruncSatF32U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -1 as Float, below: 18446744073709551616) { UInt64($0) }
}

@inline(__always) func opF32ConvertI64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt64) in Float(a) }
}

@inline(__always) func opI64TruncF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -9223372036854777856 as Double, below: 9223372036854775808) { Int64($0) }
}

@inline(__always) func opI64TruncSatF64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -9223372036854777856 as Double, below: 9223372036854775808) { Int64($0) }
}

@inline(__always) func opF64ConvertI64S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Int64) in Double(a) }
}

@inline(__always) func opI64TruncF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.truncate(pc, sp, cx, mb, ms, above: -1 as Double, below: 18446744073709551616) { UInt64($0) }
}

@inline(__always) func opI64TruncSatF64U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.saturate(pc, sp, cx, mb, ms, above: -1 as Double, below: 18446744073709551616) { UInt64($0) }
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

@inline(__always) func opF32DemoteF64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Double) in Float(a) }
}

@inline(__always) func opF64PromoteF32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: Float) in Double(a) }
}
