import WasmBinary

/// What the names in a body mean.
struct BodyScope {
    var locals = IdentifierTable()
    /// By the number of the block.
    var labelNames: [UInt32: String] = [:]
    var labels = LabelStack()
    /// The numbers of the blocks around the instruction, innermost last.
    var blocks: [UInt32] = []
    var blockCount: UInt32 = 0

    mutating func enter() {
        labels.enter(labelNames[blockCount].flatMap { $0.isEmpty ? nil : Identifier(text: $0) })
        blocks.append(blockCount)
        blockCount += 1
    }

    mutating func leave() {
        labels.leave()
        blocks.removeLast()
    }

    /// A label where it is used: its identifier, or its number and, as a comment, the number of its block.
    func reference(_ depth: UInt32) -> String {
        guard depth < blocks.count else { return String(depth) }
        let block = blocks[blocks.count - 1 - Int(depth)]
        if let name = labelNames[block], !name.isEmpty, labels[Identifier(text: name)] == depth {
            return TextName.identifier(name)
        }
        return "\(depth) (;@\(block);)"
    }

    /// What stands behind the keyword of the block that is entered next.
    var binding: String {
        guard let name = labelNames[blockCount] else { return " (;@\(blockCount);)" }
        return name.isEmpty ? " " + IdentifierTable.annotation(name) : " " + TextName.identifier(name)
    }
}

// Functions and their bodies.

extension ModulePrinter {
    mutating func printFunctions(_ bytes: UnsafeRawBufferPointer) throws(ModuleError) {
        for (offset, body) in module.code.enumerated() {
            let index = UInt32(module.importedFunctions.count + offset)
            var scope = BodyScope()
            scope.locals = names.locals(ofFunction: index)
            scope.labelNames = names.labels(ofFunction: index)
            let type = module.functions[offset]
            line("(func\(comment(index, names.functions))\(typeUse(type, parameters: scope.locals))")
            // In a module that is not valid, blocks may be left open.
            let depth = writer.depth
            writer.indent()
            try printBody(body, hints[index] ?? [:], UInt32(parameterCount(type)), &scope, bytes)
            writer.depth = depth
            writer.write(")")
        }
    }

    private func parameterCount(_ type: UInt32) -> Int { module.functionType(at: type)?.parameters.count ?? 0 }

    private mutating func printBody(
        _ body: FunctionBody, _ hints: [Int: UInt8], _ parameters: UInt32, _ scope: inout BodyScope,
        _ bytes: UnsafeRawBufferPointer
    ) throws(ModuleError) {
        var reader = InstructionReader(bytes, range: body.range)
        let locals = try reader.locals().flatMap { repeatElement($0.type, count: Int($0.count)) }
        if !locals.isEmpty {
            writer.newLine()
            // The list has a blank before each parenthesis.
            writer.write(String(list("local", locals, scope.locals, first: parameters).dropFirst()))
        }
        while !reader.isAtEnd {
            let instruction = try reader.next()
            let isEnd = instruction.opcode == .end
            // The end of the body is the parenthesis. In a module that is not valid, there may be more or fewer.
            if isEnd, reader.isAtEnd, scope.blocks.isEmpty { break }
            if isEnd || instruction.opcode == .else { writer.outdent() }
            if let hint = hints[instruction.offset - body.range.lowerBound] {
                line("(@\(BranchHintSection.name) \"\\0\(hint)\")")
            }
            writer.newLine()
            if showsOffsets { writer.write("(;@\(String(instruction.offset, radix: 16));) ") }
            writer.write(try text(instruction, &scope, &reader))
            switch instruction.opcode {
            case .block, .loop, .if, .tryTable, .else: writer.indent()
            default: break
            }
        }
    }
}
