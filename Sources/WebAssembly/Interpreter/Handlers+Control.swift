// Control: jumps, moves between slots, frames (specification §4.6.8, §4.6.11).

/// The outermost function returned to the host.
@inline(__always) func opExit(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    .done
}

@inline(__always) func opUnreachable(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    trap(pc, sp, cx, .unreachable)
}

/// Fields: target.
@inline(__always) func opJump(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.jump(pc, sp, cx, mb, ms, field: 8)
}

/// Fields: a, target.
@inline(__always) func opBranchIfNonZero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    if UInt32(slot: sp[pc.int(8)]) != 0 { return Shape.jump(pc, sp, cx, mb, ms, field: 12) }
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: a, target.
@inline(__always) func opBranchIfZero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    if UInt32(slot: sp[pc.int(8)]) == 0 { return Shape.jump(pc, sp, cx, mb, ms, field: 12) }
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: index, the last target's number, then the targets; an index beyond the last takes the last.
@inline(__always) func opBranchTable(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let index = min(UInt32(slot: sp[pc.int(8)]), pc.uint32(12))
    return Shape.jump(pc, sp, cx, mb, ms, field: 16 + Int(index) * 4)
}

/// `to ← condition ? a : b`; fields: to, condition, a, b.
@inline(__always) func opSelect(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let a = sp[pc.int(16)]
    let b = sp[pc.int(20)]
    sp[pc.int(8)] = UInt32(slot: sp[pc.int(12)]) != 0 ? a : b
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: to, from.
@inline(__always) func opCopy(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = sp[pc.int(12)]
    return next(pc + 16, sp, cx, mb, ms)
}

/// Slots from `from` on to those from `to` on; fields: to, from, count. The ranges may overlap when `to` lies lower.
@inline(__always) func opCopyRange(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let to = sp + pc.int(8)
    let from = sp + pc.int(12)
    let count = pc.int(16)
    var index = 0
    while index < count {
        to[index] = from[index]
        index &+= 1
    }
    return next(pc + 20, sp, cx, mb, ms)
}

/// Fields: to, 4 bytes.
@inline(__always) func opConstant32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = UInt64(pc.uint32(12))
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, 8 bytes.
@inline(__always) func opConstant64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = pc.uint64(12)
    return next(pc + 20, sp, cx, mb, ms)
}

/// Locals start as zero; fields: first, count.
@inline(__always) func opZero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    var slot = sp + pc.int(8)
    let end = slot + pc.int(12)
    while slot < end {
        slot.pointee = 0
        slot += 1
    }
    return next(pc + 16, sp, cx, mb, ms)
}

// MARK: Calls

/// A function of the same module; fields: its record (8 bytes), the callee's frame, its header in that frame.
@inline(__always) func opCall(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let record = pc.address(8).assumingMemoryBound(to: FunctionRecord.self)
    let callee = sp + pc.int(16)
    let header = callee + pc.int(20)
    if exceeds(callee, record, cx) { return limitReached(pc, sp, cx) }
    header[FrameHeader.returnAddress] = UInt64(UInt(bitPattern: pc + 24))
    header[FrameHeader.callerFrame] = UInt64(UInt(bitPattern: sp))
    return next(record.pointee.entry, callee, cx, mb, ms)
}

/// An imported function; fields: its pointer's place in the instance block, the callee's frame, its header.
@inline(__always) func opCallImport(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let function = cx.load(fromByteOffset: pc.int(8), as: UnsafeMutablePointer<FunctionBlock>.self)
    return enter(function, pc, sp, cx, mb, ms, frame: pc.int(12), header: pc.int(16), next: pc + 20)
}

/// Fields: index, the table pointer's place, the type's number, the callee's frame, its header.
@inline(__always) func opCallIndirect(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = cx.load(fromByteOffset: pc.int(12), as: UnsafeMutablePointer<TableBlock>.self)
    // All of the slot: the table may have indices of 64 bits.
    let index = sp[pc.int(8)]
    if index >= UInt64(UInt(bitPattern: table.pointee.count)) { return trap(pc, sp, cx, .undefinedElement) }
    guard let function = UnsafeMutablePointer<FunctionBlock>(reference: table.pointee.elements[Int(index)]) else {
        return trap(pc, sp, cx, .uninitializedElement)
    }
    if function.pointee.typeID != pc.uint32(16), !isSubtype(function, of: pc.uint32(16), cx) {
        return trap(pc, sp, cx, .indirectCallTypeMismatch)
    }
    return enter(function, pc, sp, cx, mb, ms, frame: pc.int(20), header: pc.int(24), next: pc + 28)
}

/// Fields: function, the callee's frame, its header.
@inline(__always) func opCallRef(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    guard let function = UnsafeMutablePointer<FunctionBlock>(reference: sp[pc.int(8)]) else {
        return trap(pc, sp, cx, .nullFunctionReference)
    }
    return enter(function, pc, sp, cx, mb, ms, frame: pc.int(12), header: pc.int(16), next: pc + 20)
}

