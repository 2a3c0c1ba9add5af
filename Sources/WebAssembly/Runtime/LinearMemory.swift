#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A linear memory with 32-bit addresses: all it could ever reach is reserved at once, so growth never moves it and pages
/// that nobody touched cost nothing.
final class LinearMemory {
    /// Address space of one memory: 4 GiB and a guard of one page behind.
    static let reservation = Int(MemoryType.maximumPages + 1) * MemoryType.pageSize

    let type: MemoryType
    let block: UnsafeMutablePointer<MemoryBlock>
    /// The most pages that the type and the store's limits allow.
    private let maximumPages: UInt64

    /// - Throws: ``LinkError`` when the limits or the system do not give the memory.
    init(_ type: MemoryType, limits: Limits) throws(LinkError) {
        self.type = type
        // Never more than is reserved, whatever a type or limits of the host's say.
        maximumPages = min(type.limits.maximum ?? .max, limits.memoryPages, MemoryType.maximumPages)
        guard type.limits.minimum <= maximumPages else {
            throw .limitExceeded("a memory of \(type.limits.minimum) pages; the store allows \(limits.memoryPages)")
        }
        let flags = MAP_PRIVATE | LinearMemory.anonymous | MAP_NORESERVE
        guard let base = mmap(nil, LinearMemory.reservation, PROT_NONE, flags, -1, 0), base != MAP_FAILED else {
            throw .outOfMemory("cannot reserve the address space of a memory: \(String(cString: strerror(errno)))")
        }
        block = .allocate(capacity: 1)
        block.initialize(to: MemoryBlock(base: base, byteCount: 0))
        guard grow(by: type.limits.minimum) != nil else {
            throw .outOfMemory("cannot commit \(type.limits.minimum) pages of memory")
        }
    }

    deinit {
        munmap(block.pointee.base, LinearMemory.reservation)
        block.deallocate()
    }

    var pages: UInt64 { UInt64(block.pointee.byteCount) / UInt64(MemoryType.pageSize) }

    /// - Returns: The size in pages before, or nil when the memory cannot grow so far.
    func grow(by delta: UInt64) -> UInt64? {
        let old = pages
        guard delta <= maximumPages - old else { return nil }
        if delta == 0 { return old }
        let start = block.pointee.base! + Int(block.pointee.byteCount)
        let count = Int(delta) * MemoryType.pageSize
        guard mprotect(start, count, PROT_READ | PROT_WRITE) == 0 else { return nil }
        block.pointee.byteCount += UInt(count)
        return old
    }

    #if canImport(Darwin)
        private static let anonymous = MAP_ANON
    #else
        private static let anonymous = MAP_ANONYMOUS
    #endif
}
