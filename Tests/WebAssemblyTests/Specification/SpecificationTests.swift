import Foundation
import Testing
import WebAssembly

/// The official suite: every assertion that is about a feature of this engine must hold.
///
/// Features that the engine lacks are listed in ``OutOfScope``, whole scripts and single commands, and the list is checked
/// both ways: what is listed must fail, what is not must pass.
@Suite struct SpecificationTests {
    static let suite = TestSuite.find()

    static var missing: Comment? {
        if case .failure(let missing) = suite { Comment(rawValue: missing.description) } else { nil }
    }

    @Test(.enabled(if: missing == nil, missing))
    func officialSuite() throws {
        let suite = try Self.suite.get()
        let only = ProcessInfo.processInfo.environment["SWIFTLET_TESTSUITE_ONLY"]?.split(separator: ",") ?? []
        let names = try suite.scripts().filter { name in only.isEmpty || only.contains { name.contains($0) } }
        let unknown = Set(OutOfScope.scripts.keys).union(OutOfScope.commands.keys).subtracting(try suite.scripts())
        #expect(unknown.isEmpty, "OutOfScope lists scripts that the suite does not have")

        var all = Tally()
        var excluded: [OutOfScope.Feature: Int] = [:]
        for name in names {
            let tally = try run(name, of: suite)
            all += tally
            let counts = tally.total
            let feature = OutOfScope.scripts[name]
            if let feature { excluded[feature, default: 0] += 1 }
            print(
                "\(name): \(counts.passed) passed, \(counts.failed) failed"
                    + (counts.outOfScope > 0 ? ", \(counts.outOfScope) out of scope" : "")
                    + (counts.textForm > 0 ? ", \(counts.textForm) text form" : "")
                    + (feature.map { " (\($0.rawValue))" } ?? ""))
        }
        print("\nspecification suite: \(names.count) scripts\n\(all.table)")
        for (feature, count) in excluded.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("out of scope: \(count) scripts about \(feature.rawValue)")
        }
    }

    /// Runs a script and compares its outcomes with what ``OutOfScope`` lets us expect.
    private func run(_ name: String, of suite: TestSuite) throws -> Tally {
        let folder = try suite.converted(name)
        let script = try Script(contentsOf: folder.appending(path: "script.json"))
        var runner = try ScriptRunner(folder: folder)
        let wholly = OutOfScope.scripts[name]
        var listed = OutOfScope.commands[name] ?? [:]
        var tally = Tally()
        var failures = 0
        for command in script.commands {
            let outcome = runner.run(command)
            let feature = listed.removeValue(forKey: command.line)
            var counts = Tally.Counts()
            switch outcome {
            case .passed:
                counts.passed = 1
                if let feature {
                    Issue.record("\(name).wast:\(command.line) passes: take it off OutOfScope (\(feature.rawValue))")
                }
            case .textForm: counts.textForm = 1
            case .blocked: counts.outOfScope = 1
            case .failed where wholly != nil || feature != nil: counts.outOfScope = 1
            case .failed(let why):
                counts.failed = 1
                failures += 1
                if failures <= 20 { Issue.record("\(name).wast:\(command.line) \(command.type): \(why)") }
            }
            tally.byType[command.type, default: Tally.Counts()] += counts
        }
        if failures > 20 { Issue.record("\(name).wast: \(failures - 20) more failures") }
        if let wholly, tally.total.outOfScope == 0 {
            Issue.record("\(name).wast passes: take it off OutOfScope (\(wholly.rawValue))")
        }
        for line in listed.keys.sorted() { Issue.record("\(name).wast:\(line) is on OutOfScope but is no command") }
        return tally
    }
}
