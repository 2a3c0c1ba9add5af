#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A linear memory: all it could ever reach is reserved at once, so growth never moves it and pages that nobody touched
/// cost nothing.
///
/// A shared memory belongs to every store that uses it, and their threads grow it and wait on it at the same time; any
/// other belongs to one store.
final class LinearMemory: @unchecked Sendable {
    // `byteCount` of the block grows under the lock. Running code reads it without: an aligned word that only ever grows,
    // whose new value is seen by whoever is told of the growth by an atomic access.

    let type: MemoryType
    let block: UnsafeMutablePointer<MemoryBlock>
    /// Who waits at which address; only shared memories have waiters.
    let waiters = AddressWaiters()
    /// The most pages that the type and the store's limits allow.
    private let maximumPages: UInt64
    private let reservation: Int
    /// Bytes that the system has committed: ``MemoryBlock/byteCount`` rounded up to its pages.
    private var committed = 0
    private let lock = Lock()

    /// The most bytes that are ever reserved for one memory, whatever its type and the host's limits say: what the address
    /// space of a process has room for many times.
    private static let maximumBytes: UInt64 = 1 << 40

    /// - Throws: ``LinkError`` when the limits or the system do not give the memory.
    init(_ type: MemoryType, limits: Limits) throws(LinkError) {
        self.type = type
        let pageSize = type.pageByteCount
        // The host's limit counts pages of 64 KiB, whatever the size of this memory's pages.
        let (allowed, overflow) = limits.memoryPages.multipliedReportingOverflow(by: UInt64(MemoryType.pageSize))
        let allowedBytes = min(overflow ? .max : allowed, LinearMemory.maximumBytes)
        maximumPages = min(type.limits.maximum ?? .max, allowedBytes / pageSize, type.maximumPageCount)
        guard type.limits.minimum <= maximumPages else {
            throw .limitExceeded(
                "a memory of \(type.limits.minimum) pages; the store allows \(allowedBytes / pageSize)")
        }
        let hostPage = Int(sysconf(Int32(_SC_PAGESIZE)))
        // A guard of one page behind.
        reservation = (Int(maximumPages * pageSize) + MemoryType.pageSize + hostPage - 1) / hostPage * hostPage
        let flags = MAP_PRIVATE | LinearMemory.anonymous | MAP_NORESERVE
        guard let base = mmap(nil, reservation, PROT_NONE, flags, -1, 0), base != MAP_FAILED else {
            throw .outOfMemory("cannot reserve the address space of a memory: \(String(cString: strerror(errno)))")
        }
        block = .allocate(capacity: 1)
        block.initialize(to: MemoryBlock(base: base, byteCount: 0, pageSizeLog2: UInt64(type.pageSizeLog2)))
        guard grow(by: type.limits.minimum) != nil else {
            throw .outOfMemory("cannot commit \(type.limits.minimum) pages of memory")
        }
    }

    deinit {
        munmap(block.pointee.base, reservation)
        block.deallocate()
    }

    /// The type with the present size as its minimum.
    var currentType: MemoryType {
        var type = type
        type.limits.minimum = pages
        return type
    }

    var pages: UInt64 { block.pointee.pages }

    /// - Returns: The size in pages before, or nil when the memory cannot grow so far.
    func grow(by delta: UInt64) -> UInt64? {
        lock.withLock {
            let old = pages
            guard delta <= maximumPages - old else { return nil }
            if delta == 0 { return old }
            let byteCount = Int(old + delta) << Int(type.pageSizeLog2)
            if byteCount > committed {
                let hostPage = Int(sysconf(Int32(_SC_PAGESIZE)))
                let end = (byteCount + hostPage - 1) / hostPage * hostPage
                let start = block.pointee.base! + committed
                guard mprotect(start, end - committed, PROT_READ | PROT_WRITE) == 0 else { return nil }
                committed = end
            }
            block.pointee.byteCount = UInt(byteCount)
            return old
        }
    }

    #if canImport(Darwin)
        private static let anonymous = MAP_ANON
    #else
        private static let anonymous = MAP_ANONYMOUS
    #endif
}
