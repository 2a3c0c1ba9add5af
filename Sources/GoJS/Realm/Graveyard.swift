/// Where objects leave what they hold when they go, so that a chain of a million objects does not go by a million nested calls.
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

    func bury(_ table: PropertyTable) {
        if table.count > 0 { bury(.table(table)) }
    }

    func bury(_ values: [JSValue]) {
        if !values.isEmpty { bury(.values(values)) }
    }

    func bury(_ elements: [JSValue?]) {
        if !elements.isEmpty { bury(.elements(elements)) }
    }

    func bury(_ code: @escaping (JSCall) throws -> JSValue) { bury(.code(code)) }

    private func bury(_ remains: Remains) {
        heap.remains.append(remains)
        if heap.isClearing { return }
        heap.isClearing = true
        // What goes here buries what it holds in turn.
        while heap.remains.popLast() != nil {}
        heap.isClearing = false
    }
}
