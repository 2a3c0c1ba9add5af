import SwiftletBuild
import WebAssembly

/// Runs a module in Node, over Node's own WASI.
public struct NodeRunner {
    private let program: String

    public init() throws(RunError) {
        guard let program = ExternalTool.node.find() else {
            throw RunError("Node was not found on this machine.\n\(ExternalTool.node.howToGet)")
        }
        self.program = program
    }

    /// Runs the module to its end, on this process's standard streams.
    public func run(_ request: RunRequest) throws(RunError) -> Outcome {
        // Node gets the writing end under the number that it has here, and tells on it how the module ended.
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw RunError("cannot create a pipe: \(systemMessage())") }
        closeOnExec(ends[0])
        defer { close(ends[0]) }
        var command = Command(
            program,
            [
                "--no-warnings", "--input-type=module", "--eval", WebBundle("run/node.js").text, "--",
                request.json(module: Files.absolute(request.path)), String(ends[1]),
            ])
        command.input = .inherited
        let status: Command.Status
        do throws(BuildError) {
            defer { close(ends[1]) }
            status = try command.run()
        } catch {
            throw RunError("\(error)")
        }
        let report = NodeRunner.readAll(ends[0])
        guard !report.isEmpty else {
            throw RunError(
                "\(program) ended without running the module (\(status)). Is it Node 20 or newer? Ask it: \(program) --version"
            )
        }
        return try Outcome(report: report, results: request.call?.results)
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
