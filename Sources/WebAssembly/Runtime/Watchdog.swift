#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Stops stores whose deadline has passed. Its thread exists only while some call has a deadline.
final class Watchdog: @unchecked Sendable {
    // All that changes is used under the lock only.
    private let lock = Lock()
    private let condition = LockCondition()
    private var deadlines: [ObjectIdentifier: (control: StoreControl, deadline: UInt64)] = [:]
    private var isRunning = false

    /// How long the thread stays without work before it ends, in nanoseconds: calls in a row share one thread.
    private static let patience: UInt64 = 200_000_000

    /// Stop the store of `control` at `deadline`, unless it is cancelled before.
    func watch(_ control: StoreControl, until deadline: UInt64) {
        lock.withLock {
            deadlines[ObjectIdentifier(control)] = (control, deadline)
            if isRunning {
                condition.signal()
            } else {
                isRunning = startThread()
                // Without a thread nothing would ever stop the guest: rather stop it at once.
                if !isRunning { control.stop(.deadlineExceeded) }
            }
        }
    }

    func cancel(_ control: StoreControl) {
        lock.withLock { deadlines[ObjectIdentifier(control)] = nil }
    }

    private func startThread() -> Bool {
        let argument = Unmanaged.passRetained(self)
        #if canImport(Darwin)
            var thread: pthread_t?
            let result = pthread_create(
                &thread, nil,
                { pointer in
                    Unmanaged<Watchdog>.fromOpaque(pointer).takeRetainedValue().loop()
                    return nil
                }, argument.toOpaque())
            if result == 0, let thread { pthread_detach(thread) }
        #else
            var thread = pthread_t()
            let result = pthread_create(
                &thread, nil,
                { pointer in
                    Unmanaged<Watchdog>.fromOpaque(pointer!).takeRetainedValue().loop()
                    return nil
                }, argument.toOpaque())
            if result == 0 { pthread_detach(thread) }
        #endif
        if result != 0 { argument.release() }
        return result == 0
    }

    private func loop() {
        lock.withLock {
            var idleSince = LockCondition.now()
            while true {
                let now = LockCondition.now()
                var wake = UInt64.max
                for (id, entry) in deadlines {
                    if entry.deadline <= now {
                        entry.control.stop(.deadlineExceeded)
                        deadlines[id] = nil
                    } else {
                        wake = min(wake, entry.deadline)
                    }
                }
                if wake == .max {
                    if now >= idleSince + Watchdog.patience {
                        isRunning = false
                        return
                    }
                    wake = idleSince + Watchdog.patience
                } else {
                    idleSince = now
                }
                condition.wait(holding: lock, until: wake)
            }
        }
    }
}
