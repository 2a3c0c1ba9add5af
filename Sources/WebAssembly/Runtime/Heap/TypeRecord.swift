/// What running code and the collector know of a type: raw, so that neither counts references.
///
/// The engine makes one for each of its types, and frees it when it goes; equal types have the same number, so that comparing
/// numbers compares types.
struct TypeRecord {
    enum Kind: UInt8 {
        /// An object whose header names a function type is an exception: a tag, then the type's parameters.
        case function
        case structure
        case array
    }

    var kind: Kind
    var isFinal: Bool
    var number: UInt32
    /// How many supertypes are above this one.
    var depth: UInt32
    /// The numbers of all supertypes, the topmost first, and at `depth` the type's own.
    var supertypes: UnsafePointer<UInt32>

    /// Bytes of an object, header included; of an array without elements.
    var byteCount: UInt32
    /// The class of the object's cell; ``noSizeClass`` when it takes whole blocks, or is an array.
    var sizeClass: UInt8
    /// An array's element takes `1 << elementShift` bytes.
    var elementShift: UInt8
    /// Where the object has references, in bytes from its start; an array of references has one entry, its first element.
    var referenceOffsets: UnsafePointer<UInt32>
    var referenceCount: UInt32

    static let noSizeClass: UInt8 = .max

    /// Whether a value of this type is one of the type `other`.
    @inline(__always) func isSubtype(of other: UnsafePointer<TypeRecord>) -> Bool {
        depth >= other.pointee.depth && supertypes[Int(other.pointee.depth)] == other.pointee.number
    }
}

extension UnsafePointer<TypeRecord> {
    /// A record of its own, to be freed by ``free()``.
    ///
    /// - Parameters:
    ///   - supertypes: the numbers of all supertypes, the topmost first.
    ///   - referenceOffsets: see ``TypeRecord/referenceOffsets``.
    static func make(
        _ kind: TypeRecord.Kind, number: UInt32, supertypes: [UInt32] = [], isFinal: Bool = true, byteCount: Int,
        elementShift: Int = 0, referenceOffsets: [UInt32] = []
    ) -> UnsafePointer<TypeRecord> {
        // One piece of memory: the record, then both lists. The record's stride is a multiple of their alignment.
        let stride = MemoryLayout<TypeRecord>.stride
        let numberCount = supertypes.count + 1 + referenceOffsets.count
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: stride + numberCount * MemoryLayout<UInt32>.stride, alignment: MemoryLayout<TypeRecord>.alignment
        )
        let numbers = (memory + stride).bindMemory(to: UInt32.self, capacity: numberCount)
        let offsets = numbers + supertypes.count + 1
        for (index, supertype) in supertypes.enumerated() { numbers[index] = supertype }
        numbers[supertypes.count] = number
        for (index, offset) in referenceOffsets.enumerated() { offsets[index] = offset }

        let sizeClass = kind == .array ? nil : SizeClass.containing(byteCount)
        let record = memory.bindMemory(to: TypeRecord.self, capacity: 1)
        record.initialize(
            to: TypeRecord(
                kind: kind, isFinal: isFinal, number: number, depth: UInt32(supertypes.count),
                supertypes: UnsafePointer<UInt32>(numbers), byteCount: UInt32(byteCount),
                sizeClass: sizeClass.map { UInt8($0) } ?? TypeRecord.noSizeClass, elementShift: UInt8(elementShift),
                referenceOffsets: UnsafePointer<UInt32>(offsets), referenceCount: UInt32(referenceOffsets.count)))
        return Self(record)
    }

    func free() { deallocate() }
}

/// The types of a store, by number; a number that no module of the store uses may be missing.
typealias TypeRecords = UnsafeMutablePointer<UnsafePointer<TypeRecord>?>
