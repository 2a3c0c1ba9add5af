/// The threads that wait at addresses of one shared memory (`memory.atomic.wait`, proposal "threads").
final class AddressWaiters: @unchecked Sendable {
    /// All state, that of the waiters included, is read and written under the lock.
    private let lock = Lock()
    private var waiters: [Waiter] = []

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
        // More than a century is as good as for ever, and keeps the sum in range.
        let deadline = nanoseconds.map { LockCondition.now() + min($0, 4_000_000_000 * 1_000_000_000) }
        return lock.withLock {
            guard isExpected() else { return .notEqual }
            // A request to stop that came before the waiter was known.
            if control.interruption != nil { return .interrupted }
            waiters.append(waiter)
            defer { waiters.removeAll { $0 === waiter } }
            while true {
                if let outcome = waiter.outcome { return outcome }
                if let deadline, LockCondition.now() >= deadline { return .timedOut }
                waiter.condition.wait(holding: lock, until: deadline)
            }
        }
    }

    /// Let up to `count` waiters of an address go on, the oldest first.
    /// - Returns: How many there were.
    func notify(at address: UInt64, count: UInt32) -> UInt32 {
        lock.withLock {
            var notified: UInt32 = 0
            for waiter in waiters where waiter.address == address && waiter.outcome == nil {
                if notified == count { break }
                waiter.outcome = .notified
                waiter.condition.signal()
                notified += 1
            }
            return notified
        }
    }

    /// A thread that waits.
    final class Waiter: @unchecked Sendable {
        fileprivate let queue: AddressWaiters
        fileprivate let address: UInt64
        fileprivate let condition = LockCondition()
        fileprivate var outcome: Outcome?

        fileprivate init(_ queue: AddressWaiters, address: UInt64) {
            self.queue = queue
            self.address = address
        }

        /// End the wait, from any thread.
        func interrupt() {
            queue.lock.withLock {
                if outcome == nil { outcome = .interrupted }
                condition.signal()
            }
        }
    }
}
