import Testing

@testable import SwiftletBuild

@Suite struct BuildPlanTests {
    private static let manifest = """
        client:
          name: basic
        tools: {}
        targets:
          "main": ["<App.exe>"]
        commands:
          "/p/.build/sources":
            tool: write-auxiliary-file
            inputs: ["<sources-file-list>","/p/Sources/App/a.swift"]
            outputs: ["/p/.build/sources"]

          "C.App.exe":
            tool: shell
            inputs: ["/p/.build/a.o","/p/.build/Words.o"]
            outputs: ["/p/.build/App.wasm"]
            args: ["swiftc","-o","/p/.build/App.wasm"]

          "C.App.module":
            tool: shell
            inputs: ["/p/Sources/App/a.swift","/p/.build/sources","/p/.build/Words.swiftmodule"]
            outputs: ["/p/.build/a.o"]
            description: "Compiling \\"App\\""
            args: ["swiftc","-c"]

          "C.Words.module":
            tool: shell
            inputs: ["/p/Sources/Words/w.swift"]
            outputs: ["/p/.build/Words.o","/p/.build/Words.swiftmodule"]
            args: ["swiftc","-emit-module"]

          "/p/.build/data.txt":
            tool: copy-tool
            inputs: ["/p/Sources/App/data.txt"]
            outputs: ["/p/.build/App.wasm"]

        """

    private func commands(_ changed: Set<String>, manifest: String = manifest) throws -> [String]? {
        let plan = try #require(BuildPlan(text: manifest))
        return plan.steps(from: changed, to: "/p/.build/App.wasm")?.map { $0.arguments.joined(separator: " ") }
    }

    @Test func stepsFollowFromWhatHasChanged() throws {
        #expect(try commands(["/p/Sources/App/a.swift"]) == ["swiftc -c", "swiftc -o /p/.build/App.wasm"])
        #expect(
            try commands(["/p/Sources/Words/w.swift"])
                == ["swiftc -emit-module", "swiftc -c", "swiftc -o /p/.build/App.wasm"])
    }

    @Test func whatIsNotKnownIsLeftToSwiftPM() throws {
        #expect(try commands(["/p/Sources/App/new.swift"]) == nil, "no step has to do with it")
        #expect(try commands(["/p/Sources/App/data.txt"]) == nil, "copying is no command")
        #expect(try commands(["/p/Sources/App/a.swift", "/p/Package.swift"]) == nil)
        let environment = Self.manifest.split(separator: "tool: shell", maxSplits: 1).joined(
            separator: "tool: shell\n    env: {\"A\": \"B\"}")
        #expect(try commands(["/p/Sources/App/a.swift"], manifest: environment) == nil, "a command with an environment")
        #expect(BuildPlan(text: "client:\n  name: basic\n") == nil)
        #expect(BuildPlan(text: "commands:\n  strange\n") == nil)
        #expect(BuildPlan(file: "/no/such/file", start: BuildPlan.Start()) == nil)
    }
}

extension Builds {
    /// A package of two targets, built by SwiftPM and then by its plan.
    @Suite struct RerunTests {
        @Test func thePlanBuildsWhatSwiftPMBuilds() throws {
            try Places.withTemporaryFolder { try buildAgain(in: Files.canonical($0)) }
        }

        private func buildAgain(in root: String) throws {
            let files = [
                "Package.swift": """
                // swift-tools-version: 6.1
                import PackageDescription
                let package = Package(
                    name: "App", targets: [.executableTarget(name: "App", dependencies: ["Words"]), .target(name: "Words")])
                """,
                "Sources/App/App.swift": "import Words\n@main struct App { static func main() { print(word()) } }\n",
                "Sources/Words/Words.swift": "public func word() -> String { \"first\" }\n",
            ]
            func write(_ text: String, to name: String) throws {
                try Files.createFolder(Files.parent(of: root + "/" + name))
                try Files.write(text.utf8, to: root + "/" + name)
            }
            for (name, text) in files { try write(text, to: name) }
            let (app, words) = (root + "/Sources/App/App.swift", root + "/Sources/Words/Words.swift")
            let build = PackageBuild(package: root, configuration: .debug)
            let preparation = try build.prepare()
            _ = try build.run(preparation)
            let plan = try #require(build.plan(preparation))

            try write("public func word() -> String { \"second\" }\n", to: "Sources/Words/Words.swift")
            let quick = try #require(try build.rerun(preparation, plan: plan, changed: [words]))
            let quickBytes = try Files.read(quick.module)
            #expect(String(decoding: quickBytes, as: UTF8.self).contains("second"))
            _ = try build.run(preparation)
            #expect(try Files.read(quick.module) == quickBytes, "SwiftPM makes the same module of the same sources")

            // A warning is told, an error thrown with its place.
            try write(
                files["Sources/App/App.swift"]! + "func unused() { let never = 1 }\n", to: "Sources/App/App.swift")
            #expect(
                try build.rerun(preparation, plan: plan, changed: [app])?.warnings.contains("App.swift:3:21: warning:")
                    == true)
            try write("public func word() -> String { 7 }\n", to: "Sources/Words/Words.swift")
            let error = #expect(throws: BuildError.self) { try build.rerun(preparation, plan: plan, changed: [words]) }
            #expect(error?.message.contains("Words.swift:1:32: error: ") == true)

            // Without @main, SwiftPM compiles the file in another way.
            try write("import Words\nprint(word())\n", to: "Sources/App/App.swift")
            #expect(try build.rerun(preparation, plan: plan, changed: [app]) == nil)
            // And what the commands need may be gone.
            try write(files["Sources/App/App.swift"]!, to: "Sources/App/App.swift")
            Files.remove(root + "/.build/" + Toolchain.triple)
            #expect(try build.rerun(preparation, plan: plan, changed: [app]) == nil)
        }
    }
}
