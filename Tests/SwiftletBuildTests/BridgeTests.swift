import Testing

@testable import SwiftletBuild

/// The tests that run JavaScript need these; they are shown as skipped without.
private let node = Command.find("node")
private let browser: String? = {
    let folders = [Environment["SWIFTLET_TOOLS"].map { $0 + "/bin" }, Places.root + "/.tools/bin"].compactMap { $0 }
    for name in ["chromium-headless-shell", "chromium", "google-chrome"] {
        for folder in folders where Files.isExecutable(folder + "/" + name) { return folder + "/" + name }
        if let path = Command.find(name) { return path }
    }
    return nil
}()

extension Builds {
    @Suite("The bridge to JavaScript") struct BridgeTests {
        private static let package = Places.fixtures + "/Bridge"

        /// What the test prints at its end; waiting is tried where the engine can do it.
        private static let wholeTest = ["printed\nall well\nall well\n", "printed\nall well\nall well without JSPI\n"]

        private func run(_ arguments: [String]) throws -> String {
            var command = Command("node", arguments)
            command.timeLimit = .seconds(300)
            let outcome = try command.capture()
            return outcome.outputText + (outcome.status.isSuccess ? "" : outcome.errorText)
        }

        @Test("Every type in every direction, in Node", .enabled(if: node != nil, "Node is not on this machine"))
        func typesInNode() throws {
            _ = try PackageBuild(package: Self.package).run()
            #expect(Self.wholeTest.contains(try run([Self.package + "/node.mjs", Self.package + "/dist"])))
        }

        @Test("A debug build crosses as well", .enabled(if: node != nil, "Node is not on this machine"))
        func debugInNode() throws {
            try Places.withTemporaryFolder { folder in
                _ = try PackageBuild(package: Self.package, configuration: .debug, output: folder + "/Bridge.wasm").run()
                #expect(Self.wholeTest.contains(try run([Self.package + "/node.mjs", folder])))
            }
        }

        @Test(
            "Objects, strings and closures leave nothing behind", .enabled(if: node != nil, "Node is not on this machine"))
        func leaks() throws {
            _ = try PackageBuild(package: Self.package).run()
            let count = Environment["SWIFTLET_LEAK_COUNT"] ?? "20000"
            #expect(try run(["--expose-gc", Self.package + "/node.mjs", Self.package + "/dist", count]) == "all well\n")
        }

        @Test(
            "Types, events and clicks on a page",
            .enabled(if: node != nil && browser != nil, "Node or a headless browser is not on this machine"))
        func page() throws {
            _ = try PackageBuild(package: Self.package).run()
            _ = try PackageBuild(package: Places.examples + "/MD5Page").run()
            _ = try PackageBuild(package: Places.examples + "/Counter").run()
            let script = Places.fixtures + "/page.mjs"
            #expect(try run([script, browser!, Self.package, "page.html"]) == "all well, all well\n")
            #expect(
                try run([script, browser!, Places.root, "Tests/SwiftletBuildTests/Fixtures/Pages/examples.html"])
                    == "849d1b972ec01975a9d1e16f804fec94, Clicked 0 times, Clicked 2 times\n")
        }

        @Test func sizes() throws {
            let page = try PackageBuild(package: Places.examples + "/MD5Page").run()
            #expect(page.files.map(Files.name) == ["MD5Page.wasm", "MD5Page.js", "MD5Page.d.ts", "package.json"])
            #expect(page.rawSize <= 12 * 1024, "the MD5 module has \(page.rawSize) bytes")
            if let size = page.gzipSize { #expect(size <= 5632, "the MD5 module has \(size) bytes after gzip") }
            #expect(Files.size(page.files[1])! <= 2560, "its glue has \(Files.size(page.files[1])!) bytes")
            let counter = try PackageBuild(package: Places.examples + "/Counter").run()
            #expect(counter.rawSize <= 26 * 1024, "the counter has \(counter.rawSize) bytes")
        }

        @Test func typesAndDocumentationReachTypeScript() throws {
            let product = try PackageBuild(package: Self.package).run()
            let text = try Files.readText(product.files[2])
            for line in [
                "export function echoInt64(value: bigint): bigint;",
                "export function echoBytes(value: Uint8Array | number[]): Uint8Array;",
                "export function echoOptionalString(value?: string | null): string | undefined;",
                "/** A place on a plane. */\nexport interface Point {\n    /** To the right. */\n    x: number;",
                "export type Direction = \"north\" | \"SOUTH\" | \"east\" | \"west\";",
                "    | { type: \"circle\"; center: Point; radius: number }",
                "    readonly double: number;",
                "/**\n * Joins several values of different kinds.\n *\n * @param count How many.\n * @param name What.",
                " * @returns All of it.\n */\nexport function describe(count: number, name: string, isBig: boolean, ratio: number",
            ] {
                #expect(text.contains(line), "\(line)")
            }
        }

        @Test("What cannot cross is an error at its declaration")
        func errors() throws {
            try Places.withTemporaryFolder { folder in
                let package = try writePackage(
                    "Wrong", in: folder, file: "Wrong.swift",
                    source: """
                        import JavaScript
                        @JS func first(_ value: Any) {}
                        @JS func second() -> (Int, Int) { (1, 2) }
                        @JS class Third {}
                        struct Unmarked {}
                        @JS func fourth(_ value: Unmarked) {}

                        """)
                do {
                    _ = try PackageBuild(package: package).run()
                    Issue.record("a package that cannot be built was built")
                } catch {
                    let text = "\(error)"
                    #expect(text.contains("Wrong.swift:2:25: error: type 'Any' cannot cross between Swift and JavaScript"))
                    #expect(text.contains("What can cross: Bool"))
                    #expect(text.contains("Wrong.swift:3:22: error: a tuple cannot cross"))
                    #expect(text.contains("Wrong.swift:4:5: error: a class that JavaScript may hold must be final"))
                    #expect(text.contains("type 'Unmarked' cannot cross between Swift and JavaScript: mark it @JS"))
                }
            }
        }
    }
}
