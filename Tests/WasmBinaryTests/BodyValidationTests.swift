import ModuleBytes
import Testing
import WasmBinary

/// The typing rules of instructions, by bodies of a few bytes.
@Suite struct BodyValidationTests {
    /// A module with some of everything whose last function, 3, has type 0, 1, 2 or 3 and this body.
    ///
    /// Types: 0 () -> (), 1 (i32) -> (i32), 2 (i32, i32) -> (i32, i64), 3 () -> (i32). Functions 0 to 2 have types 0 to 2;
    /// only function 0 is declared. Tables: 0 funcref, 1 externref. Globals: 0 i32, 1 mutable i64. One page of memory.
    /// Segments: element 0 funcref, 1 externref; data 0.
    private func module(type: UInt8, _ code: [UInt8], dataCount: Bool = true) -> [UInt8] {
        let unreachable: [UInt8] = [0x00]
        return ModuleBytes.module(
            section(
                1,
                vector(
                    functionType([], []), functionType([i32], [i32]), functionType([i32, i32], [i32, i64]),
                    functionType([], [i32]))),
            section(3, vector([0], [1], [2], [type])), section(4, vector([funcref, 0, 1], [externref, 0, 1])),
            section(5, vector([0, 1])), section(6, vector([i32, 0, 0x41, 0, end], [i64, 1, 0x42, 0, end])),
            section(9, vector([1, 0] + vector([0]), [5, externref] + vector())),
            dataCount ? section(12, [1]) : [],
            section(10, vector(body(unreachable), body(unreachable), body(unreachable), body(code))),
            section(11, vector([1, 0])))
    }

    struct Body: CustomTestStringConvertible {
        var testDescription: String
        var type: UInt8
        var code: [UInt8]
        var message: String

        init(_ what: String, type: UInt8 = 0, _ code: [UInt8], _ message: String = "") {
            (testDescription, self.type, self.code, self.message) = (what, type, code, message)
        }
    }

    @Test(arguments: [
        Body("nothing", []),
        Body("add", type: 3, [0x41, 1, 0x41, 2, 0x6A]),
        Body("code after unreachable", type: 3, [0x00, 0x6A]),
        Body("operands from nowhere of each type", [0x00, 0x1B, 0x7C, 0x1A, 0xA0, 0x1A]),
        Body("select keeps what it knows", type: 3, [0x00, 0x41, 1, 0x41, 1, 0x1B]),
        Body("select of unknown", type: 3, [0x00, 0x1B]),
        Body("select with a type", [0xD0, funcref, 0xD0, funcref, 0x41, 0, 0x1C, 1, funcref, 0x1A]),
        Body("block with a result", type: 3, [0x02, i32, 0x41, 1, end]),
        Body("block with parameters and results", type: 1, [0x20, 0, 0x20, 0, 0x02, 2, 0x1A, 0x42, 1, end, 0x1A]),
        Body("branch out of a block", type: 3, [0x02, i32, 0x41, 1, 0x0C, 0, end]),
        Body("branch to a loop takes parameters", type: 1, [0x20, 0, 0x03, 1, 0x0C, 0, end]),
        Body("conditional branch leaves the values", type: 3, [0x41, 1, 0x41, 0, 0x0D, 0]),
        Body("branch to the body", type: 3, [0x02, 0x40, 0x41, 1, 0x0C, 1, end, 0x41, 0]),
        Body("branch table", type: 3, [0x02, i32, 0x41, 1, 0x41, 0, 0x0E, 2, 0, 1, 0, end]),
        Body(
            "branch table after unreachable", [0x02, i32, 0x02, i64, 0x00, 0x0E, 1, 0, 1, end, 0x1A, 0x00, end, 0x1A]),
        Body("if without else", type: 1, [0x20, 0, 0x41, 1, 0x04, 1, end]),
        Body("if and else", type: 3, [0x41, 1, 0x04, i32, 0x41, 1, 0x05, 0x41, 2, end]),
        Body("return in between", type: 3, [0x41, 1, 0x0F, 0x00]),
        Body("call", type: 1, [0x20, 0, 0x10, 1]),
        Body("call with two results", type: 1, [0x20, 0, 0x20, 0, 0x10, 2, 0x1A]),
        Body("call_indirect", type: 1, [0x20, 0, 0x41, 0, 0x11, 1, 0]),
        Body("globals", [0x42, 1, 0x24, 1, 0x23, 0, 0x1A]),
        Body("memory", [0x41, 0, 0x29, 3, 0, 0x1A, 0x41, 0, 0x42, 0, 0x3E, 2, 0, 0x3F, 0, 0x40, 0, 0x1A]),
        Body("bulk memory", [0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 11, 0, 0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 10, 0, 0]),
        Body("data segments", [0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 8, 0, 0, 0xFC, 9, 0]),
        Body("references", [0xD2, 0, 0xD1, 0x1A, 0xD0, externref, 0xD1, 0x1A]),
        Body("tables", [0x41, 0, 0xD0, externref, 0x26, 1, 0x41, 0, 0x25, 1, 0x41, 1, 0xFC, 15, 1, 0x1A]),
        Body("table.size and fill", [0xFC, 16, 0, 0xD0, funcref, 0x41, 1, 0xFC, 17, 0]),
        Body("table.init and elem.drop", [0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 12, 1, 1, 0xFC, 13, 0]),
        Body("table.copy", [0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 14, 1, 1]),
    ])
    func valid(_ body: Body) throws {
        try BinaryModule(decoding: module(type: body.type, body.code)).validate()
    }

