import Testing
import WasmText

/// What people see when a text is wrong.
@Suite struct ErrorMessageTests {
    private func message(_ source: String) -> String {
        do {
            _ = try WasmText.encode(source)
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test func placeAndSuggestion() {
        #expect(
            message("(module\n  (func (result i32)\n    (i32.ad (i32.const 1) (i32.const 2))))") == """
                line 3, column 6: unknown operator i32.ad; did you mean i32.add?
                 3 |     (i32.ad (i32.const 1) (i32.const 2))))
                   |      ^~~~~~
                """)
        #expect(
            message("(module (func $start) (func (call $strat)))") == """
                line 1, column 35: unknown function $strat; did you mean $start?
                 1 | (module (func $start) (func (call $strat)))
                   |                                   ^~~~~~
                """)
        #expect(
            message("(module (fnuc))") == """
                line 1, column 10: unexpected token fnuc: no field of a module has this name; did you mean func?
                 1 | (module (fnuc))
                   |          ^~~~
                """)
    }

    @Test func tabsAndLongLines() {
        #expect(
            message("\t(func\tfoo)") == """
                line 1, column 8: unknown operator foo
                 1 | \t(func\tfoo)
                   | \t     \t^~~
                """)
        let long =
            "(func " + String(repeating: "nop ", count: 50) + "foo.bar " + String(repeating: "nop ", count: 50) + ")"
        #expect(
            message(long) == """
                line 1, column 207: unknown operator foo.bar
                 1 | …\(String(repeating: "nop ", count: 18))foo.bar \(String(repeating: "nop ", count: 16))…
                   |  \(String(repeating: " ", count: 72))^~~~~~~
                """)
    }

    @Test func columnsCountCharacters() {
        #expect(
            message("(func (;函数;) foo)\r\n") == """
                line 1, column 14: unknown operator foo
                 1 | (func (;函数;) foo)
                   |              ^~~
                """)
        #expect(message("(func)\r(func)\r\n\n  (函)").hasPrefix("line 4, column 4: illegal character 函;"))
    }

    @Test func unclosedParenthesis() {
        #expect(
            message("(module\n  (func (i32.add\n  (func))") == """
                line 3, column 10: unexpected end of the text: expected ")" for the parenthesis that was opened in line 1, column 1
                 3 |   (func))
                   |          ^
                """)
    }

    @Test(
        arguments: [
            ("(func (i32.const 4294967296))", 18, "constant out of range: 4294967296 is not an integer of 32 bits"),
            ("(func (i32.const 1x))", 18, "unknown operator 1x: expected an integer of 32 bits"),
            ("(func (br $x))", 11, "unknown label $x"),
            ("(func block $a end $b)", 20, "mismatching label $b: the block that ends here has the label $a"),
            ("(func (local $x i32) (local $x i32))", 29, "duplicate local: there already is one with the name $x"),
            ("(func end)", 7, "unexpected token end: there is no block that it could close"),
            (
                "(func (if (i32.const 1)))", 24,
                "unexpected token ): expected an instruction in parentheses, or (then …)"
            ),
            ("(func (i32.load align=3 (i32.const 0)))", 17, "alignment must be a power of two: 3 is not"),
            (
                "(func) (import \"m\" \"n\" (func))", 9,
                "import after function: imports must come before all functions, tables,"
                    + " memories, globals and tags that the module defines"
            ),
            ("(start $f) (func $f) (start $f)", 29, "multiple start sections: a module starts with one function"),
            (
                "(type $t (func)) (func (type $t) (param i32))", 30,
                "inline function type: the type 0 is () -> (), but the parameters"
                    + " and results here are (i32) -> ()"
            ),
            (
                "(func (result i32) (param i32))", 21,
                "unexpected token param: declarations come before instructions, in the order (type …) (param …) (result …) (local …)"
            ),
            // What wasm-tools takes all the same.
            (
                "(func (drop (i32.const 1 i32.const 2)))", 26,
                "unexpected token i32.const: expected an instruction in parentheses, or \")\""
            ),
            ("(func global.get +0)", 18, "unknown operator +0: expected an unsigned integer of 32 bits"),
            (
                "(import \"m\" (func))", 13,
                "unexpected token (: expected the name of what is imported, in quotation marks"
            ),
            ("(func get_local 0)", 7, "unknown operator get_local: it is called local.get"),
            ("(func (v128.const i32x4 1 2))", 28, "wrong number of lane literals: i32x4 has 4, here are 2"),
            (
                "(data \"\\u{110000}\")", 8,
                "malformed escape: expected \\u{…} with the number of a Unicode scalar in hexadecimal"
                    + " digits"
            ),
            ("(func $)", 7, "empty identifier: a name must follow \"$\""),
            ("(; (; ;)", 1, "unclosed comment: it is never closed by \";)\""),
        ] as [(String, Int, String)])
    func messages(_ source: String, _ column: Int, _ message: String) {
        let error = #expect(throws: TextError.self) { try WasmText.encode(source) }
        #expect(error?.message == message)
        #expect(error?.column == column)
    }

    @Test func oldExceptionsAreNamed() {
        let message = message("(func (try (do) (catch_all)))")
        #expect(message.contains("unknown operator try: it belongs to \"legacy exceptions\""))
        #expect(message.contains("use try_table"))
    }

    /// Control characters of a hostile text do not reach the terminal.
    @Test func controlCharactersAreNotShown() {
        #expect(!message("(func (;\u{1B}[31m;) foo)").contains("\u{1B}"))
    }
}
