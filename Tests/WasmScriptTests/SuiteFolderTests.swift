import OfficialSuite
import Testing
import WasmScript
import WasmText
import WebAssembly

/// The folders of the official suite beside `core`: every command of them must pass.
@Suite struct SuiteFolderTests {
    static let missing: Comment? = OfficialSuite.missing.map { Comment(rawValue: $0) }

    /// By folder: what modules of its scripts may use.
    private static let features: [(folder: String, features: Features)] = [
        ("custom", .wasm3),
        // Written against a version with one memory in a module, and says so.
        ("proposals/threads", Features.wasm3.union(.threads).subtracting(.multiMemory)),
        ("proposals-phase3/custom-page-sizes", [.wasm3, .customPageSizes]),
        ("proposals-phase3/wide-arithmetic", [.wasm3, .wideArithmetic]),
    ]

    /// Commands that must fail.
    private static let failing: Set<String> = {
        // Asserted to be invalid for having two tables, which the standard has allowed since.
        var failing = Set([309, 313, 317].map { "proposals/threads/imports.wast:\($0)" })
        if !Engine.supportedFeatures.contains(.exceptions) { failing.insert("custom/name/name_annot.wast:34") }
        return failing
    }()

    @Test(.enabled(if: missing == nil, missing))
    func everyCommand() throws {
        let suite = try OfficialSuite.find().get()
        var failed: Set<String> = []
        for (folder, features) in Self.features {
            let scripts = suite.scripts(in: [folder])
            #expect(!scripts.isEmpty, "\(folder) has no scripts")
            var tally = ScriptTally()
            for name in scripts {
                var runner = try ScriptRunner(store: Store(engine: Engine(features: features)))
                runner.run(try Script(parsing: suite.contents(name))) { command, outcome in
                    tally.add(outcome)
                    let place = "\(name):\(command.position.line)"
                    guard outcome != .passed else { return }
                    failed.insert(place)
                    let isExpected = Self.failing.contains(place)
                    #expect(isExpected, "\(place): \(command.kind.keyword): \(outcome)")
                }
            }
            print(
                "\(folder): \(scripts.count) scripts, \(tally.passed) passed, \(tally.failed) failed, \(tally.blocked) blocked"
            )
        }
        #expect(Self.failing.subtracting(failed) == [], "listed as failing, and pass")
    }
}
