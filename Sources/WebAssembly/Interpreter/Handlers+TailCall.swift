// Calls in place of a return (specification §4.6.11): the callee takes over the caller's frame, and returns to where the
// caller would have.

/// What the header of a frame says, kept while the frame is taken over.
struct FrameLink {
    var returnAddress: UInt64
    var callerFrame: UInt64
    var callerInstance: UInt64

    @inline(__always) init(_ header: UnsafeMutablePointer<UInt64>) {
        returnAddress = header[FrameHeader.returnAddress]
        callerFrame = header[FrameHeader.callerFrame]
        callerInstance = header[FrameHeader.callerInstance]
    }

    @inline(__always) func write(to header: UnsafeMutablePointer<UInt64>) {
        header[FrameHeader.returnAddress] = returnAddress
        header[FrameHeader.callerFrame] = callerFrame
        header[FrameHeader.callerInstance] = callerInstance
    }
}

/// The places of a tail call, from the fields at an offset: the first argument's slot, the slots of the arguments, of the
/// results and of the own header, and the callee's header.
struct TailCall {
    var arguments: Int
    var argumentCount: Int
    var resultCount: Int
    var ownHeader: Int
    var header: Int

    @inline(__always) init(_ pc: PC, fields: Int) {
        arguments = pc.int(fields)
        argumentCount = pc.int(fields + 4)
        resultCount = pc.int(fields + 8)
        ownHeader = pc.int(fields + 12)
        header = pc.int(fields + 16)
    }

    /// Lower slots first: the target never lies above the arguments.
    @inline(__always) func moveArguments(_ sp: SP) {
        move(sp + arguments, to: sp, argumentCount)
    }

    @inline(__always) func move(_ from: SP, to: SP, _ count: Int) {
        var index = 0
        while index < count {
            to[index] = from[index]
            index &+= 1
        }
    }
}

/// A function of the same module; fields: its record (8 bytes), the places.
@inline(__always) func opReturnCall(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let record = pc.address(8).assumingMemoryBound(to: FunctionRecord.self)
    if exceeds(sp, record, cx) { return limitReached(pc, sp, cx) }
    let call = TailCall(pc, fields: 16)
    let link = FrameLink(sp + call.ownHeader)
    call.moveArguments(sp)
    link.write(to: sp + call.header)
    return next(record.pointee.entry, sp, cx, mb, ms)
}

/// An imported function; fields: its pointer's place in the instance block, the places.
@inline(__always) func opReturnCallImport(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let function = cx.load(fromByteOffset: pc.int(8), as: UnsafeMutablePointer<FunctionBlock>.self)
    return replaceFrame(function, pc, sp, cx, mb, ms, TailCall(pc, fields: 12))
}

/// Fields: index, the table pointer's place, the type's number, the places.
@inline(__always) func opReturnCallIndirect(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = table(cx, pc.int(12))
    let index = sp[pc.int(8)]
    if index >= UInt64(UInt(bitPattern: table.pointee.count)) { return trap(pc, sp, cx, .undefinedElement) }
    guard let function = UnsafeMutablePointer<FunctionBlock>(reference: table.pointee.elements[Int(index)]) else {
        return trap(pc, sp, cx, .uninitializedElement)
    }
    if function.pointee.typeID != pc.uint32(16), !isSubtype(function, of: pc.uint32(16), cx) {
        return trap(pc, sp, cx, .indirectCallTypeMismatch)
    }
    return replaceFrame(function, pc, sp, cx, mb, ms, TailCall(pc, fields: 20))
}

/// Fields: function, the places.
@inline(__always) func opReturnCallReference(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    guard let function = UnsafeMutablePointer<FunctionBlock>(reference: sp[pc.int(8)]) else {
        return trap(pc, sp, cx, .nullFunctionReference)
    }
    return replaceFrame(function, pc, sp, cx, mb, ms, TailCall(pc, fields: 12))
}

/// Let any function of the store take over the frame.
@inline(__always) func replaceFrame(
    _ function: UnsafeMutablePointer<FunctionBlock>, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ call: TailCall
) -> Status {
    guard let record = function.pointee.record else {
        // The host works where the arguments are, and only its results replace the frame.
        let frame = sp + call.arguments
        let status = callHost(function, frame, pc, sp, cx, isLeaving: true)
        if status == .suspended {
            return noteResumption(cx, .return(resultCount: call.resultCount, header: call.ownHeader))
        }
        if status != .done { return unwound(status, cx) }
        // A header lies behind the results.
        call.move(frame, to: sp, call.resultCount)
        return leave(sp + call.ownHeader, cx, mb, cx.block.pointee.memory.pointee.byteCount)
    }
    if exceeds(sp, record, cx) { return limitReached(pc, sp, cx) }
    var link = FrameLink(sp + call.ownHeader)
    call.moveArguments(sp)
    let instance = function.pointee.instance.unsafelyUnwrapped
    if instance == cx {
        link.write(to: sp + call.header)
        return next(record.pointee.entry, sp, cx, mb, ms)
    }
    if link.returnAddress & 1 == 0 {
        // The caller that the callee returns to belongs to this instance.
        link.returnAddress |= 1
        link.callerInstance = UInt64(UInt(bitPattern: cx))
    }
    link.write(to: sp + call.header)
    let memory = instance.block.pointee.memory
    return next(record.pointee.entry, sp, instance, memory.pointee.base, memory.pointee.byteCount)
}
