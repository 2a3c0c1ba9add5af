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
        // Written against a version with one memory in a module and sizes of 32 bits, and says so.
        ("proposals/threads", Features.wasm3.union(.threads).subtracting([.multiMemory, .memory64])),
        ("proposals-phase3/custom-page-sizes", [.wasm3, .customPageSizes]),
        ("proposals-phase3/wide-arithmetic", [.wasm3, .wideArithmetic]),
    ]

    /// What modules of a script may use, given what its folder's may.
    private static func features(of script: String, _ features: Features) -> Features {
        // It asserts that a module has one table at most, as it was before there were reference types.
        script == "proposals/threads/imports.wast" ? features.subtracting(.referenceTypes) : features
    }

    /// Folders that are not run: a proposal that is no feature here, and exceptions as they never became standard.
    private static let notCovered = ["proposals-phase3/custom-descriptors", "legacy"]

    /// Scripts whose modules make objects or hold host values, which are run a second time with a collection at every allocation:
    /// that finds roots that were forgotten.
    private static func makesObjects(_ script: String) -> Bool {
        script.hasPrefix("core/gc/") || script.hasPrefix("core/exceptions/")
            || ["ref_", "br_on_", "elem", "global", "linking", "table", "bulk-memory/table", "local_init", "select"]
                .contains { script.hasPrefix("core/" + $0) }
    }

    private func run(
        _ name: String, of suite: OfficialSuite, _ features: Features, collectsAlways: Bool, consumesFuel: Bool = false,
        report: ScriptRunner.Report
    ) throws {
        let store = Store(engine: Engine(features: features, consumesFuel: consumesFuel))
        if consumesFuel { store.fuel = .max }
        store.heap.collectsAlways = collectsAlways
        var runner = try ScriptRunner(store: store)
        runner.run(try Script(parsing: suite.contents(name)), report: report)
    }

    @Test(.enabled(if: missing == nil, missing))
    func everyFolderIsListed() throws {
        let suite = try OfficialSuite.find().get()
        let listed = Self.features.map(\.folder) + Self.notCovered
        for name in suite.scripts(in: [""]) {
            #expect(listed.contains { name.hasPrefix($0 + "/") }, "\(name) is in no folder that the tests know")
        }
        for folder in Self.notCovered {
            let scripts = suite.scripts(in: [folder])
            #expect(!scripts.isEmpty)
            let isCovered = scripts.allSatisfy { name in
                var isGood = true
                do {
                    try run(name, of: suite, .all, collectsAlways: false) { if $1 != .passed { isGood = false } }
                } catch {
                    return false
                }
                return isGood
            }
            #expect(!isCovered, "\(folder) is as it should be: take it off the list")
        }
    }

    /// How many modules are refused in the words that scripts expect, as the specification's own interpreter compares them: ours may
    /// say more behind. Other words are no mistake; fewer than before are worth a look.
    @Test(.enabled(if: missing == nil, missing))
    func wordsOfRefusals() throws {
        let suite = try OfficialSuite.find().get()
        var (same, other, unsupported) = (0, 0, 0)
        for (folder, features) in Self.features {
            for name in suite.scripts(in: [folder]) {
                let engine = Engine(features: Self.features(of: name, features))
                for command in try Script(parsing: suite.contents(name)).allCommands {
                    guard let (module, message) = command.kind.refused,
                        let refusal = try ModuleRefusal(of: module, engine: engine)
                    else { continue }
                    if refusal.message.hasPrefix(message) { same += 1 } else { other += 1 }
                    if case .unsupported = refusal.kind { unsupported += 1 }
                }
            }
        }
        print("\(same) of \(same + other) refusals begin with the words of the script")
        #expect(same >= 4_680)
        // Several memories and tables, which the threads proposal does not have yet.
        #expect(unsupported == 8)
    }

    @Test(.enabled(if: missing == nil, missing))
    func everyCommand() throws {
        let suite = try OfficialSuite.find().get()
        for (folder, features) in Self.features {
            let scripts = suite.scripts(in: [folder])
            #expect(!scripts.isEmpty, "\(folder) has no scripts")
            var tally = ScriptTally()
            for name in scripts {
                let features = Self.features(of: name, features)
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

    /// Paying changes no result.
    @Test(.enabled(if: missing == nil, missing))
    func everyCommandOfCoreWithFuel() throws {
        let suite = try OfficialSuite.find().get()
        for name in suite.scripts(in: ["core"]) {
            try run(name, of: suite, .wasm3, collectsAlways: false, consumesFuel: true) { command, outcome in
                let place = "\(name):\(command.position.line), with fuel"
                #expect(outcome == .passed, "\(place): \(command.kind.keyword): \(outcome)")
            }
        }
    }
}

extension ScriptCommand.Kind {
    /// The module that the command wants refused, and in which words.
    fileprivate var refused: (ScriptModule, String)? {
        switch self {
        case .assertInvalid(let module, let message), .assertMalformed(let module, let message): (module, message)
        default: nil
        }
    }
}
