import OfficialSuite
import Testing
import WasmScript
import WasmText

@testable import WebAssembly

/// The official suite: every command of every script must pass.
@Suite struct SpecificationTests {
    static let missing: Comment? = OfficialSuite.missing.map { Comment(rawValue: $0) }

    /// By folder: what modules of its scripts may use.
    private static let features: [(folder: String, features: Features)] = [
        ("core", .wasm3),
        ("custom", .wasm3),
        // Written against a version with one memory in a module, and says so.
        ("proposals/threads", Features.wasm3.union(.threads).subtracting(.multiMemory)),
        ("proposals-phase3/custom-page-sizes", [.wasm3, .customPageSizes]),
        ("proposals-phase3/wide-arithmetic", [.wasm3, .wideArithmetic]),
    ]

    /// Scripts whose modules make objects or hold host values, which are run a second time with a collection at every allocation:
    /// that finds roots that were forgotten.
    private static func makesObjects(_ script: String) -> Bool {
        script.hasPrefix("core/gc/") || script.hasPrefix("core/exceptions/")
            || ["ref_", "br_on_", "elem", "global", "linking", "table", "bulk-memory/table", "local_init", "select"]
                .contains { script.hasPrefix("core/" + $0) }
    }

    private func run(
        _ name: String, of suite: OfficialSuite, _ features: Features, collectsAlways: Bool,
        report: ScriptRunner.Report
    ) throws {
        let store = Store(engine: Engine(features: features))
        store.heap.collectsAlways = collectsAlways
        var runner = try ScriptRunner(store: store)
        runner.run(try Script(parsing: suite.contents(name)), report: report)
    }

    @Test(.enabled(if: missing == nil, missing))
    func everyCommand() throws {
        let suite = try OfficialSuite.find().get()
        for (folder, features) in Self.features {
            let scripts = suite.scripts(in: [folder])
            #expect(!scripts.isEmpty, "\(folder) has no scripts")
            var tally = ScriptTally()
            for name in scripts {
                var features = features
                // It asserts that a module has one table at most, as it was before there were reference types.
                if name == "proposals/threads/imports.wast" { features.remove(.referenceTypes) }
                try run(name, of: suite, features, collectsAlways: false) { command, outcome in
                    tally.add(outcome)
                    let place = "\(name):\(command.position.line)"
                    #expect(outcome == .passed, "\(place): \(command.kind.keyword): \(outcome)")
                }
                guard Self.makesObjects(name) else { continue }
                try run(name, of: suite, features, collectsAlways: true) { command, outcome in
                    let place = "\(name):\(command.position.line), collecting always"
                    #expect(outcome == .passed, "\(place): \(command.kind.keyword): \(outcome)")
                }
            }
            print(
                "\(folder): \(scripts.count) scripts, \(tally.passed) passed, \(tally.failed) failed, \(tally.blocked) blocked"
            )
        }
    }
}
