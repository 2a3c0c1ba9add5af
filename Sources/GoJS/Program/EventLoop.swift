import WASI

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What a program has still to do: tasks that are ready, timers, descriptors that it waits for, and operations that other threads carry out.
///
/// Everything in it runs on the program's own thread, one after the other, never inside a call that the guest has made: a guest that gets
/// its answer inside the call would be called anew for each goroutine that waits, one within the other.
final class EventLoop {
    private let realm: JSRealm
    private let clocks: any ClockSource
    let mailbox = Mailbox()

    /// Those that are ready, and those that were when the first of them was last looked at, from `nextTask` on.
    private var tasks: [() throws -> Void] = []
    private var batch: [(() throws -> Void)?] = []
    private var nextTask = 0
    private var timers = TimerQueue()
    private var watches: [Int: Watch] = [:]
    private var operations: [Int: (any Sendable) throws -> Void] = [:]
    private var nextNumber = 1

    private struct Watch {
        let descriptor: CInt
        let events: Int32
        let action: () throws -> Void
    }

    init(_ realm: JSRealm, clocks: any ClockSource) {
        self.realm = realm
        self.clocks = clocks
    }

    /// Does something once what runs now has ended.
    func enqueue(_ task: @escaping () throws -> Void) { tasks.append(task) }

    /// Does something after some time, never earlier by the clock that the guest sees.
    ///
    /// - Returns: the timer's number.
    func schedule(milliseconds: Double, _ action: @escaping () throws -> Void) -> Int {
        let delay = milliseconds.isNaN ? 0 : min(max(milliseconds, 0), 1e13)
        return timers.add(due: clocks.time(.monotonic) &+ UInt64(delay * 1_000_000), action)
    }

    func isScheduled(_ timer: Int) -> Bool { timers.contains(timer) }
    func cancel(_ timer: Int) { timers.remove(timer) }

    /// Does something once a descriptor of the host can be read or written without waiting.
    ///
    /// - Returns: a number for ``unwatch(_:)``.
    @discardableResult
    func whenReady(_ descriptor: CInt, _ events: Int32, _ action: @escaping () throws -> Void) -> Int {
        defer { nextNumber += 1 }
        watches[nextNumber] = Watch(descriptor: descriptor, events: events, action: action)
        return nextNumber
    }

    func unwatch(_ number: Int) { watches[number] = nil }

    /// Announces an operation that another thread carries out, and hands in by ``Mailbox/post(_:_:)`` under the number that this returns.
    /// The program does not end before.
    ///
    /// - Parameter action: gets each result, until ``finish(_:)``.
    func begin(_ action: @escaping (any Sendable) throws -> Void) -> Int {
        defer { nextNumber += 1 }
        operations[nextNumber] = action
        return nextNumber
    }

    func finish(_ operation: Int) { operations[operation] = nil }

    /// Whether there is anything that could ever happen.
    var isEmpty: Bool { !hasTasks && timers.isEmpty && watches.isEmpty && operations.isEmpty }

    var hasTasks: Bool { nextTask < batch.count || !tasks.isEmpty }

    /// Lets go of everything that waits.
    func close() {
        tasks = []
        batch = []
        nextTask = 0
        timers = TimerQueue()
        watches = [:]
        operations = [:]
    }

    // MARK: Turning

    /// Does all that is ready, and the jobs behind each task.
    ///
    /// - Parameter isDone: asked after each task; true to stop.
    func turn(until isDone: () -> Bool) throws {
        try realm.runJobs()
        while !isDone() {
            for message in mailbox.take() {
                enqueue { [self] in try operations[message.operation]?(message.result) }
            }
            while let action = timers.popDue(at: clocks.time(.monotonic)) {
                try action()
                try realm.runJobs()
                if isDone() { return }
            }
            if !watches.isEmpty, hasTasks { look() }
            if nextTask == batch.count {
                // Those that these tasks add come after a look at timers, messages and descriptors.
                batch = tasks
                tasks = []
                nextTask = 0
            }
            if batch.isEmpty { return }
            while nextTask < batch.count {
                let task = batch[nextTask]
                // What it holds goes with it.
                batch[nextTask] = nil
                nextTask += 1
                try task?()
                try realm.runJobs()
                if isDone() { return }
            }
        }
    }

    /// Finds out which descriptors are ready, without waiting: a program that always has something to do must hear of them, too.
    private func look() {
        let numbers = Array(watches.keys)
        var entries = entries(numbers)
        if poll(&entries, nfds_t(entries.count), 0) > 0 { finishWaiting(numbers, entries) }
    }

    private func entries(_ numbers: [Int]) -> [pollfd] {
        numbers.map { pollfd(fd: watches[$0]!.descriptor, events: Int16(watches[$0]!.events), revents: 0) }
    }

    /// How long nothing can be ready, in nanoseconds; nil if for ever. A simulated clock moves forward instead.
    private func delay() -> UInt64? {
        guard let due = timers.nextDue else { return nil }
        let now = clocks.time(.monotonic)
        if due <= now { return 0 }
        if watches.isEmpty, operations.isEmpty, clocks.skip(nanoseconds: due - now) { return 0 }
        return due - now
    }

    /// Blocks this thread until something may be ready.
    func wait() {
        let numbers = Array(watches.keys)
        var entries = entries(numbers)
        mailbox.wait(&entries, nanoseconds: delay())
        finishWaiting(numbers, entries)
    }

    private func finishWaiting(_ numbers: [Int], _ entries: [pollfd]) {
        for (number, entry) in zip(numbers, entries) where entry.revents != 0 {
            if let watch = watches.removeValue(forKey: number) { enqueue(watch.action) }
        }
    }

    /// Suspends the task until something may be ready.
    nonisolated(nonsending) func waitAsync() async {
        let delay = delay()
        if delay == 0 { return }
        let mailbox = mailbox
        if watches.isEmpty {
            let sleeper = delay.map { delay in
                Task.detached {
                    try await Task.sleep(nanoseconds: delay)
                    mailbox.nudge()
                }
            }
            await mailbox.waitAsync()
            sleeper?.cancel()
            return
        }
        // A thread of its own waits for descriptors: those of the pool are for work.
        let numbers = Array(watches.keys)
        let entries = entries(numbers)
        let ready = await BlockingThread.run {
            var entries = entries
            mailbox.wait(&entries, nanoseconds: delay)
            return entries
        }
        finishWaiting(numbers, ready)
    }
}
