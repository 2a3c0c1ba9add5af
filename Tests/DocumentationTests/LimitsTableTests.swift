import SwiftletBuild
import TestTools
import Testing
import WASI
import WebAssembly

/// The tables of limits say what the code does: each limit has its row, with its default.
@Suite struct LimitsTableTests {
    private static func rows(of section: String) throws -> [[String]] {
        let article = "\(TestTool.projectRoot)/Sources/WebAssembly/WebAssembly.docc/LimitingGuests.md"
        let text = try Files.readText(article)
        let lines = text.split(separator: "\n").drop { $0 != "### \(section)" }.dropFirst().prefix {
            !$0.hasPrefix("#")
        }
        return lines.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
    }

    /// What a cell such as `65,536 (4 GiB)`, `64 MiB` or `none` stands for.
    private static func number(_ cell: String) -> UInt64? {
        let words = cell.split(separator: " ")
        guard let first = words.first else { return nil }
        if first == "none" { return .max }
        guard let number = UInt64(first.filter { $0 != "," }) else { return nil }
        let units: [Substring: UInt64] = ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40]
        return number * (words.dropFirst().first.flatMap { units[$0] } ?? 1)
    }

    /// Each property of a value with a row whose second column names it.
    private static func compare(_ limits: Any, _ rows: [[String]]) {
        for case (let name?, let value) in Mirror(reflecting: limits).children {
            let row = rows.first { $0[1].contains("/\(name)``") || $0[1].contains("`\(name)`") }
            guard let row else {
                Issue.record("no row for the limit \(name)")
                continue
            }
            let expected = (value as? Int).map(UInt64.init) ?? (value as? UInt64)
            #expect(number(row[2]) == expected, "\(name)")
        }
    }

    @Test func store() throws { Self.compare(Limits(), try Self.rows(of: "Of a store")) }

    @Test func system() throws {
        let rows = try Self.rows(of: "Of WASI")
        Self.compare(WASI.Limits(), rows)
        func value(_ start: String) -> UInt64? { rows.first { $0[0].hasPrefix(start) }.flatMap { Self.number($0[2]) } }
        #expect(value("a name") == UInt64(GuestPath.maximumNameByteCount))
        #expect(value("symbolic links") == UInt64(GuestPath.maximumLinkCount))
        #expect(value("an `OutputBuffer`") == UInt64(OutputBuffer().limit))
    }

    @Test func modules() throws {
        let rows = try Self.rows(of: "Of modules")
        func value(_ start: String) -> UInt64? { rows.first { $0[0].hasPrefix(start) }.flatMap { Self.number($0[1]) } }
        #expect(value("types") == UInt64(BinaryModule.maximumTypes))
        #expect(value("parameters") == UInt64(BinaryModule.maximumArity))
        let locals = try #require(value("locals"))
        func make(locals count: UInt64) throws {
            let text = "(module (func (local \(String(repeating: "i32 ", count: Int(count))))))"
            _ = try Module(text: text)
        }
        try make(locals: locals)
        #expect(throws: ModuleError.self) { try make(locals: locals + 1) }
        let fields = try #require(value("fields"))
        func make(fields count: UInt64) throws {
            _ = try Module(text: "(module (type (struct \(String(repeating: "(field i8)", count: Int(count))))))")
        }
        try make(fields: fields)
        #expect(throws: ModuleError.self) { try make(fields: fields + 1) }
        let depth = try #require(value("supertypes"))
        func make(depth count: UInt64) throws {
            let subtypes = (0..<count).map { "(type (sub \($0) (struct)))" }.joined()
            _ = try Module(text: "(module (type (sub (struct))) \(subtypes))")
        }
        try make(depth: depth)
        #expect(throws: ModuleError.self) { try make(depth: depth + 1) }
        let blocks = try #require(value("blocks"))
        func make(blocks count: UInt64) throws {
            let count = Int(count)
            let text = String(repeating: "block ", count: count) + String(repeating: "end ", count: count)
            _ = try Module(text: "(module (func \(text)))")
        }
        // The function's own body is one.
        try make(blocks: blocks - 1)
        #expect(throws: ModuleError.self) { try make(blocks: blocks + 1) }
        #expect(Limits().memoryPages <= (value("a memory") ?? 0) >> 16)
    }
}
