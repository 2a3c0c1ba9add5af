/// Reads the instructions of a function body or a constant expression, in order (specification §5.4).
///
/// A reader allocates nothing, but for an error and for ``locals()``. It checks the encoding and no typing rule: those are
/// ``BinaryModule/validate()``'s. The bytes must stay alive and unchanged as long as the reader, and every reader of
/// labels made from it, is used.
public struct InstructionReader {
    /// The most locals that a function may declare, as every engine limits them in some way (§A.2).
    public static let maximumLocals = 50_000

    private var reader: ByteReader
    private let table = InstructionTable.entries
    /// The row of the instruction that was read last.
    private(set) var entry = InstructionTable.entries

    /// - Parameters:
    ///   - bytes: The whole module; all offsets count from its start.
    ///   - range: A ``FunctionBody``'s or ``ConstantExpression``'s range.
    ///   - features: What the instructions may use.
    public init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, features: Features = .all) {
        reader = ByteReader(bytes, range: range, features: features)
    }

    init(_ reader: ByteReader) { self.reader = reader }

    /// Where the next instruction starts in the module's bytes.
    public var offset: Int { reader.offset }
    public var isAtEnd: Bool { reader.isAtEnd }

    /// The next instruction with its immediates. The labels of `br_table` and the clauses of `try_table` are checked, and read by
    /// ``labels(of:)`` and ``catches(of:)``.
    ///
    /// - Throws: ``ModuleError`` of kind `malformed`, or `unsupported` for the instructions of features that are off.
    public mutating func next() throws(ModuleError) -> Instruction {
        var instruction = Instruction(.unreachable)
        try read(&instruction)
        return instruction
    }

    /// As ``next()``, into a place that the caller keeps: returning the fields one by one and copying them as a whole stalls the
    /// processor, which was a tenth of the time of validation.
    mutating func read(_ instruction: inout Instruction) throws(ModuleError) {
        let start = reader.offset
        let byte = try reader.byte()
        entry = table + Int(byte)
        if byte >= 0xFB, byte != 0xFF {
            let number = try reader.u32()
            guard let index = InstructionTable.index(prefix: byte, number: number) else {
                throw Self.illegal(byte, number, offset: start)
            }
            entry = table + index
            guard entry.pointee.exists else { throw Self.illegal(byte, number, offset: start) }
        } else if !entry.pointee.exists {
            throw Self.illegal(byte, nil, offset: start)
        }
        if !entry.pointee.features.isSubset(of: reader.features) {
            throw ModuleError(
                unsupported: entry.pointee.features.subtracting(reader.features),
                "the instruction \(entry.pointee.opcode)", offset: start)
        }
        instruction = Instruction(entry.pointee.opcode, offset: start)
        try readImmediates(entry.pointee.immediates, of: &instruction)
    }

    @inline(__always)
    private mutating func readImmediates(
        _ immediates: Immediates, of instruction: inout Instruction
    ) throws(ModuleError) {
        switch immediates {
        case .none:
            break
        case .label, .function, .local, .global, .tag, .table, .element, .memory, .data, .type:
            instruction.index = try reader.u32()
        case .memoryAccess:
            try readAccess(of: &instruction)
        case .i32:
            instruction.bits = UInt64(UInt32(bitPattern: try reader.s32()))
        case .i64:
            instruction.bits = UInt64(bitPattern: try reader.s64())
        case .f32:
            instruction.bits = UInt64(try reader.fixed32())
        case .f64:
            instruction.bits = try reader.fixed64()
        case .block:
            instruction.bits = try reader.packedBlockType()
        case .callIndirect, .tableCopy, .tableInit, .memoryCopy, .memoryInit, .field, .typeCount, .typeData,
            .typeElement, .twoTypes:
            instruction.index = try reader.u32()
            instruction.secondIndex = try reader.u32()
        case .branchTable:
            instruction.index = try reader.u32()
            instruction.labelsOffset = reader.offset
            // The default label comes after the counted ones.
            for _ in 0..<UInt64(instruction.index) + 1 { _ = try reader.u32() }
        case .types:
            instruction.index = try reader.u32()
            for _ in 0..<instruction.index { instruction.bits = try reader.packedValueType().bits }
        case .heapType:
            // `ref.test` and `ref.cast` have an opcode for nullable types and one for others.
            let isNullable = instruction.opcode != .refTest && instruction.opcode != .refCast
            instruction.bits = try reader.packedHeapType(isNullable: isNullable).bits
        case .v128, .shuffle:
            instruction.bits = try reader.fixed64()
            instruction.highBits = try reader.fixed64()
        case .lane:
            instruction.lane = try reader.byte()
        case .memoryLane:
            try readAccess(of: &instruction)
            instruction.lane = try reader.byte()
        case .tryTable:
            instruction.bits = try reader.packedBlockType()
            instruction.index = try reader.u32()
            instruction.labelsOffset = reader.offset
            for _ in 0..<instruction.index { _ = try reader.catchClause() }
        case .castBranch:
            try readCastBranch(of: &instruction)
        case .fence:
            let start = reader.offset
            guard try reader.byte() == 0 else {
                throw ModuleError(.malformed, "zero byte expected behind atomic.fence", offset: start)
            }
        }
    }

    /// Alignment, memory and offset (§5.4.6).
    @inline(__always)
    private mutating func readAccess(of instruction: inout Instruction) throws(ModuleError) {
        let start = reader.offset
        let flags = try reader.u32()
        instruction.secondIndex = flags
        if flags >= memoryIndexFlag {
            // Bit 6 announces the index of a memory; the bits above have no meaning.
            guard flags < 2 * memoryIndexFlag else {
                throw ModuleError(.malformed, "malformed alignment of a memory access", offset: start)
            }
            guard reader.features.contains(.multiMemory) else {
                throw ModuleError(unsupported: .multiMemory, "a memory access that names its memory", offset: start)
            }
            instruction.secondIndex = flags & ~memoryIndexFlag
            instruction.index = try reader.u32()
        }
        instruction.bits = try reader.features.contains(.memory64) ? reader.u64() : UInt64(reader.u32())
    }

    /// Bit 0 of the flags says whether the first type is nullable, bit 1 the same of the second (§5.4.1).
    private mutating func readCastBranch(of instruction: inout Instruction) throws(ModuleError) {
        let start = reader.offset
        let flags = try reader.byte()
        guard flags <= 3 else {
            throw ModuleError(.malformed, "malformed flags \(hex(flags)) of \(instruction.opcode)", offset: start)
        }
        instruction.index = try reader.u32()
        instruction.bits = try reader.packedHeapType(isNullable: flags & 1 != 0).bits
        instruction.highBits = try reader.packedHeapType(isNullable: flags & 2 != 0).bits
    }

    @inline(never)
    private static func illegal(_ byte: UInt8, _ number: UInt32?, offset: Int) -> ModuleError {
        let legacy: [UInt8: String] = [
            0x06: "try", 0x07: "catch", 0x09: "rethrow", 0x18: "delegate", 0x19: "catch_all",
        ]
        if let name = legacy[byte] { return ModuleError(legacyExceptions: "the instruction \(name)", offset: offset) }
        let number = number.map { " \($0)" } ?? ""
        return ModuleError(.malformed, "illegal opcode \(hex(byte))\(number)", offset: offset)
    }
}

