/// A memory that several threads use at the same time, each from a store of its own (proposal "threads").
///
/// Make it once, and give it to each store by ``Memory/init(_:in:)-(SharedMemory,_)``. What a guest writes with atomic
/// instructions is seen by all in one order; other accesses race.
public final class SharedMemory: Sendable {
    let storage: LinearMemory

    /// - Parameters:
    ///   - type: a shared type; it has a maximum.
    ///   - limits: what the memory may take, whatever the limits of the stores that use it are.
    /// - Throws: ``LinkError`` when the type is not a shared one, or the limits or the system do not give the memory.
    public init(_ type: MemoryType, limits: Limits = Limits()) throws(LinkError) {
        guard type.isShared, type.limits.maximum != nil else { throw .notShared(type) }
        storage = try LinearMemory(type, limits: limits, pool: MemoryPool(capacity: 0))
    }

    init(_ storage: LinearMemory) { self.storage = storage }

    /// The type; its minimum is the present size.
    public var type: MemoryType { storage.currentType }
}

extension Memory {
    /// A shared memory, in one of the stores that use it.
    /// - Throws: ``LinkError`` when the store has as many memories as its limits allow.
    public init(_ shared: SharedMemory, in store: Store) throws(LinkError) {
        try store.add(shared.storage)
        self.init(store: store, storage: shared.storage)
    }

    /// The memory without its store, to be given to others; nil when its type is not a shared one.
    public var shared: SharedMemory? { storage.type.isShared ? SharedMemory(storage) : nil }
}
