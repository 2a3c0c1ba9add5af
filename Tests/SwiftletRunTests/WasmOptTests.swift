import SwiftletBuild
import Testing

@testable import SwiftletRun

/// With the `wasm-opt` of this machine: optimised modules say the same wherever they run.
@Suite("swiftlet build --wasm-opt", .serialized)
struct WasmOptTests {
    private static let root = {
        var path = #filePath
        for _ in 0..<3 { path = Files.parent(of: path) }
        return path
    }()

    @Test(.enabled(if: ExternalTool.wasmOpt.find() != nil, "no wasm-opt here: apt-get install binaryen"))
    func programsSayTheSame() throws {
        let folder = try TemporaryFolder()
        for example in ["Greeting", "Figlet"] {
            let package = Self.root + "/Examples/" + example
            let plain = folder.path + "/plain/\(example).wasm", small = folder.path + "/small/\(example).wasm"
            #expect(try Tool.run(["build", package, "-o", plain]).exitCode == 0)
            let build = try Tool.run(["build", package, "--wasm-opt", "-o", small])
            #expect(build.exitCode == 0, "\(build.errors)")
            #expect(build.output.contains("(\(sizeText(try #require(Files.size(plain)))) before wasm-opt)"))
            #expect(try #require(Files.size(small)) < (try #require(Files.size(plain))))
            for place in [Place.host, .node] where Tool.has(place) {
                let expected = try Tool.run(["run", "--on", place.rawValue, plain, "Hi", "you"])
                let actual = try Tool.run(["run", "--on", place.rawValue, small, "Hi", "you"])
                #expect(expected.exitCode == 0 && actual.exitCode == 0)
                #expect(!expected.output.isEmpty && actual.output == expected.output)
            }
        }
    }

    @Test(
        .enabled(if: ExternalTool.wasmOpt.find() != nil, "no wasm-opt here: apt-get install binaryen"),
        .enabled(if: Tool.has(.node), "no Node here"))
    func modulesForJavaScriptKeepTheirNames() throws {
        let folder = try TemporaryFolder()
        let package = Self.root + "/Examples/MD5Page"
        for (name, options) in [("plain", []), ("small", ["--wasm-opt"])] {
            let build = try Tool.run(["build", package, "-o", "\(folder.path)/\(name)/MD5Page.wasm"] + options)
            #expect(build.exitCode == 0, "\(build.errors)")
        }
        for file in ["MD5Page.js", "MD5Page.d.ts", "package.json"] {
            #expect(try Files.read(folder.path + "/small/" + file) == Files.read(folder.path + "/plain/" + file))
        }
        let script = """
            import init, { calcMd5 } from '\(folder.path)/small/MD5Page.js';
            import { readFileSync } from 'node:fs';
            await init(readFileSync('\(folder.path)/small/MD5Page.wasm'));
            console.log(calcMd5('想要计算的结果'));
            """
        var command = Command(try #require(ExternalTool.node.find()), ["--input-type=module", "-e", script])
        command.timeLimit = .seconds(60)
        #expect(try command.capture().outputText == "849d1b972ec01975a9d1e16f804fec94\n")
    }

    /// The driver that links runs a `wasm-opt` of its own accord if it finds one; a module must not depend on that.
    @Test func noneRunsUnasked() throws {
        let folder = try TemporaryFolder()
        let program = folder.path + "/wasm-opt"
        try Files.write("#!/bin/sh\ntouch '\(folder.path)/called'\nexit 1\n".utf8, to: program)
        try #require(chmod(program, 0o755) == 0)
        _ = try PackageTemplate.command.create(name: "Quiet", in: folder.path)
        let path = folder.path + ":" + (Environment["PATH"] ?? "/usr/bin:/bin")
        let build = try Tool.run(["build", folder.path + "/Quiet"], environment: ["PATH": path])
        #expect(build.exitCode == 0, "\(build.errors)")
        #expect(!Files.exists(folder.path + "/called"))
    }

    @Test func withoutItTheToolSaysHowToGetIt() throws {
        let result = try Tool.run(
            ["build", Self.root + "/Examples/Greeting", "--wasm-opt"],
            environment: ["SWIFTLET_WASM_OPT": "/nowhere/wasm-opt"])
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("there is no wasm-opt on this machine"))
        #expect(result.errors.contains("apt-get install binaryen"))
    }

    @Test func jsonNeedsTheReport() throws {
        let result = try Tool.run(["build", "--json", Self.root + "/Examples/Greeting"])
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("--size-report"))
    }
}
