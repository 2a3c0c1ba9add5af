import Testing
import WasmBinary

@testable import WasmText

@Suite struct PrinterTests {
    private func printed(_ source: String, showsOffsets: Bool = false) throws -> String {
        try ModulePrinter(BinaryModule(decoding: WasmText.encode(source), features: .all), showsOffsets: showsOffsets)
            .text()
    }

    @Test func aWholeModule() throws {
        let source = """
            (module $demo
              (type $t (func (param i32)))
              (rec
                (type $a (sub (struct (field $x (mut i32)) (field i64))))
                (type $b (sub final $a (struct (field $x (mut i32)) (field i64) (field (ref null $a))))))
              (type (;3;) (func (param i32) (result i32)))
              (import "m" "n" (func $imported (type $t) (param $p i32)))
              (table $table 1 funcref)
              (memory (;0;) i64 1 2)
              (tag $tag (type $t) (param i32))
              (global $g (mut f64) (f64.const 12.5))
              (export "f" (func $f))
              (start $imported)
              (elem $e (i32.const 0) func $f)
              (func $f (type 3) (param $x i32) (result i32)
                (local $y i64) (local i32 i32)
                block $l
                  loop (;@1;)
                    local.get 2
                    br_if 0 (;@1;)
                    br $l
                  end
                end
                local.get $x
                (@metadata.code.branch_hint "\\01")
                if $q (result i32)
                  i32.const -1
                else
                  i64.const 5
                  i32.load8_u offset=3
                end)
              (data (;0;) (i64.const 8) "\\00a\\\\\\"\\ff")
              (@custom "producers" (after func) "x"))

            """
        #expect(try printed(source) == source)
    }

    @Test func offsets() throws {
        #expect(
            try printed("(func nop)", showsOffsets: true) == """
                (module
                  (type (;0;) (func))
                  (func (;0;) (type 0)
                    (;@17;) nop))

                """)
    }

    /// Names that are empty, the same, or no plain identifiers are kept, and what refers to them stays right.
    @Test func namesThatAreNoIdentifiers() throws {
        let source = """
            (func $a (@name "same")) (func $b (@name "same")) (func (@name "")) (func $"a b" (call $a) (call $b) (call 2))
            (func (@name "same_1"))
            """
        let text = try printed(source)
        #expect(text.contains("(func $same (type 0))"))
        #expect(text.contains("(func $same_1_ (@name \"same\") (type 0))"))
        #expect(text.contains("(func (@name \"\") (type 0))"))
        #expect(text.contains("(func $\"a b\" (type 0)\n    call $same\n    call $same_1_\n    call 2)"))
        #expect(text.contains("(func $same_1 (type 0))"))
        #expect(try WasmText.encode(text) == WasmText.encode(source))
    }

    @Test func hiddenLabelsAreNumbers() throws {
        let text = try printed("(func (block $l (block $l (br 1) (br 0))))")
        #expect(text.contains("br 1 (;@0;)\n        br $l"))
    }

    /// A body that is no sequence of instructions has no text.
    @Test func malformedBody() throws {
        var bytes = try WasmText.encode("(func nop nop)")
        bytes[bytes.count - 2] = 0xFF
        let module = try BinaryModule(decoding: bytes)
        _ = #expect(throws: ModuleError.self) { try ModulePrinter(module).text() }
    }
}
