// Types in the binary format (specification §5.3). A type byte is a negative number in one byte of LEB128, so that block
// types and heap types can hold a type or an index.

extension ByteReader {
    /// A value type (§5.3.6).
    mutating func valueType() throws(ModuleError) -> ValueType {
        // The reader makes no codes but those of types.
        try packedValueType().valueType!
    }

    @inline(__always)
    mutating func packedValueType() throws(ModuleError) -> PackedType {
        if let byte = peeked, (0x7C...0x7F).contains(byte) {
            skipPeeked()
            // The four numbers, from 0x7F downwards.
            return PackedType(TypeCode(rawValue: 0x80 - byte))
        }
        return try vectorOrReference(expected: "a value type")
    }

    /// A reference type (§5.3.5).
    mutating func referenceType() throws(ModuleError) -> ReferenceType {
        let start = offset
        guard case .ref(let type) = try vectorOrReference(expected: "a reference type").valueType! else {
            throw ModuleError(.malformed, "malformed type: expected a reference type, found v128", offset: start)
        }
        return type
    }

    @inline(never)
    private mutating func vectorOrReference(expected: String) throws(ModuleError) -> PackedType {
        let start = offset
        let byte = try byte()
        switch byte {
        case 0x7B:
            try need(.simd, byte, offset: start)
            return PackedType(.v128)
        case ReferenceForm.nullable, ReferenceForm.nonNullable:
            try need(.typedFunctionReferences, byte, offset: start)
            return try packedHeapType(isNullable: byte == ReferenceForm.nullable)
        default:
            guard let heap = HeapCode(typeByte: byte) else {
                throw ModuleError(
                    .malformed, "malformed type: expected \(expected), found \(hex(byte))", offset: start)
            }
            try need(heap.features, byte, offset: start)
            return PackedType(TypeCode(heap, isNullable: true))
        }
    }

    /// A heap type (§5.3.4), as the type of references to it.
    mutating func packedHeapType(isNullable: Bool) throws(ModuleError) -> PackedType {
        let start = offset
        if let byte = peeked, byte >= 0x40, byte < 0x80 {
            guard let heap = HeapCode(typeByte: byte) else {
                throw ModuleError(.malformed, "malformed type: expected a heap type, found \(hex(byte))", offset: start)
            }
            try need(heap.features, byte, offset: start)
            skipPeeked()
            return PackedType(TypeCode(heap, isNullable: isNullable))
        }
        let index = try s33()
        guard index >= 0 else { throw ModuleError(.malformed, "malformed heap type", offset: start) }
        guard features.contains(.typedFunctionReferences) else {
            throw ModuleError(
                unsupported: .typedFunctionReferences, "a reference to a type by its index", offset: start)
        }
        return PackedType(TypeCode(indexedAndNullable: isNullable), index: UInt32(truncatingIfNeeded: index))
    }

    /// A block type (§5.4.1): nothing, a value type, or a type index as a positive 33-bit number.
    @inline(__always)
    mutating func packedBlockType() throws(ModuleError) -> UInt64 {
        if let byte = peeked, byte >= 0x40, byte < 0x80 {
            if byte == 0x40 {
                skipPeeked()
                return BlockType.empty.packed
            }
            return try packedValueType().bits
        }
        let start = offset
        let index = try s33()
        guard index >= 0 else { throw ModuleError(.malformed, "malformed block type", offset: start) }
        guard features.contains(.multiValue) else {
            throw ModuleError(unsupported: .multiValue, "a block with the type of a function", offset: start)
        }
        return UInt64(index) | BlockType.indexBit
    }

    /// Refuses a type's byte when its features are off.
    private func need(_ needed: Features, _ byte: UInt8, offset: Int) throws(ModuleError) {
        guard needed.isSubset(of: features) else {
            throw ModuleError(
                unsupported: needed.subtracting(features), "a type with the code \(hex(byte))", offset: offset)
        }
    }
}

extension HeapCode {
    /// The byte of the first heap type; the others follow.
    private static let firstByte: UInt8 = 0x69

    /// The heap type that a byte of the binary format names.
    init?(typeByte: UInt8) {
        guard typeByte >= Self.firstByte, typeByte <= Self.noexn.typeByte else { return nil }
        self.init(rawValue: typeByte - Self.firstByte)
    }

    /// The byte of the binary format.
    var typeByte: UInt8 { Self.firstByte + rawValue }

    /// What a module must be allowed to use in order to name the type.
    var features: Features {
        switch self {
        case .func, .extern: .referenceTypes
        case .exn, .noexn: .exceptions
        case .any, .eq, .i31, .struct, .array, .none, .nofunc, .noextern, .bottom: .gc
        }
    }
}

/// A byte as a person writes it.
func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0x0\(digits)" : "0x\(digits)"
}
