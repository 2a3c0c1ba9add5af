import Foundation

/// The specification's test suite on this machine: its scripts, and their conversion to JSON and binaries.
struct TestSuite {
    /// The folder that holds `core/`.
    var folder: URL
    /// The `wasm-tools` command.
    var converter: URL
    /// Where converted scripts are kept from run to run.
    var cache: URL

    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The suite, or what is missing.
    static func find() -> Result<TestSuite, Missing> {
        let environment = ProcessInfo.processInfo.environment
        let folder =
            environment["SWIFTLET_TESTSUITE"].map { URL(filePath: $0) }
            ?? packageRoot.deletingLastPathComponent().appending(path: "shared/testsuite")
        guard FileManager.default.fileExists(atPath: folder.appending(path: "core").path) else {
            return .failure(
                Missing(
                    description: "no specification test suite at \(folder.path):"
                        + " set SWIFTLET_TESTSUITE to a folder with the suite's core/*.wast"))
        }
        let tools = environment["SWIFTLET_TOOLS"] ?? packageRoot.appending(path: ".tools").path
        let places = ["\(tools)/bin"] + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard
            let converter = places.map({ "\($0)/wasm-tools" })
                .first(where: { FileManager.default.isExecutableFile(atPath: $0) })
        else {
            return .failure(
                Missing(description: "no wasm-tools, which turns the suite's scripts into JSON: run scripts/install-tools"))
        }
        return .success(
            TestSuite(
                folder: folder, converter: URL(filePath: converter),
                cache: packageRoot.appending(path: ".build/specification")))
    }

    struct Missing: Error, CustomStringConvertible { var description: String }

    /// All scripts below `core/`, by their path from ``folder`` without the extension.
    func scripts() throws -> [String] {
        var names: [String] = []
        let prefix = folder.resolvingSymlinksInPath().path + "/"
        let core = folder.appending(path: "core").resolvingSymlinksInPath()
        for case let file as URL in FileManager.default.enumerator(at: core, includingPropertiesForKeys: nil)! {
            if file.pathExtension == "wast" {
                names.append(String(file.deletingPathExtension().path.dropFirst(prefix.count)))
            }
        }
        return names.sorted()
    }

    /// The folder with `script.json` and the binaries of a script, converted now if it is new or has changed.
    func converted(_ name: String) throws -> URL {
        let source = folder.appending(path: name + ".wast")
        let attributes = try FileManager.default.attributesOfItem(atPath: source.path)
        let stamp = "\(attributes[.size]!)-\(Int((attributes[.modificationDate] as! Date).timeIntervalSince1970))"
        let result = cache.appending(path: "\(name)-\(stamp)")
        if FileManager.default.fileExists(atPath: result.path) { return result }

        // Converted aside and moved into place at once, so that an interrupted run leaves nothing half done.
        let aside = cache.appending(path: "\(name)-\(stamp).\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: aside)
        try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
        let process = Process()
        let errors = Pipe()
        process.executableURL = converter
        process.arguments = [
            "json-from-wast", source.path, "--wasm-dir", aside.path, "--output", aside.path + "/script.json",
        ]
        process.standardError = errors
        try process.run()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Missing(description: "\(name).wast: \(message)") }
        try FileManager.default.moveItem(at: aside, to: result)
        return result
    }
}
