import TestTools
import Testing

/// Programs of real compilers do the same in our runtime and in a browser as under Node's WASI and wasmtime: output, exit
/// code, files.
@Suite struct ProgramTests {
    @Test(.enabled(if: tools("go") == nil, tools("go")), arguments: Program.go)
    func go(_ program: Program) throws { try compare(program, in: [.library, .tool, .node]) }

    @Test(.enabled(if: tools("zigcc") == nil, tools("zigcc")), arguments: Program.c)
    func c(_ program: Program) throws { try compare(program, in: [.library, .tool, .node]) }

    @Test(.enabled(if: tools("zig") == nil, tools("zig")), arguments: Program.zig)
    func zig(_ program: Program) throws { try compare(program, in: [.library, .tool, .node]) }

    @Test(.enabled(if: tools() == nil, tools()), arguments: Program.swift)
    func swift(_ program: Program) throws { try compare(program, in: [.library, .tool, .node]) }

    private static let onPages = Program.go + Program.c + Program.zig

    @Test(
        .enabled(
            if: tools("go", "zig", "zigcc", browser: .chromium) == nil, tools("go", "zig", "zigcc", browser: .chromium)),
        arguments: onPages)
    func inChromium(_ program: Program) throws { try compare(program, in: [.browser(.chromium), .page(.chromium)]) }

    @Test(
        .enabled(
            if: tools("go", "zig", "zigcc", browser: .firefox) == nil, tools("go", "zig", "zigcc", browser: .firefox)),
        arguments: onPages)
    func onAPageOfFirefox(_ program: Program) throws { try compare(program, in: [.page(.firefox)]) }

    /// What says that the tools which a test compiles and compares with are not all here; nil when they are.
    private static func tools(_ compilers: String..., browser: TestBrowser? = nil) -> Comment? {
        browser?.missing ?? TestTool.missing(compilers + ["node", "wasmtime-run"])
    }

    private func compare(_ program: Program, in hosts: [Host]) throws {
        let module = try program.compile()
        let expected = try Host.wasmtime.run(module, program)
        #expect((expected.code == 134) == program.traps, "\(expected.errors)")
        for host in hosts {
            let outcome = try host.run(module, program)
            #expect(outcome.code == expected.code, "exit code in \(host): \(outcome.errors)")
            #expect(outcome.output == expected.output, "standard output in \(host)")
            #expect(outcome.errors == expected.errors, "standard error in \(host)")
            #expect(outcome.files == expected.files, "files in \(host)")
        }
    }
}
