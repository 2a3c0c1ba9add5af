#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Address space that memories and stacks of finished stores leave to the next ones: reserving and giving back what a 32-bit memory can
/// reach costs more than all the rest of a small instantiation.
final class MemoryPool: @unchecked Sendable {
    // `free` is used under the lock only.

    /// Reserved address space, and what is in it: zeros, but for an image at the start. Only the first bytes may be used.
    struct Slot {
        var base: UnsafeMutableRawPointer
        var reservation: Int
        /// Bytes that may be read and written.
        var committed = 0
        var image: MemoryImage?
    }

    private let lock = Lock()
    private var free: [Slot] = []
    /// How many slots wait at most.
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    deinit { for slot in free { slot.unmap() } }

    /// A reservation of exactly a size, with its first bytes committed, and zero but for the image.
    ///
    /// - Returns: nil when the system does not give it.
    func take(_ reservation: Int, committed: Int, image: MemoryImage?) -> Slot? {
        var slot: Slot
        if let free = takeFree(reservation, image) {
            slot = free
            Sanitizer.allow(slot.base, slot.committed)
        } else {
            let flags = MAP_PRIVATE | MemoryPool.anonymous | MAP_NORESERVE
            guard let base = mmap(nil, reservation, PROT_NONE, flags, -1, 0), base != MAP_FAILED else { return nil }
            slot = Slot(base: base, reservation: reservation)
        }
        guard slot.commit(committed), slot.show(image) else {
            slot.unmap()
            return nil
        }
        return slot
    }

    /// The newest slot that fits, one with the same image first.
    private func takeFree(_ reservation: Int, _ image: MemoryImage?) -> Slot? {
        lock.withLock {
            var found: Int?
            for index in free.indices.reversed() where free[index].reservation == reservation {
                if free[index].image === image {
                    found = index
                    break
                }
                if found == nil { found = index }
            }
            return found.map { free.remove(at: $0) }
        }
    }

    /// Nobody uses the slot any more.
    func give(_ slot: Slot) {
        // The pages go back to the system: what is read next is zero, or the image.
        guard capacity > 0, slot.reset() else {
            slot.unmap()
            return
        }
        Sanitizer.forbid(slot.base, slot.committed)
        let surplus: Slot? = lock.withLock {
            free.append(slot)
            return free.count > capacity ? free.removeFirst() : nil
        }
        surplus?.unmap()
    }

    #if canImport(Darwin)
        static let anonymous = MAP_ANON
    #else
        static let anonymous = MAP_ANONYMOUS
    #endif
}

extension MemoryPool.Slot {
    /// Let exactly the first bytes be used; whole pages.
    mutating func commit(_ byteCount: Int) -> Bool {
        if byteCount > committed {
            guard mprotect(base + committed, byteCount - committed, PROT_READ | PROT_WRITE) == 0 else { return false }
        } else if byteCount < committed {
            guard mprotect(base + byteCount, committed - byteCount, PROT_NONE) == 0 else { return false }
        }
        committed = byteCount
        return true
    }

    /// Have an image at the start, in place of the one before; within the committed bytes.
    fileprivate mutating func show(_ new: MemoryImage?) -> Bool {
        if image === new { return true }
        let access = PROT_READ | PROT_WRITE
        if let old = image {
            // An image lay within what its memory had committed; it may lie beyond what this one has.
            let usable = min(old.byteCount, committed)
            let flags = MAP_PRIVATE | MAP_FIXED | MemoryPool.anonymous | MAP_NORESERVE
            guard usable == 0 || mmap(base, usable, access, flags, -1, 0) != MAP_FAILED,
                usable == old.byteCount
                    || mmap(base + usable, old.byteCount - usable, PROT_NONE, flags, -1, 0) != MAP_FAILED
            else { return false }
            image = nil
        }
        if let new {
            guard mmap(base, new.byteCount, access, MAP_PRIVATE | MAP_FIXED, new.descriptor, 0) != MAP_FAILED else {
                return false
            }
            image = new
        }
        return true
    }

    /// Give the address space back to the system.
    fileprivate func unmap() {
        Sanitizer.allow(base, committed)
        munmap(base, reservation)
    }

    /// Forget all that was written.
    fileprivate func reset() -> Bool {
        if committed == 0 { return true }
        #if os(Linux)
            return madvise(base, committed, MADV_DONTNEED) == 0
        #else
            // Other systems only take such advice as a hint.
            return mmap(
                base, committed, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_FIXED | MemoryPool.anonymous | MAP_NORESERVE, -1, 0) != MAP_FAILED
        #endif
    }
}
