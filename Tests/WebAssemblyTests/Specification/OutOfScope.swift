/// What of the specification's test suite is about features that this engine does not have.
///
/// The runner checks it both ways: what is listed must be refused, what is not must pass. So the lists shrink as features land.
enum OutOfScope {
    enum Feature: String {
        case exceptions = "exception handling"
        case garbageCollection = "garbage collection"
        case functionReferences = "typed function references"
        case extendedConstants = "extended constant expressions"
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
        (
            .garbageCollection, "gc",
            """
            array array_copy array_fill array_init_data array_init_elem array_new_data array_new_elem br_on_cast
            br_on_cast_fail extern i31 ref_cast ref_eq ref_test struct type-subtyping
            """
        ),
        (
            .functionReferences, "memory64",
            """
            table_init64
            """
        ),
    ]

    /// Single commands, by the script and their line, in scripts that are about features of this engine otherwise. A command
    /// that needs the module of a listed one is left out with it.
    static let commands: [String: [Int: Feature]] = singleCommands.mapValues { features in
        var commands: [Int: Feature] = [:]
        for (feature, lines) in features { for line in lines { commands[line] = feature } }
        return commands
    }

    private static let singleCommands: [String: KeyValuePairs<Feature, [Int]>] = [
        "core/br_on_non_null": [.functionReferences: [1, 57, 65]],
        "core/br_on_null": [.functionReferences: [1, 38, 46]],
        "core/br_table": [.functionReferences: [3]],
        "core/bulk-memory/table-sub": [.functionReferences: [1]],
        "core/bulk-memory/table_init": [.garbageCollection: [2272]],
        "core/call_ref": [.functionReferences: [1, 129, 138, 151]],
        "core/data": [.extendedConstants: [178, 183, 188, 195]],
        "core/elem": [
            .functionReferences: [87, 315, 448, 453, 465, 470, 482, 487, 499, 504, 539, 544, 556, 561, 573, 578],
            .extendedConstants: [1057, 1068, 1079, 1092],
        ],
        "core/global": [.extendedConstants: [3], .garbageCollection: [634]],
        "core/imports": [
            .exceptions: [3, 35, 128, 129, 130, 131, 132, 133, 134, 240, 244, 248, 252, 256, 291, 292, 293]
        ],
        "core/instance": [.functionReferences: [3, 10, 11, 15, 62, 109, 125, 128]],
        "core/linking": [
            .functionReferences: [
                96, 112, 138, 142, 146, 151, 155, 159, 164, 168, 172, 176, 199, 203, 207, 211, 216, 220, 224, 228,
                233, 237, 241, 245, 426, 434, 451, 455,
            ]
        ],
        "core/local_init": [.functionReferences: [3, 66]],
        "core/ref": [.functionReferences: [3]],
        "core/ref_as_non_null": [.functionReferences: [1, 41]],
        "core/ref_is_null": [.functionReferences: [1, 71]],
        "core/ref_null": [.garbageCollection: [1, 23]],
        "core/return_call": [.functionReferences: [3]],
        "core/return_call_indirect": [.functionReferences: [3]],
        "core/return_call_ref": [.functionReferences: [3, 213, 299, 308, 321]],
        "core/table": [.functionReferences: [14, 19, 20, 21, 86, 93]],
        "core/type-canon": [.garbageCollection: [1, 9]],
        "core/type-equivalence": [
            .functionReferences: [5, 16, 107, 195, 200, 208, 218],
            .garbageCollection: [30, 38, 49, 136, 161, 233, 238, 246, 257, 268, 279, 290, 308],
        ],
        "core/type-rec": [.garbageCollection: [3, 39, 45, 71, 78, 137, 143, 149, 157, 167, 176, 185, 197]],
        "core/unreached-valid": [.functionReferences: [1, 82]],
    ]
    /// A script whose main module uses a feature in a few lines only, to be run once more without them.
    struct Reduction {
        /// The lines to leave out, by number.
        var without: [ClosedRange<Int>]
        /// The commands of ``commands`` that must pass then.
        var cures: Set<Int>
    }

    static let reductions: [String: Reduction] = [
        "core/br_table": Reduction(without: [1017...1065, 1253...1264], cures: [3]),
        "core/global": Reduction(without: [19...22, 36...39, 212...215], cures: [3]),
        "core/imports": Reduction(
            without: [14...17, 53...54, 239...258],
            cures: [3, 35, 128, 129, 130, 131, 132, 133, 134, 240, 244, 248, 252, 256, 291, 292, 293]),
        "core/ref_is_null": Reduction(
            without: [11...16, 20...20, 22...22, 30...30, 39...41, 46...46, 54...54, 58...58, 64...64, 68...68],
            cures: [1]),
        "core/unreached-valid": Reduction(without: [41...45, 58...58], cures: [1]),
    ]
}
