/// Where objects leave what they hold when they go, so that a chain of a million objects does not go by a million nested calls.
///
/// What is left here is taken from its owner: whoever kept it until the end of its own `deinit` would still be the last to let it go.
struct Graveyard {
    private enum Remains {
        case values([JSValue])
        case elements([JSValue?])
        case table(PropertyTable)
        case code((JSCall) throws -> JSValue)
    }

    /// A reference, so that burying while the realm is being changed is no overlapping access.
    private final class Heap {
        var remains: [Remains] = []
        var isClearing = false
    }

    private let heap = Heap()

    func bury(_ table: inout PropertyTable) {
        if table.count == 0 { return }
        add(&table)
        clear()
    }

    func bury(_ values: inout [JSValue]) {
        if values.isEmpty { return }
        add(&values)
        clear()
    }

    func bury(_ elements: inout [JSValue?]) {
        if elements.isEmpty { return }
        add(&elements)
        clear()
    }

    func bury(_ code: inout (JSCall) throws -> JSValue) {
        add(&code)
        clear()
    }

    // Functions of their own, so that nothing of what they move is left on the stack when it is cleared away.

    @inline(never) private func add(_ table: inout PropertyTable) {
        heap.remains.append(.table(table))
        table.removeAll()
    }

    @inline(never) private func add(_ values: inout [JSValue]) {
        heap.remains.append(.values(values))
        values = []
    }

    @inline(never) private func add(_ elements: inout [JSValue?]) {
        heap.remains.append(.elements(elements))
        elements = []
    }

    @inline(never) private func add(_ code: inout (JSCall) throws -> JSValue) {
        heap.remains.append(.code(code))
        code = { _ in .undefined }
    }

    private func clear() {
        if heap.isClearing { return }
        heap.isClearing = true
        // What goes here buries what it holds in turn.
        while heap.remains.popLast() != nil {}
        heap.isClearing = false
    }
}
