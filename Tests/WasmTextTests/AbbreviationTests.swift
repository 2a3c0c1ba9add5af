import Testing
import WasmText

/// Short forms are the same module as what they stand for.
@Suite struct AbbreviationTests {
    @Test(
        arguments: [
            ("(func)", "(module (func))"),
            ("(func (export \"a\") (export \"b\"))", "(func $f) (export \"a\" (func $f)) (export \"b\" (func 0))"),
            ("(func (import \"m\" \"n\") (param i32))", "(import \"m\" \"n\" (func (param i32)))"),
            (
                "(memory (export \"e\") (import \"m\" \"n\") 1 2)",
                "(import \"m\" \"n\" (memory 1 2)) (export \"e\" (memory 0))"
            ),
            ("(func (param i32 i64))", "(func (param i32) (param i64))"),
            ("(func (local i32 i64))", "(func (local i32) (local i64))"),
            (
                "(func (param i32) (result i64) unreachable)",
                "(type (func (param i32) (result i64))) (func (type 0) unreachable)"
            ),
            (
                "(table funcref (elem $f $f)) (func $f)",
                "(table 2 2 funcref) (elem (i32.const 0) func 0 0) (func $f)"
            ),
            (
                "(table funcref (elem (ref.null func)))",
                "(table 1 1 funcref) (elem (i32.const 0) funcref (ref.null func))"
            ),
            (
                "(table i64 externref (elem (ref.null extern)))",
                "(table i64 1 1 externref) (elem (table 0) (offset (i64.const 0)) externref (item (ref.null extern)))"
            ),
            ("(memory (data \"ab\" \"c\"))", "(memory 1 1) (data (memory 0) (offset (i32.const 0)) \"abc\")"),
            ("(memory i64 (data \"a\"))", "(memory i64 1 1) (data (i64.const 0) \"a\")"),
            ("(memory (pagesize 1) (data \"abc\"))", "(memory 3 3 (pagesize 1)) (data (i32.const 0) \"abc\")"),
            ("(memory (data))", "(memory 0 0) (data (i32.const 0) \"\")"),
            (
                "(table 1 funcref) (func $f) (elem (i32.const 0) $f)",
                "(table 1 funcref) (func $f) (elem (table 0) (offset i32.const 0) func $f)"
            ),
            (
                "(func (result i32) (i32.add (i32.const 1) (i32.const 2)))",
                "(func (result i32) i32.const 1 i32.const 2 i32.add)"
            ),
            ("(func (block $l (br $l)))", "(func block br 0 end)"),
            (
                "(func (param i32) (if (local.get 0) (then (nop)) (else)))",
                "(func (param i32) local.get 0 if nop else end)"
            ),
            (
                "(func (param i32) (if $l (local.get 0) (then (br $l))))",
                "(func (param i32) local.get 0 if $l br $l end $l)"
            ),
            ("(func (loop (block)))", "(func loop block end end)"),
            (
                "(tag) (func (block $h (try_table (catch 0 $h) (catch_all $h) nop)))",
                "(tag) (func block try_table (catch 0 0) (catch_all 0) nop end end)"
            ),
            (
                "(memory 1) (func (drop (i32.load (i32.const 0))))",
                "(memory 1) (func (drop (i32.load 0 offset=0 align=4 (i32.const 0))))"
            ),
            (
                "(memory 1) (func (memory.copy (i32.const 0) (i32.const 0) (i32.const 0)))",
                "(memory 1) (func i32.const 0 i32.const 0 i32.const 0 memory.copy 0 0)"
            ),
            (
                "(table 1 funcref) (func (call_indirect (i32.const 0)))",
                "(type (func)) (table 1 funcref) (func (call_indirect 0 (type 0) (i32.const 0)))"
            ),
            ("(global (ref null func) (ref.null func))", "(global funcref (ref.null func))"),
            ("(type (struct (field i32 i64)))", "(rec (type (sub final (struct (field i32) (field i64)))))"),
            (
                "(func (result v128) (v128.const i8x16 1 0 0 0 2 0 0 0 3 0 0 0 -1 -1 -1 -1))",
                "(func (result v128) (v128.const i32x4 1 2 3 0xffffffff))"
            ),
            (
                "(memory 1) (func (drop (v128.load8_lane 0 (i32.const 0) (v128.const i64x2 0 0))))",
                "(memory 1) (func (drop (v128.load8_lane 0 align=1 0 (i32.const 0) (v128.const i64x2 0 0))))"
            ),
        ] as [(String, String)])
    func sameModule(_ short: String, _ long: String) throws {
        #expect(try WasmText.encode(short).withoutNames == WasmText.encode(long).withoutNames)
    }

    @Test func implicitTypesComeBehindTheOthers() throws {
        let implicit =
            "(func (param i64)) (type $a (func (param i32))) (func (param i32)) (func (block (param f32) drop))"
        let explicit = """
            (type $a (func (param i32))) (type (func (param i64))) (type (func)) (type (func (param f32)))
            (func (type 1)) (func (type 0)) (func (type 2) (block (type 3) drop))
            """
        #expect(try WasmText.encode(implicit).withoutNames == WasmText.encode(explicit).withoutNames)
    }

    /// Only a type that is alone in its group, final and without a supertype is the one that parameters and results mean.
    @Test func implicitTypesAreOrdinaryOnes() throws {
        let implicit = "(type (sub (func))) (rec (type (func)) (type (struct))) (func)"
        let explicit = "(type (sub (func))) (rec (type (func)) (type (struct))) (type (func)) (func (type 3))"
        #expect(try WasmText.encode(implicit) == WasmText.encode(explicit))
    }

    @Test func otherForms() throws {
        #expect(try WasmText.encode("(module quote \"(func)\")") == WasmText.encode("(func)"))
        #expect(
            try WasmText.encode("(module binary \"\\00asm\" \"\\01\\00\\00\\00\")") == [
                0, 0x61, 0x73, 0x6D, 1, 0, 0, 0,
            ])
        #expect(try WasmText.encode("") == [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])
    }
}

extension [UInt8] {
    /// The sections of a module without the custom ones: id, size and contents as they are.
    var withoutNames: [UInt8] {
        var result = Array(self[..<8])
        var position = 8
        while position < count {
            let start = position
            position += 1
            var size = 0
            var shift = 0
            while self[position] >= 0x80 {
                size |= Int(self[position] & 0x7F) << shift
                shift += 7
                position += 1
            }
            size |= Int(self[position]) << shift
            position += 1 + size
            if self[start] != 0 { result += self[start..<position] }
        }
        return result
    }
}
