import TestTools
import Testing

@testable import SwiftletBuild

/// An engine that runs JavaScript without a page.
private struct Engine {
    var program: String
    var options: [String] = []
    /// Whether Swift can wait for promises in it, by JSPI.
    var suspends = false

    static let node = Engine(program: "node")
    static let node24 = Engine(program: "node24")
    static let node24WithJSPI = Engine(program: "node24", options: ["--experimental-wasm-jspi"], suspends: true)
    static let deno = Engine(program: "deno", options: ["run", "--allow-all"], suspends: true)
    static let bun = Engine(program: "bun", suspends: true)
}

extension Builds {
    /// Every type in every direction, in each engine that people use. What goes through differs from engine to engine in more than
    /// speed: decoders, garbage collectors and the words of errors do.
    @Suite("The bridge in every engine") struct EngineTests {
        private static let package = Places.fixtures + "/Bridge"

        private func run(_ engine: Engine, _ arguments: [String], _ options: [String] = []) throws -> String {
            var command = Command(
                try #require(TestTool.find(engine.program)),
                engine.options + options + [Self.package + "/engine.mjs"] + arguments)
            command.timeLimit = .seconds(300)
            let outcome = try command.capture()
            return outcome.outputText + (outcome.status.isSuccess ? "" : outcome.errorText)
        }

        private func checkTypes(in engine: Engine) throws {
            _ = try PackageBuild(package: Self.package).run()
            let end = engine.suspends ? "all well" : "all well without JSPI"
            #expect(try run(engine, [Self.package + "/dist"]) == "printed\nall well\n\(end)\n")
        }

        @Test(.enabled(if: TestTool.missing("node24") == nil, TestTool.missing("node24")))
        func node24() throws { try checkTypes(in: .node24) }

        @Test(.enabled(if: TestTool.missing("node24") == nil, TestTool.missing("node24")))
        func node24WithJSPI() throws { try checkTypes(in: .node24WithJSPI) }

        @Test(.enabled(if: TestTool.missing("deno") == nil, TestTool.missing("deno")))
        func deno() throws { try checkTypes(in: .deno) }

        @Test(.enabled(if: TestTool.missing("bun") == nil, TestTool.missing("bun")))
        func bun() throws { try checkTypes(in: .bun) }

        /// The machine's own Node may be one that has JSPI or one that lacks it.
        @Test("Node, and a debug build", .enabled(if: TestTool.missing("node") == nil, TestTool.missing("node")))
        func node() throws {
            _ = try PackageBuild(package: Self.package).run()
            let ends = ["all well", "all well without JSPI"].map { "printed\nall well\n\($0)\n" }
            #expect(ends.contains(try run(.node, [Self.package + "/dist"])))
            try Places.withTemporaryFolder { folder in
                _ = try PackageBuild(package: Self.package, configuration: .debug, output: folder + "/Bridge.wasm")
                    .run()
                #expect(ends.contains(try run(.node, [folder])))
            }
        }

        private func checkLeaks(in engine: Engine, _ options: [String] = []) throws {
            _ = try PackageBuild(package: Self.package).run()
            let count = Environment["SWIFTLET_LEAK_COUNT"] ?? "20000"
            #expect(try run(engine, [Self.package + "/dist", count], options) == "all well\n")
        }

        @Test(
            "Objects, strings and closures leave nothing behind in Node",
            .enabled(if: TestTool.missing("node") == nil, TestTool.missing("node")))
        func leaksInNode() throws { try checkLeaks(in: .node, ["--expose-gc"]) }

        @Test(
            "Objects, strings and closures leave nothing behind in Deno",
            .enabled(if: TestTool.missing("deno") == nil, TestTool.missing("deno")))
        func leaksInDeno() throws { try checkLeaks(in: .deno, ["--v8-flags=--expose-gc"]) }

        @Test(
            "Objects, strings and closures leave nothing behind in Bun",
            .enabled(if: TestTool.missing("bun") == nil, TestTool.missing("bun")))
        func leaksInBun() throws { try checkLeaks(in: .bun) }

        @Test(.enabled(if: TestBrowser.chromium.missing == nil, TestBrowser.chromium.missing))
        func chromium() throws { try checkPages(in: .chromium) }

        @Test(.enabled(if: TestBrowser.firefox.missing == nil, TestBrowser.firefox.missing))
        func firefox() throws { try checkPages(in: .firefox) }

        private func checkPages(in browser: TestBrowser) throws {
            for package in [Self.package, Places.examples + "/MD5Page", Places.examples + "/Counter"] {
                _ = try PackageBuild(package: package).run()
            }
            try TestTool.runNodeTests(
                [Places.tests + "/Web/bridge.test.js"], atLeast: 3,
                environment: ["SWIFTLET_BROWSER": try #require(browser.program)])
        }
    }
}
