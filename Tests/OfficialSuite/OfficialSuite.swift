import Foundation

/// The specification's test suite on this machine.
public struct OfficialSuite: Sendable {
    /// The folder that holds `core/`.
    public var folder: URL

    public struct Missing: Error, CustomStringConvertible {
        public var description: String

        package init(description: String) { self.description = description }
    }

    public static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The suite, or what to do to have it.
    public static func find() -> Result<OfficialSuite, Missing> {
        let folder =
            ProcessInfo.processInfo.environment["SWIFTLET_TESTSUITE"].map { URL(filePath: $0) }
            ?? packageRoot.deletingLastPathComponent().appending(path: "shared/testsuite")
        guard FileManager.default.fileExists(atPath: folder.appending(path: "core").path) else {
            return .failure(
                Missing(
                    description: "no specification test suite at \(folder.path):"
                        + " set SWIFTLET_TESTSUITE to a folder with the suite's core/*.wast"))
        }
        return .success(OfficialSuite(folder: folder.resolvingSymlinksInPath()))
    }

    /// Why tests of the suite cannot run, if they cannot.
    public static var missing: String? {
        if case .failure(let missing) = find() { missing.description } else { nil }
    }

    /// The scripts below some folders of the suite, by their paths from ``folder``, in order. A folder that is not there has none.
    public func scripts(in folders: [String]) -> [String] {
        let prefix = folder.path + "/"
        return folders.flatMap { name -> [String] in
            guard
                let files = FileManager.default.enumerator(
                    at: folder.appending(path: name), includingPropertiesForKeys: nil)
            else { return [] }
            return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "wast" }
                .map { String($0.path.dropFirst(prefix.count)) }
        }.sorted()
    }

    public func contents(_ script: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: script)))
    }
}
