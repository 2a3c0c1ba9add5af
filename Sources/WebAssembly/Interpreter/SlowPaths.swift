// What running code asks the Swift side to do. None of these is inlined: reference counting stays out of the handlers.

extension UnsafeMutableRawPointer {
    /// The Swift side of the instance whose block this is.
    var storage: InstanceStorage { block.pointee.storage.takeUnretainedValue() }
}

/// Call a host function: arguments at `frame`, results go there too.
///
/// - Parameter isLeaving: whether the function that calls has ended already, by a call in place of its return.
/// - Returns: `next`, when the host threw an exception that a guest function catches: see ``unwind(_:_:_:_:isLeaving:)``;
///   `suspended`, when the function is an asynchronous one: the handler says where the caller goes on then.
@inline(never)
func callHost(
    _ function: UnsafeMutablePointer<FunctionBlock>, _ frame: SP, _ pc: PC, _ sp: SP, _ cx: CX, isLeaving: Bool = false
) -> Status {
    let store = cx.block.pointee.store
    let top = store.pointee.top
    store.pointee.pc = pc
    store.pointee.sp = sp
    store.pointee.instance = cx
    // Neither the function nor the instance is retained: the store owns both, and lives as long as code runs in it.
    let status = function.pointee.host.unsafelyUnwrapped._withUnsafeGuaranteedRef { host in
        store.pointee.top = frame + host.frameSlots
        return cx.block.pointee.storage._withUnsafeGuaranteedRef { instance -> Status in
            do {
                try host.body(instance.caller, frame)
                return .done
            } catch {
                return hostFailed(error, host, frame, pc, sp, cx, isLeaving: isLeaving)
            }
        }
    }
    store.pointee.top = top
    if status == .done, cx.block.pointee.stackLimit == nil { return limitReached(pc, sp, cx) }
    return status
}

/// A host function threw: see who catches it, or that it wants to wait.
@inline(never)
private func hostFailed(
    _ error: any Error, _ host: HostFunction, _ frame: SP, _ pc: PC, _ sp: SP, _ cx: CX, isLeaving: Bool
) -> Status {
    let store = cx.storage.store
    switch error {
    case is SuspensionRequest:
        return store.suspend(host, frame, pc, sp, cx)
    case let exception as Exception where exception.tag.store === store:
        return unwind(exception.object.reference, pc, sp, cx, isLeaving: isLeaving)
    default:
        store.fail(with: error, pc, sp, cx)
        return .hostError
    }
}

/// Translate the function of `record`. Its entry point changes when the code is complete.
@inline(never)
func translateFunction(
    _ record: UnsafeMutablePointer<FunctionRecord>, _ pc: PC, _ sp: SP, _ cx: CX
) -> Status {
    let instance = cx.storage
    do {
        try instance.module.code.translate(record)
        return .done
    } catch {
        instance.store.fail(with: error, pc, sp, cx)
        return .hostError
    }
}

/// The old size in pages, or -1 of the memory's address type.
@inline(never)
func growMemory(_ cx: CX, _ index: UInt32, by pages: UInt64) -> UInt64 {
    let memory = cx.storage.memories[Int(index)]
    return memory.grow(by: pages) ?? memory.type.addressType.minusOne
}

/// Bytes that a bulk instruction moves before it looks whether the guest shall stop: well below a millisecond.
private let pieceByteCount = 1 << 20

/// - Returns: false when the guest was asked to stop in between.
@inline(never)
func fillMemory(_ cx: CX, _ start: UnsafeMutableRawPointer, _ value: UInt8, _ count: Int) -> Bool {
    var done = 0
    while true {
        let piece = min(count - done, pieceByteCount)
        (start + done).initializeMemory(as: UInt8.self, repeating: value, count: piece)
        done += piece
        if done == count { return true }
        if cx.block.pointee.stackLimit == nil { return false }
    }
}

/// Ranges may overlap: pieces go in the direction in which no source is overwritten before it is read.
/// - Returns: false when the guest was asked to stop in between.
@inline(never)
func copyMemory(_ cx: CX, _ to: UnsafeMutableRawPointer, _ from: UnsafeMutableRawPointer, _ count: Int) -> Bool {
    var done = 0
    while true {
        let piece = min(count - done, pieceByteCount)
        let offset = to <= from ? done : count - done - piece
        (to + offset).copyMemory(from: from + offset, byteCount: piece)
        done += piece
        if done == count { return true }
        if cx.block.pointee.stackLimit == nil { return false }
    }
}

/// The old size in elements, or -1 of the table's address type.
@inline(never)
func growTable(_ table: UnsafeMutablePointer<TableBlock>, by count: UInt64, value: UInt64) -> UInt64 {
    guard let old = table.grow(by: count, value: value) else { return table.pointee.minusOne }
    return UInt64(old)
}

// The compiler merges the handlers of these two, with what they differ in as further arguments. More than fit into registers
// would cost the jump, so these read the instruction's fields and trap themselves.

/// Fields: to, from, count, memory, segment.
/// - Returns: false after a trap, when a range does not fit.
@inline(never)
func initializeMemory(_ pc: PC, _ sp: SP, _ cx: CX) -> Bool {
    let fits = cx.storage.initializeMemory(
        memory(cx, pc.int(20)), segment: pc.int(24), to: sp[pc.int(8)], from: sp[pc.int(12)], count: sp[pc.int(16)])
    if !fits { _ = trap(pc, sp, cx, .memoryOutOfBounds) }
    return fits
}

/// Fields: to, from, count, table, segment.
/// - Returns: false after a trap, when a range does not fit.
@inline(never)
func initializeTable(_ pc: PC, _ sp: SP, _ cx: CX) -> Bool {
    let fits = cx.storage.initializeTable(
        table(cx, pc.int(20)), segment: pc.int(24), to: sp[pc.int(8)], from: sp[pc.int(12)], count: sp[pc.int(16)])
    if !fits { _ = trap(pc, sp, cx, .tableOutOfBounds) }
    return fits
}

@inline(never)
func dropData(_ cx: CX, segment: UInt32) {
    cx.storage.droppedData[Int(segment)] = true
}

@inline(never)
func dropElements(_ cx: CX, segment: UInt32) {
    cx.storage.elements[Int(segment)] = []
}
