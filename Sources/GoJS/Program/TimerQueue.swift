/// Timers by when they are due; those due at the same time in the order in which they were set.
struct TimerQueue {
    private struct Entry {
        let due: UInt64
        let id: Int
    }

    /// A heap: each entry is due no later than the two at twice its place.
    private var entries: [Entry] = []
    private var actions: [Int: () throws -> Void] = [:]
    private var nextID = 1

    var isEmpty: Bool { actions.isEmpty }

    /// - Parameter due: in nanoseconds of the monotonic clock.
    mutating func add(due: UInt64, _ action: @escaping () throws -> Void) -> Int {
        let id = nextID
        nextID += 1
        actions[id] = action
        entries.append(Entry(due: due, id: id))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBefore(entries[child], entries[parent]) else { break }
            entries.swapAt(child, parent)
            child = parent
        }
        return id
    }

    func contains(_ id: Int) -> Bool { actions[id] != nil }

    mutating func remove(_ id: Int) {
        actions[id] = nil
        dropCancelled()
    }

    /// When the first is due.
    var nextDue: UInt64? { entries.first?.due }

    /// Takes the first out, if it is due.
    mutating func popDue(at now: UInt64) -> (() throws -> Void)? {
        guard let first = entries.first, first.due <= now else { return nil }
        let action = actions.removeValue(forKey: first.id)
        removeFirst()
        dropCancelled()
        return action
    }

    /// The first entry always stands for a timer.
    private mutating func dropCancelled() {
        while let first = entries.first, actions[first.id] == nil { removeFirst() }
    }

    private mutating func removeFirst() {
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
                if isBefore(entries[child], entries[least]) { least = child }
            }
            if least == parent { return }
            entries.swapAt(parent, least)
            parent = least
        }
    }

    private func isBefore(_ a: Entry, _ b: Entry) -> Bool { a.due != b.due ? a.due < b.due : a.id < b.id }
}
