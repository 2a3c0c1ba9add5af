import TestTools
import Testing

@testable import SwiftletBuild

extension Builds {
    /// A built package is a dependency like any other to a bundler: `import init from 'md5page'`.
    @Suite("The bridge in bundlers") struct BundlerTests {
        private static let digest = "849d1b972ec01975a9d1e16f804fec94\n"

        /// A user's folder with the package among its dependencies.
        private func withProject(_ body: (String) throws -> Void) throws {
            let product = try PackageBuild(package: Places.examples + "/MD5Page").run()
            try Places.withTemporaryFolder { folder in
                try Files.createFolder(folder + "/node_modules/md5page")
                for file in product.files {
                    try Files.copy(file, to: folder + "/node_modules/md5page/" + Files.name(of: file))
                }
                for file in Files.list(Places.fixtures + "/Bundled") {
                    try Files.copy(Places.fixtures + "/Bundled/" + file, to: folder + "/" + file)
                }
                try body(folder)
            }
        }

        /// Bundles, and runs the bundles in Node and on a page of each browser that is here.
        /// - Parameter isBeside: whether the bundler leaves the module's address alone, so that the module must lie beside.
        private func check(
            _ folder: String, _ name: String, _ bundles: [(script: String, options: [String], isBeside: Bool)]
        )
            throws
        {
            for (script, options, isBeside) in bundles {
                let output = folder + "/\(script)-bundle"
                try Files.createFolder(output)
                var command = Command(try #require(TestTool.find(name)), options)
                command.workingFolder = folder
                let bundled = try command.capture()
                #expect(bundled.status.isSuccess, "\(name), \(script): \(bundled.outputText)\(bundled.errorText)")
                if isBeside {
                    try Files.copy(folder + "/node_modules/md5page/MD5Page.wasm", to: output + "/MD5Page.wasm")
                }
                let run = try Command(try #require(TestTool.find("node")), [output + "/\(script).js"]).capture()
                #expect(run.outputText == Self.digest, "\(name), \(script): \(run.errorText)")
                let html = "<!doctype html><script type=\"module\" src=\"\(script).js\"></script>"
                try Files.write(html.utf8, to: output + "/index.html")
            }
            // What the package itself was must play no part on the page.
            Files.remove(folder + "/node_modules")
            for browser in [TestBrowser.chromium, .firefox] where browser.missing == nil {
                try TestTool.runNodeTests(
                    [Places.tests + "/Web/bundles.test.js"], atLeast: bundles.count,
                    environment: ["SWIFTLET_BROWSER": browser.program!, "SWIFTLET_BUNDLES": folder])
            }
        }

        @Test(.enabled(if: TestTool.missing("esbuild", "node") == nil, TestTool.missing("esbuild", "node")))
        func esbuild() throws {
            try withProject { folder in
                let options = ["--bundle", "--minify", "--format=esm"]
                try check(
                    folder, "esbuild",
                    [
                        ("beside", ["beside.js"] + options + ["--outfile=beside-bundle/beside.js"], true),
                        (
                            "inside",
                            ["inside.js"] + options + ["--loader:.wasm=binary", "--outfile=inside-bundle/inside.js"],
                            false
                        ),
                    ])
            }
        }

        /// Rollup finds packages by a plugin; this is the least one.
        @Test(.enabled(if: TestTool.missing("rollup", "node") == nil, TestTool.missing("rollup", "node")))
        func rollup() throws {
            try withProject { folder in
                let plugin = """
                    const md5page = new URL('node_modules/md5page/MD5Page.js', import.meta.url).pathname;
                    export default { plugins: [{ name: 'packages', resolveId: name => (name === 'md5page' ? md5page : null) }] };

                    """
                try Files.write(plugin.utf8, to: folder + "/rollup.config.mjs")
                let options = ["--config", "rollup.config.mjs", "--format", "es"]
                try check(
                    folder, "rollup",
                    [("beside", options + ["--input", "beside.js", "--file", "beside-bundle/beside.js"], true)])
            }
        }

        @Test(.enabled(if: TestTool.missing("bun", "node") == nil, TestTool.missing("bun", "node")))
        func bun() throws {
            try withProject { folder in
                try check(
                    folder, "bun",
                    [
                        ("beside", ["build", "beside.js", "--outdir", "beside-bundle"], true),
                        // It writes the module beside the bundle, under a name of its own.
                        ("inside", ["build", "inside.js", "--outdir", "inside-bundle"], false),
                    ])
            }
        }
    }
}
