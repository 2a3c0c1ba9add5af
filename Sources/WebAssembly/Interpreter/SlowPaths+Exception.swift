// Who catches an exception (specification §4.6.12).

/// Make an exception, and find who catches it; fields as in ``opThrow``.
@inline(never)
func throwNew(_ pc: PC, _ sp: SP, _ cx: CX) -> Status {
    let tag = cx.load(fromByteOffset: pc.int(8), as: UnsafeMutablePointer<TagBlock>.self)
        .pointee.storage.takeUnretainedValue()
    guard let object = makeObject(tag.layout.byteCount, liveSlots: pc.int(16), pc, sp, cx) else {
        return trap(pc, sp, cx, .heapExhausted)
    }
    ExceptionObject.fill(object, tag, from: sp + pc.int(12))
    return unwind(UInt64(UInt(bitPattern: object)), pc, sp, cx)
}

/// Find who catches an exception among the guest functions that are active, the innermost first.
///
/// - Parameter isLeaving: whether the innermost function has ended already, by a call in place of its return.
/// - Returns: `next`, when the store's registers are set to go on there; `exception`, when nobody up to the host does: the
///   exception is in the store's block then.
@inline(never)
func unwind(_ exception: UInt64, _ pc: PC, _ sp: SP, _ cx: CX, isLeaving: Bool = false) -> Status {
    let store = cx.storage.store
    store.block.pointee.pc = pc
    store.block.pointee.sp = sp
    store.block.pointee.instance = cx
    let tag = ExceptionObject.tag(exception)
    var (pc, sp, cx, isLeaving) = (pc, sp, cx, isLeaving)
    while let (record, handlers, start) = cx.storage.module.code.handlers(at: pc) {
        let offset = pc - start
        for handler in handlers where !isLeaving && handler.range.contains(offset) {
            for clause in handler.clauses {
                if clause.kind.hasTag, cx.storage.tags[Int(clause.tag)] !== tag { continue }
                var slot = sp + clause.slot
                if clause.kind.hasTag { slot += ExceptionObject.copyValues(of: exception, to: slot) }
                if clause.kind.hasReference { slot.pointee = exception }
                let memory = cx.block.pointee.memory
                store.block.pointee.registers = .init(
                    pc: start + clause.landing, sp: sp, cx: cx, mb: memory.pointee.base,
                    ms: memory.pointee.byteCount)
                return .next
            }
        }
        isLeaving = false
        let header = sp + Int(record.pointee.headerSlot)
        let address = UInt(header[FrameHeader.returnAddress])
        if store.isExit(address) { break }
        // Written by the call that made the frame.
        if address & 1 != 0 { cx = CX(bitPattern: UInt(header[FrameHeader.callerInstance])).unsafelyUnwrapped }
        // A return address lies behind the call that it belongs to.
        pc = PC(bitPattern: (address & ~1) - 1).unsafelyUnwrapped
        sp = SP(bitPattern: UInt(header[FrameHeader.callerFrame])).unsafelyUnwrapped
    }
    store.block.pointee.exception = exception
    return .exception
}
