import SwiftletBuild
import Testing

/// The programs that tests run beside what they test.
public enum TestTool {
    /// The folder of the project.
    public static let projectRoot = {
        var path = #filePath
        for _ in 0..<3 { path = Files.parent(of: path) }
        return path
    }()

    /// Where `scripts/install-tools` puts programs.
    private static let folder: String = {
        if let folder = Environment["SWIFTLET_TOOLS"], !folder.isEmpty { return folder + "/bin" }
        return projectRoot + "/.tools/bin"
    }()

    /// A program by its name: the one that the project installed for itself, else the machine's.
    public static func find(_ name: String) -> String? {
        Files.isExecutable(folder + "/" + name) ? folder + "/" + name : Command.find(name)
    }

    /// What to say of a test that needs programs of which some are not here; nil when all are.
    public static func missing(_ names: String...) -> Comment? { missing(names) }

    public static func missing(_ names: [String]) -> Comment? {
        let absent = names.filter { find($0) == nil }
        return absent.isEmpty ? nil : "not here: \(absent.joined(separator: ", ")); run scripts/install-tools"
    }

    /// Runs test files of JavaScript by Node's own test runner, and fails with what it printed when one of them fails.
    /// - Parameter count: how many tests must have run, so that a file which lost its tests does not pass.
    public static func runNodeTests(
        _ files: [String], atLeast count: Int, environment: [String: String] = [:], timeLimit: Duration = .seconds(300)
    ) throws {
        var command = Command(
            try #require(find("node")), ["--test", "--test-reporter", "tap", "--test-timeout", "120000"] + files)
        command.environment = environment
        command.timeLimit = timeLimit
        let outcome = try command.capture()
        let text = outcome.outputText
        #expect(outcome.status.isSuccess, "\(text)\(outcome.errorText)")
        func tally(_ word: String) -> Int? {
            text.split(separator: "\n").last { $0.hasPrefix("# \(word) ") }.flatMap {
                Int($0.dropFirst(word.count + 3))
            }
        }
        #expect((tally("pass") ?? 0) >= count, "too few tests of JavaScript passed:\n\(text)")
        #expect(tally("skipped") == 0)
        // scripts/test adds these up.
        print("JavaScript tests passed: \(tally("pass") ?? 0)")
    }
}
