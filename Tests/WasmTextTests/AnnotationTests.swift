import Testing
import WasmBinary

@testable import WasmText

@Suite struct AnnotationTests {
    private func sections(_ source: String) throws -> [String] {
        let module = try BinaryModule(decoding: WasmText.encode(source), features: .all)
        return module.sections.map { section in
            guard section.id == 0, let custom = module.customSections.first(where: { $0.name == section.name }) else {
                return section.name
            }
            return "\"\(section.name)\" \(String(decoding: module.bytes[custom.contents], as: UTF8.self))"
        }
    }

    @Test func customSectionsStandWhereTheyAskFor() throws {
        let source = """
            (module
              (@custom "last" "a" "b")
              (@custom "first" (before first))
              (func)
              (@custom "before-code" (before code) "x")
              (@custom "after-func" (after func))
              (@custom "between" (after global))
              (@custom "end" (after last)))
            """
        #expect(
            try sections(source) == [
                "\"first\" ", "type", "function", "\"after-func\" ", "\"between\" ", "\"before-code\" x", "code",
                "\"last\" ab",
                "\"end\" ",
            ])
    }

    @Test func branchHintsNameTheirInstruction() throws {
        let module = try BinaryModule(
            decoding: WasmText.encode(
                """
                (func (import "m" "n"))
                (func (param i32) (local i64)
                  (@metadata.code.branch_hint "\\01") (if (local.get 0) (then (nop)))
                  (block local.get 0 (@metadata.code.branch_hint "\\00") br_if 0))
                """))
        let section = try #require(module.customSections.first)
        #expect(section.name == "metadata.code.branch_hint")
        // One function, number 1, with two hints: behind the three bytes of locals and `local.get 0`; and the `br_if`.
        #expect(Array(module.bytes[section.contents]) == [1, 1, 2, 5, 1, 1, 13, 1, 0])
        #expect(module.sections.map(\.name).suffix(2) == ["metadata.code.branch_hint", "code"])
    }

    @Test(arguments: [
        ("(func (@metadata.code.branch_hint \"\\01\") nop)", "invalid target"),
        ("(func (@metadata.code.branch_hint \"\\02\") if end)", "expected \"\\00\" (unlikely) or \"\\01\" (likely)"),
        ("(global i32 (@metadata.code.branch_hint \"\\01\") (i32.const 0))", "not in a function"),
        ("(func (nop (@name \"x\")))", "misplaced @name annotation"),
        ("(func (@custom \"x\"))", "misplaced @custom annotation"),
        ("(@custom \"x\" (after foo))", "malformed section kind"),
    ])
    func misplaced(_ source: String, _ message: String) {
        let error = #expect(throws: TextError.self) { try WasmText.encode(source) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func otherAnnotationsAreBlanks() throws {
        #expect(try WasmText.encode("(@a)(module(@b [x] \"(\")(func(@\"c d\" (@e))))") == WasmText.encode("(func)"))
    }
}