/// A run of locals of one type, as a function body declares them (§5.5.13).
public struct LocalRun: Hashable, Sendable {
    public var count: UInt32
    public var type: ValueType

    public init(count: UInt32, type: ValueType) {
        self.count = count
        self.type = type
    }
}

extension InstructionReader {
    /// The locals of a function body: the first thing in its range, before the instructions.
    ///
    /// - Throws: ``ModuleError``, also for more than ``maximumLocals``.
    public mutating func locals() throws(ModuleError) -> [LocalRun] {
        var runs: [LocalRun] = []
        var total: UInt64 = 0
        for _ in 0..<(try localRunCount()) { runs.append(try localRun(total: &total)) }
        return runs
    }

    /// How many runs of locals follow.
    mutating func localRunCount() throws(ModuleError) -> UInt32 { try reader.u32() }

    /// The next run of locals; `total` sums up their counts.
    mutating func localRun(total: inout UInt64) throws(ModuleError) -> LocalRun {
        let start = reader.offset
        let count = try reader.u32()
        let type = try reader.valueType()
        total += UInt64(count)
        guard total <= Self.maximumLocals else {
            throw ModuleError(
                .malformed, "too many locals: \(total), at most \(Self.maximumLocals) are possible", offset: start)
        }
        return LocalRun(count: count, type: type)
    }
}

/// Reads the labels of a `br_table`: those that it selects by index, then the default one.
public struct LabelReader {
    private var reader: ByteReader
    /// How many labels are left to read, the default included.
    public private(set) var remaining: Int

    fileprivate init(_ reader: ByteReader, count: Int) {
        self.reader = reader
        remaining = count
    }

    /// The next label, without consuming it. There must be one left.
    func peek() throws(ModuleError) -> UInt32 {
        var copy = self
        return try copy.next()
    }

    /// The next label. There must be one left.
    public mutating func next() throws(ModuleError) -> UInt32 {
        precondition(remaining > 0, "no label left")
        remaining -= 1
        return try reader.u32()
    }
}

/// Reads the clauses of a `try_table`.
public struct CatchReader {
    private var reader: ByteReader
    /// How many clauses are left to read.
    public private(set) var remaining: Int

    fileprivate init(_ reader: ByteReader, count: Int) {
        self.reader = reader
        remaining = count
    }

    /// The next clause. There must be one left.
    public mutating func next() throws(ModuleError) -> CatchClause {
        precondition(remaining > 0, "no clause left")
        remaining -= 1
        return try reader.catchClause()
    }
}

extension InstructionReader {
    /// The labels of a `br_table` that this reader returned.
    public func labels(of instruction: Instruction) throws(ModuleError) -> LabelReader {
        LabelReader(reader.slice(instruction.labelsOffset..<reader.end), count: Int(instruction.index) + 1)
    }

    /// The clauses of a `try_table` that this reader returned.
    public func catches(of instruction: Instruction) throws(ModuleError) -> CatchReader {
        CatchReader(reader.slice(instruction.labelsOffset..<reader.end), count: Int(instruction.index))
    }
}

extension ByteReader {
    /// A clause of `try_table` (§5.4.1).
    fileprivate mutating func catchClause() throws(ModuleError) -> CatchClause {
        let start = offset
        let number = try byte()
        guard let kind = CatchClause.Kind(rawValue: number) else {
            throw ModuleError(.malformed, "malformed catch clause \(hex(number))", offset: start)
        }
        let tag = kind.hasTag ? try u32() : 0
        return CatchClause(kind, tag: tag, label: try u32())
    }
}
