/// One instruction with its immediates (specification §2.4, §5.4).
///
/// A flat value without references, so that reading a body allocates nothing. Which fields mean something is said by the opcode's
/// ``Opcode/immediates``; the others are zero.
public struct Instruction: Sendable {
    public var opcode: Opcode
    /// The lane of a vector instruction.
    public var lane: UInt8 = 0
    /// The first index, or a count.
    public var index: UInt32 = 0
    /// The second index, a count, or the binary logarithm of an alignment.
    public var secondIndex: UInt32 = 0
    /// Where the instruction starts in the module's bytes.
    public var offset: Int
    /// A constant's bits (an `i32` or `f32` in the low half, zero-extended; the low half of a `v128`), the low lanes of a shuffle, or
    /// the offset of a memory access. It has the same place as ``type`` and ``blockType``, which no such instruction has.
    public var bits: UInt64 = 0
    /// The upper half of a `v128`, or the high lanes of a shuffle. It has the same place as ``secondType`` and ``labelsOffset``.
    public var highBits: UInt64 = 0

    public init(_ opcode: Opcode, offset: Int = 0) {
        self.opcode = opcode
        self.offset = offset
    }

    /// The type of a structured instruction.
    public var blockType: BlockType {
        get { BlockType(packed: bits) }
        set { bits = newValue.packed }
    }

    /// The type that the instruction names, the first of two.
    public var type: ValueType {
        get { PackedType(bits: bits).valueType ?? .i32 }
        set { bits = PackedType(newValue).bits }
    }

    /// The second type that the instruction names.
    public var secondType: ValueType {
        get { PackedType(bits: highBits).valueType ?? .i32 }
        set { highBits = PackedType(newValue).bits }
    }

    /// Where the labels of `br_table`, or the clauses of `try_table`, start in the module's bytes.
    public var labelsOffset: Int {
        get { Int(truncatingIfNeeded: highBits) }
        set { highBits = UInt64(truncatingIfNeeded: newValue) }
    }
}

/// What a block takes from and leaves on the stack (§2.4.1).
public enum BlockType: Hashable, Sendable {
    case empty
    case value(ValueType)
    case type(UInt32)
}

extension BlockType {
    /// Set in a packed block type that is a type index, which is then in the low half.
    static let indexBit: UInt64 = 1 << 63

    /// The block type in one number: zero, a ``PackedType``, or an index with ``indexBit``.
    var packed: UInt64 {
        switch self {
        case .empty: 0
        case .value(let type): PackedType(type).bits
        case .type(let index): UInt64(index) | Self.indexBit
        }
    }

    init(packed bits: UInt64) {
        if bits & Self.indexBit != 0 {
            self = .type(UInt32(truncatingIfNeeded: bits))
        } else if let type = PackedType(bits: bits).valueType {
            self = .value(type)
        } else {
            self = .empty
        }
    }
}

/// A clause of `try_table`: which exceptions it catches, and where it goes with them (§2.4.1).
public struct CatchClause: Hashable, Sendable {
    /// The kinds of clauses, as the binary format numbers them.
    public enum Kind: UInt8, Hashable, Sendable {
        /// Exceptions with the tag; the label gets what they carry.
        case `catch` = 0
        /// Exceptions with the tag; the label gets what they carry and then the exception itself.
        case catchRef = 1
        /// All exceptions; the label gets nothing.
        case catchAll = 2
        /// All exceptions; the label gets the exception itself.
        case catchAllRef = 3

        /// Whether clauses of this kind name a tag.
        public var hasTag: Bool { self == .catch || self == .catchRef }
        /// Whether the label gets the exception itself.
        public var hasReference: Bool { self == .catchRef || self == .catchAllRef }
    }

    public var kind: Kind
    /// The tag, where the kind has one; zero otherwise.
    public var tag: UInt32
    /// The label, counted from outside the `try_table`: 0 is the block that encloses it.
    public var label: UInt32

    public init(_ kind: Kind, tag: UInt32 = 0, label: UInt32) {
        self.kind = kind
        self.tag = tag
        self.label = label
    }
}
