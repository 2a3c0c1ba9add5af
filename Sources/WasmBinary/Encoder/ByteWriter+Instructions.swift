// Instructions in the binary format (specification §5.4).

extension ByteWriter {
    /// An opcode, with its prefix.
    package mutating func append(_ opcode: Opcode) {
        let page = opcode.rawValue >> 12
        if page == 0 {
            append(byte: UInt8(opcode.rawValue))
        } else {
            append(byte: UInt8(0xFA + page))
            append(u32: UInt32(opcode.rawValue & 0x0FFF))
        }
    }

    /// An instruction with its immediates; `offset` means nothing here. `br_table` and `try_table` have methods of their own, since
    /// an ``Instruction`` does not hold their labels and clauses.
    package mutating func append(_ instruction: Instruction) {
        append(instruction.opcode)
        switch instruction.opcode.immediates {
        case .none:
            break
        case .label, .function, .local, .global, .tag, .table, .element, .memory, .data, .type:
            append(u32: instruction.index)
        case .callIndirect, .tableCopy, .tableInit, .memoryCopy, .memoryInit, .field, .typeCount, .typeData,
            .typeElement, .twoTypes:
            append(u32: instruction.index)
            append(u32: instruction.secondIndex)
        case .block:
            append(instruction.blockType)
        case .types:
            append(u32: instruction.index)
            for _ in 0..<instruction.index { append(instruction.type) }
        case .heapType:
            append(heapOf: PackedType(bits: instruction.bits))
        case .castBranch:
            let source = PackedType(bits: instruction.bits)
            let target = PackedType(bits: instruction.highBits)
            append(byte: (source.code.isNullable ? 1 : 0) | (target.code.isNullable ? 2 : 0))
            append(u32: instruction.index)
            append(heapOf: source)
            append(heapOf: target)
        case .memoryAccess:
            appendAccess(instruction)
        case .memoryLane:
            appendAccess(instruction)
            append(byte: instruction.lane)
        case .lane:
            append(byte: instruction.lane)
        case .i32:
            append(signed: Int64(Int32(truncatingIfNeeded: instruction.bits)))
        case .i64:
            append(signed: Int64(bitPattern: instruction.bits))
        case .f32:
            append(fixed: instruction.bits, byteCount: 4)
        case .f64:
            append(fixed: instruction.bits, byteCount: 8)
        case .v128, .shuffle:
            append(fixed: instruction.bits, byteCount: 8)
            append(fixed: instruction.highBits, byteCount: 8)
        case .fence:
            append(byte: 0)
        case .branchTable, .tryTable:
            preconditionFailure("\(instruction.opcode) is written with its labels")
        }
    }

    private mutating func appendAccess(_ instruction: Instruction) {
        if instruction.index == 0 {
            append(u32: instruction.secondIndex)
        } else {
            append(u32: instruction.secondIndex | memoryIndexFlag)
            append(u32: instruction.index)
        }
        append(unsigned: instruction.bits)
    }

    /// A `br_table` with the labels that it selects by index, and the one for all other indices.
    package mutating func appendBranchTable(_ labels: some Collection<UInt32>, default label: UInt32) {
        append(.brTable)
        append(unsigned: UInt64(labels.count))
        for label in labels { append(u32: label) }
        append(u32: label)
    }

    /// The start of a `try_table`.
    package mutating func appendTryTable(_ type: BlockType, _ clauses: some Collection<CatchClause>) {
        append(.tryTable)
        append(type)
        append(unsigned: UInt64(clauses.count))
        for clause in clauses {
            append(byte: clause.kind.rawValue)
            if clause.kind.hasTag { append(u32: clause.tag) }
            append(u32: clause.label)
        }
    }

    /// A `select` with the types that it names, of which only one is valid.
    package mutating func appendSelect(_ types: [ValueType]) {
        append(.selectT)
        append(types)
    }
}
