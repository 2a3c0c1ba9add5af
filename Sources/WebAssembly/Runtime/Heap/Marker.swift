/// Finds what can be reached: the first half of a collection.
///
/// Objects whose references are still to be followed wait on a stack of the marker's own, so that the guest's structures, however
/// deep, cost no host stack. The stack has an end as well: what does not fit is found again by a walk over the marked objects.
struct Marker: ~Copyable {
    private let space: HeapSpace
    private let types: TypeRecords
    private var hostValues: HostValueTable

    private var stack: UnsafeMutablePointer<Entry>
    private var count = 0
    private var capacity: Int
    private let maximumCapacity: Int
    /// Whether an object was marked whose references were not followed.
    private var hasOverflowed = false

    /// An object whose references from the given one on are to be followed.
    private struct Entry {
        var object: ObjectPointer
        var next: UInt32
    }

    /// References of one object that are followed before others have their turn, so that a large array does not fill the stack.
    private static let portion: UInt32 = 128

    /// - Parameter maximumDepth: objects that the stack may grow to hold.
    init(_ space: HeapSpace, types: TypeRecords, hostValues: HostValueTable, maximumDepth: Int) {
        self.space = space
        self.types = types
        self.hostValues = hostValues
        maximumCapacity = max(maximumDepth, 1)
        capacity = min(maximumCapacity, 1024)
        stack = .allocate(capacity: capacity)
    }

    deinit { stack.deallocate() }

    /// Words that may or may not be references: the slots of frames. Any bits are safe; only those that are the exact address of an
    /// object, or a host value's handle, count.
    mutating func visit(words: UnsafeMutablePointer<UInt64>, count: Int) {
        for index in 0..<count { visit(words[index]) }
    }

    /// A reference of any type, or bits that may be one.
    @inline(__always) mutating func visit(_ bits: UInt64) {
        if bits & 7 == 0 {
            let bit = space.bit(at: UInt(bits))
            if bit < 0 || !HeapSpace.isSet(space.allocated, bit) { return }
            if HeapSpace.isSet(space.marked, bit) { return }
            space.marked[bit >> 6] |= 1 << UInt64(bit & 63)
            // Not null: block 0 does not lie at address 0.
            push(ObjectPointer(bitPattern: UInt(bits)).unsafelyUnwrapped)
        } else if ReferenceBits.isHostValue(bits) {
            hostValues.mark(bits)
        }
    }

    /// Follow all references from what was visited.
    mutating func finish() {
        drain()
        while hasOverflowed {
            hasOverflowed = false
            walkMarked()
        }
    }

    private mutating func push(_ object: ObjectPointer) {
        if record(of: object).pointee.referenceCount == 0 { return }
        push(Entry(object: object, next: 0))
    }

    private mutating func push(_ entry: Entry) {
        if count == capacity, !grow() {
            hasOverflowed = true
            return
        }
        stack[count] = entry
        count += 1
    }

    private mutating func grow() -> Bool {
        guard capacity < maximumCapacity else { return false }
        let larger = min(capacity * 2, maximumCapacity)
        let copy = UnsafeMutablePointer<Entry>.allocate(capacity: larger)
        copy.moveInitialize(from: stack, count: count)
        stack.deallocate()
        stack = copy
        capacity = larger
        return true
    }

    private func record(of object: ObjectPointer) -> UnsafePointer<TypeRecord> {
        // An object was made with a type of its store, and types stay as long as the engine.
        types[Int(object.header.pointee.type)].unsafelyUnwrapped
    }

    private mutating func drain() {
        while count > 0 {
            count -= 1
            let entry = stack[count]
            let record = record(of: entry.object)
            if record.pointee.kind == .array {
                let first = (entry.object + Int(record.pointee.referenceOffsets[0]))
                    .assumingMemoryBound(to: UInt64.self)
                let elements = entry.object.header.pointee.count
                let end = entry.next + min(Marker.portion, elements - entry.next)
                if end < elements { push(Entry(object: entry.object, next: end)) }
                for index in Int(entry.next)..<Int(end) { visit(first[index]) }
            } else {
                for index in 0..<Int(record.pointee.referenceCount) {
                    visit(
                        entry.object.load(fromByteOffset: Int(record.pointee.referenceOffsets[index]), as: UInt64.self))
                }
            }
        }
    }

    /// Follow the references of every marked object once more. Each walk marks at least as many objects as the stack holds.
    private mutating func walkMarked() {
        for block in 0..<space.blockCount where space.blocks[block].kind != .free && space.blocks[block].kind != .tail {
            for word in block * HeapSpace.wordsPerBlock..<(block + 1) * HeapSpace.wordsPerBlock {
                var bits = space.marked[word]
                while bits != 0 {
                    let address = space.address(ofBit: word << 6 | bits.trailingZeroBitCount)
                    push(ObjectPointer(bitPattern: address).unsafelyUnwrapped)
                    drain()
                    bits &= bits - 1
                }
            }
        }
    }
}
