/// The part of a store that other threads may touch: it makes running code stop.
final class StoreControl: @unchecked Sendable {
    // `stackLimit` words are written here under the lock and read by running code without it: one aligned word, whose new
    // value is seen at the next frame or taken branch.

    private let lock = Lock()
    private let limit: UnsafeMutablePointer<UInt64>
    private var blocks: [UnsafeMutablePointer<InstanceBlock>] = []
    private var reason: Trap.Kind?
    private var waiting: AddressWaiters.Waiter?
    /// Raised while code is to stop. Made for the first that wants to wait for it.
    private var signal: StopSignal?
    /// Resumed when code is to stop.
    private var continuation: CheckedContinuation<Void, Never>?

    init(limit: UnsafeMutablePointer<UInt64>) { self.limit = limit }

    /// Why running code was asked to stop, if it was.
    var interruption: Trap.Kind? { lock.withLock { reason } }

    func add(_ block: UnsafeMutablePointer<InstanceBlock>) {
        lock.withLock {
            blocks.append(block)
            block.pointee.stackLimit = reason == nil ? limit : nil
        }
    }

    /// Stop whatever runs in the store, or what runs next.
    func stop(_ kind: Trap.Kind) {
        var waiting: AddressWaiters.Waiter?
        var continuation: CheckedContinuation<Void, Never>?
        lock.withLock {
            if reason != nil { return }
            reason = kind
            for block in blocks { block.pointee.stackLimit = nil }
            signal?.raise()
            waiting = self.waiting
            continuation = self.continuation
            self.continuation = nil
        }
        // Not under the lock: the waiter has one of its own, under which it asks for the interruption.
        waiting?.interrupt()
        continuation?.resume()
    }

    /// Wait until code is asked to stop, or the task is cancelled. One task at a time does.
    func untilStopped() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A task that is cancelled says so before its handler runs.
                let isOver = lock.withLock {
                    if reason != nil || Task.isCancelled { return true }
                    self.continuation = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let continuation = lock.withLock {
                defer { self.continuation = nil }
                return self.continuation
            }
            continuation?.resume()
        }
    }

    /// A descriptor that can be read from while code is to stop; nil when the process has none left.
    var stopDescriptor: CInt? {
        lock.withLock {
            if signal == nil {
                signal = StopSignal()
                if reason != nil { signal?.raise() }
            }
            return signal?.descriptor
        }
    }

    /// The wait that the store's thread is in, which a request to stop ends.
    var waiter: AddressWaiters.Waiter? {
        get { lock.withLock { waiting } }
        set { lock.withLock { waiting = newValue } }
    }

    /// The request was met, or, for a deadline, is over: let code run again.
    func resume() {
        lock.withLock {
            if reason == nil { return }
            reason = nil
            signal?.lower()
            for block in blocks { block.pointee.stackLimit = limit }
        }
    }

    /// The store is going: its blocks are no longer to be touched.
    func close() { lock.withLock { blocks = [] } }
}
