import WasmBinary

// Instructions as text (specification §6.5).

extension ModulePrinter {
    /// An instruction with its immediates. Blocks enter and leave the scope.
    func text(
        _ instruction: Instruction, _ scope: inout BodyScope, _ reader: inout InstructionReader
    ) throws(ModuleError) -> String {
        let name = instruction.opcode.description
        let index = instruction.index
        let secondIndex = instruction.secondIndex
        switch instruction.opcode.immediates {
        case .none, .fence:
            if instruction.opcode == .end, !scope.blocks.isEmpty { scope.leave() }
            return name
        case .block:
            defer { scope.enter() }
            return name + scope.binding + text(instruction.blockType)
        case .tryTable:
            defer { scope.enter() }
            var result = name + scope.binding + text(instruction.blockType)
            var clauses = try reader.catches(of: instruction)
            while clauses.remaining > 0 { result += " " + text(try clauses.next(), scope) }
            return result
        case .label:
            return "\(name) \(scope.reference(index))"
        case .branchTable:
            var result = name
            var labels = try reader.labels(of: instruction)
            while labels.remaining > 0 { result += " " + scope.reference(try labels.next()) }
            return result
        case .castBranch:
            return "\(name) \(scope.reference(index)) \(text(instruction.type)) \(text(instruction.secondType))"
        case .function:
            return "\(name) \(names.functions.reference(index))"
        case .callIndirect:
            return name + (secondIndex == 0 ? "" : " " + names.tables.reference(secondIndex)) + typeUse(index)
        case .local:
            return "\(name) \(scope.locals.reference(index))"
        case .global:
            return "\(name) \(names.globals.reference(index))"
        case .tag:
            return "\(name) \(names.tags.reference(index))"
        case .types:
            // Valid is one type. Of others the last is known.
            return "\(name) (result\(String(repeating: " " + text(instruction.type), count: Int(index))))"
        case .heapType:
            guard instruction.opcode == .refNull, case .ref(let type) = instruction.type else {
                return "\(name) \(text(instruction.type))"
            }
            return "\(name) \(text(type.heapType))"
        case .table:
            return name + (index == 0 ? "" : " " + names.tables.reference(index))
        case .tableCopy:
            return name + pair(names.tables, index, secondIndex)
        case .tableInit:
            let table = secondIndex == 0 ? "" : " " + names.tables.reference(secondIndex)
            return "\(name)\(table) \(names.elements.reference(index))"
        case .element:
            return "\(name) \(names.elements.reference(index))"
        case .memory:
            return name + (index == 0 ? "" : " " + names.memories.reference(index))
        case .memoryCopy:
            return name + pair(names.memories, index, secondIndex)
        case .memoryInit:
            let memory = secondIndex == 0 ? "" : " " + names.memories.reference(secondIndex)
            return "\(name)\(memory) \(names.data.reference(index))"
        case .data:
            return "\(name) \(names.data.reference(index))"
        case .memoryAccess:
            return name + memoryArgument(instruction)
        case .memoryLane:
            return "\(name)\(memoryArgument(instruction)) \(instruction.lane)"
        case .lane:
            return "\(name) \(instruction.lane)"
        case .shuffle:
            return name + (0..<16).map { " \(instruction.byte($0))" }.joined()
        case .i32:
            return "\(name) \(Int32(truncatingIfNeeded: instruction.bits))"
        case .i64:
            return "\(name) \(Int64(bitPattern: instruction.bits))"
        case .f32:
            return "\(name) \(FloatText.f32(UInt32(truncatingIfNeeded: instruction.bits)))"
        case .f64:
            return "\(name) \(FloatText.f64(instruction.bits))"
        case .v128:
            return "\(name) \(VectorText.i32x4(low: instruction.bits, high: instruction.highBits))"
        case .type:
            return "\(name) \(names.types.reference(index))"
        case .field:
            return "\(name) \(names.types.reference(index)) \(names.fields(ofType: index).reference(secondIndex))"
        case .typeCount:
            return "\(name) \(names.types.reference(index)) \(secondIndex)"
        case .typeData:
            return "\(name) \(names.types.reference(index)) \(names.data.reference(secondIndex))"
        case .typeElement:
            return "\(name) \(names.types.reference(index)) \(names.elements.reference(secondIndex))"
        case .twoTypes:
            return "\(name) \(names.types.reference(index)) \(names.types.reference(secondIndex))"
        }
    }

    private func pair(_ table: IdentifierTable, _ first: UInt32, _ second: UInt32) -> String {
        first == 0 && second == 0 ? "" : " \(table.reference(first)) \(table.reference(second))"
    }

    private func memoryArgument(_ instruction: Instruction) -> String {
        var result = instruction.index == 0 ? "" : " " + names.memories.reference(instruction.index)
        if instruction.bits != 0 { result += " offset=\(instruction.bits)" }
        if instruction.secondIndex != instruction.opcode.naturalAlignment {
            result += " align=\(UInt64(1) << UInt64(instruction.secondIndex))"
        }
        return result
    }

    private func text(_ clause: CatchClause, _ scope: BodyScope) -> String {
        let keyword =
            switch clause.kind {
            case .catch: "catch"
            case .catchRef: "catch_ref"
            case .catchAll: "catch_all"
            case .catchAllRef: "catch_all_ref"
            }
        let tag = clause.kind.hasTag ? " " + names.tags.reference(clause.tag) : ""
        return "(\(keyword)\(tag) \(scope.reference(clause.label)))"
    }
}

extension Instruction {
    /// One of the sixteen bytes of a vector constant or a shuffle.
    func byte(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (index < 8 ? bits : highBits) >> UInt64(index % 8 * 8))
    }
}
