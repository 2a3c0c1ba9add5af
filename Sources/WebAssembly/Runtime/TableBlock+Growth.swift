extension UnsafeMutablePointer<TableBlock> {
    /// A table of `minimum` elements, all `value`. The store frees it.
    static func allocate(_ type: TableType, limits: Limits, value: UInt64) throws(LinkError) -> Self {
        let allowed = UInt64(limits.tableElements)
        guard type.limits.minimum <= allowed else {
            throw .limitExceeded("a table of \(type.limits.minimum) elements; the store allows \(allowed)")
        }
        let count = Int(type.limits.minimum)
        let table = Self.allocate(capacity: 1)
        let elements = UnsafeMutablePointer<UInt64>.allocate(capacity: Swift.max(count, 1))
        elements.initialize(repeating: value, count: count)
        table.initialize(
            to: TableBlock(
                elements: elements, count: count, capacity: Swift.max(count, 1),
                maximum: Int(Swift.min(type.limits.maximum ?? UInt64(UInt32.max), allowed))))
        return table
    }

    func free() {
        pointee.elements.deallocate()
        deallocate()
    }

    /// - Returns: The size before, or nil when the table cannot grow so far.
    func grow(by delta: Int, value: UInt64) -> Int? {
        let old = pointee.count
        guard delta <= pointee.maximum - old else { return nil }
        let count = old + delta
        if count > pointee.capacity {
            let capacity = Swift.min(Swift.max(count, pointee.capacity * 2), pointee.maximum)
            let elements = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
            elements.initialize(from: pointee.elements, count: old)
            pointee.elements.deallocate()
            pointee.elements = elements
            pointee.capacity = capacity
        }
        (pointee.elements + old).initialize(repeating: value, count: delta)
        pointee.count = count
        return old
    }
}
