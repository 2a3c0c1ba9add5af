import TestTools
import Testing

@testable import SwiftletBuild

extension Builds {
    /// What the tool writes for JavaScript, as TypeScript's checker sees it.
    @Suite(
        "The bridge in TypeScript",
        .enabled(if: TestTool.missing("tsc", "node") == nil, TestTool.missing("tsc", "node")))
    struct TypeScriptTests {
        private func check(_ options: [String], in folder: String) throws {
            var command = Command(try #require(TestTool.find("tsc")), options)
            command.workingFolder = folder
            command.timeLimit = .seconds(120)
            let outcome = try command.capture()
            #expect(outcome.status.isSuccess, "\(outcome.outputText)\(outcome.errorText)")
        }

        @Test("A program that uses the declarations has the types that it should, and no other")
        func declarations() throws {
            let product = try PackageBuild(package: Places.fixtures + "/Bridge").run()
            try Places.withTemporaryFolder { folder in
                try Files.createFolder(folder + "/node_modules/bridge")
                for file in product.files {
                    try Files.copy(file, to: folder + "/node_modules/bridge/" + Files.name(of: file))
                }
                try Files.copy(Places.fixtures + "/Bridge/consumer.ts", to: folder + "/consumer.ts")
                try Files.write(#"{ "type": "module" }"#.utf8, to: folder + "/package.json")
                try check(
                    [
                        "--strict", "--noEmit", "--target", "es2022", "--module", "node16", "--moduleResolution",
                        "node16",
                        "--lib", "es2022,dom", "consumer.ts",
                    ], in: folder)
            }
        }

        @Test("All scripts of Web have their types")
        func web() throws { try check(["--project", "Web"], in: Places.root) }
    }
}
