/// The structs, arrays and exceptions of a store (specification §4.2.14): a mark-and-sweep heap whose objects never move.
///
/// `HeapFront` hands out cells; this class finds new runs of them, collects when enough was handed out, and keeps to the limit.
/// A collection happens only inside ``allocate(_:roots:)``, ``refill(_:roots:)`` and ``collect(roots:)``, before a new object exists.
final class Heap {
    let front = HeapFront()
    let hostValues = HostValueTable()
    private(set) var types: TypeRecords
    private(set) var typeCount = 0

    /// Nothing is reserved before the first object.
    private var space: HeapSpace?
    private let byteLimit: Int
    /// By class: the first block that has free cells and was not looked at since the last collection, plus 1, or 0.
    private var partial: [UInt32]
    /// By class: the block whose runs are being handed out, and the first cell that was not looked at.
    private var current: [(block: Int, cell: Int)?]

    /// Bytes that were handed out since the last collection.
    private var handedOut = 0
    /// How many bytes are handed out before the next collection.
    private var threshold: Int
    /// Collect at every allocation: tests find roots that were forgotten.
    var collectsAlways = false
    /// The deepest the marker's stack may become; see ``Marker``.
    var maximumMarkDepth: Int
    /// Collections so far.
    private(set) var collections = 0
    /// Bytes of cells and large objects that were reachable at the last collection.
    private(set) var liveByteCount = 0
    private(set) var liveCount = 0

    /// A young heap collects each time that so many bytes were handed out.
    private static let minimumThreshold = 4 << 20

    /// - Parameter byteLimit: what the objects may take together.
    init(byteLimit: Int) {
        self.byteLimit = byteLimit
        types = .allocate(capacity: 1)
        partial = Array(repeating: 0, count: SizeClass.count)
        current = Array(repeating: nil, count: SizeClass.count)
        threshold = max(min(Heap.minimumThreshold, byteLimit / 4), 1)
        // An entry takes 16 bytes: the stack stays below a sixteenth of the heap.
        maximumMarkDepth = max(byteLimit / 256, 1024)
    }

    deinit {
        space?.free()
        front.free()
        types.deallocate()
    }

    /// Let objects have the types of these records.
    func add(_ records: [UnsafePointer<TypeRecord>]) {
        guard let highest = records.map({ Int($0.pointee.number) }).max() else { return }
        if highest >= typeCount {
            let capacity = max(highest + 1, typeCount * 2)
            let larger = TypeRecords.allocate(capacity: capacity)
            larger.initialize(repeating: nil, count: capacity)
            larger.update(from: types, count: typeCount)
            types.deallocate()
            types = larger
            typeCount = capacity
        }
        for record in records { types[Int(record.pointee.number)] = record }
    }

    // MARK: Allocation

    /// A cell for an object of `byteCount` bytes, header included. The caller fills it at once.
    ///
    /// - Parameter roots: shows the marker everything that guests and the host hold.
    /// - Returns: nil when the limit does not allow it, even after a collection.
    func allocate(_ byteCount: Int, roots: (inout Marker) -> Void) -> ObjectPointer? {
        guard byteCount <= byteLimit else { return nil }
        let sizeClass = SizeClass.containing(byteCount)
        return makeRoom(roots) {
            guard let sizeClass else { return takeLarge(byteCount) }
            let size = SizeClass.sizes[sizeClass]
            if let object = front.take(sizeClass, size) { return object }
            return nextRun(sizeClass) ? front.take(sizeClass, size) : nil
        }
    }

    /// Find free cells of a class whose run is at its end.
    /// - Returns: false when the limit does not allow it, even after a collection.
    func refill(_ sizeClass: Int, roots: (inout Marker) -> Void) -> Bool {
        makeRoom(roots) { nextRun(sizeClass) ? true : nil } ?? false
    }

    /// What `attempt` gives, before or after a collection.
    private func makeRoom<Room>(_ roots: (inout Marker) -> Void, _ attempt: () -> Room?) -> Room? {
        guard prepareSpace() else { return nil }
        let isDue = collectsAlways || handedOut >= threshold
        if isDue { collect(roots: roots) }
        if let room = attempt() { return room }
        if isDue { return nil }
        collect(roots: roots)
        // A heap that is full but for scraps would be collected again and again for each of them.
        if byteLimit - liveByteCount < byteLimit / 64 { return nil }
        return attempt()
    }

    private func prepareSpace() -> Bool {
        if space == nil { space = HeapSpace(byteCount: byteLimit) }
        return space != nil
    }

    private func takeLarge(_ byteCount: Int) -> ObjectPointer? {
        let count = (byteCount + SizeClass.blockByteCount - 1) >> SizeClass.blockShift
        guard let block = space!.takeBlocks(count) else { return nil }
        space!.makeLarge(block, blockCount: count)
        handedOut += count << SizeClass.blockShift
        return ObjectPointer(bitPattern: space!.address(ofBlock: block))
    }

