// Types in the binary format (specification §5.3).

extension ByteWriter {
    package mutating func append(_ type: ValueType) { append(PackedType(type)) }

    package mutating func append(_ type: ReferenceType) { append(PackedType(type)) }

    mutating func append(_ type: PackedType) {
        let code = type.code
        guard code.isReference else {
            // The numbers and the vector, from 0x7F downwards.
            return append(byte: 0x80 - code.rawValue)
        }
        if code.hasIndex || !code.isNullable {
            append(byte: code.isNullable ? ReferenceForm.nullable : ReferenceForm.nonNullable)
        }
        append(heapOf: type)
    }

    package mutating func append(_ type: HeapType) { append(heapOf: PackedType(ReferenceType(heapType: type))) }

    /// What a reference type points at (§5.3.4).
    mutating func append(heapOf type: PackedType) {
        if type.code.hasIndex {
            append(signed: Int64(type.index))
        } else {
            append(byte: type.code.heap.typeByte)
        }
    }

    /// §5.4.1
    package mutating func append(_ type: BlockType) {
        switch type {
        case .empty: append(byte: 0x40)
        case .value(let type): append(type)
        case .type(let index): append(signed: Int64(index))
        }
    }

    mutating func append(_ types: [ValueType]) {
        append(unsigned: UInt64(types.count))
        for type in types { append(type) }
    }

    // MARK: Definitions

    /// §5.3.9. A final type without supertypes has a short form.
    package mutating func append(_ type: SubType) {
        if !type.isFinal || !type.supertypes.isEmpty {
            append(byte: type.isFinal ? TypeForm.finalSubtype : TypeForm.subtype)
            append(unsigned: UInt64(type.supertypes.count))
            for supertype in type.supertypes { append(u32: supertype) }
        }
        switch type.composite {
        case .function(let type):
            append(byte: TypeForm.function)
            append(type.parameters)
            append(type.results)
        case .structure(let fields):
            append(byte: TypeForm.structure)
            append(unsigned: UInt64(fields.count))
            for field in fields { append(field) }
        case .array(let element):
            append(byte: TypeForm.array)
            append(element)
        }
    }

    private mutating func append(_ field: FieldType) {
        switch field.storage {
        case .value(let type): append(type)
        case .i8: append(byte: TypeForm.i8)
        case .i16: append(byte: TypeForm.i16)
        }
        append(byte: field.isMutable ? 1 : 0)
    }

    // MARK: What crosses borders

    /// §5.3.13
    package mutating func append(_ type: GlobalType) {
        append(type.value)
        append(byte: type.isMutable ? 1 : 0)
    }

    /// §5.3.14
    package mutating func append(_ type: MemoryType) {
        var flags = type.isShared ? LimitsFlag.shared : 0
        if type.pageSizeLog2 != 16 { flags |= LimitsFlag.pageSize }
        append(type.limits, type.addressType, flags: flags)
        if type.pageSizeLog2 != 16 { append(u32: type.pageSizeLog2) }
    }

    /// §5.3.15
    package mutating func append(_ type: TableType) {
        append(type.element)
        append(type.limits, type.addressType, flags: 0)
    }

    private mutating func append(_ limits: SizeLimits, _ address: AddressType, flags: UInt8) {
        var flags = flags
        if limits.maximum != nil { flags |= LimitsFlag.maximum }
        if address == .i64 { flags |= LimitsFlag.address64 }
        append(byte: flags)
        append(unsigned: limits.minimum)
        if let maximum = limits.maximum { append(unsigned: maximum) }
    }

    /// The type of a tag, by its index (§5.3.16).
    package mutating func append(tagOfType index: UInt32) {
        append(byte: 0)
        append(u32: index)
    }
}
