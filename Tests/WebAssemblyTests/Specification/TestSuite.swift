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
                Missing(
                    description: "no wasm-tools, which turns the suite's scripts into JSON: run scripts/install-tools"))
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
    /// - Parameter without: Lines to leave out; the others keep their numbers.
    func converted(_ name: String, without: [ClosedRange<Int>] = []) throws -> URL {
        var source = folder.appending(path: name + ".wast")
        let attributes = try FileManager.default.attributesOfItem(atPath: source.path)
        let modified = Int((attributes[.modificationDate] as! Date).timeIntervalSince1970)
        var key = "\(name)-\(attributes[.size]!)-\(modified)"
        if !without.isEmpty { key += "-" + without.map { "\($0.lowerBound).\($0.upperBound)" }.joined(separator: "-") }
        let result = cache.appending(path: key)
        if FileManager.default.fileExists(atPath: result.path) { return result }

        // Converted aside and moved into place at once, so that an interrupted run leaves nothing half done.
        let aside = cache.appending(path: "\(key).\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: aside)
        try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
        if !without.isEmpty {
            let lines = try String(contentsOf: source, encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .map { (index, line) in without.contains { $0.contains(index + 1) } ? "" : line }
            source = aside.appending(path: "reduced.wast")
            try lines.joined(separator: "\n").write(to: source, atomically: false, encoding: .utf8)
        }
        try convert(source, to: aside)
        try FileManager.default.moveItem(at: aside, to: result)
        return result
    }

    private func convert(_ source: URL, to folder: URL) throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = converter
        process.arguments = [
            "json-from-wast", source.path, "--wasm-dir", folder.path, "--output", folder.path + "/script.json",
        ]
        process.standardError = errors
        try process.run()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Missing(description: "\(source.path): \(message)") }
    }
}