    @Test(arguments: [
        Body("missing operand", [0x41, 1, 0x6A], "i32.add expects i32, but the stack of its block is empty"),
        Body("wrong operand", [0x42, 1, 0x41, 1, 0x6A], "i32.add expects i32, found i64"),
        Body("missing result", type: 3, [], "the end of the body expects i32"),
        Body("wrong result", type: 3, [0x42, 0], "the end of the body expects i32, found i64"),
        Body("value left over", [0x41, 0], "1 value is left over at the end of the body"),
        Body(
            "value left over in a block", [0x02, 0x40, 0x41, 0, 0x41, 0, end],
            "2 values are left over at the end of the block"),
        Body("operand of the outer block", [0x41, 1, 0x02, 0x40, 0x1A, end], "drop expects a value"),
        Body("after unreachable types still count", [0x00, 0x41, 1, 0x7C, 0x1A], "i64.add expects i64, found i32"),
        Body("after unreachable nothing is left over", [0x00, 0x41, 1], "1 value is left over"),
        Body(
            "br_if tells types after unreachable", type: 3, [0x00, 0x0D, 0, 0xA7], "i32.wrap_i64 expects i64, found i32"
        ),
        Body("unknown label", [0x0C, 1], "unknown label 1 in br: there is one"),
        Body("branch without its value", type: 3, [0x0C, 0], "br expects i32"),
        Body(
            "labels of different arity", [0x02, i32, 0x41, 0, 0x41, 0, 0x0E, 1, 0, 1, end, 0x1A],
            "the labels of br_table take 1 values, and 0"),
        Body(
            "labels of different types",
            [0x02, i64, 0x02, i32, 0x41, 0, 0x41, 0, 0x0E, 1, 0, 1, end, 0x1A, 0x42, 0, end, 0x1A],
            "br_table expects i64, found i32"),
        Body("unknown label in a table", [0x41, 0, 0x0E, 1, 0, 7], "unknown label 7 in br_table"),
        Body("if without condition", [0x04, 0x40, end], "if expects i32"),
        Body("if without else leaves something", type: 3, [0x41, 1, 0x04, i32, 0x41, 1, end], "if without else"),
        Body("else without if", [0x05], "else without an if"),
        Body("second else", [0x41, 0, 0x04, 0x40, 0x05, 0x05, end], "else without an if"),
        Body("unknown block type", [0x02, 9, end], "unknown type 9 in block"),
        Body("return without its value", type: 3, [0x0F], "return expects i32"),
        Body("unknown function", [0x10, 4], "unknown function 4 in call: there are 4"),
        Body("wrong argument", [0x42, 0, 0x10, 1, 0x1A], "call expects i32, found i64"),
        Body("unknown type", [0x41, 0, 0x11, 4, 0], "unknown type 4 in call_indirect"),
        Body("unknown table", [0x41, 0, 0x11, 0, 2], "unknown table 2 in call_indirect"),
        Body("call through a table of externref", [0x41, 0, 0x11, 0, 1], "call_indirect needs a table of functions"),
        Body(
            "select between references", [0xD0, funcref, 0xD0, funcref, 0x41, 0, 0x1B, 0x1A], "select without a type"),
        Body("select between types", [0x41, 0, 0x42, 0, 0x41, 0, 0x1B, 0x1A], "select chooses between i32 and i64"),
        Body("select with two types", [0x1C, 2, i32, i32], "invalid result arity: select names 2 types"),
        Body("unknown local", type: 1, [0x20, 1], "unknown local 1 in local.get: there is one"),
        Body("unknown global", [0x23, 2], "unknown global 2 in global.get: there are 2"),
        Body("immutable global", [0x41, 0, 0x24, 0], "global is immutable: global.set 0"),
        Body("alignment", [0x41, 0, 0x28, 3, 0], "i32.load has 2^3, at most 2^2 bytes"),
        Body("store of the wrong type", [0x41, 0, 0x41, 0, 0x37, 3, 0], "i64.store expects i64, found i32"),
        Body("other memory", [0x3F, 1], "unknown memory 1 in memory.size: there is one"),
        Body("unknown data segment", [0xFC, 9, 1], "unknown data segment 1 in data.drop: there is one"),
        Body("unknown element segment", [0xFC, 13, 2], "unknown elem segment 2 in elem.drop: there are 2"),
        Body("undeclared function", [0xD2, 1, 0x1A], "undeclared function reference: ref.func 1"),
        Body("ref.is_null of a number", [0x41, 0, 0xD1, 0x1A], "ref.is_null expects a reference, found i32"),
        Body(
            "table.set of the other type", [0x41, 0, 0xD0, funcref, 0x26, 1],
            "table.set expects externref, found funcref"),
        Body("table.init of the other type", [0xFC, 12, 0, 1], "table.init puts (ref func) into a table of externref"),
        Body("table.copy of the other type", [0xFC, 14, 0, 1], "table.copy puts externref into a table of funcref"),
    ])
    func invalid(_ body: Body) throws {
        let decoded = try BinaryModule(decoding: module(type: body.type, body.code))
        let error = #expect(throws: ModuleError.self) { try decoded.validate() }
        #expect(error?.kind == .invalid)
        #expect(error?.functionIndex == 3)
        #expect(error?.message.contains(body.message) == true, "\(error!)")
    }

