import WasmBinary

// Fields of the module other than types and functions.

extension ModulePrinter {
    mutating func printImports() {
        var counts: [ExternalKind: UInt32] = [:]
        func next(_ kind: ExternalKind) -> UInt32 {
            defer { counts[kind, default: 0] += 1 }
            return counts[kind, default: 0]
        }
        for entry in module.imports {
            let description: String
            switch entry.description {
            case .function(let type):
                let index = next(.function)
                let use = typeUse(type, parameters: names.locals(ofFunction: index))
                description = "func\(comment(index, names.functions))\(use)"
            case .table(let type):
                description = "table\(comment(next(.table), names.tables)) \(text(type))"
            case .memory(let type):
                description = "memory\(comment(next(.memory), names.memories)) \(text(type))"
            case .global(let type):
                description = "global\(comment(next(.global), names.globals)) \(text(type))"
            case .tag(let type):
                description = "tag\(comment(next(.tag), names.tags))\(typeUse(type))"
            }
            line("(import \(TextName.string(entry.module)) \(TextName.string(entry.name)) (\(description)))")
        }
    }

    mutating func printTables(_ bytes: UnsafeRawBufferPointer) throws(ModuleError) {
        for (offset, table) in module.tables.enumerated() {
            let index = UInt32(module.importedTables.count + offset)
            line("(table\(comment(index, names.tables)) \(text(table.type))")
            if let initializer = table.initializer { writer.write(try text(initializer, keyword: nil, bytes)) }
            writer.write(")")
        }
    }

    mutating func printMemories() {
        for (offset, type) in module.memories.enumerated() {
            line("(memory\(comment(UInt32(module.importedMemories.count + offset), names.memories)) \(text(type)))")
        }
    }

    mutating func printTags() {
        for (offset, type) in module.tags.enumerated() {
            line("(tag\(comment(UInt32(module.importedTags.count + offset), names.tags))\(typeUse(type)))")
        }
    }

    mutating func printGlobals(_ bytes: UnsafeRawBufferPointer) throws(ModuleError) {
        for (offset, global) in module.globals.enumerated() {
            let index = UInt32(module.importedGlobals.count + offset)
            line("(global\(comment(index, names.globals)) \(text(global.type))")
            writer.write(try text(global.initializer, keyword: nil, bytes) + ")")
        }
    }

    mutating func printExports() {
        for export in module.exports {
            let reference =
                switch export.kind {
                case .function: "func \(names.functions.reference(export.index))"
                case .table: "table \(names.tables.reference(export.index))"
                case .memory: "memory \(names.memories.reference(export.index))"
                case .global: "global \(names.globals.reference(export.index))"
                case .tag: "tag \(names.tags.reference(export.index))"
                }
            line("(export \(TextName.string(export.name)) (\(reference)))")
        }
    }

    // MARK: Segments

    mutating func printElements(_ bytes: UnsafeRawBufferPointer) throws(ModuleError) {
        for (index, segment) in module.elements.enumerated() {
            line("(elem\(comment(UInt32(index), names.elements))")
            switch segment.mode {
            case .passive: break
            case .declarative: writer.word("declare")
            case .active(let table, let offset):
                if table != 0 { writer.word("(table \(names.tables.reference(table)))") }
                writer.write(try text(offset, keyword: "offset", bytes))
            }
            switch segment.items {
            case .functions(let functions):
                writer.word("func")
                for function in functions { writer.word(names.functions.reference(function)) }
            case .expressions(let expressions):
                writer.word(text(segment.type))
                for expression in expressions { writer.write(try text(expression, keyword: "item", bytes)) }
            }
            writer.write(")")
        }
    }

    mutating func printDataSegments(_ bytes: UnsafeRawBufferPointer) throws(ModuleError) {
        for (index, segment) in module.dataSegments.enumerated() {
            line("(data\(comment(UInt32(index), names.data))")
            if case .active(let memory, let offset) = segment.mode {
                if memory != 0 { writer.word("(memory \(names.memories.reference(memory)))") }
                writer.write(try text(offset, keyword: "offset", bytes))
            }
            printStrings(module.bytes[segment.contents])
            writer.write(")")
        }
    }

    /// Contents as strings: short ones behind what comes before, long ones in lines of their own.
    mutating func printStrings(_ contents: ArraySlice<UInt8>) {
        let lineLength = 64
        guard contents.count > lineLength else {
            writer.word(TextName.string(bytes: contents))
            return
        }
        writer.indent()
        var rest = contents
        while !rest.isEmpty {
            line(TextName.string(bytes: rest.prefix(lineLength)))
            rest = rest.dropFirst(lineLength)
        }
        writer.outdent()
    }

    // MARK: Constant expressions

    /// A single instruction in parentheses, or several: with a keyword in parentheses where it needs one. A blank comes before.
    private func text(
        _ expression: ConstantExpression, keyword: String?, _ bytes: UnsafeRawBufferPointer
    ) throws(ModuleError) -> String {
        var reader = InstructionReader(bytes, range: expression.range)
        var scope = BodyScope()
        var instructions: [String] = []
        while !reader.isAtEnd {
            let instruction = try reader.next()
            // The end of the expression is the parenthesis around it.
            if reader.isAtEnd, instruction.opcode == .end { break }
            instructions.append(try text(instruction, &scope, &reader))
        }
        if instructions.count == 1, scope.blockCount == 0 { return " (\(instructions[0]))" }
        guard let keyword else { return instructions.map { " " + $0 }.joined() }
        return " (\(([keyword] + instructions).joined(separator: " ")))"
    }
}
