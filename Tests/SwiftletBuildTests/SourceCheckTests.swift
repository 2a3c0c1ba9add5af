import Testing

@testable import SwiftletBuild

@Suite struct SourceCheckTests {
    private func found(_ source: String) -> [String] {
        SourceCheck.findings(in: Array(source.utf8), path: "a.swift").map { "\($0.line):\($0.column)" }
    }

    @Test func findsWhatTheCompilerCannotSurvive() {
        #expect(found("func f() async {}") == ["1:10"])
        #expect(found("func f() {\n    let a = AnySequence([1])\n}") == ["2:13"])
        #expect(found("let g: () async -> Int") == ["1:11"])
        #expect(found("print(await f())") == ["1:7"])
        #expect(found("print(\"\\(await f())\")") == ["1:10"])
    }

    @Test(arguments: [
        "// func f() async {}", "/* async /* nested */ async */ let a = 1",
        "let a = \"async \\(b(\"await\")) AnySequence\"",
        "let a = #\"async \"quoted\" \\(await)\"#", "let a = \"\"\"\n  async \"x\" await\n  \"\"\"", "queue.async { }",
        "f(async: true)",
        "let `async` = 1", "#if !arch(wasm32)\nfunc f() async {}\n#endif", "let asynchronous = 1",
    ])
    func passesOverWhatIsNotMeant(source: String) {
        #expect(found(source) == [])
    }

    @Test func goesOnAfterACondition() {
        #expect(found("#if os(Linux)\n#if DEBUG\nawait x\n#endif\n#else\nawait x\n#endif\nawait y") == ["8:1"])
    }

    @Test func knowsWhereProgramsStart() throws {
        try Places.withTemporaryFolder { folder in
            try Files.write("@main struct App {}".utf8, to: folder + "/App.swift")
            try Files.write("// @main\nlet text = \"@main\"".utf8, to: folder + "/Library.swift")
            #expect(SourceCheck.hasEntryPoint([folder + "/App.swift"]))
            #expect(SourceCheck.hasEntryPoint([folder + "/main.swift"]))
            #expect(!SourceCheck.hasEntryPoint([folder + "/Library.swift"]))
        }
    }
}
