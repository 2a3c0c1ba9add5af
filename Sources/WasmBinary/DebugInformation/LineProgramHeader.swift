/// The head of one unit's line table: how its program is to be read, and the names of its files (DWARF 5 §6.2.4).
struct LineProgramHeader {
    /// Where strings outside the table lie, in the module's bytes.
    struct Strings {
        var ordinary: Range<Int>?
        var ofLines: Range<Int>?
    }

    let version: UInt16
    let minimumInstructionLength: UInt64
    let lineBase: Int64
    let lineRange: UInt8
    let opcodeBase: UInt8
    /// How many operands each standard opcode has, from opcode 1 on.
    let operandCounts: [UInt8]
    /// Names of folders, then of files with the number of their folder, as ranges of the module's bytes.
    private var folders: [Range<Int>?] = []
    private var files: [(name: Range<Int>?, folder: Int)] = []

    /// - Parameter reader: at the unit's version; afterwards at the program's first instruction.
    init(_ reader: inout ByteReader, is64Bit: Bool, _ strings: Strings) throws(ModuleError) {
        version = try reader.fixed16()
        guard (2...5).contains(version) else {
            throw ModuleError(.malformed, "line table of version \(version)", offset: reader.offset)
        }
        if version >= 5 {
            // The sizes of addresses and of segment selectors; programs say their addresses' lengths themselves.
            _ = try reader.byte()
            _ = try reader.byte()
        }
        let length = try reader.dwarfOffset(is64Bit: is64Bit)
        guard length <= UInt64(reader.remaining) else {
            throw ModuleError(.malformed, "a head longer than its table", offset: reader.offset)
        }
        let program = reader.offset + Int(length)
        minimumInstructionLength = UInt64(try reader.byte())
        // The most operations an instruction has: 1, but for machines of very long words.
        if version >= 4 { _ = try reader.byte() }
        // Whether rows are statements at first.
        _ = try reader.byte()
        lineBase = Int64(Int8(bitPattern: try reader.byte()))
        lineRange = try reader.byte()
        opcodeBase = try reader.byte()
        guard lineRange > 0, opcodeBase > 0 else {
            throw ModuleError(.malformed, "a line table without opcodes", offset: reader.offset)
        }
        var counts: [UInt8] = []
        for _ in 1..<max(opcodeBase, 1) { counts.append(try reader.byte()) }
        operandCounts = counts
        guard reader.offset <= program else {
            throw ModuleError(.malformed, "a head shorter than its fields", offset: reader.offset)
        }
        var names = reader.slice(reader.offset..<program)
        if version >= 5 {
            let entries = try Self.entries(&names, is64Bit: is64Bit, strings)
            folders = entries.map(\.name)
            files = try Self.entries(&names, is64Bit: is64Bit, strings)
        } else {
            // Folder 0 is the one that the compiler ran in, which is not named here; files count from 1.
            folders = [nil]
            while let name = try Self.name(&names) { folders.append(name) }
            files = [(nil, 0)]
            while let name = try Self.name(&names) {
                let folder = try names.u64()
                // The time and the size of the file.
                _ = try names.u64()
                _ = try names.u64()
                files.append((name, Int(truncatingIfNeeded: folder)))
            }
        }
        _ = try reader.bytes(UInt32(program - reader.offset))
    }

    /// A name of version 4 and before; `nil` at the list's end.
    private static func name(_ reader: inout ByteReader) throws(ModuleError) -> Range<Int>? {
        let range = try reader.zeroTerminated()
        return range.isEmpty ? nil : range
    }

    /// A list of version 5: its format, then the entries (§6.2.4.1).
    private static func entries(
        _ reader: inout ByteReader, is64Bit: Bool, _ strings: Strings
    ) throws(ModuleError) -> [(name: Range<Int>?, folder: Int)] {
        var format: [(content: UInt64, form: UInt64)] = []
        for _ in 0..<(try reader.byte()) { format.append((try reader.u64(), try reader.u64())) }
        let count = try reader.u64()
        // Each entry of a sane format takes a byte at least.
        guard !format.isEmpty || count == 0, count <= UInt64(reader.remaining) else {
            throw ModuleError(.malformed, "\(count) names of no bytes", offset: reader.offset)
        }
        var entries: [(name: Range<Int>?, folder: Int)] = []
        for _ in 0..<count {
            var entry: (name: Range<Int>?, folder: Int) = (nil, 0)
            for (content, form) in format {
                let value = try FormValue(&reader, form: form, is64Bit: is64Bit)
                switch (content, value) {
                case (1, .string(let range)): entry.name = range
                case (1, .ordinaryString(let offset)): entry.name = Self.string(reader, strings.ordinary, offset)
                case (1, .lineString(let offset)): entry.name = Self.string(reader, strings.ofLines, offset)
                case (2, .number(let number)): entry.folder = Int(truncatingIfNeeded: number)
                default: break
                }
            }
            entries.append(entry)
        }
        return entries
    }

    /// A string of another section.
    private static func string(_ reader: ByteReader, _ section: Range<Int>?, _ offset: UInt64) -> Range<Int>? {
        guard let section, offset < UInt64(section.count) else { return nil }
        var text = reader.slice(section.lowerBound + Int(offset)..<section.upperBound)
        return try? text.zeroTerminated()
    }

    /// What a row says, with the file's name.
    func location(_ row: LineProgram.Row, _ bytes: UnsafeRawBufferPointer) -> SourcePosition? {
        guard row.file < UInt64(files.count) else { return nil }
        let file = files[Int(row.file)]
        guard let name = file.name else { return nil }
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        var path = text(name)
        if !path.hasPrefix("/"), folders.indices.contains(file.folder), let folder = folders[file.folder],
            !folder.isEmpty
        {
            path = text(folder) + "/" + path
        }
        return SourcePosition(
            file: path, line: Int(truncatingIfNeeded: row.line), column: Int(truncatingIfNeeded: row.column))
    }
}

/// A value of one of the forms that lists of files use (DWARF 5 §7.5.6).
private enum FormValue {
    case string(Range<Int>)
    case ordinaryString(UInt64)
    case lineString(UInt64)
    case number(UInt64)
    case other

    init(_ reader: inout ByteReader, form: UInt64, is64Bit: Bool) throws(ModuleError) {
        switch form {
        case 0x08: self = .string(try reader.zeroTerminated())
        case 0x0e: self = .ordinaryString(try reader.dwarfOffset(is64Bit: is64Bit))
        case 0x1f: self = .lineString(try reader.dwarfOffset(is64Bit: is64Bit))
        case 0x0b: self = .number(UInt64(try reader.byte()))
        case 0x05: self = .number(UInt64(try reader.fixed16()))
        case 0x06: self = .number(UInt64(try reader.fixed32()))
        case 0x07: self = .number(try reader.fixed64())
        case 0x0f: self = .number(try reader.u64())
        case 0x1e:
            // A checksum of the file.
            _ = try reader.bytes(16)
            self = .other
        case 0x0a:
            _ = try reader.bytes(UInt32(try reader.byte()))
            self = .other
        case 0x09:
            let length = try reader.u64()
            _ = try reader.bytes(UInt32(clamping: length))
            self = .other
        default:
            throw ModuleError(.malformed, "a value of form \(form) in a list of files", offset: reader.offset)
        }
    }
}
