// The sections that declare things: types, imports, functions, tables, memories, globals and exports.

extension ModuleDecoder {
    /// §5.5.4
    mutating func decodeTypes() throws(ModuleError) {
        let count = try reader.count(ofEntries: "types", size: 2)
        module.types.reserveCapacity(count)
        for _ in 0..<count {
            let start = reader.offset
            let form = try reader.byte()
            guard form == 0x60 else {
                if let feature = Feature(typeCode: form) {
                    throw ModuleError(unsupported: feature, "a type definition of the form \(hex(form))", offset: start)
                }
                throw ModuleError(
                    .malformed, "malformed type definition: expected 0x60 for a function type, found \(hex(form))",
                    offset: start)
            }
            module.types.append(FunctionType(parameters: try valueTypes(), results: try valueTypes()))
        }
    }

    private mutating func valueTypes() throws(ModuleError) -> [ValueType] {
        let count = try reader.count(ofEntries: "value types", size: 1)
        var types: [ValueType] = []
        types.reserveCapacity(count)
        for _ in 0..<count { types.append(try reader.valueType()) }
        return types
    }

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
                let type = MemoryType(limits: try reader.limits(of: "memory"))
                description = .memory(type)
                module.importedMemories.append(type)
            case .global:
                let type = try reader.globalType()
                description = .global(type)
                module.importedGlobals.append(type)
            }
            module.imports.append(Import(module: from, name: name, description: description))
        }
    }

    private mutating func externalKind(of what: String) throws(ModuleError) -> ExternalKind {
        let start = reader.offset
        let number = try reader.byte()
        if let kind = ExternalKind(rawValue: number) { return kind }
        throw number == 4
            ? ModuleError(unsupported: .exceptions, "the \(what) of a tag", offset: start)
            : ModuleError(.malformed, "malformed \(what) kind \(hex(number))", offset: start)
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
            if reader.peeked == 0x40 {
                throw ModuleError(unsupported: .typedReferences, "a table with an initializer", offset: reader.offset)
            }
            module.tables.append(try reader.tableType())
        }
    }

    /// §5.5.8
    mutating func decodeMemories() throws(ModuleError) {
        for _ in 0..<(try reader.count(ofEntries: "memories", size: 2)) {
            module.memories.append(MemoryType(limits: try reader.limits(of: "memory")))
        }
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
    /// §5.3.8
    mutating func limits(of what: String) throws(ModuleError) -> SizeLimits {
        let start = offset
        let flags = try byte()
        switch flags {
        case 0:
            return SizeLimits(minimum: UInt64(try u32()))
        case 1:
            let minimum = UInt64(try u32())
            return SizeLimits(minimum: minimum, maximum: UInt64(try u32()))
        case 2, 3:
            throw ModuleError(unsupported: .threads, "a shared \(what)", offset: start)
        case 4...7:
            throw ModuleError(unsupported: .memory64, "a \(what) with 64-bit addresses", offset: start)
        case 8...15 where what == "memory":
            throw ModuleError(unsupported: .customPageSizes, "a memory with a page size of its own", offset: start)
        default:
            throw ModuleError(.malformed, "malformed limits flags \(hex(flags)) of a \(what)", offset: start)
        }
    }

    /// §5.3.10
    mutating func tableType() throws(ModuleError) -> TableType {
        let element = try referenceType()
        return TableType(element: element, limits: try limits(of: "table"))
    }

    /// §5.3.11
    mutating func globalType() throws(ModuleError) -> GlobalType {
        let value = try valueType()
        let start = offset
        let mutability = try byte()
        guard mutability <= 1 else {
            throw ModuleError(.malformed, "malformed mutability \(hex(mutability)) of a global", offset: start)
        }
        return GlobalType(value: value, isMutable: mutability == 1)
    }

    /// Skips an expression up to the `end` that closes it, and says where it was (§5.4.9).
    mutating func constantExpression() throws(ModuleError) -> ConstantExpression {
        var instructions = InstructionReader(self)
        var depth = 0
        while true {
            switch try instructions.next().opcode {
            case .block, .loop, .if:
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
