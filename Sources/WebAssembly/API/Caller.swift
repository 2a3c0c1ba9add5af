/// What a host function knows about the guest that called it.
public struct Caller {
    public let store: Store
    let storage: InstanceStorage?

    init(store: Store, instance: InstanceStorage?) {
        self.store = store
        storage = instance
    }

    init(instance: InstanceStorage) {
        store = instance.store
        storage = instance
    }

    /// The instance whose code made the call; nil when the host called its own function.
    public var instance: Instance? { storage.map { Instance(store: store, storage: $0) } }

    /// The calling instance's memory 0.
    public var memory: Memory? {
        guard let storage, let memory = storage.memories.first else { return nil }
        return Memory(store: store, storage: memory)
    }
}
