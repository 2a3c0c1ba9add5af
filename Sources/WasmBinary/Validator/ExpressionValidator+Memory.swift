// Memory instructions (§3.4.12).

extension ExpressionValidator {
    @inline(__always)
    mutating func checkLoad(
        _ instruction: Instruction, _ type: OperandType, alignment: UInt32
    ) throws(ModuleError) {
        try checkAccess(instruction, alignment: alignment)
        try pop(.i32)
        try push(type)
    }

    @inline(__always)
    mutating func checkStore(
        _ instruction: Instruction, _ type: OperandType, alignment: UInt32
    ) throws(ModuleError) {
        try checkAccess(instruction, alignment: alignment)
        try pop(type)
        try pop(.i32)
    }

    @inline(__always)
    private mutating func checkAccess(_ instruction: Instruction, alignment: UInt32) throws(ModuleError) {
        try checkMemory(0)
        guard instruction.index <= alignment else {
            throw error(
                "alignment must not be larger than natural: \(opcode) has 2^\(instruction.index), at most"
                    + " 2^\(alignment) bytes")
        }
    }

    @inline(__always)
    mutating func checkMemory(_ index: UInt32) throws(ModuleError) {
        guard Int(index) < context.memoryCount else { throw unknown("memory", index, count: context.memoryCount) }
    }

    mutating func checkBulkMemory(_ instruction: Instruction) throws(ModuleError) {
        switch instruction.opcode {
        case .memoryInit:
            try checkMemory(instruction.secondIndex)
            try checkDataSegment(instruction.index)
        case .dataDrop:
            try checkDataSegment(instruction.index)
            return
        case .memoryCopy:
            try checkMemory(instruction.index)
            try checkMemory(instruction.secondIndex)
        default:
            try checkMemory(instruction.index)
        }
        // Address, address or value, length.
        try pop(.i32)
        try pop(.i32)
        try pop(.i32)
    }

    private mutating func checkDataSegment(_ index: UInt32) throws(ModuleError) {
        guard let count = context.dataCount else {
            throw ModuleError(
                .malformed, "data count section required: \(opcode) names a data segment", offset: offset)
        }
        guard index < count else { throw unknown("data segment", index, count: Int(count)) }
    }
}
