import SwiftletBuild

/// A thread of our own: this room waits in system calls, where Swift's concurrency must not.
struct WorkerThread: @unchecked Sendable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: pthread_t

    init(_ run: @escaping @Sendable () -> Void) {
        let body = Unmanaged.passRetained(Body(run)).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            let result = pthread_create(
                &thread, nil,
                { body in
                    Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
                    return nil
                }, body)
            precondition(result == 0, "cannot start a thread: \(systemMessage(result))")
            self.thread = thread!
        #else
            var thread = pthread_t()
            let result = pthread_create(
                &thread, nil,
                { body in
                    Unmanaged<Body>.fromOpaque(body!).takeRetainedValue().run()
                    return nil
                }, body)
            precondition(result == 0, "cannot start a thread: \(systemMessage(result))")
            self.thread = thread
        #endif
    }

    /// Waits for the thread's end; once.
    func join() { pthread_join(thread, nil) }
}

/// Threads that do what they are given, in the order given.
final class WorkerPool: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var isStopped = false
    }

    private let state: Lock<State>
    private let threads: [WorkerThread]

    init(count: Int) {
        let state = Lock(State())
        self.state = state
        threads = (0..<count).map { _ in
            WorkerThread {
                while true {
                    let job: (@Sendable () -> Void)? = state.wait { state in
                        if state.isStopped { return .some(nil) }
                        return state.jobs.isEmpty ? nil : .some(state.jobs.removeFirst())
                    }
                    guard let job else { return }
                    job()
                }
            }
        }
    }

    func add(_ job: @escaping @Sendable () -> Void) {
        state.signal { $0.jobs.append(job) }
    }

    /// Waits until the jobs that have begun are done; the others never begin.
    func stop() {
        state.signal { $0.isStopped = true }
        for thread in threads { thread.join() }
    }
}
