/// One instruction with its immediates (specification §2.4, §5.4).
///
/// A flat value without references, so that reading a body allocates nothing. Which fields mean something depends on the
/// opcode; the others are zero.
public struct Instruction: Sendable {
    public var opcode: Opcode
    /// Where the instruction starts in the module's bytes.
    public var offset: Int
    /// The first index: a local, global, function, table, label, segment; the alignment exponent of a memory access;
    /// the number of labels of `br_table`, without the default; the type of `call_indirect`; the number of types of
    /// `select t`, of which only one is valid.
    public var index: UInt32 = 0
    /// The second index: the table of `call_indirect` and `table.init`, the source of `table.copy`, the memory of
    /// `memory.init`, the source of `memory.copy`.
    public var secondIndex: UInt32 = 0
    /// A constant's bits (an `i32` or `f32` in the low half, zero-extended), or the offset of a memory access.
    public var bits: UInt64 = 0
    /// The type of `block`, `loop` and `if`.
    public var blockType: BlockType = .empty
    /// The type named by `ref.null` and `select t`.
    public var type: ValueType = .i32
    /// Where the labels of `br_table` start in the module's bytes.
    public var labelsOffset = 0

    public init(_ opcode: Opcode, offset: Int) {
        self.opcode = opcode
        self.offset = offset
    }
}

/// What a block takes from and leaves on the stack (§2.4.9).
public enum BlockType: Hashable, Sendable {
    case empty
    case value(ValueType)
    case type(UInt32)
}
