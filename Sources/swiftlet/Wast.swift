import ArgumentParser
import SwiftletRun

struct Wast: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run test scripts of the official suite's form.",
        discussion: """
            A script has modules, calls of their functions, and what is asserted about both. There is a line for each \
            command that fails, with file and line, and the totals at the end.

              swiftlet wast i32.wast
              swiftlet wast --json testsuite/core

            Without --features, modules may use all of WebAssembly 3.0 and threads, as far as the runtime has them.

            Exit codes: 0 all passed, 1 one did not or is no script, 64 wrong usage.
            """)

    @Flag(help: "Print JSON: the counts and failures of each script.")
    var json = false

    @OptionGroup var features: FeatureOption

    @Argument(help: ".wast files, or folders with some.")
    var paths: [String]

    func run() throws {
        let progress = ProgressLine(quietElsewhere: true)
        let report = try ScriptReport(paths: paths, features: features.list?.features ?? FeatureList.usual) {
            progress.show($0)
        }
        progress.clear()
        print(json ? report.json : report.text)
        if !report.isSuccess { throw ExitCode(1) }
    }
}
