#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension UnsafeMutablePointer<TableBlock> {
    /// A table of `minimum` elements, all `value`. The store frees it.
    static func allocate(_ type: TableType, limits: Limits, value: UInt64) throws(LinkError) -> Self {
        let allowed = UInt64(limits.tableElements)
        guard type.limits.minimum <= allowed else {
            throw .limitExceeded("a table of \(type.limits.minimum) elements; the store allows \(allowed)")
        }
        let count = Int(type.limits.minimum)
        guard let elements = UnsafeMutablePointer<UInt64>.zeroed(capacity: Swift.max(count, 1)) else {
            throw .outOfMemory("cannot allocate a table of \(count) elements")
        }
        if value != 0 { elements.update(repeating: value, count: count) }
        let table = Self.allocate(capacity: 1)
        table.initialize(
            to: TableBlock(
                elements: elements, count: count, capacity: Swift.max(count, 1),
                maximum: Int(Swift.min(type.limits.maximum ?? .max, type.addressType.maximumCount, allowed)),
                minusOne: type.addressType.minusOne))
        return table
    }

    func free() {
        #if canImport(Darwin)
            Darwin.free(pointee.elements)
        #elseif canImport(Musl)
            Musl.free(pointee.elements)
        #else
            Glibc.free(pointee.elements)
        #endif
        deallocate()
    }

    /// - Returns: The size before, or nil when the table cannot grow so far.
    func grow(by delta: UInt64, value: UInt64) -> Int? {
        let old = pointee.count
        guard delta <= UInt64(pointee.maximum - old) else { return nil }
        let count = old + Int(delta)
        if count > pointee.capacity {
            let capacity = Swift.min(Swift.max(count, pointee.capacity * 2), pointee.maximum)
            guard let bytes = realloc(pointee.elements, capacity * MemoryLayout<UInt64>.stride) else { return nil }
            pointee.elements = bytes.bindMemory(to: UInt64.self, capacity: capacity)
            pointee.capacity = capacity
        }
        (pointee.elements + old).initialize(repeating: value, count: count - old)
        pointee.count = count
        return old
    }
}

extension UnsafeMutablePointer<UInt64> {
    /// Zeros, which cost no memory until they are touched; nil when the system has no more. To be freed by `free`.
    fileprivate static func zeroed(capacity: Int) -> Self? {
        calloc(capacity, MemoryLayout<UInt64>.stride)?.bindMemory(to: UInt64.self, capacity: capacity)
    }
}
