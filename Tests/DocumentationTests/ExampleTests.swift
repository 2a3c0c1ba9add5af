import SwiftletBuild
import TestTools
import Testing
import WasmText

/// The examples of embedding, as programs of their own.
@Suite struct ExampleTests {
    private static let examples = TestTool.projectRoot + "/Examples"

    private func run(_ program: String, _ arguments: [String], input: String = "") throws -> Command.Outcome {
        var command = Command(Build.folder + "/" + program, arguments)
        command.input = .bytes(Array(input.utf8))
        command.timeLimit = .seconds(120)
        return try command.capture()
    }

    @Test func pluginsThatFailLeaveTheOthersAlone() throws {
        let outcome = try run("PluginHost", [Self.examples + "/PluginHost/Plugins", "Hello, plugins! 你好"])
        #expect(outcome.status.isSuccess, "\(outcome.errorText)")
        #expect(
            outcome.outputText == """
                endless: stopped, it took too long
                flooding: failed, its result is too long
                greedy: 16 pages
                shout: HELLO, PLUGINS! 你好
                trapping: failed, trap: out of bounds memory access
                    at trapping!look
                    at trapping!run

                """)
    }

    @Test func filesThatAreNoPlugins() throws {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-plugins-")
        defer { Files.remove(folder) }
        let shout = try Files.readText(Self.examples + "/PluginHost/Plugins/shout.wat")
        try Files.write(WasmText.encode(shout), to: folder + "/binary.wasm")
        try Files.write([0, 1, 2, 3], to: folder + "/damaged.wasm")
        try Files.write(Array("(module (import \"host\" \"delete\" (func)))".utf8), to: folder + "/foreign.wat")
        try Files.write([UInt8](repeating: 0, count: 2 << 20), to: folder + "/large.wasm")
        try Files.write(Array("(module (memory 17))".utf8), to: folder + "/memory.wat")
        try Files.write(Array("(module".utf8), to: folder + "/typo.wat")
        try Files.write(Array("nothing".utf8), to: folder + "/notes.txt")
        let outcome = try run("PluginHost", [folder, "abc"])
        #expect(outcome.status.isSuccess, "\(outcome.errorText)")
        let lines = outcome.outputText.split(separator: "\n")
        #expect(lines.contains("binary: ABC"))
        #expect(lines.contains { $0.hasPrefix("damaged: failed, ") })
        #expect(lines.contains { $0.hasPrefix("foreign: failed, missing import \"host\" \"delete\"") })
        #expect(lines.contains("large: failed, its file is too large"))
        #expect(
            lines.contains { $0.hasPrefix("memory: failed, limit exceeded: the module needs a memory of 17 pages") })
        #expect(lines.contains { $0.hasPrefix("typo: failed, ") })
        #expect(!outcome.outputText.contains("notes"))
    }

    @Test func theCalculatorAnswersEachLine() throws {
        let requests = [
            "add 2 3": "5.0",
            "factorial 20": "2.43290200817664e+18",
            "factorial 0.5": "error: deadline exceeded",
            "remainder 7 0": "error: integer divide by zero",
            "root 2 1": "error: it is a function (f64) -> (f64), not a function (f64, f64) -> (f64)",
            "add two 3": "error: a request is the name of a function and one or two numbers, such as: add 2 3",
            "count 1": "2.0",
        ].sorted { $0.key < $1.key }
        // Twice, since no request is to see what another left behind.
        let input = (requests + requests).map { $0.key + "\n" }.joined()
        let outcome = try run("Calculator", [Self.examples + "/Calculator/functions.wat"], input: input)
        #expect(outcome.status.isSuccess, "\(outcome.errorText)")
        #expect(outcome.outputText.split(separator: "\n").map(String.init) == (requests + requests).map(\.value))
    }

    /// No crash report: a line that names the file or what is wrong with it.
    @Test func filesThatAreMissingOrWrong() throws {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-wrong-")
        defer { Files.remove(folder) }
        try Files.write(Array("(module".utf8), to: folder + "/typo.wat")
        for (program, arguments, message) in [
            ("HelloWorld", [folder + "/none.wasm"], "HelloWorld: cannot read \(folder)/none.wasm\n"),
            ("HelloWorld", [folder + "/typo.wat"], "HelloWorld: malformed module"),
            ("Calculator", [folder + "/none.wasm"], "Calculator: cannot read \(folder)/none.wasm\n"),
            ("Calculator", [folder + "/typo.wat"], "Calculator: line 1, column 8: "),
            ("PluginHost", [folder + "/none", "text"], "PluginHost: cannot read the folder \(folder)/none\n"),
        ] {
            let outcome = try run(program, arguments)
            #expect(outcome.status == .exited(1), "\(program) \(arguments)")
            #expect(outcome.outputText.hasPrefix(message), "\(outcome.outputText)")
            #expect(outcome.errorText == "")
        }
    }

    @Test func helloWorldOfACommandAndOfAReactor() throws {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-hello-")
        defer { Files.remove(folder) }
        for start in ["_start", "_initialize"] {
            let text = """
                (module
                  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
                  (memory (export "memory") 1)
                  (data (i32.const 0) "\\10\\00\\00\\00\\01\\00\\00\\00")
                  (func $say (param i32)
                    (i32.store8 (i32.const 16) (local.get 0))
                    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32))))
                  (func (export "\(start)") (call $say (i32.const 97)))
                  (func (export "HelloWorld") (call $say (i32.const 98))))
                """
            try Files.write(WasmText.encode(text), to: folder + "/module.wasm")
            let outcome = try run("HelloWorld", [folder + "/module.wasm"])
            #expect(outcome.status.isSuccess, "\(outcome.errorText)")
            #expect(outcome.outputText == "ab")
        }
    }

    /// As the example's first lines say: the large letters of `Examples/Figlet`, by `_start` and by `HelloWorld`.
    @Test func helloWorldInLargeLetters() throws {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-figlet-")
        defer { Files.remove(folder) }
        let module = try PackageBuild(package: Self.examples + "/Figlet", output: folder + "/Figlet.wasm").run().module
        let outcome = try run("HelloWorld", [module, "Hi"])
        #expect(outcome.status.isSuccess, "\(outcome.errorText)")
        let lines = outcome.outputText.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "#   # # ")
        #expect(lines.count == 13 && lines[..<6] == lines[6..<12], "\(outcome.outputText)")
    }
}
