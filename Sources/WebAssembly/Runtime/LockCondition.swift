#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What threads wait for that hold a ``Lock``. Moments are nanoseconds of a clock that nobody sets.
final class LockCondition: @unchecked Sendable {
    // The condition must not move, so it has an allocation of its own; only pthread functions touch it.
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        #if canImport(Darwin)
            let result = pthread_cond_init(condition, nil)
        #else
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            defer { pthread_condattr_destroy(&attributes) }
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            let result = pthread_cond_init(condition, &attributes)
        #endif
        precondition(result == 0, "pthread_cond_init failed with \(result)")
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    /// The present moment.
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Let one thread that waits go on.
    func signal() { pthread_cond_signal(condition) }

    /// Wait for a signal. The lock is held by the caller; others may take it meanwhile. Waits also end for no reason.
    ///
    /// - Parameter moment: when to give up; nil for never.
    func wait(holding lock: Lock, until moment: UInt64? = nil) {
        guard let moment else {
            pthread_cond_wait(condition, lock.mutex)
            return
        }
        #if canImport(Darwin)
            // Darwin's conditions know no such clock, but durations.
            let now = LockCondition.now()
            var time = LockCondition.seconds(moment > now ? moment - now : 0)
            pthread_cond_timedwait_relative_np(condition, lock.mutex, &time)
        #else
            var time = LockCondition.seconds(moment)
            pthread_cond_timedwait(condition, lock.mutex, &time)
        #endif
    }

    private static func seconds(_ nanoseconds: UInt64) -> timespec {
        .init(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }
}
