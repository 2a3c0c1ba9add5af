import ArgumentParser
import SwiftletRun

struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build the examples and run each in every place that this machine has.",
        discussion: """
            Run it in a clone of Swiftlet: it takes the packages in Examples/ of this folder or of one above it. Each runs in \
            our own runtime, in Node and in a headless browser, and their outputs are compared. Exits with 1 if one differs.
            """)

    func run() throws {
        let progress = ProgressLine()
        let result = try ExampleRuns.run(progress: progress)
        print(result.text(style: .standardOutput))
        if !result.isGood { throw ExitCode.failure }
    }
}
