// Memory instructions (§3.4.10), and atomic ones (threads proposal).

extension ExpressionValidator {
    /// A load, a store or an atomic access: the entry says what it takes behind the address, and what it leaves.
    @inline(__always)
    mutating func checkAccess() throws(ModuleError) {
        let entry = reader.entry.pointee
        let address = try memoryAddress(instruction.index)
        if address == .i32, instruction.bits > UInt64(UInt32.max) {
            throw error("offset out of range: \(instruction.bits) for a memory with 32-bit addresses")
        }
        guard instruction.secondIndex <= UInt32(entry.alignment) else {
            throw error(
                "alignment must not be larger than natural: \(instruction.opcode) has 2^\(instruction.secondIndex), at most"
                    + " 2^\(entry.alignment) bytes")
        }
        if entry.features == .threads, instruction.secondIndex != UInt32(entry.alignment) {
            throw error(
                "atomic alignment must be natural: \(instruction.opcode) has 2^\(instruction.secondIndex), not 2^\(entry.alignment) bytes"
            )
        }
        if entry.immediates == .memoryLane { try checkLane(count: 16 >> UInt8(entry.alignment)) }
        if entry.operandCount > 0 {
            if entry.operandCount > 1 { try pop(OperandType(entry.operands.1)) }
            try pop(OperandType(entry.operands.0))
        }
        try pop(address)
        if entry.resultCount > 0 { try push(OperandType(entry.results.0)) }
    }

    /// The type of a memory's addresses.
    @inline(__always)
    mutating func memoryAddress(_ index: UInt32) throws(ModuleError) -> OperandType {
        guard Int(index) < context.memories.count else { throw unknown("memory", index, count: context.memories.count) }
        return context.memories[Int(index)].address
    }

    mutating func checkMemory() throws(ModuleError) {
        switch instruction.opcode {
        case .memorySize:
            try push(try memoryAddress(instruction.index))
        case .memoryGrow:
            let address = try memoryAddress(instruction.index)
            try pop(address)
            try push(address)
        case .memoryFill:
            let address = try memoryAddress(instruction.index)
            try pop(address)
            try pop(.i32)
            try pop(address)
        case .memoryCopy:
            let target = try memoryAddress(instruction.index)
            let source = try memoryAddress(instruction.secondIndex)
            // A length must fit both.
            try pop(target == .i64 ? source : .i32)
            try pop(source)
            try pop(target)
        case .memoryInit:
            let address = try memoryAddress(instruction.secondIndex)
            try checkDataSegment(instruction.index)
            try pop(.i32)
            try pop(.i32)
            try pop(address)
        default:
            try checkDataSegment(instruction.index)
        }
    }

    mutating func checkDataSegment(_ index: UInt32) throws(ModuleError) {
        guard let count = context.dataCount else {
            throw ModuleError(
                .malformed, "data count section required: \(instruction.opcode) names a data segment",
                offset: instruction.offset)
        }
        guard index < count else { throw unknown("data segment", index, count: Int(count)) }
    }

    mutating func checkLane(count: UInt8) throws(ModuleError) {
        guard instruction.lane < count else {
            throw error(
                "invalid lane index: \(instruction.opcode) has lanes 0 to \(count - 1), not \(instruction.lane)")
        }
    }
}
