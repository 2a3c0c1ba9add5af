/// The machine that makes the rows of a line table out of its program (DWARF 5 §6.2.5).
struct LineProgram {
    /// One row: the code from its address on, up to the next row's.
    struct Row {
        var address: UInt64 = 0
        var file: UInt64 = 1
        var line: Int64 = 1
        var column: UInt64 = 0
        /// The address is the first behind the sequence.
        var endsSequence = false
    }

    private let header: LineProgramHeader
    private var row = Row()

    init(_ header: LineProgramHeader) { self.header = header }

    /// The next row; `nil` at the program's end.
    mutating func next(_ reader: inout ByteReader) throws(ModuleError) -> Row? {
        while !reader.isAtEnd {
            let opcode = try reader.byte()
            if opcode >= header.opcodeBase {
                let adjusted = opcode - header.opcodeBase
                advance(UInt64(adjusted / header.lineRange))
                row.line &+= header.lineBase + Int64(adjusted % header.lineRange)
                return row
            }
            if opcode == 0 {
                if let done = try extended(&reader) { return done }
                continue
            }
            switch opcode {
            case 1: return row
            case 2: advance(try reader.u64())
            case 3: row.line &+= try reader.s64()
            case 4: row.file = try reader.u64()
            case 5: row.column = try reader.u64()
            // Marks: of statements, blocks, and the ends of prologues.
            case 6, 7, 10, 11: break
            case 8: advance(UInt64((255 - header.opcodeBase) / header.lineRange))
            case 9: row.address &+= UInt64(try reader.fixed16())
            default:
                // One that is not known says how many operands it has.
                for _ in 0..<header.operandCounts[Int(opcode) - 1] { _ = try reader.u64() }
            }
        }
        return nil
    }

    /// - Returns: the last row of a sequence.
    private mutating func extended(_ reader: inout ByteReader) throws(ModuleError) -> Row? {
        let length = try reader.u64()
        let range = try reader.bytes(UInt32(clamping: length))
        guard !range.isEmpty else { return nil }
        var operands = reader.slice(range)
        switch try operands.byte() {
        case 1:
            defer { row = Row() }
            row.endsSequence = true
            return row
        case 2:
            row.address = operands.remaining >= 8 ? try operands.fixed64() : UInt64(try operands.fixed32())
        default:
            break
        }
        return nil
    }

    private mutating func advance(_ operations: UInt64) {
        row.address &+= operations &* header.minimumInstructionLength
    }
}
