/// Which line of the sources an instruction comes from, by the DWARF line tables that a compiler left in custom sections
/// (DWARF 5 §6.2; versions 2 to 5 are read).
///
/// Like names, they are decoration: a damaged table never is an error, it only answers less.
public struct LineTables: Sendable {
    private let bytes: [UInt8]
    private let lines: Range<Int>
    private let strings: LineProgramHeader.Strings
    /// Addresses in the tables count from here.
    private let codeStart: Int

    /// - Returns: `nil` if the module has no line tables.
    public init?(_ module: BinaryModule) {
        func section(_ name: String) -> Range<Int>? {
            module.customSections.first { $0.name == name }?.contents
        }
        guard let lines = section(".debug_line"), !lines.isEmpty,
            let code = module.sections.first(where: { $0.id == SectionID.code.rawValue })
        else { return nil }
        bytes = module.bytes
        self.lines = lines
        strings = LineProgramHeader.Strings(ordinary: section(".debug_str"), ofLines: section(".debug_line_str"))
        codeStart = code.contents.lowerBound
    }

    /// Where the instructions at some offsets in the module come from; `nil` for those that no table covers.
    ///
    /// All tables are read once, whatever the number of offsets.
    public func locations(of offsets: [Int]) -> [SourcePosition?] {
        var found: [SourcePosition?] = offsets.map { _ in nil }
        // Tables are made of sequences of rising addresses; each wanted one is compared with the two rows around it.
        let wanted = offsets.enumerated().map { (address: UInt64(max($1 - codeStart, 0)), index: $0) }
            .sorted { $0.address < $1.address }
        bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes, range: lines)
            while !reader.isAtEnd, let (unit, is64Bit) = try? reader.dwarfUnit() {
                var contents = reader.slice(unit)
                guard let header = try? LineProgramHeader(&contents, is64Bit: is64Bit, strings) else { continue }
                var program = LineProgram(header)
                var previous: LineProgram.Row?
                while let row = try? program.next(&contents) {
                    if let previous, previous.address < row.address {
                        var low = Self.firstIndex(of: previous.address, in: wanted)
                        while low < wanted.count, wanted[low].address < row.address {
                            let index = wanted[low].index
                            if found[index] == nil {
                                found[index] = header.location(previous, bytes)
                            }
                            low += 1
                        }
                    }
                    previous = row.endsSequence ? nil : row
                }
            }
        }
        return found
    }

    /// The first of the wanted addresses that is not below one, by bisection.
    private static func firstIndex(of address: UInt64, in wanted: [(address: UInt64, index: Int)]) -> Int {
        var low = 0
        var high = wanted.count
        while low < high {
            let middle = (low + high) / 2
            if wanted[middle].address < address { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension ByteReader {
    /// The extent of the next unit of a DWARF section, and whether it uses 64-bit offsets (§7.4).
    mutating func dwarfUnit() throws(ModuleError) -> (Range<Int>, is64Bit: Bool) {
        let length = try fixed32()
        guard length == 0xFFFF_FFFF else { return (try bytes(length), false) }
        let long = try fixed64()
        guard let length = UInt32(exactly: long) else {
            throw ModuleError(.malformed, "a unit of \(long) bytes", offset: offset)
        }
        return (try bytes(length), true)
    }

    /// An offset into a section.
    mutating func dwarfOffset(is64Bit: Bool) throws(ModuleError) -> UInt64 {
        is64Bit ? try fixed64() : UInt64(try fixed32())
    }

    mutating func fixed16() throws(ModuleError) -> UInt16 {
        let low = try byte()
        return UInt16(low) | UInt16(try byte()) << 8
    }

    /// The bytes up to the next zero, which is consumed.
    mutating func zeroTerminated() throws(ModuleError) -> Range<Int> {
        let start = offset
        while try byte() != 0 {}
        return start..<offset - 1
    }
}
