// Tables (§3.4.9).

extension ExpressionValidator {
    mutating func table(_ index: UInt32) throws(ModuleError) -> ValidationContext.Table {
        guard Int(index) < context.tables.count else { throw unknown("table", index, count: context.tables.count) }
        return context.tables[Int(index)]
    }

    mutating func segmentType(_ index: UInt32) throws(ModuleError) -> OperandType {
        guard Int(index) < context.elementSegments.count else {
            throw unknown("elem segment", index, count: context.elementSegments.count)
        }
        return context.elementSegments[Int(index)]
    }

    mutating func checkTable() throws(ModuleError) {
        switch instruction.opcode {
        case .tableGet:
            let table = try table(instruction.index)
            try pop(table.address)
            try push(table.element)
        case .tableSet:
            let table = try table(instruction.index)
            try pop(table.element)
            try pop(table.address)
        case .tableSize:
            try push(try table(instruction.index).address)
        case .tableGrow:
            let table = try table(instruction.index)
            try pop(table.address)
            try pop(table.element)
            try push(table.address)
        case .tableFill:
            let table = try table(instruction.index)
            try pop(table.address)
            try pop(table.element)
            try pop(table.address)
        case .tableCopy:
            let target = try table(instruction.index)
            let source = try table(instruction.secondIndex)
            try checkElements(source.element, fit: target.element)
            // A length must fit both.
            try pop(target.address == .i64 ? source.address : .i32)
            try pop(source.address)
            try pop(target.address)
        case .tableInit:
            let target = try table(instruction.secondIndex)
            try checkElements(try segmentType(instruction.index), fit: target.element)
            try pop(.i32)
            try pop(.i32)
            try pop(target.address)
        default:
            _ = try segmentType(instruction.index)
        }
    }

    private mutating func checkElements(_ source: OperandType, fit target: OperandType) throws(ModuleError) {
        guard context.interner.matches(source, target) else {
            throw error(
                "type mismatch: \(instruction.opcode) puts \(describe(source)) into a table of \(describe(target))")
        }
    }
}
