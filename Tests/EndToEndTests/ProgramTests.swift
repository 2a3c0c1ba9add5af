import Testing

/// Programs of real compilers do the same in our runtime and in a browser as under Node's WASI and wasmtime: output, exit
/// code, files.
@Suite struct ProgramTests {
    @Test(.enabled(if: goTools == nil, goTools), arguments: Program.go)
    func go(_ program: Program) throws { try compare(program, in: [.library, .tool, .node]) }

    @Test(.enabled(if: cTools == nil, cTools), arguments: Program.c)
    func c(_ program: Program) throws { try compare(program, in: [.library, .tool, .node]) }

    @Test(.enabled(if: goTools == nil, goTools), .enabled(if: Tools.browser != nil, noBrowser), arguments: Program.go)
    func goInABrowser(_ program: Program) throws { try compare(program, in: [.browser, .page]) }

    @Test(.enabled(if: cTools == nil, cTools), .enabled(if: Tools.browser != nil, noBrowser), arguments: Program.c)
    func cInABrowser(_ program: Program) throws { try compare(program, in: [.browser, .page]) }

    @Test(.enabled(if: hosts == nil, hosts), arguments: Program.swift)
    func swift(_ program: Program) throws { try compare(program, in: [.library, .tool, .node]) }

    private static let hosts = Tools.missing("node", "wasmtime-run")
    private static let goTools = Tools.missing("go", "node", "wasmtime-run")
    private static let cTools = Tools.missing("zigcc", "node", "wasmtime-run")
    private static let noBrowser: Comment = "not here: a headless browser; run scripts/install-tools"

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
