import WasmBinary

// Types (specification §6.4).

extension ModuleReader {
    /// Reads all `type` and `rec` fields.
    mutating func readTypes() throws(TextError) {
        for field in fields {
            cursor.position = field
            let first = contents.types.count
            if cursor.take(list: "type") {
                try readTypeDefinition()
                contents.recursionGroups.append(first..<contents.types.count)
                noteForImplicitUse(first)
            } else if cursor.take(list: "rec") {
                while cursor.take(list: "type") { try readTypeDefinition() }
                try cursor.expectClose("(type …), or \")\"")
                contents.recursionGroups.append(first..<contents.types.count)
                if contents.types.count == first + 1 { noteForImplicitUse(first) }
            }
        }
    }

    /// A use of a function type without an index means the first type that is alone in its group, final and without a
    /// supertype (§6.4).
    private mutating func noteForImplicitUse(_ index: Int) {
        let type = contents.types[index]
        guard type.isFinal, type.supertypes.isEmpty, let function = type.function,
            typeIndices[function] == nil
        else { return }
        typeIndices[function] = UInt32(index)
    }

    /// What comes behind `(type`.
    private mutating func readTypeDefinition() throws(TextError) {
        let index = UInt32(contents.types.count)
        skipBinding()
        var type = SubType(composite: .structure([]))
        let isSub = cursor.take(list: "sub")
        if isSub {
            type.isFinal = cursor.take("final")
            while cursor.isAtIndex { type.supertypes.append(try self.index(.type)) }
        }
        type.composite = try compositeType(index)
        if isSub { try cursor.expectClose() }
        try cursor.expectClose()
        contents.types.append(type)
    }

    private mutating func compositeType(_ index: UInt32) throws(TextError) -> CompositeType {
        if cursor.take(list: "func") {
            let type = try functionType()
            try cursor.expectClose("(param …), (result …), or \")\"")
            return .function(type)
        }
        if cursor.take(list: "struct") { return .structure(try fields(ofType: index)) }
        if cursor.take(list: "array") {
            let element = try fieldType()
            try cursor.expectClose()
            return .array(element)
        }
        throw cursor.unexpected("(func …), (struct …), (array …) or (sub …)")
    }

    private mutating func fields(ofType type: UInt32) throws(TextError) -> [FieldType] {
        var fields: [FieldType] = []
        var space = NameSpace("field")
        while cursor.take(list: "field") {
            guard let binding = try optionalBinding("field") else {
                while cursor.token.kind != .close {
                    fields.append(try fieldType())
                    _ = space.declare(nil)
                }
                cursor.advance()
                continue
            }
            guard let index = space.declare(binding.identifier) else { throw duplicate("field", binding.token) }
            if let name = binding.name { names.addField(name, index, type: type) }
            fields.append(try fieldType())
            try cursor.expectClose()
        }
        try cursor.expectClose("(field …), or \")\"")
        fieldNames[type] = space
        return fields
    }

    private mutating func fieldType() throws(TextError) -> FieldType {
        guard cursor.take(list: "mut") else { return FieldType(storage: try storageType(), isMutable: false) }
        let storage = try storageType()
        try cursor.expectClose()
        return FieldType(storage: storage, isMutable: true)
    }

    private mutating func storageType() throws(TextError) -> StorageType {
        if cursor.take("i8") { return .i8 }
        if cursor.take("i16") { return .i16 }
        return .value(try valueType())
    }

    /// Parameters and results whose names, if there are any, mean nothing.
    private mutating func functionType() throws(TextError) -> FunctionType {
        let parameters = try parameters { (_: inout ModuleReader, _) in }
        return FunctionType(parameters: parameters, results: try results())
    }
}

// Value types

extension ModuleReader {
    mutating func valueType() throws(TextError) -> ValueType {
        guard let type = try optionalValueType() else { throw cursor.unexpected("a value type") }
        return type
    }

    /// A value type if one comes next.
    mutating func optionalValueType() throws(TextError) -> ValueType? {
        if let type = try optionalReferenceType() { return .ref(type) }
        guard cursor.token.kind == .keyword else { return nil }
        let type: ValueType
        switch cursor.text(cursor.token) {
        case "i32": type = .i32
        case "i64": type = .i64
        case "f32": type = .f32
        case "f64": type = .f64
        case "v128": type = .v128
        default: return nil
        }
        cursor.advance()
        return type
    }

