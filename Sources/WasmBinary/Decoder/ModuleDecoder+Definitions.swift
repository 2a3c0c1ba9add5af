// The sections that declare things: imports, functions, tables, memories, tags, globals and exports.

extension ModuleDecoder {
    /// §5.5.5
    mutating func decodeImports() throws(ModuleError) {
        for _ in 0..<(try reader.count(ofEntries: "imports", size: 4)) {
            let from = try reader.name()
            let name = try reader.name()
            let description: ImportDescription
            switch try externalKind(of: "import") {
            case .function:
                let typeIndex = try reader.u32()
                description = .function(typeIndex: typeIndex)
                module.importedFunctions.append(typeIndex)
            case .table:
                let type = try reader.tableType()
                description = .table(type)
                module.importedTables.append(type)
            case .memory:
                let type = try reader.memoryType()
                description = .memory(type)
                module.importedMemories.append(type)
            case .global:
                let type = try reader.globalType()
                description = .global(type)
                module.importedGlobals.append(type)
            case .tag:
                let typeIndex = try reader.tagType()
                description = .tag(typeIndex: typeIndex)
                module.importedTags.append(typeIndex)
            }
            module.imports.append(Import(module: from, name: name, description: description))
        }
    }

    private mutating func externalKind(of what: String) throws(ModuleError) -> ExternalKind {
        let start = reader.offset
        let number = try reader.byte()
        guard let kind = ExternalKind(rawValue: number) else {
            throw ModuleError(.malformed, "malformed \(what) kind \(hex(number))", offset: start)
        }
        if kind == .tag { try need(.exceptions, "the \(what) of a tag", offset: start) }
        return kind
    }

    /// §5.5.6
    mutating func decodeFunctions() throws(ModuleError) {
        let count = try reader.count(ofEntries: "functions", size: 1)
        module.functions.reserveCapacity(count)
        for _ in 0..<count { module.functions.append(try reader.u32()) }
    }

    /// §5.5.7
    mutating func decodeTables() throws(ModuleError) {
        for _ in 0..<(try reader.count(ofEntries: "tables", size: 3)) {
            guard reader.peeked == 0x40 else {
                module.tables.append(TableDefinition(type: try reader.tableType()))
                continue
            }
            try need(.typedFunctionReferences, "a table with an initializer", offset: reader.offset)
            reader.skipPeeked()
            let start = reader.offset
            guard try reader.byte() == 0 else {
                throw ModuleError(.malformed, "zero byte expected in a table with an initializer", offset: start)
            }
            let type = try reader.tableType()
            module.tables.append(TableDefinition(type: type, initializer: try reader.constantExpression()))
        }
    }

    /// §5.5.8
    mutating func decodeMemories() throws(ModuleError) {
        for _ in 0..<(try reader.count(ofEntries: "memories", size: 2)) {
            module.memories.append(try reader.memoryType())
        }
    }

    /// §5.5.16
    mutating func decodeTags() throws(ModuleError) {
        let count = try reader.count(ofEntries: "tags", size: 2)
        module.tags.reserveCapacity(count)
        for _ in 0..<count { module.tags.append(try reader.tagType()) }
    }

    /// §5.5.9
    mutating func decodeGlobals() throws(ModuleError) {
        for _ in 0..<(try reader.count(ofEntries: "globals", size: 3)) {
            let type = try reader.globalType()
            module.globals.append(GlobalDefinition(type: type, initializer: try reader.constantExpression()))
        }
    }

    /// §5.5.10
    mutating func decodeExports() throws(ModuleError) {
        for _ in 0..<(try reader.count(ofEntries: "exports", size: 3)) {
            let name = try reader.name()
            let kind = try externalKind(of: "export")
            module.exports.append(Export(name: name, kind: kind, index: try reader.u32()))
        }
    }
}

