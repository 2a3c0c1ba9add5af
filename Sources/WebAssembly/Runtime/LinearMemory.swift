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
    /// Its committed bytes are ``MemoryBlock/byteCount`` rounded up to the host's pages.
    private var slot: MemoryPool.Slot
    private let pool: MemoryPool
    private let lock = Lock()

    /// The most bytes that are ever reserved for one memory, whatever its type and the host's limits say: what the address
    /// space of a process has room for many times.
    private static let maximumBytes: UInt64 = 1 << 40

    /// - Parameter image: what the memory starts with, if that is not zeros.
    /// - Throws: ``LinkError`` when the limits or the system do not give the memory.
    init(_ type: MemoryType, limits: Limits, pool: MemoryPool, image: MemoryImage? = nil) throws(LinkError) {
        self.type = type
        self.pool = pool
        let pageSize = type.pageByteCount
        // The host's limit counts pages of 64 KiB, whatever the size of this memory's pages.
        let (allowed, overflow) = limits.memoryPages.multipliedReportingOverflow(by: UInt64(MemoryType.pageSize))
        let allowedBytes = min(overflow ? .max : allowed, LinearMemory.maximumBytes)
        maximumPages = min(type.limits.maximum ?? .max, allowedBytes / pageSize, type.maximumPageCount)
        guard type.limits.minimum <= maximumPages else {
            throw .limitExceeded(
                "a memory of \(type.limits.minimum) pages; the store allows \(allowedBytes / pageSize)")
        }
        // A guard of one page behind.
        let reservation = LinearMemory.wholePages(Int(maximumPages * pageSize) + MemoryType.pageSize)
        let byteCount = Int(type.limits.minimum * pageSize)
        guard let slot = pool.take(reservation, committed: LinearMemory.wholePages(byteCount), image: image) else {
            throw .outOfMemory(
                "cannot get a memory of \(type.limits.minimum) pages: \(String(cString: strerror(errno)))")
        }
        self.slot = slot
        Sanitizer.forbid(slot.base + byteCount, slot.committed - byteCount)
        block = .allocate(capacity: 1)
        block.initialize(
            to: MemoryBlock(base: slot.base, byteCount: UInt(byteCount), pageSizeLog2: UInt64(type.pageSizeLog2)))
    }

    deinit {
        Sanitizer.allow(slot.base, slot.committed)
        pool.give(slot)
        block.deallocate()
    }

    /// Bytes rounded up to pages of the host.
    static func wholePages(_ byteCount: Int) -> Int {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        return (byteCount + page - 1) / page * page
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
            guard slot.commit(LinearMemory.wholePages(byteCount)) else { return nil }
            Sanitizer.allow(slot.base, byteCount)
            Sanitizer.forbid(slot.base + byteCount, slot.committed - byteCount)
            block.pointee.byteCount = UInt(byteCount)
            return old
        }
    }
}
