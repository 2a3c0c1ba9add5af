/// What follows an instruction's opcode (specification §5.4), in the order of the binary format, and which fields of an
/// ``Instruction`` hold it.
public enum Immediates: UInt8, Hashable, Sendable, BitwiseCopyable {
    /// Nothing.
    case none
    /// `blockType`.
    case block
    /// `index`, a label.
    case label
    /// `index` labels, to be read by ``InstructionReader/labels(of:)``, and a default one.
    case branchTable
    /// `blockType`, and `index` clauses, to be read by ``InstructionReader/catches(of:)``.
    case tryTable
    /// `index`, a label; `type` and `secondType`, the reference types to cast from and to.
    case castBranch
    /// `index`, a function.
    case function
    /// `index`, a type; `secondIndex`, a table.
    case callIndirect
    /// `index`, a local.
    case local
    /// `index`, a global.
    case global
    /// `index`, a tag.
    case tag
    /// `index`, the number of types, and `type`, the last of them. Valid is only one.
    case types
    /// `type`, a reference type.
    case heapType
    /// `index`, a table.
    case table
    /// `index`, a table to copy to; `secondIndex`, the table to copy from.
    case tableCopy
    /// `index`, an element segment; `secondIndex`, a table.
    case tableInit
    /// `index`, an element segment.
    case element
    /// `index`, a memory.
    case memory
    /// `index`, a memory to copy to; `secondIndex`, the memory to copy from.
    case memoryCopy
    /// `index`, a data segment; `secondIndex`, a memory.
    case memoryInit
    /// `index`, a data segment.
    case data
    /// `index`, a memory; `secondIndex`, the binary logarithm of the alignment in bytes; `bits`, the offset.
    case memoryAccess
    /// As ``memoryAccess``, and `lane`.
    case memoryLane
    /// `lane`.
    case lane
    /// `bits` and `highBits`: sixteen lanes, one a byte, the first one lowest.
    case shuffle
    /// `bits`, zero-extended.
    case i32
    /// `bits`.
    case i64
    /// `bits`, zero-extended.
    case f32
    /// `bits`.
    case f64
    /// `bits` and `highBits`.
    case v128
    /// `index`, a type.
    case type
    /// `index`, a type; `secondIndex`, a field of it.
    case field
    /// `index`, a type; `secondIndex`, a count.
    case typeCount
    /// `index`, a type; `secondIndex`, a data segment.
    case typeData
    /// `index`, a type; `secondIndex`, an element segment.
    case typeElement
    /// `index`, a type to copy to; `secondIndex`, the type to copy from.
    case twoTypes
    /// A byte that must be zero.
    case fence
}
