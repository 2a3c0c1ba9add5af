import ModuleBytes
import Testing

@testable import WasmBinary

@Suite struct DecodingTests {
    @Test func everySectionIsDecodedAndValid() throws {
        let decoded = try BinaryModule(decoding: everything)
        try decoded.validate()
        #expect(decoded.types.map(\.description) == ["() -> ()", "(i32, i64) -> (i32)", "(i32) -> (i32, i32)"])
        #expect(
            decoded.imports.map { decoded.type(of: $0.description)?.description } == [
                "function (i32, i64) -> (i32)", "table 2...20 funcref", "memory 1... pages", "global i32",
            ])
        #expect(decoded.functions == [0, 1, 2])
        #expect(
            decoded.tables == [TableDefinition(type: TableType(element: .externref, limits: SizeLimits(minimum: 3)))])
        #expect(
            decoded.globals.map(\.type) == [.init(value: .i32, isMutable: false), .init(value: .f64, isMutable: true)])
        #expect(
            decoded.exports.map { "\($0.name): \(decoded.type(of: $0)!)" } == [
                "run: function () -> ()", "table: table 3... externref", "memory: memory 1... pages",
                "global: global i32",
            ])
        #expect(decoded.start == 1)
        #expect(decoded.dataCount == 3)
        #expect(decoded.code.count == 3)
        #expect(
            decoded.sections.map(\.name) == [
                "type", "import", "function", "table", "global", "export", "start", "element", "data count", "code",
                "data", "name",
            ])
    }

    @Test func allFormsOfElementSegments() throws {
        let segments = try BinaryModule(decoding: everything).elements
        #expect(segments.map(\.items.count) == [2, 1, 1, 1, 1, 1, 0, 1])
        #expect(
            segments.map(\.type.description) == [
                "(ref func)", "(ref func)", "(ref func)", "(ref func)", "funcref", "externref", "externref", "funcref",
            ])
        let modes = segments.map { segment in
            switch segment.mode {
            case .active(let table, _): "table \(table)"
            case .passive: "passive"
            case .declarative: "declarative"
            }
        }
        #expect(
            modes == [
                "table 0", "passive", "table 0", "declarative", "table 0", "passive", "table 1", "declarative",
            ])
        #expect(segments[0].items == .functions([0, 1]))
    }

    @Test func allFormsOfDataSegments() throws {
        let decoded = try BinaryModule(decoding: everything)
        #expect(
            decoded.dataSegments.map { String(decoding: decoded.bytes[$0.contents], as: UTF8.self) } == [
                "abc", "de", "",
            ])
        #expect(decoded.dataSegments[1].mode == .passive)
    }

    @Test func anEmptyModuleIsValid() throws {
        try BinaryModule(decoding: header).validate()
    }

    @Test func customSectionsMayStandAnywhereAndRepeat() throws {
        let custom = section(0, name("x") + [1, 2, 3])
        let decoded = try BinaryModule(
            decoding: module(custom, section(1, vector()), custom, section(3, vector()), custom))
        #expect(decoded.customSections.map(\.name) == ["x", "x", "x"])
        #expect(
            decoded.customSections.map { Array(decoded.bytes[$0.contents]) } == [[1, 2, 3], [1, 2, 3], [1, 2, 3]])
    }

    struct Refusal: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var offset: Int
        var message: String

        init(_ what: String, _ bytes: [UInt8], offset: Int, _ message: String) {
            (testDescription, self.bytes, self.offset, self.message) = (what, bytes, offset, message)
        }
    }

    @Test(arguments: [
        Refusal("section id", module(section(14, [])), offset: 8, "malformed section id 14"),
        Refusal("order", module(section(3, [0]), section(1, [0])), offset: 11, "must come before"),
        Refusal("data count after code", module(section(10, [0]), section(12, [0])), offset: 11, "must come before"),
        Refusal("twice", module(section(1, [0]), section(1, [0])), offset: 11, "occurs twice"),
        Refusal("left over", module(section(1, [0, 0])), offset: 11, "section size mismatch: 1 bytes"),
        Refusal("section too short", module(section(1, [1, 0x60, 0])), offset: 13, "unexpected end"),
        Refusal("vector cut", module(section(3, [2, 0])), offset: 10, "2 functions are announced"),
        Refusal(
            "bodies missing", module(section(1, vector(functionType([], []))), section(3, [1, 0])), offset: 18,
            "1 functions are declared, 0 have a body"),
        Refusal(
            "functions missing", module(section(10, vector(body([])))), offset: 10,
            "0 functions are declared, 1 have a body"),
        Refusal(
            "data count", module(section(12, [2]), section(11, [0])), offset: 10,
            "2 segments are announced, 0 are there"),
        Refusal("data count without data", module(section(12, [1])), offset: 10, "1 segments are announced"),
        Refusal("UTF-8", module(section(0, [2, 0xC3, 0x28])), offset: 11, "malformed UTF-8"),
        Refusal("UTF-8 surrogate", module(section(0, [3, 0xED, 0xA0, 0x80])), offset: 11, "malformed UTF-8"),
        Refusal("UTF-8 overlong", module(section(0, [2, 0xC0, 0x80])), offset: 11, "malformed UTF-8"),
        Refusal("custom name too long", module(section(0, [9, 65])), offset: 11, "9 bytes announced, 1 left"),
        Refusal("type form", module(section(1, [1, 0x61, 0, 0])), offset: 11, "malformed type definition"),
        Refusal(
            "value type", module(section(1, [1, 0x60, 1, 0x10, 0])), offset: 13,
            "malformed type: expected a value type, found 0x10"),
        Refusal("import kind", module(section(2, [1, 0, 0, 5, 0])), offset: 13, "malformed import kind 0x05"),
        Refusal("export kind", module(section(7, [1, 0, 9, 0])), offset: 12, "malformed export kind 0x09"),
        Refusal("limits flags", module(section(5, [1, 0x10, 0])), offset: 11, "malformed limits flags 0x10"),
        Refusal("mutability", module(section(6, [1, i32, 2, 0x41, 0, end])), offset: 12, "malformed mutability"),
        Refusal("constant without end", module(section(6, [1, i32, 0, 0x41, 0])), offset: 15, "unexpected end"),
        Refusal("element form", module(section(9, [1, 8, 0, 0])), offset: 11, "malformed element segment kind 8"),
        Refusal("element kind", module(section(9, [1, 1, 1, 0])), offset: 12, "malformed element kind"),
        Refusal("data form", module(section(11, [1, 3, 0])), offset: 11, "malformed data segment kind 3"),
        Refusal("count too long", module(section(1, [0x80, 0x80, 0x80, 0x80, 0x80, 0])), offset: 10, "too long"),
        Refusal("count too large", module(section(1, [0xFF, 0xFF, 0xFF, 0xFF, 0x1F])), offset: 10, "too large"),
        Refusal("size too long", header + [1, 0x81, 0x80, 0x80, 0x80, 0x80, 0, 0], offset: 9, "too long"),
    ])
    func malformed(_ refusal: Refusal) throws {
        let error = #expect(throws: ModuleError.self) { try BinaryModule(decoding: refusal.bytes) }
        #expect(error?.kind == .malformed)
        #expect(error?.offset == refusal.offset)
        #expect(error?.message.contains(refusal.message) == true, "\(error!)")
    }

    /// Claims of gigabytes in a file of a few bytes: refused before anything is reserved for them.
    @Test(arguments: 1...13)
    func hugeClaims(id: UInt8) throws {
        let most: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
        let claims = [
            header + [id] + most, header + [id] + most + most, module(section(id, most)),
            module(section(id, most + most)), module(section(id, [1] + most)), module(section(id, [1, 0] + most)),
            module(section(id, [1, 0x60] + most)), module(section(id, [1, 1, 0] + most)),
            module(section(id, [1, 0, 0x41, 0, end] + most)),
        ]
        for claim in claims {
            let error = #expect(throws: ModuleError.self) { try BinaryModule(decoding: claim).validate() }
            #expect(error.map { $0.offset <= claim.count } == true)
        }
    }
}
