// Exceptions (specification §4.6.12).

/// Fields: the place of the tag's pointer in the instance block, the slot of the first value that the exception carries, the
/// frame's live slots.
@inline(__always) func opThrow(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    unwound(throwNew(pc, sp, cx), cx)
}

/// Fields: exception.
@inline(__always) func opThrowReference(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let exception = sp[pc.int(8)]
    if exception == 0 { return trap(pc, sp, cx, .nullExceptionReference) }
    return unwound(unwind(exception, pc, sp, cx), cx)
}

/// After a search for who catches: go on there, or end the run.
@inline(__always) func unwound(_ status: Status, _ cx: CX) -> Status {
    if status != .next { return status }
    let registers = cx.block.pointee.store.pointee.registers
    // The search has just set them all.
    return next(
        registers.pc.unsafelyUnwrapped, registers.sp.unsafelyUnwrapped, registers.cx.unsafelyUnwrapped, registers.mb,
        registers.ms)
}