    @Test func memoryIsNeeded() throws {
        let decoded = try BinaryModule(
            decoding: ModuleBytes.module(
                section(1, vector(functionType([], []))), section(3, vector([0])),
                section(10, vector(body([0x41, 0, 0x28, 2, 0, 0x1A])))))
        let error = #expect(throws: ModuleError.self) { try decoded.validate() }
        #expect(error?.message == "unknown memory 0 in i32.load: there is none")
    }

    @Test func dataCountIsNeeded() throws {
        let decoded = try BinaryModule(decoding: module(type: 0, [0xFC, 9, 0], dataCount: false))
        let error = #expect(throws: ModuleError.self) { try decoded.validate() }
        #expect(error?.kind == .malformed)
        #expect(error?.message.contains("data count section required") == true)
    }

    @Test func theOffsetIsTheInstructions() throws {
        let bytes = module(type: 0, [0x01, 0x01, 0x41, 1, 0x6A])
        let decoded = try BinaryModule(decoding: bytes)
        let error = try #require(throws: ModuleError.self) { try decoded.validate() }
        #expect(error.offset == decoded.code[3].range.lowerBound + 5)
        #expect(bytes[error.offset] == 0x6A)
        #expect(
            error.description
                == "invalid module: type mismatch: i32.add expects i32, but the stack of its block is empty"
                + " (in function 3, at byte offset 0x\(String(error.offset, radix: 16)))")
    }

    @Test func aBodyEndsWithItsRange() throws {
        for (code, message) in [([0x02, 0x40], "unexpected end"), ([end, 0x01], "goes on after its last end")]
            as [([UInt8], String)]
        {
            let decoded = try BinaryModule(decoding: module(type: 0, code))
            let error = #expect(throws: ModuleError.self) { try decoded.validate() }
            #expect(error?.kind == .malformed)
            #expect(error?.functionIndex == 3)
            #expect(error?.message.contains(message) == true)
        }
    }

    @Test func localsBeyondTheFirstOnes() throws {
        // 300 of i32, none, 40,000 of i64, 1 of f32: read each side of each border.
        let runs = vector(unsigned(300) + [i32], [0, f64], unsigned(40_000) + [i64], [1, f32])
        func get(_ index: Int) -> [UInt8] { [0x20] + unsigned(index) }
        func decoded(_ code: [UInt8]) throws -> BinaryModule {
            try BinaryModule(
                decoding: ModuleBytes.module(
                    section(1, vector(functionType([], []))), section(3, vector([0])),
                    section(10, vector(sized(runs + code + [end])))))
        }
        let i32Ones: [UInt8] = [0, 255, 256, 299].flatMap { get($0) + [0x45, 0x1A] as [UInt8] }
        let i64Ones: [UInt8] = [300, 20_000, 40_299].flatMap { get($0) + [0x50, 0x1A] as [UInt8] }
        try decoded(i32Ones + i64Ones + get(40_300) + [0x8B, 0x1A]).validate()
        let error = #expect(throws: ModuleError.self) { try decoded(get(40_301)).validate() }
        #expect(error?.message == "unknown local 40301 in local.get: there are 40301")
    }
}
