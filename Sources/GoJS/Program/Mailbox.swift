import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where other threads leave what they have done for a program, and wake it.
///
/// Its lock guards `state`; the rest never changes.
final class Mailbox: @unchecked Sendable {
    /// What is done on the program's own thread: an operation's number and its result.
    struct Message: Sendable {
        let operation: Int
        let result: any Sendable
    }

    private struct State {
        var messages: [Message] = []
        var isStopped = false
        /// Somebody called ``nudge()`` since the last wait.
        var isNudged = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let lock = Lock()
    private var state = State()
    /// Both ends of a pipe that has a byte while there is something to look at; -1 if the process has no descriptors left.
    private let readEnd: CInt
    private let writeEnd: CInt

    init() {
        var ends: [CInt] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        if readEnd >= 0 {
            close(readEnd)
            close(writeEnd)
        }
    }

    /// Hands in an operation's result, from any thread.
    func post(_ operation: Int, _ result: any Sendable) {
        wake { $0.messages.append(Message(operation: operation, result: result)) }
    }

    /// Ends all waiting from now on, from any thread.
    func stop() { wake { $0.isStopped = true } }

    /// Ends the wait that is on, or the next one.
    func nudge() { wake { $0.isNudged = true } }

    var isStopped: Bool { lock.withLock { state.isStopped } }

    func take() -> [Message] {
        lock.withLock {
            defer { state.messages = [] }
            return state.messages
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiter = lock.withLock {
            change(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        var byte: UInt8 = 1
        // A full pipe wakes as well.
        if writeEnd >= 0 { _ = write(writeEnd, &byte, 1) }
        waiter?.resume()
    }

    /// Blocks this thread until something was handed in, one of some descriptors is ready, or time is up. Marks those that are ready.
    ///
    /// - Parameter nanoseconds: nil for ever.
    func wait(_ descriptors: inout [pollfd], nanoseconds: UInt64?) {
        descriptors.append(pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0))
        defer { descriptors.removeLast() }
        var milliseconds = CInt(-1)
        // Rounded up: a timer that is not due yet would be looked at again and again.
        if let nanoseconds { milliseconds = CInt(min(nanoseconds / 1_000_000 + 1, UInt64(CInt.max))) }
        // Nothing would wake us.
        if readEnd < 0 { milliseconds = milliseconds < 0 ? 10 : min(milliseconds, 10) }
        _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        if descriptors[descriptors.count - 1].revents != 0 { drain() }
        lock.withLock { state.isNudged = false }
    }

    /// Suspends the task until something was handed in.
    nonisolated(nonsending) func waitAsync() async {
        drain()
        await withCheckedContinuation { continuation in
            let isReady = lock.withLock {
                if state.isStopped || state.isNudged || !state.messages.isEmpty {
                    state.isNudged = false
                    return true
                }
                state.waiter = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    private func drain() {
        var buffer: (UInt64, UInt64) = (0, 0)
        while read(readEnd, &buffer, MemoryLayout.size(ofValue: buffer)) > 0 {}
    }
}
