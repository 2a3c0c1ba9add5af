import Testing

/// Programs of real compilers do the same in our runtime as under Node's WASI and wasmtime: output, exit code, files.
@Suite struct ProgramTests {
    @Test(.enabled(if: goTools == nil, goTools), arguments: Program.go)
    func go(_ program: Program) throws { try compare(program) }

    @Test(.enabled(if: cTools == nil, cTools), arguments: Program.c)
    func c(_ program: Program) throws { try compare(program) }

    @Test(.enabled(if: hosts == nil, hosts), arguments: Program.swift)
    func swift(_ program: Program) throws { try compare(program) }

    private static let hosts = Tools.missing("node", "wasmtime-run")
    private static let goTools = Tools.missing("go", "node", "wasmtime-run")
    private static let cTools = Tools.missing("zigcc", "node", "wasmtime-run")

    private func compare(_ program: Program) throws {
        let module = try program.compile()
        let expected = try Host.wasmtime.run(module, program)
        #expect((expected.code == 134) == program.traps, "\(expected.errors)")
        for host in Host.allCases where host != .wasmtime {
            let outcome = try host.run(module, program)
            #expect(outcome.code == expected.code, "exit code in \(host): \(outcome.errors)")
            #expect(outcome.output == expected.output, "standard output in \(host)")
            #expect(outcome.errors == expected.errors, "standard error in \(host)")
            #expect(outcome.files == expected.files, "files in \(host)")
        }
    }
}
