import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Waiting in the system, which ends when the guest is to stop.
///
/// The guest gets `intr` then, and traps as soon as it goes on: that the store sees to.
package enum Waiting {
    /// How long a guest waits at a time, in nanoseconds, when there is no descriptor left by which it could be woken.
    static let slice: UInt64 = 20_000_000

    /// Waits until a descriptor of the host can be read or written without blocking, or has failed.
    static func untilReady(_ descriptor: CInt, _ events: Int32, _ store: Store) throws(Errno) {
        if isReady(descriptor, events) { return }
        var entries = [pollfd(fd: descriptor, events: Int16(events), revents: 0)]
        while !anyReady(&entries, within: .max, store) {
            if store.isInterrupted { throw .intr }
        }
    }

    /// Whether a descriptor of the host can be read or written without blocking, or has failed.
    package static func isReady(_ descriptor: CInt, _ events: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    /// Waits until one of some descriptors is ready, and marks those that are; or until the time is over or the guest is to stop.
    static func anyReady(_ entries: inout [pollfd], within nanoseconds: UInt64, _ store: Store) -> Bool {
        guard nanoseconds > 0, let stop = store.stopDescriptor else {
            return poll(&entries, nfds_t(entries.count), milliseconds(min(nanoseconds, slice), .up)) > 0
        }
        entries.append(pollfd(fd: stop, events: Int16(POLLIN), revents: 0))
        defer { entries.removeLast() }
        guard poll(&entries, nfds_t(entries.count), milliseconds(nanoseconds, .up)) > 0 else { return false }
        return entries.dropLast().contains { $0.revents != 0 }
    }

    /// Sleeps for at most so long: whoever calls looks at the clock, and sleeps again for the rest.
    static func sleep(nanoseconds: UInt64, _ store: Store) {
        if nanoseconds >= 1_000_000, let stop = store.stopDescriptor {
            var entry = pollfd(fd: stop, events: Int16(POLLIN), revents: 0)
            _ = poll(&entry, 1, milliseconds(nanoseconds, .down))
        } else {
            var time = timespec()
            time.tv_nsec = Int(min(nanoseconds, slice))
            nanosleep(&time, nil)
        }
    }

    /// In the unit and the range of `poll`, whose 24 days are a time after which somebody can look at the clock.
    private static func milliseconds(_ nanoseconds: UInt64, _ rule: FloatingPointRoundingRule) -> CInt {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return CInt(clamping: rule == .up && rest > 0 ? whole + 1 : whole)
    }
}
