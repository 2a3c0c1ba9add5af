import Foundation
import OfficialSuite
import Testing
import WebAssembly

/// The official suite: every assertion that is about a feature of this engine must hold.
///
/// Features that the engine lacks are listed in ``OutOfScope``, whole scripts and single commands, and the list is checked
/// both ways: what is listed must fail, what is not must pass.
@Suite struct SpecificationTests {
    static let suite = ConvertedSuite.find()

    static var missing: Comment? {
        if case .failure(let missing) = suite { Comment(rawValue: missing.description) } else { nil }
    }

    @Test(.enabled(if: missing == nil, missing))
    func officialSuite() throws {
        let suite = try Self.suite.get()
        let scripts = suite.scripts()
        let listed = Set(OutOfScope.scripts.keys).union(OutOfScope.commands.keys).union(OutOfScope.reductions.keys)
        #expect(listed.subtracting(scripts) == [], "OutOfScope lists scripts that the suite does not have")

        // SWIFTLET_TESTSUITE_ONLY=br_table,elem runs only the scripts whose path has one of these words.
        let only = ProcessInfo.processInfo.environment["SWIFTLET_TESTSUITE_ONLY"]?.split(separator: ",") ?? []
        var all = Tally()
        var excluded: [OutOfScope.Feature: Int] = [:]
        for name in scripts where only.isEmpty || only.contains(where: { name.contains($0) }) {
            let feature = OutOfScope.scripts[name]
            if let feature { excluded[feature, default: 0] += 1 }
            let commands = OutOfScope.commands[name] ?? [:]
            all += try run(name, try suite.converted(name), wholly: feature, expecting: commands)
            if OutOfScope.makesObjects(name) {
                all += try run(
                    "\(name) (collecting always)", try suite.converted(name), wholly: feature, expecting: commands,
                    collectsAlways: true)
            }
            if let reduction = OutOfScope.reductions[name] {
                let folder = try suite.converted(name, without: reduction.without)
                let rest = commands.filter { !reduction.cures.contains($0.key) }
                all += try run("\(name) (reduced)", folder, wholly: nil, expecting: rest)
            }
        }
        print("\nspecification suite, by command\n\(all.table)")
        for (feature, count) in excluded.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("out of scope: \(count) scripts about \(feature.rawValue)")
        }
    }

    /// Runs a converted script and compares its outcomes with what ``OutOfScope`` says.
    private func run(
        _ name: String, _ folder: URL, wholly: OutOfScope.Feature?, expecting listed: [Int: OutOfScope.Feature],
        collectsAlways: Bool = false
    ) throws -> Tally {
        let script = try Script(contentsOf: folder.appending(path: "script.json"))
        var runner = try ScriptRunner(folder: folder, collectsAlways: collectsAlways)
        var listed = listed
        var tally = Tally()
        var failures: [String] = []
        for command in script.commands {
            let outcome = runner.run(command)
            let feature = listed.removeValue(forKey: command.line)
            var counts = Tally.Counts()
            switch outcome {
            case .passed:
                counts.passed = 1
                if let feature {
                    Issue.record(
                        "\(name):\(command.line) passes: take it off OutOfScope (\(feature.rawValue))" as Comment)
                }
            case .textForm: counts.textForm = 1
            case .blocked: counts.outOfScope = 1
            case .failed where feature != nil || wholly != nil && command.mayBeRefused: counts.outOfScope = 1
            case .failed(let why):
                counts.failed = 1
                failures.append("\(name):\(command.line) \(command.type): \(why)")
            }
            tally.byType[command.type, default: Tally.Counts()] += counts
        }
        for failure in failures.prefix(20) { Issue.record("\(failure)" as Comment) }
        if failures.count > 20 { Issue.record("\(name): \(failures.count - 20) more failures" as Comment) }
        if let wholly, tally.total.outOfScope == 0 {
            Issue.record("\(name) passes: take it off OutOfScope (\(wholly.rawValue))" as Comment)
        }
        for line in listed.keys.sorted() {
            Issue.record("\(name):\(line) is on OutOfScope but is no command" as Comment)
        }
        print("\(name): \(tally.summary)\(wholly.map { " (about \($0.rawValue))" } ?? "")")
        return tally
    }
}

extension Script.Command {
    /// Whether the command makes a module, which an engine may refuse because of a feature. The others are about modules
    /// that were accepted, and those must behave.
    fileprivate var mayBeRefused: Bool {
        switch type {
        case "module", "module_definition", "module_instance", "assert_unlinkable", "assert_uninstantiable": true
        default: false
        }
    }
}
