/// A table of references.
public struct Table {
    public let store: Store
    let storage: TableStorage

    init(store: Store, storage: TableStorage) {
        self.store = store
        self.storage = storage
    }

    /// A table of the host's own, all null, to be given to guests.
    public init(_ type: TableType, in store: Store) throws(LinkError) {
        self.init(store: store, storage: try store.makeTable(type, value: 0))
    }

    /// The type; its minimum is the present size.
    public var type: TableType {
        var type = storage.type
        type.limits.minimum = UInt64(count)
        return type
    }

    /// The present number of elements.
    public var count: Int { storage.block.pointee.count }

    /// An element; nil when the index is out of range.
    public func get(_ index: Int) -> Value? {
        guard index >= 0, index < count else { return nil }
        return Value(slots: storage.block.pointee.elements + index, type: .ref(storage.type.element), in: store)
    }

    /// Put an element.
    /// - Throws: ``Trap`` when the index is out of range, ``CallError`` when the value is of another type.
    public func set(_ index: Int, to value: Value) throws {
        let slot = try self.slot(of: value)
        guard index >= 0, index < count else { throw Trap(.tableOutOfBounds) }
        storage.block.pointee.elements[index] = slot
    }

    /// Grow by a number of elements, all `value`.
    /// - Returns: The size before, or nil when the table cannot grow so far.
    public func grow(by delta: Int, value: Value) throws -> Int? {
        let slot = try self.slot(of: value)
        guard delta >= 0 else { return nil }
        return storage.block.grow(by: UInt64(delta), value: slot)
    }

    private func slot(of value: Value) throws(CallError) -> UInt64 {
        let expected = ValueType.ref(storage.type.element)
        guard value.matches(expected, in: store) else { throw .arguments(expected: [expected], given: [value.type]) }
        var slot: UInt64 = 0
        try value.write(to: &slot, in: store)
        return slot
    }
}
