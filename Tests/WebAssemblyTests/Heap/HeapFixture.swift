@testable import WebAssembly

/// A heap by itself, with a few types and roots that the test names.
final class HeapFixture {
    /// A struct of a number and two references.
    static let pair: UInt32 = 0
    /// An array of references.
    static let references: UInt32 = 1
    /// An array of bytes.
    static let bytes: UInt32 = 2
    /// A struct without references, as small as an object can be.
    static let leaf: UInt32 = 3
    /// A struct of 1000 bytes, with a reference at its end.
    static let wide: UInt32 = 4

    let heap: Heap
    /// References that the collector is told of.
    var roots: [UInt64] = []
    private let records: [UnsafePointer<TypeRecord>]

    init(byteLimit: Int = 256 << 20) {
        heap = Heap(byteLimit: byteLimit)
        records = [
            .make(.structure, number: HeapFixture.pair, byteCount: 32, referenceOffsets: [16, 24]),
            .make(.array, number: HeapFixture.references, byteCount: 8, elementShift: 3, referenceOffsets: [8]),
            .make(.array, number: HeapFixture.bytes, byteCount: 8),
            .make(.structure, number: HeapFixture.leaf, byteCount: 8),
            .make(.structure, number: HeapFixture.wide, byteCount: 1000, referenceOffsets: [992]),
        ]
        heap.add(records)
    }

    deinit { for record in records { record.free() } }

    func collect() {
        heap.collect { marker in for root in roots { marker.visit(root) } }
    }

    /// A new object with null references; nil when the heap is full.
    func make(_ type: UInt32, count: Int = 0) -> UInt64? {
        let record = records[Int(type)].pointee
        let size = Int(record.byteCount) + count << Int(record.elementShift)
        let object: ObjectPointer
        if let sizeClass = SizeClass.containing(size),
            let taken = heap.front.take(sizeClass, SizeClass.sizes[sizeClass])
        {
            object = taken
        } else {
            let made = heap.allocate(size) { marker in for root in roots { marker.visit(root) } }
            guard let made else { return nil }
            object = made
        }
        object.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        object.header.pointee = ObjectHeader(type: type, count: UInt32(count))
        return UInt64(UInt(bitPattern: object))
    }

    private func field(_ object: UInt64, _ index: Int) -> UnsafeMutablePointer<UInt64> {
        let pointer = ObjectPointer(bitPattern: UInt(object))!
        let record = records[Int(pointer.header.pointee.type)].pointee
        let offset =
            record.kind == .array ? Int(record.byteCount) + index * 8 : Int(record.referenceOffsets[index])
        return (pointer + offset).assumingMemoryBound(to: UInt64.self)
    }

    subscript(object: UInt64, index: Int) -> UInt64 {
        get { field(object, index).pointee }
        set { field(object, index).pointee = newValue }
    }

    func isObject(_ reference: UInt64) -> Bool { heap.isObject(UInt(reference)) }
}