    mutating func referenceType() throws(TextError) -> ReferenceType {
        guard let type = try optionalReferenceType() else { throw cursor.unexpected("a reference type") }
        return type
    }

    /// A reference type if one comes next.
    mutating func optionalReferenceType() throws(TextError) -> ReferenceType? {
        if cursor.take(list: "ref") {
            let isNullable = cursor.take("null")
            let heapType = try heapType()
            try cursor.expectClose()
            return ReferenceType(isNullable: isNullable, heapType: heapType)
        }
        guard cursor.token.kind == .keyword, let type = ReferenceType(shortName: cursor.text(cursor.token)) else {
            return nil
        }
        cursor.advance()
        return type
    }

    mutating func heapType() throws(TextError) -> HeapType {
        if cursor.isAtIndex { return .type(try index(.type)) }
        guard cursor.token.kind == .keyword, let type = HeapType(name: cursor.text(cursor.token)) else {
            throw cursor.unexpected("a heap type: any, eq, i31, struct, array, func, extern, exn, …, or a type's index")
        }
        cursor.advance()
        return type
    }
}

// Types describe themselves as the text format spells them.

extension HeapType {
    private static let named: [HeapType] = [
        .any, .eq, .i31, .struct, .array, .none, .func, .nofunc, .extern, .noextern, .exn, .noexn,
    ]
    private static let byName = Dictionary(uniqueKeysWithValues: named.map { ($0.description, $0) })
    fileprivate static let byShortName = Dictionary(
        uniqueKeysWithValues: named.map { (ReferenceType(isNullable: true, heapType: $0).description, $0) })

    /// The heap type that is called so: any but those with an index.
    init?(name: String) {
        guard let type = Self.byName[name] else { return nil }
        self = type
    }
}

extension ReferenceType {
    /// The nullable reference that has this short form: `funcref` is `(ref null func)` (§6.4.4).
    fileprivate init?(shortName: String) {
        guard let heapType = HeapType.byShortName[shortName] else { return nil }
        self.init(isNullable: true, heapType: heapType)
    }
}

// The types of tables, memories and globals

extension ModuleReader {
    mutating func addressType() -> AddressType {
        if cursor.take("i64") { return .i64 }
        _ = cursor.take("i32")
        return .i32
    }

    /// Sizes have 64 bits whatever the addresses have: that the type is too large is a matter of validation.
    mutating func limits() throws(TextError) -> SizeLimits {
        let minimum = try cursor.unsigned(bits: 64, "a size")
        guard cursor.token.kind == .number else { return SizeLimits(minimum: minimum) }
        return SizeLimits(minimum: minimum, maximum: try cursor.unsigned(bits: 64, "a size"))
    }

    mutating func tableType() throws(TextError) -> TableType {
        let addressType = addressType()
        let limits = try limits()
        return TableType(element: try referenceType(), limits: limits, addressType: addressType)
    }

    mutating func memoryType() throws(TextError) -> MemoryType {
        let addressType = addressType()
        let limits = try limits()
        let isShared = cursor.take("shared")
        return MemoryType(
            limits: limits, addressType: addressType, isShared: isShared, pageSizeLog2: try pageSize())
    }

    /// The `(pagesize …)` of a memory as a power of two (custom page sizes proposal).
    mutating func pageSize() throws(TextError) -> UInt32 {
        guard cursor.take(list: "pagesize") else { return 16 }
        let token = cursor.token
        let size = try cursor.unsigned("the size of a page in bytes")
        guard size.nonzeroBitCount == 1 else {
            throw cursor.error("invalid custom page size: \(size) is not a power of two", at: token)
        }
        try cursor.expectClose()
        return UInt32(size.trailingZeroBitCount)
    }

    mutating func globalType() throws(TextError) -> GlobalType {
        guard cursor.take(list: "mut") else { return GlobalType(value: try valueType(), isMutable: false) }
        let value = try valueType()
        try cursor.expectClose()
        return GlobalType(value: value, isMutable: true)
    }
}
