import GoJS
import Testing
import WebAssembly

/// Calls in both directions between Swift and a program.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct CallTests {
    private func program() throws -> GoProgram {
        let program = try GoProgram(Module(GoFixture("calls").bytes))
        program.global.define("greet") { call in .string("Hello, \(call[0].string ?? "")") }
        try program.start()
        return program
    }

    @Test func callsGoBothWays() throws {
        let program = try program()
        #expect(program.global["greeting"].string == "Hello, Go")
        #expect(try program.call("add", 1, 2).number == 3)
        #expect(program.exitCode == nil)
    }

    @Test func missingFunctionNamesThoseThatAreThere() throws {
        let program = try program()
        #expect(throws: GoProgramError.noFunction(name: "sub", available: ["greet", "add", "fail"])) {
            try program.call("sub", 1, 2)
        }
    }
}
