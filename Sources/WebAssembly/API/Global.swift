/// A global variable.
public struct Global {
    public let store: Store
    let storage: GlobalStorage

    init(store: Store, storage: GlobalStorage) {
        self.store = store
        self.storage = storage
    }

    /// A global of the host's own, to be given to guests.
    ///
    /// - Throws: ``CallError/foreignReference`` for a function of another store.
    public init(_ value: Value, isMutable: Bool = false, in store: Store) throws(CallError) {
        let storage = GlobalStorage(GlobalType(value: value.type, isMutable: isMutable))
        try value.write(to: storage.cell, in: store)
        store.add(storage)
        self.init(store: store, storage: storage)
    }

    public var type: GlobalType { storage.type }

    public var value: Value { Value(slots: storage.cell, type: storage.type.value, in: store) }

    /// - Throws: ``CallError`` when the global is immutable or of another type.
    public func set(_ value: Value) throws {
        guard storage.type.isMutable else { throw CallError.immutableGlobal }
        guard value.matches(storage.type.value, in: store) else {
            throw CallError.globalType(expected: storage.type.value, given: value.type)
        }
        try value.write(to: storage.cell, in: store)
    }
}
