import Testing

@testable import SwiftletBuild

/// Builds take seconds and share SwiftPM's folders, so the suites that build run one test after the other.
@Suite(.serialized) enum Builds {}

enum Places {
    /// The folder of the project.
    static let root = {
        var path = #filePath
        for _ in 0..<3 { path = Files.parent(of: path) }
        return path
    }()
    static let tests = root + "/Tests/SwiftletBuildTests"
    static let fixtures = tests + "/Fixtures"
    static let examples = root + "/Examples"

    /// A folder that goes away with the test.
    static func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-tests-")
        defer { Files.remove(folder) }
        return try body(folder)
    }
}

/// Runs a module with the toolchain's wasmkit, or with Node where there is none.
func run(
    _ module: String, _ arguments: [String] = [], input: String = "", folder: String? = nil, environment: [String] = []
) throws -> Command.Outcome {
    var command: Command
    if let wasmkit = try Toolchain.find().wasmkit {
        command = Command(wasmkit, ["run"])
        if folder != nil { command.arguments += ["--dir", "."] }
        for entry in environment { command.arguments += ["--env", entry] }
        command.arguments += [module] + arguments
    } else {
        let script = """
            const { WASI } = require('node:wasi');
            const [module, env, ...args] = process.argv.slice(1);
            const wasi = new WASI({ version: 'preview1', args: [module, ...args], env: JSON.parse(env), preopens: { '.': '.' } });
            WebAssembly.instantiate(require('node:fs').readFileSync(module), wasi.getImportObject())
                .then(({ instance }) => process.exit(wasi.start(instance)));
            """
        let pairs = environment.map { entry in
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            return JSON.quoted(parts[0]) + ":" + JSON.quoted(parts[1])
        }
        command = Command(
            "node", ["--no-warnings", "-e", script, module, "{" + pairs.joined(separator: ",") + "}"] + arguments)
    }
    command.input = .bytes(Array(input.utf8))
    command.workingFolder = folder
    command.timeLimit = .seconds(60)
    return try command.capture()
}

/// Writes a package with one executable target and one source file; returns its folder.
func writePackage(_ name: String, in folder: String, file: String = "App.swift", source: String) throws -> String {
    let package = folder + "/" + name
    try Files.createFolder(package + "/Sources/" + name)
    let manifest = """
        // swift-tools-version: 6.1
        import PackageDescription
        let package = Package(name: "\(name)", targets: [.executableTarget(name: "\(name)")])
        """
    try Files.write(manifest.utf8, to: package + "/Package.swift")
    try Files.write(source.utf8, to: package + "/Sources/\(name)/\(file)")
    return package
}
