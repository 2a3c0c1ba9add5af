/// The one table of all instructions: decoder, encoder, validator, printer and text reader look things up in it.
///
/// It is made from the rows in `Definitions`, one an opcode. `Opcode(rawValue:)` would do for decoding, but searches; the time
/// of decoding goes into look-ups like this one.
enum InstructionTable {
    /// What decoding and validation need to know of an instruction, small enough that the frequent ones share few cache lines.
    struct Entry: BitwiseCopyable {
        /// Who knows what the instruction takes and leaves.
        enum Typing: UInt8, BitwiseCopyable {
            /// The entry: ``operands`` and ``results``.
            case fixed
            /// The entry, but for the address that comes before the operands.
            case access
            /// The validator, in code of its own.
            case special
        }

        var opcode = Opcode.unreachable
        var immediates = Immediates.none
        /// Whether there is such an instruction.
        var exists = false
        var typing = Typing.special
        /// The binary logarithm of how many bytes an access reads or writes.
        var alignment: UInt8 = 0
        var operandCount: UInt8 = 0
        var resultCount: UInt8 = 0
        var operands: (TypeCode, TypeCode, TypeCode, TypeCode) = (.unknown, .unknown, .unknown, .unknown)
        var results: (TypeCode, TypeCode) = (.unknown, .unknown)
        /// What a module must be allowed to use in order to use the instruction.
        var features: Features = []
    }

    /// Where the entries of each page start, and where the last ones end.
    static let pageStarts: (Int, Int, Int, Int, Int, Int) = (0, 256, 288, 320, 608, 688)

    /// Where an opcode has its entry.
    @inline(__always)
    static func index(of opcode: Opcode) -> Int {
        let value = opcode.rawValue
        let number = Int(value & 0x0FFF)
        return switch value >> 12 {
        case 0: number
        case 1: pageStarts.1 + number
        case 2: pageStarts.2 + number
        case 3: pageStarts.3 + number
        default: pageStarts.4 + number
        }
    }

    /// Where the instruction behind a prefix has its entry; nil when there is no room for so high a number.
    @inline(__always)
    static func index(prefix: UInt8, number: UInt32) -> Int? {
        let (start, end) =
            switch prefix {
            case 0xFB: (pageStarts.1, pageStarts.2)
            case 0xFC: (pageStarts.2, pageStarts.3)
            case 0xFD: (pageStarts.3, pageStarts.4)
            default: (pageStarts.4, pageStarts.5)
            }
        return number < UInt32(end - start) ? start + Int(number) : nil
    }

    /// Invariant: written once, here, and never freed; all later accesses read.
    nonisolated(unsafe) static let entries: UnsafePointer<Entry> = UnsafePointer(built.entries)
    /// The names in the text format, by the same index.
    static let names: [StaticString] = built.names
    /// By its name, the first opcode that has it.
    static let opcodes: [String: Opcode] = {
        var opcodes: [String: Opcode] = [:]
        for opcode in Opcode.allCases where opcodes[opcode.description] == nil { opcodes[opcode.description] = opcode }
        return opcodes
    }()

    @inline(__always)
    static func entry(of opcode: Opcode) -> Entry { entries[index(of: opcode)] }

    private nonisolated(unsafe) static let built: Builder = {
        var builder = Builder()
        builder.defineControl()
        builder.defineTable()
        builder.defineMemory()
        builder.defineNumeric()
        builder.defineReference()
        builder.defineVector()
        builder.defineVectorMemory()
        builder.defineAtomic()
        return builder
    }()

    /// Takes the rows.
    struct Builder {
        fileprivate let entries: UnsafeMutablePointer<Entry>
        fileprivate var names: [StaticString]
        /// How many rows there were.
        private(set) var count = 0

        init() {
            entries = .allocate(capacity: pageStarts.5)
            entries.initialize(repeating: Entry(), count: pageStarts.5)
            names = Array(repeating: "", count: pageStarts.5)
        }

        /// A row of an instruction whose typing is the validator's.
        mutating func define(
            _ opcode: Opcode, _ name: StaticString, _ immediates: Immediates = .none, needs features: Features = []
        ) {
            add(Entry(opcode: opcode, immediates: immediates, exists: true, features: features), name)
        }

        /// A row of an instruction that always takes and leaves the same.
        mutating func define(
            _ opcode: Opcode, _ name: StaticString, _ immediates: Immediates = .none,
            takes operands: [TypeCode], gives results: [TypeCode], needs features: Features = []
        ) {
            var entry = Entry(opcode: opcode, immediates: immediates, exists: true, typing: .fixed, features: features)
            entry.setTypes(operands, results)
            add(entry, name)
        }

        /// A row of a memory access: the operands behind the address, and the results.
        mutating func access(
            _ opcode: Opcode, _ name: StaticString, _ immediates: Immediates = .memoryAccess,
            takes operands: [TypeCode], gives results: [TypeCode], alignment: UInt8, needs features: Features = []
        ) {
            var entry = Entry(
                opcode: opcode, immediates: immediates, exists: true, typing: .access, alignment: alignment,
                features: features)
            entry.setTypes(operands, results)
            add(entry, name)
        }

        private mutating func add(_ entry: Entry, _ name: StaticString) {
            let index = InstructionTable.index(of: entry.opcode)
            precondition(!entries[index].exists, "two rows for \(name)")
            entries[index] = entry
            names[index] = name
            count += 1
        }
    }
}

extension InstructionTable.Entry {
    fileprivate mutating func setTypes(_ operands: [TypeCode], _ results: [TypeCode]) {
        func at(_ index: Int, of list: [TypeCode]) -> TypeCode { index < list.count ? list[index] : .unknown }
        precondition(operands.count <= 4 && results.count <= 2)
        operandCount = UInt8(operands.count)
        resultCount = UInt8(results.count)
        self.operands = (at(0, of: operands), at(1, of: operands), at(2, of: operands), at(3, of: operands))
        self.results = (at(0, of: results), at(1, of: results))
    }
}

extension TypeCode {
    // The references that rows name.
    static let eqref = TypeCode(.eq, isNullable: true)
    static let i31ref = TypeCode(.i31, isNullable: true)
    static let i31 = TypeCode(.i31, isNullable: false)
    static let arrayref = TypeCode(.array, isNullable: true)
}
