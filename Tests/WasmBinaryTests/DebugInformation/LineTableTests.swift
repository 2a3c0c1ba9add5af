import Testing
import WasmBinary

/// Line tables that a compiler did not write.
@Suite struct LineTableTests {
    /// A module with one function of twelve bytes, and a section of line tables.
    private static func module(lines: [UInt8]) throws -> BinaryModule {
        func section(_ id: UInt8, _ contents: [UInt8]) -> [UInt8] { [id, UInt8(contents.count)] + contents }
        let name = Array(".debug_line".utf8)
        let body: [UInt8] = [0] + [UInt8](repeating: 1, count: 10) + [0x0B]
        return try BinaryModule(
            decoding: [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0] + section(1, [1, 0x60, 0, 0]) + section(3, [1, 0])
                + section(10, [1, UInt8(body.count)] + body) + section(0, [UInt8(name.count)] + name + lines))
    }

    /// A table of version 4: one file "a.c" in the folder "src", and a program.
    private static func table(program: [UInt8]) -> [UInt8] {
        let names = Array("src\0\0a.c\0".utf8) + [1, 0, 0, 0]
        let head: [UInt8] = [1, 1, 1, UInt8(bitPattern: -5), 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1] + names
        let unit: [UInt8] = [4, 0, UInt8(head.count), 0, 0, 0] + head + program
        return [UInt8(unit.count), 0, 0, 0] + unit
    }

    /// Lines 10, 11 and 20 from the addresses 3, 5 and 8 on; the sequence ends at 12.
    private static let program: [UInt8] = [
        0, 5, 2, 3, 0, 0, 0, 3, 9, 5, 7, 1, 2, 2, 3, 1, 1, 2, 3, 3, 9, 5, 1, 1, 2, 4, 0, 1, 1,
    ]

    @Test func rows() throws {
        let module = try Self.module(lines: Self.table(program: Self.program))
        let lines = try #require(LineTables(module))
        let start = module.sections.first { $0.name == "code" }!.contents.lowerBound
        let locations = lines.locations(of: [11, 3, 2, 4, 5, 7, 8, 12, -100].map { $0 + start })
        let ten = SourcePosition(file: "src/a.c", line: 10, column: 7)
        let eleven = SourcePosition(file: "src/a.c", line: 11, column: 7)
        let twenty = SourcePosition(file: "src/a.c", line: 20, column: 1)
        #expect(locations == [twenty, ten, nil, ten, eleven, eleven, twenty, nil, nil])
        #expect(ten.description == "src/a.c:10:7")
    }

    @Test func noTables() throws {
        let plain = try BinaryModule(decoding: [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])
        #expect(LineTables(plain) == nil)
    }

    /// Any damage leaves answers, or none, and never a crash: each byte changed to each of some values, and each end cut off.
    @Test func damage() throws {
        let table = Self.table(program: Self.program)
        var answers = 0
        for index in table.indices {
            for value in [0, 1, 2, 5, 0x7F, 0x80, 0xFF, table[index] &+ 1, table[index] ^ 0x40] as [UInt8] {
                var damaged = table
                damaged[index] = value
                answers += try Self.answers(damaged)
            }
            answers += try Self.answers(Array(table[..<index]))
        }
        #expect(answers > 0)
    }

    private static func answers(_ table: [UInt8]) throws -> Int {
        let module = try module(lines: table)
        return LineTables(module)?.locations(of: Array(0..<module.bytes.count)).count { $0 != nil } ?? 0
    }
}
