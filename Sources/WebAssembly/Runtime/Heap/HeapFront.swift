/// The part of a heap that running code uses: where the next object of each class goes.
///
/// For each class there is a run of free cells. Allocating moves the run's start; when it meets the end, ``Heap`` finds another.
struct HeapFront {
    struct Run {
        var next: UInt = 0
        var end: UInt = 0
    }

    /// Sizes up to this one have their class in ``classes``.
    static let smallByteCount = 1024

    /// By class.
    let runs: UnsafeMutablePointer<Run>
    /// The class of each small size, in units of 8 bytes.
    let classes: UnsafeMutablePointer<UInt8>
    /// The size of each class's cells.
    let cellByteCounts: UnsafeMutablePointer<Int>

    init() {
        runs = .allocate(capacity: SizeClass.count)
        runs.initialize(repeating: Run(), count: SizeClass.count)
        classes = .allocate(capacity: SizeClass.byUnits.count)
        classes.initialize(from: SizeClass.byUnits, count: SizeClass.byUnits.count)
        cellByteCounts = .allocate(capacity: SizeClass.count)
        cellByteCounts.initialize(from: SizeClass.sizes, count: SizeClass.count)
    }

    func free() {
        runs.deallocate()
        classes.deallocate()
        cellByteCounts.deallocate()
    }

    /// A cell of a class for an object of `byteCount` bytes; nil when the run is at its end. The caller fills the cell at once.
    @inline(__always) func take(_ sizeClass: Int, _ cellByteCount: Int) -> ObjectPointer? {
        let run = runs + sizeClass
        let address = run.pointee.next
        if address &+ UInt(cellByteCount) > run.pointee.end { return nil }
        run.pointee.next = address &+ UInt(cellByteCount)
        return ObjectPointer(bitPattern: address)
    }

    /// A cell for an object of at most ``smallByteCount`` bytes.
    @inline(__always) func take(byteCount: Int) -> ObjectPointer? {
        let sizeClass = Int(classes[(byteCount &+ 7) >> 3])
        return take(sizeClass, cellByteCounts[sizeClass])
    }
}
