import Testing

@testable import SwiftletBuild

@Suite struct CompilerOutputTests {
    @Test func eachDiagnosticOnceWithANote() {
        let block = """
            /p/App.swift:2:25: error: cannot use a value of protocol type 'any Error' in embedded Swift
            1 | func f() throws {
            2 |     throw E()
              |           `- error: cannot use a value of protocol type 'any Error' in embedded Swift

            """
        let output = CompilerOutput(
            "[3/5] Compiling App\nerror: compile command failed due to signal\n" + block + block)
        let lines = output.text.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.last?.hasPrefix("/p/App.swift:2:25: note: write the error's type: throws(MyError)") == true)
        #expect(!output.isCrash)
    }

    @Test func explainsTheLinker() {
        let output = CompilerOutput("wasm-ld: error: /b/x.o: undefined symbol: fopen\n")
        #expect(output.text.contains("note: a C function that is neither in the package"))
    }

    @Test func aCrashIsToldInThreeLines() {
        let output = CompilerOutput(
            """
            error: compile command failed due to signal 11
            Please submit a bug report (https://swift.org/contributing/#reporting-bugs) and include the crash backtrace.
            Stack dump:
            0.\tProgram arguments: /opt/swift-frontend -c a.swift
            1.\tSwift version 6.3.1
            2.\tWhile silgen emitFunction SIL function "@$e4loop1fSiyYaF".
             for 'f()' (at a.swift:2:1)
             #0 0x000055eb92f9f738 llvm::sys::PrintStackTrace
            """)
        #expect(output.isCrash)
        #expect(
            output.text == """
                error: the compiler itself broke down while it worked on this package.
                  while it compiled 'f()' (at a.swift:2:1)
                """)
    }

    @Test func aBrokenLinkerIsKnownByItsSignal() {
        let output = CompilerOutput(
            """
            PLEASE submit a bug report to https://github.com/llvm/llvm-project/issues/ and include the crash backtrace.
            Stack dump:
            0.\tProgram arguments: /opt/wasm-ld -m wasm32
            clang: error: linker command failed due to signal (use -v to see invocation)
            """)
        #expect(output.isCrash)
        #expect(output.text == CompilerOutput.linkerBreakdown)
    }
}
