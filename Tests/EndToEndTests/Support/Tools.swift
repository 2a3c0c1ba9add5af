import Foundation
import TestTools

/// The tools that compile and run programs here, found on PATH and where `scripts/install-tools` puts them.
enum Tools {
    static let packageRoot = URL(filePath: TestTool.projectRoot)
    static let programs = packageRoot.appending(path: "Tests/EndToEndTests/Programs")

    /// The command line tool, built beside these tests.
    static let swiftlet = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
        .appending(path: "swiftlet")

    /// The program that measures one module, likewise.
    static let moduleCost = swiftlet.deletingLastPathComponent().appending(path: "ModuleCost")

    static func find(_ name: String) -> URL? { TestTool.find(name).map { URL(filePath: $0) } }

    /// A new empty folder for one test, to be removed by the test.
    static func scratchFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// A process that ran to its end.
struct Finished {
    var output: String
    var errors: String
    /// The exit code, or 128 and the signal's number.
    var code: Int32

    /// Runs a command.
    /// - Parameter timeLimit: in seconds; a process that takes longer is ended.
    static func run(
        _ command: URL, _ arguments: [String], environment: [String: String]? = nil, input: String = "",
        in folder: URL? = nil, timeLimit: Double = 120
    ) throws -> Finished {
        // Files instead of pipes: no reader has to keep up.
        let scratch = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["in", "out", "err"].map { scratch.appending(path: $0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }

        let process = Process()
        process.executableURL = command
        process.arguments = arguments
        if let environment { process.environment = environment }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        let watchdog = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + timeLimit, execute: watchdog)
        process.waitUntilExit()
        watchdog.cancel()
        let code = process.terminationStatus
        return Finished(
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self),
            code: process.terminationReason == .uncaughtSignal ? 128 + code : code)
    }
}
