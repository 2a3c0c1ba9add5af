// References and tables (§3.4.11, §3.4.13).

extension ExpressionValidator {
    mutating func tableType(_ index: UInt32) throws(ModuleError) -> OperandType {
        guard Int(index) < context.tables.count else { throw unknown("table", index, count: context.tables.count) }
        return context.tables[Int(index)]
    }

    private mutating func segmentType(_ index: UInt32) throws(ModuleError) -> OperandType {
        guard Int(index) < context.elementSegments.count else {
            throw unknown("elem segment", index, count: context.elementSegments.count)
        }
        return context.elementSegments[Int(index)]
    }

    mutating func checkReferenceOrTable(_ instruction: Instruction) throws(ModuleError) {
        switch instruction.opcode {
        case .refNull:
            try push(OperandType(instruction.type))
        case .refIsNull:
            let type = try popAny()
            guard type.isReference || type == .unknown else {
                throw error("type mismatch: ref.is_null expects a reference, found \(type)")
            }
            try push(.i32)
        case .refFunc:
            _ = try typeIndex(ofFunction: instruction.index)
            guard context.isDeclared[Int(instruction.index)] else {
                throw error(
                    "undeclared function reference: ref.func \(instruction.index) needs an export, a global or an"
                        + " element segment that mentions the function")
            }
            try push(.funcref)
        case .tableGet:
            let type = try tableType(instruction.index)
            try pop(.i32)
            try push(type)
        case .tableSet:
            try pop(try tableType(instruction.index))
            try pop(.i32)
        case .tableSize:
            _ = try tableType(instruction.index)
            try push(.i32)
        case .tableGrow:
            let type = try tableType(instruction.index)
            try pop(.i32)
            try pop(type)
            try push(.i32)
        case .tableFill:
            let type = try tableType(instruction.index)
            try pop(.i32)
            try pop(type)
            try pop(.i32)
        case .tableCopy:
            try checkCopy(to: try tableType(instruction.index), from: try tableType(instruction.secondIndex))
        case .tableInit:
            try checkCopy(to: try tableType(instruction.secondIndex), from: try segmentType(instruction.index))
        default:
            _ = try segmentType(instruction.index)
        }
    }

    private mutating func checkCopy(to target: OperandType, from source: OperandType) throws(ModuleError) {
        guard target == source else {
            throw error("type mismatch: \(opcode) puts \(source) into a table of \(target)")
        }
        try pop(.i32)
        try pop(.i32)
        try pop(.i32)
    }
}
