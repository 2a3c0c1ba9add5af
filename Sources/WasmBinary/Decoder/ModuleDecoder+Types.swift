// The type section (specification §5.5.4, §5.3.7 to §5.3.9).

extension ModuleDecoder {
    mutating func decodeTypes() throws(ModuleError) {
        // The smallest entry is a group without types.
        let count = try reader.count(ofEntries: "types", size: 2)
        for _ in 0..<count {
            let start = module.types.count
            if reader.peeked == TypeForm.recursionGroup {
                try need(.gc, "a group of types", offset: reader.offset)
                reader.skipPeeked()
                for _ in 0..<(try reader.count(ofEntries: "types", size: 2)) { try decodeSubtype() }
            } else {
                try decodeSubtype()
            }
            module.recursionGroups.append(start..<module.types.count)
        }
    }

    private mutating func decodeSubtype() throws(ModuleError) {
        guard module.types.count < BinaryModule.maximumTypes else {
            throw ModuleError(
                .malformed, "too many types: at most \(BinaryModule.maximumTypes) are possible", offset: reader.offset)
        }
        let start = reader.offset
        var form = try reader.byte()
        var type = SubType(composite: .function(FunctionType()))
        if form == TypeForm.subtype || form == TypeForm.finalSubtype {
            try need(.gc, "a type definition of the form \(hex(form))", offset: start)
            type.isFinal = form == TypeForm.finalSubtype
            for _ in 0..<(try reader.count(ofEntries: "supertypes", size: 1)) {
                type.supertypes.append(try reader.u32())
            }
            form = try reader.byte()
        }
        switch form {
        case TypeForm.function:
            type.composite = .function(FunctionType(parameters: try valueTypes(), results: try valueTypes()))
        case TypeForm.structure:
            try need(.gc, "a structure type", offset: start)
            var fields: [FieldType] = []
            for _ in 0..<(try reader.count(ofEntries: "fields", size: 2)) { fields.append(try fieldType()) }
            type.composite = .structure(fields)
        case TypeForm.array:
            try need(.gc, "an array type", offset: start)
            type.composite = .array(try fieldType())
        default:
            throw ModuleError(
                .malformed,
                "malformed type definition: expected 0x60 for a function type, 0x5f for a structure or 0x5e for an array,"
                    + " found \(hex(form))", offset: start)
        }
        module.types.append(type)
    }

    private mutating func valueTypes() throws(ModuleError) -> [ValueType] {
        let count = try reader.count(ofEntries: "value types", size: 1)
        var types: [ValueType] = []
        types.reserveCapacity(count)
        for _ in 0..<count { types.append(try reader.valueType()) }
        return types
    }

    private mutating func fieldType() throws(ModuleError) -> FieldType {
        let storage: StorageType
        switch reader.peeked {
        case TypeForm.i8:
            reader.skipPeeked()
            storage = .i8
        case TypeForm.i16:
            reader.skipPeeked()
            storage = .i16
        default:
            storage = .value(try reader.valueType())
        }
        return FieldType(storage: storage, isMutable: try reader.mutability(of: "a field"))
    }
}

extension ByteReader {
    /// Whether a global or a field can change (§5.3.9, §5.3.13).
    mutating func mutability(of what: String) throws(ModuleError) -> Bool {
        let start = offset
        let byte = try byte()
        guard byte <= 1 else {
            throw ModuleError(.malformed, "malformed mutability \(hex(byte)) of \(what)", offset: start)
        }
        return byte == 1
    }
}
