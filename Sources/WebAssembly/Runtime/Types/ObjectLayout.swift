/// Where the fields of an object lie.
///
/// Fields keep their order and are naturally aligned, up to 8 bytes. A subtype's fields start with those of its supertype and take as
/// much room, so an offset that is right for a type is right for its subtypes.
struct ObjectLayout: Sendable {
    var kind: TypeRecord.Kind
    /// By field: where it starts, in bytes from the object's start. An array has one, its first element.
    var offsets: [UInt32] = []
    /// By field: it takes `1 << shift` bytes.
    var shifts: [UInt8] = []
    var referenceOffsets: [UInt32] = []
    /// The whole object; of an array what comes before its elements.
    var byteCount = ObjectHeader.byteCount

    init(_ type: CompositeType) {
        switch type {
        case .structure(let fields):
            kind = .structure
            for field in fields { append(field.storage) }
        case .array(let element):
            kind = .array
            append(element.storage)
            byteCount = ObjectHeader.byteCount
        case .function(let function):
            // An exception: its tag, and then what it carries, which has the types of the tag's parameters.
            kind = .function
            byteCount += 8
            for parameter in function.parameters { append(.value(parameter)) }
        }
        byteCount = (byteCount + 7) & ~7
    }

    private mutating func append(_ type: StorageType) {
        let size = 1 << Int(type.shift)
        let alignment = min(size, 8)
        let offset = (byteCount + alignment - 1) & ~(alignment - 1)
        offsets.append(UInt32(offset))
        shifts.append(type.shift)
        if type.unpacked.isReference { referenceOffsets.append(UInt32(offset)) }
        byteCount = offset + size
    }
}

extension StorageType {
    /// A field of the type takes `1 << shift` bytes.
    var shift: UInt8 {
        switch self {
        case .i8: 0
        case .i16: 1
        case .value(.i32), .value(.f32): 2
        case .value(.i64), .value(.f64), .value(.ref): 3
        case .value(.v128): 4
        }
    }
}
