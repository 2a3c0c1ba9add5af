import SwiftletBuild
import Testing

@testable import SwiftletRun

@Suite("swiftlet demo")
struct DemoTests {
    private func run(_ place: Place, _ output: String, _ status: Command.Status = .exited(0)) -> ExampleRuns.Run {
        ExampleRuns.Run(place: place, seconds: 0.012, status: status, output: Array(output.utf8), errors: "")
    }

    private func result(_ runs: [ExampleRuns.Run], missing: [ExternalTool] = []) -> ExampleRuns {
        ExampleRuns(
            rows: [ExampleRuns.Row(title: "Greeting", module: #filePath, runs: runs)], pages: [],
            missing: missing)
    }

    @Test func allTheSame() {
        let result = result([run(.host, "hi"), run(.node, "hi"), run(.browser, "hi")])
        #expect(result.isGood)
        let lines = result.text(style: .plain).split(separator: "\n")
        #expect(lines[0].hasPrefix("Example "))
        #expect(lines[1].hasSuffix("our runtime  12 ms  same"))
        #expect(lines.last == "Every example says the same in all 3 places.")
    }

    @Test("One output that differs is shown and makes the demo fail")
    func different() {
        let result = result([run(.host, "hi"), run(.node, "ho"), run(.browser, "hi")])
        #expect(!result.isGood)
        let text = result.text(style: .plain)
        #expect(text.contains("differs"))
        #expect(text.contains("Greeting, Node:\n  ho\n"))
        #expect(text.hasSuffix("Not the same everywhere: Greeting."))
    }

    @Test("A run that fails makes the demo fail, even if all fail alike")
    func failure() {
        let result = result([run(.host, "", .exited(134)), run(.node, "", .exited(134))])
        #expect(!result.isGood)
        #expect(result.text(style: .plain).contains("failed with exit code 134"))
        #expect(!self.result([run(.host, "", .timedOut)]).isGood)
    }

    @Test("Missing places are named, with how to get them")
    func missing() {
        let result = result([run(.host, "hi")], missing: ExternalTool.allCases.filter { $0.place != nil })
        #expect(result.isGood)
        let text = result.text(style: .plain)
        #expect(text.contains("Not here: Node. Install Node 20"))
        #expect(text.contains("Not here: browser. Install a headless Chromium"))
        #expect(text.contains("nothing to compare with"))
        #expect(text.hasSuffix("only one place is here, so nothing could be compared."))
    }

    @Test("Examples are found from below the clone's root, and nowhere else")
    func examples() throws {
        let folder = try TemporaryFolder()
        _ = try folder.add("Examples/B/Package.swift", [])
        _ = try folder.add("Examples/Greeting/Package.swift", [])
        _ = try folder.add("Examples/notes/README.md", [])
        _ = try folder.add("Sources/deep/file", [])
        #expect(try Example.all(from: folder.path + "/Sources/deep").map(\.name) == ["Greeting", "B"])
        #expect(throws: RunError.self) { try Example.all(from: "/") }
    }
}
