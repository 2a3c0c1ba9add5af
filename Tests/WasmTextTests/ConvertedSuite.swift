import Foundation
import OfficialSuite

/// The specification's test suite, converted to JSON and binaries by `wasm-tools`.
struct ConvertedSuite: Sendable {
    var suite: OfficialSuite
    /// The `wasm-tools` command.
    var converter: URL
    /// Where converted scripts are kept from run to run.
    var cache: URL

    /// The suite, or what is missing.
    static func find() -> Result<ConvertedSuite, OfficialSuite.Missing> {
        let environment = ProcessInfo.processInfo.environment
        let packageRoot = OfficialSuite.packageRoot
        let suite: OfficialSuite
        switch OfficialSuite.find() {
        case .success(let found): suite = found
        case .failure(let missing): return .failure(missing)
        }
        let tools = environment["SWIFTLET_TOOLS"] ?? packageRoot.appending(path: ".tools").path
        let places = ["\(tools)/bin"] + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard
            let converter = places.map({ "\($0)/wasm-tools" })
                .first(where: { FileManager.default.isExecutableFile(atPath: $0) })
        else {
            return .failure(
                OfficialSuite.Missing(
                    description: "no wasm-tools, which turns the suite's scripts into JSON: run scripts/install-tools"))
        }
        return .success(
            ConvertedSuite(
                suite: suite, converter: URL(filePath: converter),
                cache: packageRoot.appending(path: ".build/specification")))
    }

    /// All scripts below one of the suite's folders, by their path in the suite without the extension.
    func scripts(below part: String = "core") -> [String] {
        suite.scripts(in: [part]).map { String($0.dropLast(".wast".count)) }
    }

    /// The folder with `script.json` and the binaries of a script, converted now if it is new or has changed.
    func converted(_ name: String) throws -> URL {
        let source = suite.folder.appending(path: name + ".wast")
        let attributes = try FileManager.default.attributesOfItem(atPath: source.path)
        let modified = Int((attributes[.modificationDate] as! Date).timeIntervalSince1970)
        let key = "\(name)-\(attributes[.size]!)-\(modified)"
        let result = cache.appending(path: key)
        if FileManager.default.fileExists(atPath: result.path) { return result }

        // Converted aside and moved into place at once, so that an interrupted run leaves nothing half done, and two at the same time
        // do not meet.
        let aside = cache.appending(path: "\(key).\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
        do {
            try convert(source, to: aside)
            try FileManager.default.moveItem(at: aside, to: result)
        } catch {
            try? FileManager.default.removeItem(at: aside)
            guard FileManager.default.fileExists(atPath: result.path) else { throw error }
        }
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
        guard process.terminationStatus == 0 else {
            throw OfficialSuite.Missing(description: "\(source.path): \(message)")
        }
    }
}
