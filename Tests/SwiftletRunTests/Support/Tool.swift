import SwiftletBuild
import SwiftletRun
import Testing

/// The tool as a person runs it: the program that was built beside these tests.
enum Tool {
    static let path: String = {
        // macOS runs tests inside a bundle; elsewhere the test program lies beside the tool.
        var folder = Files.parent(of: Files.canonical(CommandLine.arguments[0]))
        while folder != "/", !Files.isExecutable(folder + "/swiftlet") { folder = Files.parent(of: folder) }
        return folder + "/swiftlet"
    }()

    struct Result {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        var command = Command(path, arguments)
        command.input = .bytes(Array(input.utf8))
        command.environment = environment
        command.timeLimit = .seconds(120)
        let outcome = try command.capture()
        guard case .exited(let code) = outcome.status else {
            Issue.record("swiftlet \(arguments.joined(separator: " ")): \(outcome.status)")
            return Result(exitCode: -1, output: outcome.outputText, errors: outcome.errorText)
        }
        return Result(exitCode: code, output: outcome.outputText, errors: outcome.errorText)
    }

    /// Whether a place is on this machine; a test of it is shown as skipped where it is not.
    static func has(_ place: Place) -> Bool {
        switch place {
        case .host: true
        case .node: ExternalTool.node.find() != nil
        case .browser: ExternalTool.browser.find() != nil
        }
    }
}
