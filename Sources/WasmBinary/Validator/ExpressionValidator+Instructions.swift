extension ExpressionValidator {
    /// Checks the instruction that was read last (§3.4).
    @inline(__always)
    mutating func check() throws(ModuleError) {
        switch reader.entry.pointee.typing {
        case .fixed: try checkFixed()
        case .access: try checkAccess()
        case .special: try checkSpecial()
        }
    }

    /// An instruction whose operands and results are in the table.
    @inline(__always)
    private mutating func checkFixed() throws(ModuleError) {
        let entry = reader.entry.pointee
        if entry.immediates == .lane || entry.immediates == .shuffle { try checkLanes() }
        if entry.operandCount > 0 {
            if entry.operandCount > 1 {
                if entry.operandCount > 2 {
                    if entry.operandCount > 3 { try pop(OperandType(entry.operands.3)) }
                    try pop(OperandType(entry.operands.2))
                }
                try pop(OperandType(entry.operands.1))
            }
            try pop(OperandType(entry.operands.0))
        }
        if entry.resultCount > 0 {
            try push(OperandType(entry.results.0))
            if entry.resultCount > 1 { try push(OperandType(entry.results.1)) }
        }
    }

    @inline(__always)
    private mutating func checkSpecial() throws(ModuleError) {
        switch instruction.opcode {
        case .localGet: try checkLocalGet(instruction.index)
        case .localSet: _ = try checkLocalSet(instruction.index)
        case .localTee: try push(try checkLocalSet(instruction.index))
        case .globalGet: try push(try global(instruction.index).type)
        case .globalSet:
            let global = try global(instruction.index)
            guard global.isMutable else { throw error("global is immutable: global.set \(instruction.index)") }
            try pop(global.type)

        case .unreachable: setUnreachable()
        case .nop, .atomicFence: break
        case .block: try enter(.block, try signature(instruction.bits))
        case .loop: try enter(.loop, try signature(instruction.bits))
        case .if:
            try pop(.i32)
            try enter(.if, try signature(instruction.bits))
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
        case .brOnNull: try checkBranchOnNull(instruction.index)
        case .brOnNonNull: try checkBranchOnNonNull(instruction.index)
        case .brOnCast, .brOnCastFail: try checkBranchOnCast()
        case .return:
            try pop(functionResults)
            setUnreachable()

        case .call, .returnCall:
            let type = try typeIndex(ofFunction: instruction.index)
            try checkCall(try functionType(type), isTail: instruction.opcode == .returnCall)
        case .callIndirect, .returnCallIndirect:
            try checkCallIndirect(isTail: instruction.opcode == .returnCallIndirect)
        case .callRef, .returnCallRef:
            try checkCallReference(instruction.index, isTail: instruction.opcode == .returnCallRef)

        case .throw: try checkThrow(instruction.index)
        case .throwRef:
            try pop(OperandType.exception.withNull(true))
            setUnreachable()
        case .tryTable: try checkTryTable(try reader.catches(of: instruction))

        case .drop: _ = try popAny()
        case .select: try checkSelect()
        case .selectT:
            guard instruction.index == 1 else {
                throw error("invalid result arity: select names \(instruction.index) types, it must be 1")
            }
            let type = try operandType(PackedType(bits: instruction.bits))
            try pop(.i32)
            try pop(type)
            try pop(type)
            try push(type)

        case .refNull, .refIsNull, .refFunc, .refAsNonNull, .refTest, .refTestNull, .refCast, .refCastNull,
            .anyConvertExtern, .externConvertAny:
            try checkReference()
        case .structNew, .structNewDefault, .structGet, .structGetS, .structGetU, .structSet:
            try checkStructure()
        case .arrayNew, .arrayNewDefault, .arrayNewFixed, .arrayNewData, .arrayNewElem, .arrayGet, .arrayGetS,
            .arrayGetU, .arraySet, .arrayFill, .arrayCopy, .arrayInitData, .arrayInitElem:
            try checkArray()
        case .tableGet, .tableSet, .tableSize, .tableGrow, .tableFill, .tableCopy, .tableInit, .elemDrop:
            try checkTable()
        case .memorySize, .memoryGrow, .memoryFill, .memoryCopy, .memoryInit, .dataDrop:
            try checkMemory()
        default:
            preconditionFailure("\(instruction.opcode) has its types in the table")
        }
    }
}
