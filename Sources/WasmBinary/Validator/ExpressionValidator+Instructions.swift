extension ExpressionValidator {
    /// Checks one instruction (§3.4). The reader has just returned it.
    @inline(__always)
    mutating func check(
        _ instruction: Instruction, from reader: borrowing InstructionReader
    ) throws(ModuleError) {
        opcode = instruction.opcode
        offset = instruction.offset
        switch instruction.opcode {
        case .unreachable: setUnreachable()
        case .nop: break
        case .block: try enter(.block, try signature(instruction.blockType))
        case .loop: try enter(.loop, try signature(instruction.blockType))
        case .if:
            try pop(.i32)
            try enter(.if, try signature(instruction.blockType))
        case .else: try checkElse()
        case .end: try checkEnd()
        case .br:
            try pop(try labelTypes(instruction.index))
            setUnreachable()
        case .brIf:
            try pop(.i32)
            let types = try labelTypes(instruction.index)
            try pop(types)
            try push(types)
        case .brTable: try checkBranchTable(try reader.labels(of: instruction))
        case .return:
            try pop(outerFrames.count == 0 ? frame.results : outerFrames[0].results)
            setUnreachable()
        case .call: try checkCall(try typeIndex(ofFunction: instruction.index))
        case .callIndirect:
            let element = try tableType(instruction.secondIndex)
            guard element == .funcref else {
                throw error("type mismatch: call_indirect needs a table of funcref, found one of \(element)")
            }
            try pop(.i32)
            try checkCall(instruction.index)

        case .drop: _ = try popAny()
        case .select: try checkSelect()
        case .selectT:
            guard instruction.index == 1 else {
                throw error("invalid result arity: select names \(instruction.index) types, it must be 1")
            }
            let type = OperandType(instruction.type)
            try pop(.i32)
            try pop(type)
            try pop(type)
            try push(type)

        case .localGet: try push(try localType(instruction.index))
        case .localSet: try pop(try localType(instruction.index))
        case .localTee:
            let type = try localType(instruction.index)
            try pop(type)
            try push(type)
        case .globalGet: try push(try global(instruction.index).type)
        case .globalSet:
            let global = try global(instruction.index)
            guard global.isMutable else { throw error("global is immutable: global.set \(instruction.index)") }
            try pop(global.type)

        case .i32Load: try checkLoad(instruction, .i32, alignment: 2)
        case .i64Load: try checkLoad(instruction, .i64, alignment: 3)
        case .f32Load: try checkLoad(instruction, .f32, alignment: 2)
        case .f64Load: try checkLoad(instruction, .f64, alignment: 3)
        case .i32Load8S, .i32Load8U: try checkLoad(instruction, .i32, alignment: 0)
        case .i32Load16S, .i32Load16U: try checkLoad(instruction, .i32, alignment: 1)
        case .i64Load8S, .i64Load8U: try checkLoad(instruction, .i64, alignment: 0)
        case .i64Load16S, .i64Load16U: try checkLoad(instruction, .i64, alignment: 1)
        case .i64Load32S, .i64Load32U: try checkLoad(instruction, .i64, alignment: 2)
        case .i32Store: try checkStore(instruction, .i32, alignment: 2)
        case .i64Store: try checkStore(instruction, .i64, alignment: 3)
        case .f32Store: try checkStore(instruction, .f32, alignment: 2)
        case .f64Store: try checkStore(instruction, .f64, alignment: 3)
        case .i32Store8: try checkStore(instruction, .i32, alignment: 0)
        case .i32Store16: try checkStore(instruction, .i32, alignment: 1)
        case .i64Store8: try checkStore(instruction, .i64, alignment: 0)
        case .i64Store16: try checkStore(instruction, .i64, alignment: 1)
        case .i64Store32: try checkStore(instruction, .i64, alignment: 2)
        case .memorySize:
            try checkMemory(instruction.index)
            try push(.i32)
        case .memoryGrow:
            try checkMemory(instruction.index)
            try unary(.i32)

        case .i32Const: try push(.i32)
        case .i64Const: try push(.i64)
        case .f32Const: try push(.f32)
        case .f64Const: try push(.f64)

        case .i32Eqz, .i32Clz, .i32Ctz, .i32Popcnt, .i32Extend8S, .i32Extend16S:
            try unary(.i32)
        case .i64Clz, .i64Ctz, .i64Popcnt, .i64Extend8S, .i64Extend16S, .i64Extend32S:
            try unary(.i64)
        case .f32Abs, .f32Neg, .f32Ceil, .f32Floor, .f32Trunc, .f32Nearest, .f32Sqrt:
            try unary(.f32)
        case .f64Abs, .f64Neg, .f64Ceil, .f64Floor, .f64Trunc, .f64Nearest, .f64Sqrt:
            try unary(.f64)
        case .i32Add, .i32Sub, .i32Mul, .i32DivS, .i32DivU, .i32RemS, .i32RemU, .i32And, .i32Or, .i32Xor, .i32Shl,
            .i32ShrS, .i32ShrU, .i32Rotl, .i32Rotr, .i32Eq, .i32Ne, .i32LtS, .i32LtU, .i32GtS, .i32GtU, .i32LeS,
            .i32LeU, .i32GeS, .i32GeU:
            try binary(.i32, to: .i32)
        case .i64Add, .i64Sub, .i64Mul, .i64DivS, .i64DivU, .i64RemS, .i64RemU, .i64And, .i64Or, .i64Xor, .i64Shl,
            .i64ShrS, .i64ShrU, .i64Rotl, .i64Rotr:
            try binary(.i64, to: .i64)
        case .f32Add, .f32Sub, .f32Mul, .f32Div, .f32Min, .f32Max, .f32Copysign:
            try binary(.f32, to: .f32)
        case .f64Add, .f64Sub, .f64Mul, .f64Div, .f64Min, .f64Max, .f64Copysign:
            try binary(.f64, to: .f64)
        case .i64Eq, .i64Ne, .i64LtS, .i64LtU, .i64GtS, .i64GtU, .i64LeS, .i64LeU, .i64GeS, .i64GeU:
            try binary(.i64, to: .i32)
        case .f32Eq, .f32Ne, .f32Lt, .f32Gt, .f32Le, .f32Ge:
            try binary(.f32, to: .i32)
        case .f64Eq, .f64Ne, .f64Lt, .f64Gt, .f64Le, .f64Ge:
            try binary(.f64, to: .i32)
        case .i64Eqz, .i32WrapI64:
            try convert(.i64, to: .i32)
        case .i32TruncF32S, .i32TruncF32U, .i32TruncSatF32S, .i32TruncSatF32U, .i32ReinterpretF32:
            try convert(.f32, to: .i32)
        case .i32TruncF64S, .i32TruncF64U, .i32TruncSatF64S, .i32TruncSatF64U:
            try convert(.f64, to: .i32)
        case .i64ExtendI32S, .i64ExtendI32U:
            try convert(.i32, to: .i64)
        case .i64TruncF32S, .i64TruncF32U, .i64TruncSatF32S, .i64TruncSatF32U:
            try convert(.f32, to: .i64)
        case .i64TruncF64S, .i64TruncF64U, .i64TruncSatF64S, .i64TruncSatF64U, .i64ReinterpretF64:
            try convert(.f64, to: .i64)
        case .f32ConvertI32S, .f32ConvertI32U, .f32ReinterpretI32:
            try convert(.i32, to: .f32)
        case .f32ConvertI64S, .f32ConvertI64U:
            try convert(.i64, to: .f32)
        case .f32DemoteF64:
            try convert(.f64, to: .f32)
        case .f64ConvertI32S, .f64ConvertI32U:
            try convert(.i32, to: .f64)
        case .f64ConvertI64S, .f64ConvertI64U, .f64ReinterpretI64:
            try convert(.i64, to: .f64)
        case .f64PromoteF32:
            try convert(.f32, to: .f64)

        case .refNull, .refIsNull, .refFunc, .tableGet, .tableSet, .tableInit, .elemDrop, .tableCopy, .tableGrow,
            .tableSize, .tableFill:
            try checkReferenceOrTable(instruction)
        case .memoryInit, .dataDrop, .memoryCopy, .memoryFill:
            try checkBulkMemory(instruction)
        }
    }

    @inline(__always)
    private mutating func unary(_ type: OperandType) throws(ModuleError) { try convert(type, to: type) }

    @inline(__always)
    private mutating func convert(_ from: OperandType, to result: OperandType) throws(ModuleError) {
        try pop(from)
        try push(result)
    }

    @inline(__always)
    private mutating func binary(_ operand: OperandType, to result: OperandType) throws(ModuleError) {
        try pop(operand)
        try pop(operand)
        try push(result)
    }
}
