/// A global that the host made, or a handle to one inside an instance's block.
final class GlobalStorage {
    let type: GlobalType
    /// The value's slot; a vector's first one.
    let cell: UnsafeMutablePointer<UInt64>
    private let ownsCell: Bool

    /// A global of its own, zero or null.
    init(_ type: GlobalType) {
        self.type = type
        cell = .allocate(capacity: type.value.slotCount)
        cell.initialize(repeating: 0, count: type.value.slotCount)
        ownsCell = true
    }

    /// - Parameter cell: lives as long as the store.
    init(_ type: GlobalType, cell: UnsafeMutablePointer<UInt64>) {
        self.type = type
        self.cell = cell
        ownsCell = false
    }

    deinit { if ownsCell { cell.deallocate() } }
}

/// A table of the store.
final class TableStorage {
    let type: TableType
    let block: UnsafeMutablePointer<TableBlock>

    init(_ type: TableType, _ block: UnsafeMutablePointer<TableBlock>) {
        self.type = type
        self.block = block
    }

    deinit { block.free() }
}
