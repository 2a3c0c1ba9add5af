import ModuleBytes
import Testing
import WasmBinary

/// The rules for a module's declarations.
@Suite struct ModuleValidationTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var message: String

        init(_ what: String, _ message: String = "", _ sections: [UInt8]...) {
            (testDescription, self.message) = (what, message)
            bytes = header + sections.joined()
        }
    }

    @Test(arguments: [
        Case(
            "type of an import", "unknown type 1 of import \"m\" \"f\": there is one",
            section(1, vector(functionType([], []))), section(2, vector(name("m") + name("f") + [0, 1]))),
        Case(
            "type of a function", "unknown type 0 of function 0: there is none",
            section(3, vector([0])), section(10, vector(body([])))),
        Case(
            "table limits", "size minimum must not be greater than maximum: table 0",
            section(4, vector([funcref, 1, 2, 1]))),
        Case(
            "memory limits", "size minimum must not be greater than maximum: memory 0", section(5, vector([1, 2, 1]))),
        Case("memory size", "memory size must be at most 65536 pages", section(5, vector([0, 0x81, 0x80, 4]))),
        Case("memory maximum", "memory size must be at most 65536 pages", section(5, vector([1, 0, 0x81, 0x80, 4]))),
        Case(
            "imported memory", "memory size must be at most",
            section(2, vector(name("m") + name("f") + [2, 0, 0x81, 0x80, 4]))),
        Case(
            "global's type", "the end of the body expects i32, found i64", section(6, vector([i32, 0, 0x42, 0, end]))),
        Case("global's two values", "1 value is left over", section(6, vector([i32, 0, 0x41, 0, 0x41, 0, end]))),
        Case("global without value", "expects i32", section(6, vector([i32, 0, end]))),
        Case("global by a call", "constant expression required: call", section(6, vector([i32, 0, 0x10, 0, end]))),
        Case(
            "global by itself", "unknown global 0 in global.get: there is none",
            section(6, vector([i32, 0, 0x23, 0, end]))),
        Case(
            "global by a mutable one", "constant expression required: global 0 is mutable",
            section(2, vector(name("m") + name("g") + [3, i32, 1])), section(6, vector([i32, 0, 0x23, 0, end]))),
        Case(
            "global by an unknown function", "unknown function 0 in ref.func",
            section(6, vector([funcref, 0, 0xD2, 0, end]))),
        Case(
            "export of nothing", "unknown table 0 of export \"t\": there is none",
            section(7, vector(name("t") + [1, 0]))),
        Case(
            "export twice", "duplicate export name \"m\"",
            section(5, vector([0, 1])), section(7, vector(name("m") + [2, 0], name("m") + [2, 0]))),
        Case("start of nothing", "unknown function 3 as start function", section(8, [3])),
        Case(
            "start with a parameter", "start function 0 must have the type () -> (), it has (i32) -> ()",
            section(1, vector(functionType([i32], []))), section(2, vector(name("m") + name("f") + [0, 0])),
            section(8, [0])),
        Case("element without table", "unknown table 0 of elem segment 0", section(9, vector([0, 0x41, 0, end, 0]))),
        Case(
            "element of the other type", "elem segment 0 of (ref func) for table 0 of externref",
            section(4, vector([externref, 0, 1])), section(9, vector([0, 0x41, 0, end, 0]))),
        Case(
            "element of an unknown function", "unknown function 0 in elem segment 0", section(9, vector([1, 0, 1, 0]))),
        Case(
            "element's offset", "expects i32, found i64",
            section(4, vector([funcref, 0, 1])), section(9, vector([0, 0x42, 0, end, 0]))),
        Case(
            "element's expression", "expects funcref, found externref",
            section(9, vector([5, funcref, 1, 0xD0, externref, end]))),
        Case("data without memory", "unknown memory 0 of data segment 0", section(11, vector([0, 0x41, 0, end, 0]))),
        Case(
            "data's offset", "expects i32, found f32",
            section(5, vector([0, 1])), section(11, vector([0, 0x43, 0, 0, 0, 0, end, 0]))),
        Case(
            "too many parameters", "this implementation has at most 1000 of each",
            section(1, vector(functionType(Array(repeating: i32, count: 1001), [])))),
    ])
    func invalid(_ value: Case) throws {
        let decoded = try BinaryModule(decoding: value.bytes)
        let error = try #require(throws: ModuleError.self) { try decoded.validate() }
        #expect(error.kind == .invalid)
        #expect(error.message.contains(value.message), "\(error)")
        #expect(error.offset >= header.count && error.offset <= value.bytes.count)
    }

    @Test(arguments: [
        Case(
            "imports without definitions", "",
            section(2, vector(name("m") + name("t") + [1, funcref, 0, 1], name("m") + name("m") + [2, 1, 1, 2]))),
        Case("largest memory", "", section(5, vector([1, 0x80, 0x80, 4, 0x80, 0x80, 4]))),
        Case(
            "global by an earlier one", "",
            section(6, vector([i32, 0, 0x41, 0, end], [i32, 1, 0x23, 0, end]))),
        Case(
            "names that only Unicode takes for equal", "",
            section(5, vector([0, 1])), section(7, vector(name("\u{E9}") + [2, 0], name("e\u{301}") + [2, 0]))),
        Case(
            "start", "",
            section(1, vector(functionType([], []))), section(2, vector(name("m") + name("f") + [0, 0])),
            section(8, [0])),
    ])
    func valid(_ value: Case) throws {
        try BinaryModule(decoding: value.bytes).validate()
    }

    @Test(arguments: [
        Case("second memory", "multi-memory", section(5, vector([0, 1], [0, 1]))),
        Case("shared memory", "threads", section(5, vector([3, 1, 1]))),
        Case("64-bit memory", "memory64", section(5, vector([4, 1]))),
        Case("64-bit table", "memory64", section(4, vector([funcref, 5, 1, 1]))),
        Case("page size", "custom page sizes", section(5, vector([8, 1, 0]))),
        Case("vector type", "simd", section(1, vector([0x60, 1, 0x7B, 0]))),
        Case("structure type", "gc", section(1, vector([0x5F, 0]))),
        Case("recursive types", "gc", section(1, vector([0x4E, 0]))),
        Case("reference type", "typed function references", section(6, vector([0x63, 0, 0, 0xD0]))),
        Case("table with initializer", "typed function references", section(4, vector([0x40, 0, funcref, 0, 1]))),
        Case("tag section", "exceptions", section(13, vector([0, 0]))),
        Case("imported tag", "exceptions", section(2, vector(name("m") + name("t") + [4, 0, 0]))),
        Case("exported tag", "exceptions", section(7, vector(name("t") + [4, 0]))),
        Case(
            "vector instruction", "simd",
            section(1, vector(functionType([], []))), section(3, vector([0])),
            section(10, vector(body([0xFD, 0x0C] + Array(repeating: 0, count: 16))))),
        Case(
            "addition in a constant", "extended constant expressions",
            section(6, vector([i32, 0, 0x41, 1, 0x41, 1, 0x6A, end]))),
    ])
    func unsupportedByName(_ value: Case) throws {
        let error = #expect(throws: ModuleError.self) {
            try BinaryModule(decoding: value.bytes, features: Features.wasm2.subtracting(.simd)).validate()
        }
        #expect(error?.kind == .unsupported(feature: value.message))
        #expect(error?.message.contains("\"\(value.message)\"") == true)
    }

    /// A body of a megabyte must not need a stack of gigabytes.
    @Test func heightsAreBounded() throws {
        func decoded(_ code: [UInt8]) throws -> BinaryModule {
            try BinaryModule(
                decoding: module(
                    section(1, vector(functionType([], []), functionType([], Array(repeating: i32, count: 1000)))),
                    section(3, vector([0], [1])), section(10, vector(body(code), body([0x00])))))
        }
        let calls = try decoded(Array(repeatElement([0x10, 1], count: 1100).joined()))
        #expect(throws: ModuleError.self) { try calls.validate() }.map {
            #expect($0.message.contains("too many values on the operand stack"))
        }
        let blocks = try decoded(Array(repeatElement([0x02, 0x40], count: 140_000).joined()))
        #expect(throws: ModuleError.self) { try blocks.validate() }.map {
            #expect($0.message.contains("too many nested blocks"))
        }
    }
}
