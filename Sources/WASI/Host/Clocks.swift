#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A clock that a guest can ask (witx: `clockid`).
public enum ClockID: UInt32, Sendable {
    /// The time of day, since 1970 (UTC).
    case realtime = 0
    /// A time that only goes forward, from some start.
    case monotonic
    /// Processor time of the whole process.
    case processCPU
    /// Processor time of the thread that runs the guest.
    case threadCPU
}

/// Where a guest's times come from. Replace it to make runs repeatable or to hide the host's time.
public protocol ClockSource {
    /// In nanoseconds.
    func time(_ clock: ClockID) -> UInt64
    /// The smallest step of the clock, in nanoseconds.
    func resolution(_ clock: ClockID) -> UInt64
    /// Called when a guest wants to wait for a clock and nothing else is ready. A simulated clock moves forward by so
    /// much and returns true, and nobody waits; the system's returns false.
    func skip(nanoseconds: UInt64) -> Bool
}

/// The clocks of the operating system.
public struct SystemClocks: ClockSource, Sendable {
    public init() {}

    public func time(_ clock: ClockID) -> UInt64 {
        var time = timespec()
        // These four clocks exist on every system that this builds for, so the call cannot fail.
        _ = clock_gettime(Self.hostClock(clock), &time)
        return Self.nanoseconds(time)
    }

    public func resolution(_ clock: ClockID) -> UInt64 {
        var time = timespec()
        _ = clock_getres(Self.hostClock(clock), &time)
        return Self.nanoseconds(time)
    }

    public func skip(nanoseconds: UInt64) -> Bool { false }

    private static func hostClock(_ clock: ClockID) -> clockid_t {
        switch clock {
        case .realtime: CLOCK_REALTIME
        case .monotonic: CLOCK_MONOTONIC
        case .processCPU: CLOCK_PROCESS_CPUTIME_ID
        case .threadCPU: CLOCK_THREAD_CPUTIME_ID
        }
    }

    /// Of a time since 1970 or since a start; one before that (a clock set wrongly) counts as 0.
    static func nanoseconds(_ time: timespec) -> UInt64 {
        guard let seconds = UInt64(exactly: time.tv_sec) else { return 0 }
        return seconds &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}

/// Clocks that start where you say and move only by `step` at each look, and by what the guest waits: two runs of a guest
/// see the same times, and waiting takes no time.
public final class SimulatedClocks: ClockSource {
    private var elapsed: UInt64 = 0
    private let start: UInt64
    private let step: UInt64

    /// - Parameters:
    ///   - start: the time of day at the start, in nanoseconds since 1970.
    ///   - step: by how much each look moves the clocks, in nanoseconds.
    public init(start: UInt64 = 0, step: UInt64 = 1000) {
        self.start = start
        self.step = step
    }

    public func time(_ clock: ClockID) -> UInt64 {
        elapsed &+= step
        return clock == .realtime ? start &+ elapsed : elapsed
    }

    public func resolution(_ clock: ClockID) -> UInt64 { max(1, step) }

    public func skip(nanoseconds: UInt64) -> Bool {
        elapsed = elapsed.addingReportingOverflow(nanoseconds).overflow ? .max : elapsed + nanoseconds
        return true
    }
}