/// Call any function of the store.
@inline(__always) func enter(
    _ function: UnsafeMutablePointer<FunctionBlock>, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS,
    frame: Int, header: Int, next nextPC: PC
) -> Status {
    let callee = sp + frame
    guard let record = function.pointee.record else {
        let status = callHost(function, callee, pc, sp, cx)
        if status == .suspended { return noteResumption(cx, .next(nextPC)) }
        if status != .done { return unwound(status, cx) }
        // The host may have grown the memory.
        return next(nextPC, sp, cx, mb, cx.block.pointee.memory.pointee.byteCount)
    }
    if exceeds(callee, record, cx) { return limitReached(pc, sp, cx) }
    let header = callee + header
    header[FrameHeader.callerFrame] = UInt64(UInt(bitPattern: sp))
    let instance = function.pointee.instance.unsafelyUnwrapped
    if instance == cx {
        header[FrameHeader.returnAddress] = UInt64(UInt(bitPattern: nextPC))
        return next(record.pointee.entry, callee, cx, mb, ms)
    }
    header[FrameHeader.returnAddress] = UInt64(UInt(bitPattern: nextPC)) | 1
    header[FrameHeader.callerInstance] = UInt64(UInt(bitPattern: cx))
    let memory = instance.block.pointee.memory
    return next(record.pointee.entry, callee, instance, memory.pointee.base, memory.pointee.byteCount)
}

/// Whether the callee's frame has no room, or the guest is asked to stop (the limit is null then).
@inline(__always) func exceeds(
    _ callee: SP, _ record: UnsafeMutablePointer<FunctionRecord>, _ cx: CX
) -> Bool {
    let end =
        UInt(bitPattern: callee) &+ UInt(bitPattern: record.pointee.frameSlots) &* UInt(MemoryLayout<UInt64>.stride)
    // The bits, since the conversion of an optional pointer branches.
    return end > unsafeBitCast(cx.block.pointee.stackLimit, to: UInt.self)
}

/// Results are in place; fields: the header's slot.
@inline(__always) func opReturn(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    leave(sp + pc.int(8), cx, mb, ms)
}

/// Return one value; fields: value, the header's slot.
@inline(__always) func opReturnValue(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[0] = sp[pc.int(8)]
    return leave(sp + pc.int(12), cx, mb, ms)
}

/// Go on in the caller.
@inline(__always) func leave(
    _ header: UnsafeMutablePointer<UInt64>, _ cx: CX, _ mb: MB, _ ms: MS
) -> Status {
    // A header was written by `call` or `enter` when this frame was entered, and nothing else writes its slots.
    let address = UInt(header[FrameHeader.returnAddress])
    let caller = SP(bitPattern: UInt(header[FrameHeader.callerFrame])).unsafelyUnwrapped
    if address & 1 == 0 {
        return next(PC(bitPattern: address).unsafelyUnwrapped, caller, cx, mb, ms)
    }
    let instance = CX(bitPattern: UInt(header[FrameHeader.callerInstance])).unsafelyUnwrapped
    let memory = instance.block.pointee.memory
    return next(
        PC(bitPattern: address & ~1).unsafelyUnwrapped, caller, instance, memory.pointee.base,
        memory.pointee.byteCount)
}

/// The first call of a function: translate it, then go on in its code. `pc` is the record's stub.
@inline(__always) func opTranslate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let record = UnsafeMutableRawPointer(mutating: pc).assumingMemoryBound(to: FunctionRecord.self)
    let status = translateFunction(record, pc, sp, cx)
    if status != .done { return status }
    if exceeds(sp, record, cx) { return limitReached(pc, sp, cx) }
    return next(record.pointee.entry, sp, cx, mb, ms)
}

// MARK: Globals

/// Fields: to, the global's place in the instance block.
@inline(__always) func opGlobalGet(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = cx.load(fromByteOffset: pc.int(12), as: UInt64.self)
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: from, the global's place in the instance block.
@inline(__always) func opGlobalSet(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    cx.storeBytes(of: sp[pc.int(8)], toByteOffset: pc.int(12), as: UInt64.self)
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, the place of the global's pointer in the instance block.
@inline(__always) func opGlobalGetImported(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = cx.load(fromByteOffset: pc.int(12), as: UnsafeMutablePointer<UInt64>.self).pointee
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: from, the place of the global's pointer in the instance block.
@inline(__always) func opGlobalSetImported(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    cx.load(fromByteOffset: pc.int(12), as: UnsafeMutablePointer<UInt64>.self).pointee = sp[pc.int(8)]
    return next(pc + 16, sp, cx, mb, ms)
}

extension UnsafeMutablePointer<FunctionBlock> {
    /// The function of a `funcref` slot; nil for null. Validation keeps other values out of such slots.
    @inline(__always) init?(reference: UInt64) {
        self.init(bitPattern: UInt(reference))
    }
}
