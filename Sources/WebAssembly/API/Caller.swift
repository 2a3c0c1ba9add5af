/// What a host function knows about the guest that called it.
///
/// It is made once for each instance, so that a call costs nothing for it. Use it during the call.
public final class Caller {
    // Strong references would be cycles: the store owns its instances, and they their callers.

    /// The store, for as long as a guest runs in it.
    @usableFromInline unowned(unsafe) let running: Store
    private unowned let owner: Store
    /// Set by the instance that it is made for; nil when the host is the caller.
    unowned var storage: InstanceStorage? {
        didSet { block = storage?.block }
    }
    private var block: UnsafeMutableRawPointer?

    init(_ store: Store) {
        running = store
        owner = store
    }

    public var store: Store { owner }

    /// The instance whose code made the call; nil when the host called its own function.
    public var instance: Instance? { storage.map { Instance(store: owner, storage: $0) } }

    /// The bytes of the calling instance's memory 0, for the length of one call and as long as the guest does not run; none when it has no
    /// memory. Asking for them counts no reference.
    package var memoryBytes: UnsafeMutableRawBufferPointer {
        // The store keeps the instance's block, which has a memory's block in any case.
        guard let memory = block?.block.pointee.memory.pointee else { return .init(start: nil, count: 0) }
        return UnsafeMutableRawBufferPointer(start: memory.base, count: Int(memory.byteCount))
    }

    /// The calling instance's memory 0.
    public var memory: Memory? {
        guard let storage, let memory = storage.memories.first else { return nil }
        return Memory(store: owner, storage: memory)
    }
}
