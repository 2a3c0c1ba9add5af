/// What of the specification's test suite is about features that this engine does not have.
///
/// The runner checks it both ways: what is listed must be refused, what is not must pass. So the lists shrink as features land.
enum OutOfScope {
    enum Feature: String {
        case exceptions = "exception handling"
    }

    /// Scripts that are about a feature. Modules in them may be refused; those that are accepted must behave.
    static let scripts: [String: Feature] = {
        var scripts: [String: Feature] = [:]
        for (feature, folder, names) in wholeScripts {
            for name in names.split(whereSeparator: \.isWhitespace) { scripts["core/\(folder)/\(name)"] = feature }
        }
        return scripts
    }()

    private static let wholeScripts: [(Feature, folder: String, names: String)] = [
        (
            .exceptions, "exceptions",
            """
            tag throw throw_ref try_table
            """
        ),
    ]

    /// Scripts whose modules make objects or hold host values, which are run a second time with a collection at every allocation.
    static func makesObjects(_ script: String) -> Bool {
        script.hasPrefix("core/gc/")
            || ["ref_", "br_on_", "elem", "global", "linking", "table", "bulk-memory/table", "local_init", "select"]
                .contains { script.hasPrefix("core/" + $0) }
    }

    /// Single commands, by the script and their line, in scripts that are about features of this engine otherwise. A command
    /// that needs the module of a listed one is left out with it.
    static let commands: [String: [Int: Feature]] = singleCommands.mapValues { features in
        var commands: [Int: Feature] = [:]
        for (feature, lines) in features { for line in lines { commands[line] = feature } }
        return commands
    }

    private static let singleCommands: [String: KeyValuePairs<Feature, [Int]>] = [
        "core/instance": [.exceptions: [3, 10, 11, 15, 62, 109, 125, 128]],
        "core/ref_null": [.exceptions: [1, 23]],
        "core/imports": [
            .exceptions: [3, 35, 128, 129, 130, 131, 132, 133, 134, 240, 244, 248, 252, 256, 291, 292, 293]
        ],
    ]
    /// A script whose main module uses a feature in a few lines only, to be run once more without them.
    struct Reduction {
        /// The lines to leave out, by number.
        var without: [ClosedRange<Int>]
        /// The commands of ``commands`` that must pass then.
        var cures: Set<Int>
    }

    static let reductions: [String: Reduction] = [
        "core/imports": Reduction(
            without: [14...17, 53...54, 239...258],
            cures: [3, 35, 128, 129, 130, 131, 132, 133, 134, 240, 244, 248, 252, 256, 291, 292, 293])
    ]
}
