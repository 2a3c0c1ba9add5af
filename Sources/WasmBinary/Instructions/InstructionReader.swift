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

    /// - Parameters:
    ///   - bytes: The whole module; all offsets count from its start.
    ///   - range: A ``FunctionBody``'s or ``ConstantExpression``'s range.
    public init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>) {
        reader = ByteReader(bytes, range: range)
    }

    init(_ reader: ByteReader) { self.reader = reader }

    /// Where the next instruction starts in the module's bytes.
    public var offset: Int { reader.offset }
    public var isAtEnd: Bool { reader.isAtEnd }

    /// The next instruction with its immediates. The labels of `br_table` are checked, and read by ``labels(of:)``.
    ///
    /// - Throws: ``ModuleError`` of kind `malformed`, or `unsupported` for the opcodes of other features.
    public mutating func next() throws(ModuleError) -> Instruction {
        let start = reader.offset
        let byte = try reader.byte()
        var entry = table[Int(byte)]
        if byte == 0xFC {
            let number = try reader.u32()
            guard number < InstructionTable.prefixedCount else { throw Self.illegal(byte, number, offset: start) }
            entry = table[256 + Int(number)]
            guard entry.immediates != .illegal else { throw Self.illegal(byte, number, offset: start) }
        }
        var instruction = Instruction(entry.opcode, offset: start)
        switch entry.immediates {
        case .none:
            break
        case .index:
            instruction.index = try reader.u32()
        case .memoryAccess:
            instruction.index = try alignment()
            instruction.bits = UInt64(try reader.u32())
        case .i32:
            instruction.bits = UInt64(UInt32(bitPattern: try reader.s32()))
        case .i64:
            instruction.bits = UInt64(bitPattern: try reader.s64())
        case .f32:
            instruction.bits = UInt64(try reader.fixed32())
        case .f64:
            instruction.bits = try reader.fixed64()
        case .block:
            instruction.blockType = try reader.blockType()
        case .twoIndices:
            instruction.index = try reader.u32()
            instruction.secondIndex = try reader.u32()
        case .branchTable:
            instruction.index = try reader.u32()
            instruction.labelsOffset = reader.offset
            // The default label comes after the counted ones.
            for _ in 0..<UInt64(instruction.index) + 1 { _ = try reader.u32() }
        case .types:
            instruction.index = try reader.u32()
            for _ in 0..<instruction.index { instruction.type = try reader.valueType() }
        case .heapType:
            instruction.type = .ref(try reader.nullableHeapType())
        case .illegal:
            throw Self.illegal(byte, nil, offset: start)
        }
        return instruction
    }

    /// The exponent of an alignment (§5.4.6).
    @inline(__always)
    private mutating func alignment() throws(ModuleError) -> UInt32 {
        let start = reader.offset
        let flags = try reader.u32()
        if flags >= 0x40 {
            // Bit 6 announces the index of a memory; the bits above have no meaning.
            throw flags < 0x80
                ? ModuleError(unsupported: .multiMemory, "a memory access that names its memory", offset: start)
                : ModuleError(.malformed, "malformed alignment of a memory access", offset: start)
        }
        return flags
    }

    @inline(never)
    private static func illegal(_ byte: UInt8, _ number: UInt32?, offset: Int) -> ModuleError {
        if let feature = Feature(opcode: byte) {
            return ModuleError(unsupported: feature, "the instruction \(hex(byte))", offset: offset)
        }
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

extension InstructionReader {
    /// The labels of a `br_table` that this reader returned.
    public func labels(of instruction: Instruction) throws(ModuleError) -> LabelReader {
        LabelReader(reader.slice(instruction.labelsOffset..<reader.end), count: Int(instruction.index) + 1)
    }
}