    /// Give a class the next free cells that lie side by side; they are marked as allocated.
    /// - Returns: false when there are none.
    private func nextRun(_ sizeClass: Int) -> Bool {
        while true {
            if let (block, cell) = current[sizeClass] {
                if let run = run(in: block, from: cell) {
                    current[sizeClass] = (block, run.upperBound)
                    let byteCount = run.count * SizeClass.sizes[sizeClass]
                    let start = address(block, run.lowerBound)
                    front.runs[sizeClass] = .init(next: start, end: start + UInt(byteCount))
                    handedOut += byteCount
                    return true
                }
                current[sizeClass] = nil
            } else if partial[sizeClass] != 0 {
                let block = Int(partial[sizeClass]) - 1
                partial[sizeClass] = space!.blocks[block].link
                current[sizeClass] = (block, 0)
            } else {
                guard let block = space!.takeBlocks(1) else { return false }
                space!.makeCells(in: block, sizeClass: sizeClass)
                current[sizeClass] = (block, 0)
            }
        }
    }

    private func address(_ block: Int, _ cell: Int) -> UInt {
        space!.address(ofBit: block << SizeClass.cellShift | cell)
    }

    /// The next free cells of a block, which become allocated.
    private func run(in block: Int, from cell: Int) -> Range<Int>? {
        let space = space!
        let bits = space.allocated + block * HeapSpace.wordsPerBlock
        let end = Int(space.blocks[block].cellCount)
        var first = cell
        while first < end, HeapSpace.isSet(bits, first) {
            // Skip what is in use by words.
            first += (~(bits[first >> 6] >> UInt64(first & 63))).trailingZeroBitCount
        }
        guard first < end else { return nil }
        var last = first
        while last < end, !HeapSpace.isSet(bits, last) {
            bits[last >> 6] |= 1 << UInt64(last & 63)
            last += 1
            // One cell at a time, so that no allocation goes by this class.
            if collectsAlways { break }
        }
        Sanitizer.allow(
            UnsafeRawPointer(bitPattern: address(block, first)).unsafelyUnwrapped,
            (last - first) * Int(space.blocks[block].cellByteCount))
        return first..<last
    }

    // MARK: Collection

    /// Free every object that cannot be reached from the roots.
    func collect(roots: (inout Marker) -> Void) {
        guard prepareSpace() else { return }
        retireRuns()
        do {
            var marker = Marker(space!, types: types, hostValues: hostValues, maximumDepth: maximumMarkDepth)
            roots(&marker)
            marker.finish()
        }
        sweep()
        let released = hostValues.sweep()
        handedOut = 0
        collections += 1
        threshold = nextThreshold
        // The ends of host objects run here, with the heap in order: they may do what they like with the store.
        _ = consume released
    }

    /// The heap may double, so that collecting takes a fixed share of the time.
    private var nextThreshold: Int { max(min(Heap.minimumThreshold, byteLimit / 4), liveByteCount, 1) }

    /// Cells that were handed out and not used hold no object: nothing may take them for one.
    private func retireRuns() {
        for sizeClass in 0..<SizeClass.count {
            let run = front.runs[sizeClass]
            front.runs[sizeClass] = .init()
            current[sizeClass] = nil
            partial[sizeClass] = 0
            var address = run.next
            while address < run.end {
                let bit = space!.bit(at: address)
                space!.allocated[bit >> 6] &= ~(1 << UInt64(bit & 63))
                address += UInt(SizeClass.sizes[sizeClass])
            }
        }
    }

    /// What was not marked is free; blocks without objects can become anything.
    private func sweep() {
        liveByteCount = 0
        liveCount = 0
        // From the end, so that the lists of blocks start with the lowest.
        for block in stride(from: space!.blockCount - 1, through: 0, by: -1) {
            let state = space!.blocks + block
            let first = block * HeapSpace.wordsPerBlock
            switch state.pointee.kind {
            case .free, .tail:
                continue
            case .large:
                let isLive = space!.marked[first] != 0
                space!.marked[first] = 0
                let count = Int(state.pointee.link)
                if isLive {
                    liveCount += 1
                    liveByteCount += count << SizeClass.blockShift
                } else {
                    space!.freeBlocks(block)
                }
            case .cells:
                var live = 0
                let cells = Int(state.pointee.cellCount)
                for word in first..<first + (cells + 63) / 64 {
                    let bits = space!.marked[word]
                    space!.allocated[word] = bits
                    space!.marked[word] = 0
                    live += bits.nonzeroBitCount
                }
                if live == 0 {
                    space!.freeBlocks(block)
                    continue
                }
                liveCount += live
                liveByteCount += live * Int(state.pointee.cellByteCount)
                #if ADDRESS_SANITIZER
                    space!.forbidFreeCells(of: block)
                #endif
                if live < cells {
                    state.pointee.link = partial[Int(state.pointee.sizeClass)]
                    partial[Int(state.pointee.sizeClass)] = UInt32(block + 1)
                }
            }
        }
        // Keep what the guest will want again until the next collection, and a quarter more.
        let wanted = (nextThreshold / 4 * 5) >> SizeClass.blockShift
        space!.trim(keeping: wanted)
    }

    // MARK: For tests

    /// Whether an object of this heap starts at an address.
    func isObject(_ address: UInt) -> Bool {
        guard let space else { return false }
        let bit = space.bit(at: address)
        return bit >= 0 && HeapSpace.isSet(space.allocated, bit)
    }

    /// Blocks that hold objects, or held some at the last collection.
    var usedBlockCount: Int {
        guard let space else { return 0 }
        return (0..<space.blockCount).count { space.blocks[$0].kind != .free }
    }
}
