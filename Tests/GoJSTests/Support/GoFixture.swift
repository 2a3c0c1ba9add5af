import Foundation
import GoJS
import SwiftletBuild
import TestTools
import Testing
import WASI
import WebAssembly

/// A program of `Programs`, built by the real Go for JavaScript.
struct GoFixture {
    /// What a run left behind.
    struct Run: Equatable {
        var output: String
        var errors: String
        var code: Int32
    }

    /// What to say when the real tools are not here.
    static let missing = TestTool.missing("go", "node")

    let name: String
    /// The module's path.
    let path: String
    let bytes: [UInt8]

    /// Builds a folder of `Programs`, unless it was built before from the same sources by the same Go.
    init(_ name: String) throws {
        self.name = name
        let source = TestTool.projectRoot + "/Tests/GoJSTests/Programs/" + name
        let folder = TestTool.projectRoot + "/.build/programs/go-js"
        path = try GoFixture.lock.withLock {
            var key = Hasher64()
            key.add(try GoFixture.go(["version"]).outputText)
            for file in try FileManager.default.contentsOfDirectory(atPath: source).sorted() {
                key.add(file)
                key.add(try String(contentsOfFile: source + "/" + file, encoding: .utf8))
            }
            let module = "\(folder)/\(name)-\(key.text).wasm"
            if !FileManager.default.fileExists(atPath: module) {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                // Under its name only when it is whole.
                let unfinished = module + "-\(UUID().uuidString)"
                _ = try GoFixture.go(["build", "-o", unfinished, "."], in: source, target: "js")
                try FileManager.default.moveItem(atPath: unfinished, toPath: module)
            }
            return module
        }
        bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    }

    private static let lock = NSLock()

    /// Decoded and validated once for all runs: in a debug build that takes longer than running.
    private func module() throws -> Module {
        try GoFixture.lock.withLock {
            if let known = GoFixture.modules[path] { return known }
            let module = try Module(bytes)
            GoFixture.modules[path] = module
            return module
        }
    }

    // Guarded by `lock`.
    nonisolated(unsafe) private static var modules: [String: Module] = [:]

    /// Runs Go's own tool; a failure is the test's.
    static func go(_ arguments: [String], in folder: String? = nil, target: String? = nil) throws -> Command.Outcome {
        var command = Command(try #require(TestTool.find("go")), arguments)
        command.workingFolder = folder
        if let target {
            command.environment = ["GOOS": target, "GOARCH": "wasm", "GOFLAGS": "-mod=mod", "GO111MODULE": "on"]
        }
        command.timeLimit = .seconds(600)
        let outcome = try command.capture()
        try #require(outcome.status.isSuccess, "go \(arguments): \(outcome.errorText)\(outcome.outputText)")
        return outcome
    }

    /// The program under Node, by Go's own support file.
    func inNode(
        _ arguments: [String] = [], input: String = "", environment: [String: String] = [:], folder: String? = nil
    ) throws -> Run {
        let root = try GoFixture.go(["env", "GOROOT"]).outputText.trimmingCharacters(in: .whitespacesAndNewlines)
        var command = Command(
            try #require(TestTool.find("node")),
            ["--stack-size=8192", root + "/lib/wasm/wasm_exec_node.js", path] + arguments)
        command.input = .bytes(Array(input.utf8))
        command.environment = environment
        command.workingFolder = folder
        command.timeLimit = .seconds(120)
        let outcome = try command.capture()
        guard case .exited(let code) = outcome.status else {
            throw BuildError(.process, "Node ended with \(outcome.status): \(outcome.errorText)")
        }
        return Run(output: outcome.outputText, errors: outcome.errorText, code: code)
    }

    /// The program in this process.
    ///
    /// - Parameter prepare: sees the program before it starts.
    func here(
        _ arguments: [String] = [], input: String = "",
        change: (inout GoProgram.Configuration) throws -> Void = { _ in },
        prepare: (GoProgram) throws -> Void = { _ in }
    ) throws -> Run {
        let (output, errors) = (OutputBuffer(), OutputBuffer())
        var configuration = GoProgram.Configuration()
        configuration.arguments = [path] + arguments
        configuration.standardInput = .text(input)
        configuration.standardOutput = .collecting(output)
        configuration.standardError = .collecting(errors)
        try change(&configuration)
        let program = try GoProgram(module(), configuration: configuration)
        try prepare(program)
        let code = try program.run()
        return Run(output: output.text, errors: errors.text, code: code)
    }

    /// The program in this process, with a network. This task waits without holding its thread: exchanges are tasks, too, and need the threads.
    func fetching(_ arguments: [String], by access: NetworkAccess) async throws -> Run {
        let (output, errors) = (OutputBuffer(), OutputBuffer())
        var configuration = GoProgram.Configuration()
        configuration.arguments = [name] + arguments
        configuration.standardOutput = .collecting(output)
        configuration.standardError = .collecting(errors)
        configuration.network = access
        let program = try GoProgram(module(), configuration: configuration)
        let code = try await program.run()
        return Run(output: output.text, errors: errors.text, code: code)
    }
}

/// A short name for a program's sources.
private struct Hasher64 {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    var text: String { String(state, radix: 16) }
}
