/// The part of a store that other threads may touch: it makes running code stop.
final class StoreControl: @unchecked Sendable {
    // `stackLimit` words are written here under the lock and read by running code without it: one aligned word, whose new
    // value is seen at the next frame or taken branch.

    private let lock = Lock()
    private let limit: UnsafeMutablePointer<UInt64>
    private var blocks: [UnsafeMutablePointer<InstanceBlock>] = []
    private var reason: Trap.Kind?

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
        lock.withLock {
            if reason != nil { return }
            reason = kind
            for block in blocks { block.pointee.stackLimit = nil }
        }
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
