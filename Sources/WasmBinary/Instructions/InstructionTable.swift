/// What follows an instruction's opcode in the binary format (specification §5.4).
enum Immediates: UInt8 {
    /// No instruction has this opcode.
    case illegal
    case none
    case block
    case index
    case twoIndices
    case branchTable
    case types
    case memoryAccess
    case i32
    case i64
    case f32
    case f64
    case heapType
}

/// From the bytes of an opcode to the opcode and its immediates, by one look-up.
///
/// `Opcode(rawValue:)` would do, but searches; decoding is spent in look-ups like this one.
enum InstructionTable {
    struct Entry {
        var opcode: Opcode
        var immediates: Immediates
    }

    /// How many opcodes behind the prefix 0xFC have an entry.
    static let prefixedCount: UInt32 = 256

    /// 256 entries by the first byte, then ``prefixedCount`` by the number behind the prefix 0xFC.
    ///
    /// Invariant: written once, here, and never freed; all later accesses read.
    nonisolated(unsafe) static let entries: UnsafePointer<Entry> = {
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: 256 + Int(prefixedCount))
        entries.initialize(
            repeating: Entry(opcode: .unreachable, immediates: .illegal), count: 256 + Int(prefixedCount))
        for opcode in Opcode.allCases {
            let index = opcode.rawValue < 0xFC00 ? Int(opcode.rawValue) : 256 + Int(opcode.rawValue - 0xFC00)
            entries[index] = Entry(opcode: opcode, immediates: opcode.immediates)
        }
        return UnsafePointer(entries)
    }()
}

extension Opcode {
    var immediates: Immediates {
        switch self {
        case .block, .loop, .if: .block
        case .br, .brIf, .call, .localGet, .localSet, .localTee, .globalGet, .globalSet, .tableGet, .tableSet,
            .memorySize, .memoryGrow, .refFunc, .dataDrop, .memoryFill, .elemDrop, .tableGrow, .tableSize, .tableFill:
            .index
        case .callIndirect, .memoryInit, .memoryCopy, .tableInit, .tableCopy: .twoIndices
        case .brTable: .branchTable
        case .selectT: .types
        case .i32Const: .i32
        case .i64Const: .i64
        case .f32Const: .f32
        case .f64Const: .f64
        case .refNull: .heapType
        default: (Opcode.i32Load.rawValue...Opcode.i64Store32.rawValue).contains(rawValue) ? .memoryAccess : .none
        }
    }
}
