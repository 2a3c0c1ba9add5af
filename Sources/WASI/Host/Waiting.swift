import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Waiting in slices, so that a guest that waits for ever can still be stopped.
///
/// A guest that is stopped meanwhile gets `intr`, and traps as soon as it goes on: that the store sees to.
enum Waiting {
    /// How long a stopped guest may go on waiting, in nanoseconds.
    static let slice: UInt64 = 20_000_000

    /// Waits until a descriptor of the host can be read or written without blocking, or has failed.
    static func untilReady(_ descriptor: CInt, _ events: Int32, _ store: Store) throws(Errno) {
        while !isReady(descriptor, events, within: slice) {
            if store.isInterrupted { throw .intr }
        }
    }

    /// Whether a descriptor of the host can be read or written without blocking, or has failed.
    static func isReady(_ descriptor: CInt, _ events: Int32, within nanoseconds: UInt64 = 0) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        return anyReady(&entry, 1, within: nanoseconds)
    }

    /// Waits, at most a slice long, until one of some descriptors is ready, and marks those that are.
    static func anyReady(_ entries: UnsafeMutablePointer<pollfd>, _ count: Int, within nanoseconds: UInt64) -> Bool {
        let milliseconds = (min(nanoseconds, slice) + 999_999) / 1_000_000
        return poll(entries, nfds_t(count), CInt(milliseconds)) > 0
    }

    /// Sleeps, at most a slice long.
    static func sleep(nanoseconds: UInt64) {
        var time = timespec()
        time.tv_nsec = Int(min(nanoseconds, slice))
        nanosleep(&time, nil)
    }
}
