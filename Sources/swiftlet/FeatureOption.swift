import ArgumentParser
import SwiftletRun

/// `--features`, for the subcommands that load modules.
struct FeatureOption: ParsableArguments {
    @Option(
        name: .customLong("features"),
        help: ArgumentHelp(
            "What modules may use: wasm2, wasm3, all, or single features; with - before it, without one.",
            valueName: "list"), transform: { try FeatureList($0) })
    var list: FeatureList?
}
