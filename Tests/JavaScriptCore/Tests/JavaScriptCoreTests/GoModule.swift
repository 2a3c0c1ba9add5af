import Foundation
import GoJS
import Testing
import WASI
import WebAssembly

/// A module that the real Go has built for JavaScript, to be run here and under Node.
struct GoModule {
    /// What a run left behind.
    struct Run: Equatable {
        var output: String
        var errors: String
        var code: Int32
    }

    let path: String
    let bytes: [UInt8]

    /// What to say when the real tools are not here.
    static let missing: Comment? = {
        let missing = ["go", "node"].filter { find($0) == nil }
        return missing.isEmpty ? nil : "\(missing.joined(separator: " and ")) not found: run scripts/install-tools"
    }()

    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A tool of scripts/install-tools or of the machine.
    private static func find(_ tool: String) -> URL? {
        let environment = ProcessInfo.processInfo.environment
        let project = package.deletingLastPathComponent().deletingLastPathComponent()
        let tools = environment["SWIFTLET_TOOLS"] ?? project.appending(path: ".tools").path
        let folders = [tools + "/bin"] + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { URL(filePath: $0 + "/" + tool) }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
    }

    /// A folder of `Programs`.
    init(program: String) throws {
        try self.init(GoModule.package.appending(path: "Programs/" + program), ["build"])
    }

    /// The tests of one of Go's own packages.
    init(testsOf package: String) throws {
        let root = try GoModule.goRoot()
        try self.init(URL(filePath: root + "/src/" + package), ["test", "-c"])
    }

    private init(_ folder: URL, _ command: [String]) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "swiftlet-\(UUID().uuidString).wasm")
        let built = try GoModule.run(
            "go", command + ["-o", file.path, "."], in: folder, environment: ["GOOS": "js", "GOARCH": "wasm"])
        try #require(built.code == 0, "go \(command): \(built.errors)\(built.output)")
        path = file.path
        bytes = try [UInt8](Data(contentsOf: file))
    }

    /// The module's file is not needed any more.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private static func goRoot() throws -> String {
        try run("go", ["env", "GOROOT"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The program under Node, by Go's own support file.
    func inNode(_ arguments: [String]) throws -> Run {
        let support = try GoModule.goRoot() + "/lib/wasm/wasm_exec_node.js"
        return try GoModule.run("node", ["--stack-size=8192", support, path] + arguments)
    }

    /// The program in this process.
    ///
    /// - Parameter prepare: sees the program before it starts.
    func here(_ arguments: [String], prepare: (GoProgram) -> Void = { _ in }) throws -> Run {
        let (output, errors) = (OutputBuffer(), OutputBuffer())
        var configuration = GoProgram.Configuration()
        configuration.arguments = [path] + arguments
        configuration.standardOutput = .collecting(output)
        configuration.standardError = .collecting(errors)
        let program = try GoProgram(Module(bytes), configuration: configuration)
        prepare(program)
        let code = try program.run()
        return Run(output: output.text, errors: errors.text, code: code)
    }

    private static func run(
        _ tool: String, _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
    ) throws -> Run {
        let process = Process()
        let executable: URL = try #require(find(tool))
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Files, not pipes: nobody has to read while the process runs.
        let files = ["output", "errors"].map {
            FileManager.default.temporaryDirectory.appending(path: "swiftlet-\(UUID().uuidString).\($0)")
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        for file in files { try Data().write(to: file) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Run(output: texts[0], errors: texts[1], code: process.terminationStatus)
    }
}
