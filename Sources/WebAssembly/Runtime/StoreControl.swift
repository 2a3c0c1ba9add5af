/// The part of a store that other threads may touch: it makes running code stop.
final class StoreControl: @unchecked Sendable {
    // `stackLimit` words are written here under the lock and read by running code without it: one aligned word, whose new
    // value is seen at the next frame or taken branch.

    private let lock = Lock()
    private let limit: UnsafeMutablePointer<UInt64>
    private var blocks: [UnsafeMutablePointer<InstanceBlock>] = []
    private var reason: Trap.Kind?
    private var waiting: AddressWaiters.Waiter?

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
        let waiting: AddressWaiters.Waiter? = lock.withLock {
            if reason != nil { return nil }
            reason = kind
            for block in blocks { block.pointee.stackLimit = nil }
            return self.waiting
        }
        // Not under the lock: the waiter has one of its own, under which it asks for the interruption.
        waiting?.interrupt()
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
            for block in blocks { block.pointee.stackLimit = limit }
        }
    }

    /// The store is going: its blocks are no longer to be touched.
    func close() { lock.withLock { blocks = [] } }
}
