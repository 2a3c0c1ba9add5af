import Foundation
import SwiftletBuild
import Testing

/// A program in `Programs/`, and what it is given in a test.
struct Program: CustomTestStringConvertible, Sendable {
    enum Language {
        /// A folder of the Go module.
        case go
        /// A C file.
        case c
        /// All files of the folder `Preview1`.
        case preview1
        /// A Zig file.
        case zig
        /// A package, built as `swiftlet build` does.
        case swift
    }

    var language: Language
    var name: String
    var arguments: [String] = []
    var environment: [String] = []
    var input = ""
    /// The files of the folder `/data`, by their paths; nil when the program gets no folder.
    var files: [String: String]?
    /// Whether the guest is to trap. Hosts word their traps in their own ways, so standard error is not compared then.
    var traps = false

    var testDescription: String {
        "\(language) \(name)" + (arguments.isEmpty ? "" : " " + arguments.joined(separator: " "))
    }

    static let go = [
        Program(language: .go, name: "digest", arguments: ["", "abc", "想要计算的结果"]),
        Program(language: .go, name: "json"),
        Program(language: .go, name: "goroutines"),
        Program(language: .go, name: "files", arguments: ["/data"], files: ["input.txt": "hello\n", "sub/x": "y"]),
        Program(
            language: .go, name: "echo", arguments: ["a b", "", "ü"], environment: ["A=1", "B=x=y", "EMPTY="],
            input: "one\ntwo\nno newline"),
        Program(language: .go, name: "exit", arguments: ["0"]),
        Program(language: .go, name: "exit", arguments: ["42"]),
        Program(language: .go, name: "exit", arguments: ["panic"]),
    ]

    static let c = [
        Program(
            language: .c, name: "stdio", arguments: ["x", "y z"], environment: ["GREETING=hi"],
            input: "first line\n 3 4 banana\n"),
        Program(language: .c, name: "memory"),
        Program(language: .c, name: "files", arguments: ["/data"], files: ["input.txt": "one\ntwo\n"]),
        Program(language: .c, name: "exit", arguments: ["7"]),
        Program(language: .c, name: "exit", arguments: ["abort"], traps: true),
        Program(language: .c, name: "exit", arguments: ["divide"], traps: true),
        Program(language: .c, name: "exit", arguments: ["pointer"], traps: true),
        Program(language: .c, name: "exit", arguments: ["call"], traps: true),
    ]

    static let zig = [
        Program(
            language: .zig, name: "report", arguments: ["a b", "ü"], environment: ["GREETING=hi", "EMPTY="],
            input: "one\ntwö\nno newline", files: ["input.txt": "hello\n"]),
        Program(language: .zig, name: "report"),
    ]

    static let swift = [
        Program(
            language: .swift, name: "Words", arguments: ["/data", "one.txt", "missing.txt", "two.txt"],
            environment: ["LANGUAGE=Swift"], input: "the cat and the dog\nÜber den Dächern\n",
            files: ["one.txt": "The end. The END!", "two.txt": "dächern\n"]),
        Program(language: .swift, name: "Words"),
    ]

    /// The modules that this process has compiled, by language and name. Tests run side by side and share them.
    private nonisolated(unsafe) static var modules: [String: URL] = [:]
    private static let lock = NSLock()

    /// Compiles the program if that is still to do, and returns where its module is.
    func compile() throws -> URL {
        try Program.lock.withLock {
            if let module = Program.modules["\(language) \(name)"] { return module }
            let module = try compileNow()
            Program.modules["\(language) \(name)"] = module
            return module
        }
    }

    private func compileNow() throws -> URL {
        let folder = Tools.packageRoot.appending(path: ".build/programs")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let module = folder.appending(path: "\(language)-\(name).wasm")
        let result: Finished
        switch language {
        case .go:
            var environment = ProcessInfo.processInfo.environment
            environment["GOOS"] = "wasip1"
            environment["GOARCH"] = "wasm"
            result = try Finished.run(
                try #require(Tools.find("go")), ["build", "-trimpath", "-o", module.path, "./\(name)"],
                environment: environment, in: Tools.programs.appending(path: "Go"), timeLimit: 300)
        case .c:
            result = try Finished.run(
                try #require(Tools.find("zigcc")),
                ["-O2", "-s", "-o", module.path, Tools.programs.appending(path: "C/\(name).c").path], timeLimit: 300)
        case .preview1:
            let folder = Tools.programs.appending(path: "Preview1")
            let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".c") }
            result = try Finished.run(
                try #require(Tools.find("zigcc")),
                ["-O1", "-o", module.path] + sources.sorted().map { folder.appending(path: $0).path }, timeLimit: 300)
        case .zig:
            result = try Finished.run(
                try #require(Tools.find("zig")),
                [
                    "build-exe", "-target", "wasm32-wasi", "-O", "ReleaseSmall", "-femit-bin=\(module.path)",
                    Tools.programs.appending(path: "Zig/\(name).zig").path,
                ], in: folder, timeLimit: 300)
        case .swift:
            let package = Tools.programs.appending(path: "Swift/\(name)").path
            return URL(filePath: try PackageBuild(package: package, output: module.path).run().module)
        }
        guard result.code == 0 else { throw Failure(description: "compiling \(testDescription): \(result.errors)") }
        return module
    }

    struct Failure: Error, CustomStringConvertible { var description: String }
}