extension ByteReader {
    /// A memory type (§5.3.14); the threads and the custom page sizes proposals have a flag each.
    mutating func memoryType() throws(ModuleError) -> MemoryType {
        let flags = try limitsFlags(of: "memory", allowed: 0x0F)
        var type = MemoryType(limits: try limits(flags))
        type.addressType = flags & LimitsFlag.address64 != 0 ? .i64 : .i32
        type.isShared = flags & LimitsFlag.shared != 0
        if flags & LimitsFlag.pageSize != 0 {
            let start = offset
            type.pageSizeLog2 = try u32()
            guard type.pageSizeLog2 < 64 else {
                throw ModuleError(
                    .malformed, "invalid custom page size: 2^\(type.pageSizeLog2) bytes are more than 64 bits can say",
                    offset: start)
            }
        }
        return type
    }

    /// A table type (§5.3.15).
    mutating func tableType() throws(ModuleError) -> TableType {
        var element = ReferenceType.funcref
        if peeked == HeapCode.func.typeByte {
            // The first version had tables of functions, before there were reference types.
            skipPeeked()
        } else {
            element = try referenceType()
        }
        let flags = try limitsFlags(of: "table", allowed: LimitsFlag.maximum | LimitsFlag.address64)
        return TableType(
            element: element, limits: try limits(flags),
            addressType: flags & LimitsFlag.address64 != 0 ? .i64 : .i32)
    }

    /// The byte before limits, which says what follows (§5.3.12).
    private mutating func limitsFlags(of what: String, allowed: UInt8) throws(ModuleError) -> UInt8 {
        let start = offset
        let flags = try byte()
        guard flags & ~allowed == 0 else {
            throw ModuleError(.malformed, "malformed limits flags \(hex(flags)) of a \(what)", offset: start)
        }
        if flags & LimitsFlag.shared != 0, !features.contains(.threads) {
            throw ModuleError(unsupported: .threads, "a shared \(what)", offset: start)
        }
        if flags & LimitsFlag.address64 != 0, !features.contains(.memory64) {
            throw ModuleError(unsupported: .memory64, "a \(what) with 64-bit addresses", offset: start)
        }
        if flags & LimitsFlag.pageSize != 0, !features.contains(.customPageSizes) {
            throw ModuleError(unsupported: .customPageSizes, "a \(what) with a page size of its own", offset: start)
        }
        return flags
    }

    /// Limits (§5.3.12). Since there are 64-bit addresses, sizes have 64 bits whatever the addresses have: how many there may be is
    /// the validator's to say.
    private mutating func limits(_ flags: UInt8) throws(ModuleError) -> SizeLimits {
        let is64 = features.contains(.memory64)
        let minimum = try is64 ? u64() : UInt64(u32())
        guard flags & LimitsFlag.maximum != 0 else { return SizeLimits(minimum: minimum) }
        return SizeLimits(minimum: minimum, maximum: try is64 ? u64() : UInt64(u32()))
    }

    /// The type index of a tag (§5.3.16).
    mutating func tagType() throws(ModuleError) -> UInt32 {
        let start = offset
        let attribute = try byte()
        guard attribute == 0 else {
            throw ModuleError(.malformed, "malformed tag attribute \(hex(attribute))", offset: start)
        }
        return try u32()
    }

    /// A global type (§5.3.13).
    mutating func globalType() throws(ModuleError) -> GlobalType {
        let value = try valueType()
        return GlobalType(value: value, isMutable: try mutability(of: "a global"))
    }

    /// Skips an expression up to the `end` that closes it, and says where it was (§5.4.9).
    mutating func constantExpression() throws(ModuleError) -> ConstantExpression {
        var instructions = InstructionReader(self)
        var depth = 0
        while true {
            switch try instructions.next().opcode {
            case .block, .loop, .if, .tryTable:
                depth += 1
            case .end where depth == 0:
                return ConstantExpression(range: try bytes(UInt32(instructions.offset - offset)))
            case .end:
                depth -= 1
            default:
                break
            }
        }
    }
}
