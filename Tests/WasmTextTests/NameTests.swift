import Testing
import WasmBinary

@testable import WasmText

@Suite struct NameTests {
    private func names(_ source: String) throws -> NameSection {
        try #require(NameSection(try BinaryModule(decoding: WasmText.encode(source), features: .all)))
    }

    private func text(_ names: [(index: UInt32, name: String)]?) -> String {
        (names ?? []).map { "\($0.index) \($0.name)" }.joined(separator: ", ")
    }

    @Test func everyKind() throws {
        let names = try names(
            """
            (module $m
              (type $t (func)) (type $s (struct (field $x i32) (field i32) (field $y i64)))
              (import "a" "b" (func $imported (param $p i32)))
              (table $table 1 funcref) (memory $memory 1) (global $global i32 (i32.const 0)) (tag $tag)
              (elem $elem func) (data $data "")
              (func $f (param $a i32) (param i32) (local $b i64)
                (block $outer (loop (if $inner (local.get 0) (then (br $outer)))))))
            """)
        #expect(names.moduleName == "m")
        #expect(text(names.names(of: .type)) == "0 t, 1 s")
        #expect(text(names.names(of: .function)) == "0 imported, 1 f")
        #expect(text(names.names(of: .table)) == "0 table")
        #expect(text(names.names(of: .memory)) == "0 memory")
        #expect(text(names.names(of: .global)) == "0 global")
        #expect(text(names.names(of: .tag)) == "0 tag")
        #expect(text(names.names(of: .element)) == "0 elem")
        #expect(text(names.names(of: .data)) == "0 data")
        #expect(text(names.names(of: .field)[1]) == "0 x, 2 y")
        #expect(text(names.names(of: .local)[0]) == "0 p")
        #expect(text(names.names(of: .local)[1]) == "0 a, 2 b")
        #expect(text(names.names(of: .label)[1]) == "0 outer, 2 inner")
    }

    @Test func annotationsNameWhatHasNoIdentifierOrAnother() throws {
        let names = try names(
            """
            (module $m (@name "my module")
              (func $f (@name "f;1") (param (@name "a b") i32) (param $x (@name "y") i32) (local (@name "") i32)
                (block $l (@name "label") (br $l)))
              (func (@name "f;1")))
            """)
        #expect(names.moduleName == "my module")
        #expect(text(names.names(of: .function)) == "0 f;1, 1 f;1")
        #expect(text(names.names(of: .local)[0]) == "0 a b, 1 y, 2 ")
        #expect(text(names.names(of: .label)[0]) == "0 label")
    }

    @Test func identifiersAreComparedByTheirBytes() throws {
        #expect(throws: Never.self) { try WasmText.encode("(func $\"\\41b\") (func (call $Ab))") }
        // An é in one scalar and one in two are different names.
        #expect(throws: Never.self) { try WasmText.encode("(func $\"\\u{e9}\") (func $\"e\\u{301}\")") }
        #expect(throws: TextError.self) { try WasmText.encode("(func $\"\\u{e9}\") (func (call $\"e\\u{301}\"))") }
    }

    @Test func innerLabelsHideOuterOnes() throws {
        let source = "(func (block $l (block $l (br $l)) (br $l)))"
        #expect(try WasmText.encode(source).withoutNames == WasmText.encode("(func block block br 0 end br 0 end)"))
    }
}
