/// A struct or an array of a guest's, or an exception. The handle keeps it alive; several handles of one object are equal.
public final class HeapObject {
    public let store: Store
    /// The object's address as a slot holds it.
    let reference: UInt64
    private let root: Int

    init(_ reference: UInt64, in store: Store) {
        self.store = store
        self.reference = reference
        root = store.hostRoots.add(reference)
    }

    deinit { store.hostRoots.release(root) }

    private var pointer: ObjectPointer {
        // An object does not move, and lives as long as the root.
        ObjectPointer(bitPattern: UInt(reference)).unsafelyUnwrapped
    }

    /// The number of the object's type.
    var typeNumber: UInt32 { pointer.header.pointee.type }

    /// The object's type. References to types in it hold the engine's numbers.
    public var type: CompositeType { store.engine.types.definition(typeNumber).type.composite }

    /// Whether the object is an array, and not a struct.
    public var isArray: Bool {
        if case .array = type { true } else { false }
    }

    /// The number of a struct's fields, or of an array's elements.
    public var count: Int {
        switch type {
        case .structure(let fields): fields.count
        case .array: Int(pointer.header.pointee.count)
        case .function: 0
        }
    }

    /// A field or an element; nil when there is none of that index. What is packed is zero-extended.
    public func get(_ index: Int) -> Value? {
        guard let (field, place) = place(index) else { return nil }
        switch field.storage {
        case .i8: return .i32(Int32(place.load(as: UInt8.self)))
        case .i16: return .i32(Int32(place.load(as: UInt16.self)))
        case .value(let type):
            var slots: (UInt64, UInt64) = (0, 0)
            withUnsafeMutableBytes(of: &slots) {
                $0.copyMemory(from: .init(start: place, count: 1 << Int(field.storage.shift)))
            }
            return withUnsafeBytes(of: &slots) {
                Value(slots: $0.baseAddress!.assumingMemoryBound(to: UInt64.self), type: type, in: store)
            }
        }
    }

    /// Put a value into a field or an element. What is packed takes the lower bits.
    ///
    /// - Throws: ``Trap`` when there is none of that index, ``CallError`` when it is immutable or of another type.
    public func set(_ index: Int, to value: Value) throws {
        guard let (field, place) = place(index) else { throw Trap(.arrayOutOfBounds) }
        guard field.isMutable else { throw CallError.immutableField }
        let expected = field.storage.unpacked
        guard value.matches(expected, in: store) else {
            throw CallError.arguments(expected: [expected], given: [value.type])
        }
        try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2) { slots in
            try value.write(to: slots.baseAddress!, in: store)
            place.store(slots.baseAddress!, at: 0, shift: Int(field.storage.shift))
        }
    }

    private func place(_ index: Int) -> (field: FieldType, place: UnsafeMutableRawPointer)? {
        let (type, layout) = store.engine.types.definition(typeNumber)
        switch type.composite {
        case .structure(let fields):
            guard fields.indices.contains(index) else { return nil }
            return (fields[index], pointer + Int(layout.offsets[index]))
        case .array(let element):
            guard index >= 0, index < Int(pointer.header.pointee.count) else { return nil }
            return (element, pointer + (ObjectHeader.byteCount + index << Int(layout.shifts[0])))
        case .function:
            return nil
        }
    }
}

extension HeapObject: Hashable {
    public static func == (a: HeapObject, b: HeapObject) -> Bool { a.reference == b.reference && a.store === b.store }
    public func hash(into hasher: inout Hasher) { hasher.combine(reference) }
}

extension HeapObject: CustomStringConvertible {
    public var description: String {
        switch type {
        case .structure: "struct of \(count) fields"
        case .array: "array of \(count) elements"
        case .function: "exception"
        }
    }
}
