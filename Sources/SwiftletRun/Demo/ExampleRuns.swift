import SwiftletBuild

/// The examples, each run in every place of this machine: what `swiftlet demo` does.
public struct ExampleRuns: Sendable {
    /// One run in one place.
    struct Run: Sendable {
        var place: Place
        var seconds: Double
        var status: Command.Status
        var output: [UInt8]
        var errors: String

        func agrees(with other: Run) -> Bool { status == other.status && output == other.output }
    }

    /// One way to run an example, in all places.
    struct Row: Sendable {
        var title: String
        var module: String
        var runs: [Run]

        /// Whether every place ran it without failure and said the same.
        var isGood: Bool { runs.allSatisfy { $0.status.isSuccess && $0.agrees(with: runs[0]) } }
    }

    let rows: [Row]
    /// Names of the examples that are pages: the demo says how to see them.
    let pages: [String]
    let missing: [ExternalTool]

    /// Whether every example ran everywhere, and no output differs.
    public var isGood: Bool { rows.allSatisfy(\.isGood) }

    /// The longest that one run may take.
    private static let timeLimit = Duration.seconds(120)

    /// Builds what has changed and runs everything, one thing after another so that the times mean something.
    public static func run(progress: ProgressLine) throws -> ExampleRuns {
        defer { progress.clear() }
        let examples = try Example.all()
        let missing = ExternalTool.allCases.filter { $0.place != nil && $0.find() == nil }
        let places = Place.allCases.filter { place in !missing.contains { $0.place == place } }
        var rows: [Row] = []
        for example in examples where !example.isPage {
            let module = try example.build(progress: progress)
            for use in example.uses {
                let title = example.name + use.label
                let runs = try places.map { place in
                    progress.show("\(title): running, \(place.rawValue)")
                    return try run(use, of: module, on: place)
                }
                rows.append(Row(title: title, module: module, runs: runs))
            }
        }
        return ExampleRuns(rows: rows, pages: examples.filter(\.isPage).map(\.name), missing: missing)
    }

    private static func run(_ use: Example.Use, of module: String, on place: Place) throws(BuildError) -> Run {
        var command = Command(tool, ["run", "--on", place.rawValue] + use.options + [module] + use.arguments)
        command.input = .bytes(use.input)
        command.timeLimit = timeLimit
        let start = ContinuousClock.now
        let outcome = try command.capture()
        let elapsed = ContinuousClock.now - start
        return Run(
            place: place, seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18,
            status: outcome.status, output: outcome.output, errors: outcome.errorText)
    }

    /// This program.
    static var tool: String {
        #if canImport(Darwin)
            var size = UInt32(PATH_MAX)
            var buffer = [CChar](repeating: 0, count: Int(size))
            guard _NSGetExecutablePath(&buffer, &size) == 0 else { return CommandLine.arguments[0] }
            return Files.canonical(
                String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        #else
            return Files.canonical("/proc/self/exe")
        #endif
    }
}

extension ExternalTool {
    /// The place that needs it; nil when it is not for running.
    var place: Place? {
        switch self {
        case .node: .node
        case .browser: .browser
        case .wasmOpt: nil
        }
    }
}
