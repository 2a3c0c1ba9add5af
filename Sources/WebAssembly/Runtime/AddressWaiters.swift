#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The threads that wait at addresses of one shared memory (`memory.atomic.wait`, proposal "threads").
final class AddressWaiters: @unchecked Sendable {
    // All state, that of the waiters included, is read and written under the mutex.

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var waiters: [Waiter] = []

    init() {
        let result = pthread_mutex_init(mutex, nil)
        precondition(result == 0, "pthread_mutex_init failed with \(result)")
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// How a wait ended.
    enum Outcome: Equatable {
        case notified
        case notEqual
        case timedOut
        /// The store was asked to stop.
        case interrupted
    }

    /// Wait until another thread notifies the address, if what lies there is as expected.
    ///
    /// - Parameters:
    ///   - isExpected: reads the address; called while no notification can come.
    ///   - nanoseconds: how long to wait; nil for ever.
    ///   - control: what may end the wait from elsewhere.
    func wait(
        at address: UInt64, for nanoseconds: UInt64?, control: StoreControl, isExpected: () -> Bool
    ) -> Outcome {
        let waiter = Waiter(self, address: address)
        control.waiter = waiter
        defer { control.waiter = nil }
        let deadline = nanoseconds.map(AddressWaiters.time(in:))
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard isExpected() else { return .notEqual }
        // A request to stop that came before the waiter was known.
        if control.interruption != nil { return .interrupted }
        waiters.append(waiter)
        while waiter.outcome == nil {
            if var deadline {
                if pthread_cond_timedwait(waiter.condition, mutex, &deadline) == ETIMEDOUT, waiter.outcome == nil {
                    waiter.outcome = .timedOut
                }
            } else {
                pthread_cond_wait(waiter.condition, mutex)
            }
        }
        waiters.removeAll { $0 === waiter }
        return waiter.outcome!
    }

    /// Let up to `count` waiters of an address go on, the oldest first.
    /// - Returns: How many there were.
    func notify(at address: UInt64, count: UInt32) -> UInt32 {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var notified: UInt32 = 0
        for waiter in waiters where waiter.address == address && waiter.outcome == nil {
            if notified == count { break }
            waiter.outcome = .notified
            pthread_cond_signal(waiter.condition)
            notified += 1
        }
        return notified
    }

    #if canImport(Darwin)
        /// Darwin's conditions know no other clock.
        fileprivate static let clock = CLOCK_REALTIME
    #else
        fileprivate static let clock = CLOCK_MONOTONIC
    #endif

    /// The moment when so many nanoseconds will have passed, on the clock of conditions.
    private static func time(in nanoseconds: UInt64) -> timespec {
        var now = timespec()
        clock_gettime(clock, &now)
        // More than a century is as good as for ever, and keeps the sum in range.
        let total = min(nanoseconds, 4_000_000_000 * 1_000_000_000) + UInt64(now.tv_nsec)
        return timespec(
            tv_sec: now.tv_sec + Int(total / 1_000_000_000), tv_nsec: Int(total % 1_000_000_000))
    }

    /// A thread that waits.
    final class Waiter: @unchecked Sendable {
        fileprivate let queue: AddressWaiters
        fileprivate let address: UInt64
        fileprivate let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        fileprivate var outcome: Outcome?

        fileprivate init(_ queue: AddressWaiters, address: UInt64) {
            self.queue = queue
            self.address = address
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            defer { pthread_condattr_destroy(&attributes) }
            #if !canImport(Darwin)
                pthread_condattr_setclock(&attributes, AddressWaiters.clock)
            #endif
            let result = pthread_cond_init(condition, &attributes)
            precondition(result == 0, "pthread_cond_init failed with \(result)")
        }

        deinit {
            pthread_cond_destroy(condition)
            condition.deallocate()
        }

        /// End the wait, from any thread.
        func interrupt() {
            pthread_mutex_lock(queue.mutex)
            if outcome == nil { outcome = .interrupted }
            pthread_cond_signal(condition)
            pthread_mutex_unlock(queue.mutex)
        }
    }
}
