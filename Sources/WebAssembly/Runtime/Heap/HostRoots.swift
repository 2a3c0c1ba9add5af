/// The objects that the host holds.
///
/// Handles may be released by any thread, since they are ordinary Swift objects; so there is a lock.
final class HostRoots: @unchecked Sendable {
    private let lock = Lock()
    /// References; 0 where a handle was released.
    private var references: [UInt64] = []
    private var free: [Int] = []

    /// Keep an object alive.
    /// - Returns: the number to release it by.
    func add(_ reference: UInt64) -> Int {
        lock.withLock {
            if let index = free.popLast() {
                references[index] = reference
                return index
            }
            references.append(reference)
            return references.count - 1
        }
    }

    func release(_ index: Int) {
        lock.withLock {
            references[index] = 0
            free.append(index)
        }
    }

    /// How many objects the host holds.
    var count: Int { lock.withLock { references.count - free.count } }

    func visit(_ marker: inout Marker) {
        lock.withLock {
            for reference in references { marker.visit(reference) }
        }
    }
}
