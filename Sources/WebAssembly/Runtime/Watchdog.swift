#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Stops stores whose deadline has passed. Its thread exists only while some call has a deadline.
final class Watchdog: @unchecked Sendable {
    // All fields are used under `mutex` only; mutex and condition must not move.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var deadlines: [ObjectIdentifier: (control: StoreControl, deadline: UInt64)] = [:]
    private var isRunning = false

    /// How long the thread stays without work before it ends, in nanoseconds: calls in a row share one thread.
    private static let patience: UInt64 = 200_000_000

    init() {
        pthread_mutex_init(mutex, nil)
        #if canImport(Darwin)
            pthread_cond_init(condition, nil)
        #else
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            pthread_cond_init(condition, &attributes)
            pthread_condattr_destroy(&attributes)
        #endif
    }

    deinit {
        // The thread holds a reference, so it has ended.
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Monotonic time in nanoseconds.
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Stop the store of `control` at `deadline`, unless it is cancelled before.
    func watch(_ control: StoreControl, until deadline: UInt64) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        deadlines[ObjectIdentifier(control)] = (control, deadline)
        if isRunning {
            pthread_cond_signal(condition)
        } else {
            isRunning = startThread()
            // Without a thread nothing would ever stop the guest: rather stop it at once.
            if !isRunning { control.stop(.deadlineExceeded) }
        }
    }

    func cancel(_ control: StoreControl) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        deadlines[ObjectIdentifier(control)] = nil
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
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var idleSince = Watchdog.now()
        while true {
            let now = Watchdog.now()
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
            wait(until: wake, now: now)
        }
    }

    private func wait(until wake: UInt64, now: UInt64) {
        #if canImport(Darwin)
            let delay = wake - now
            var time = timespec(tv_sec: Int(delay / 1_000_000_000), tv_nsec: Int(delay % 1_000_000_000))
            pthread_cond_timedwait_relative_np(condition, mutex, &time)
        #else
            var time = timespec(tv_sec: Int(wake / 1_000_000_000), tv_nsec: Int(wake % 1_000_000_000))
            pthread_cond_timedwait(condition, mutex, &time)
        #endif
    }
}
