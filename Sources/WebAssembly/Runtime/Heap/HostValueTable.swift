/// Host objects that guests hold as `externref`, by handle.
///
/// An object has one handle as long as a guest holds it. A collection finds out which handles are held, and the others' objects are
/// released.
final class HostValueTable {
    private var objects: [AnyObject?] = []
    private var isMarked: [Bool] = []
    private var handles: [ObjectIdentifier: UInt64] = [:]
    private var free: [Int] = []
    /// Objects that were added since the last collection.
    private(set) var addedSinceCollection = 0

    /// The number of objects that guests may hold.
    var count: Int { handles.count }

    // The high bits make a handle unlike other numbers in a frame: a number that looks like one would keep an object alive.
    private static let pattern: UInt64 = 0xA9C5_0000_0000_0002
    private static let patternMask: UInt64 = 0xFFFF_0000_0000_0003

    /// The handle of an object that has one.
    func handle(of object: AnyObject) -> UInt64? { handles[ObjectIdentifier(object)] }

    /// A new handle.
    func add(_ object: AnyObject) -> UInt64 {
        addedSinceCollection += 1
        let index: Int
        if let last = free.popLast() {
            index = last
            objects[index] = object
        } else {
            index = objects.count
            objects.append(object)
            isMarked.append(false)
        }
        let handle = HostValueTable.pattern | UInt64(index) << 2
        handles[ObjectIdentifier(object)] = handle
        return handle
    }

    /// - Parameter handle: one that a guest holds.
    func object(_ handle: UInt64) -> AnyObject {
        objects[Int(handle & ~HostValueTable.patternMask) >> 2]!
    }

    /// A guest holds this, if it is a handle at all.
    func mark(_ bits: UInt64) {
        guard bits & HostValueTable.patternMask == HostValueTable.pattern else { return }
        let index = Int(bits & ~HostValueTable.patternMask) >> 2
        if index < isMarked.count { isMarked[index] = true }
    }

    /// Forget what no guest holds.
    /// - Returns: the objects; the caller lets them go when the heap is in order again, since their ends may run any code.
    func sweep() -> [AnyObject] {
        var released: [AnyObject] = []
        for index in objects.indices {
            if isMarked[index] {
                isMarked[index] = false
            } else if let object = objects[index] {
                objects[index] = nil
                handles[ObjectIdentifier(object)] = nil
                free.append(index)
                released.append(object)
            }
        }
        addedSinceCollection = 0
        return released
    }
}
