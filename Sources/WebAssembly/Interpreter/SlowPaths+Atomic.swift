// Waiting and notifying (proposal "threads"): what the atomic handlers do not do themselves.

/// What an instruction that waits or notifies came to.
enum AtomicOutcome {
    case value(UInt64)
    case trap(Trap.Kind)
    /// The guest was asked to stop while it waited.
    case interrupted
}

/// - Returns: the status of an instruction that did not come to a value.
@inline(never)
func atomicFailure(_ outcome: AtomicOutcome, _ pc: PC, _ sp: SP, _ cx: CX) -> Status {
    if case .trap(let kind) = outcome { return trap(pc, sp, cx, kind) }
    return limitReached(pc, sp, cx)
}

/// The result is 0 when another thread notified, 1 when the value was not the expected one, 2 when the time was over.
@inline(never)
func waitForNotification<T: FixedWidthInteger>(
    _ cx: CX, memory index: UInt32, _ address: UInt64, _ offset: UInt64, expected: T, timeout: Int64
) -> AtomicOutcome {
    let memory = cx.storage.memories[Int(index)]
    guard let place = Shape.place(address, offset, size: MemoryLayout<T>.size, in: memory.block) else {
        return .trap(.memoryOutOfBounds)
    }
    guard UInt(bitPattern: place) % UInt(MemoryLayout<T>.size) == 0 else { return .trap(.unalignedAtomic) }
    guard memory.type.isShared else { return .trap(.expectedSharedMemory) }
    let outcome = memory.waiters.wait(
        at: address &+ offset, for: timeout < 0 ? nil : UInt64(timeout), control: cx.storage.control
    ) { place.load(as: T.self) == expected }
    switch outcome {
    case .notified: return .value(0)
    case .notEqual: return .value(1)
    case .timedOut: return .value(2)
    case .interrupted: return .interrupted
    }
}

/// The result is the number of threads that were let go on.
@inline(never)
func notify(_ cx: CX, memory index: UInt32, _ address: UInt64, _ offset: UInt64, count: UInt32) -> AtomicOutcome {
    let memory = cx.storage.memories[Int(index)]
    guard let place = Shape.place(address, offset, size: 4, in: memory.block) else {
        return .trap(.memoryOutOfBounds)
    }
    guard UInt(bitPattern: place) % 4 == 0 else { return .trap(.unalignedAtomic) }
    // Nobody waits at a memory that is not shared.
    return .value(UInt64(memory.waiters.notify(at: address &+ offset, count: count)))
}
