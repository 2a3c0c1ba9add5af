import SwiftletBuild

/// The standard input of this process, which the program has for its own wherever it runs.
public enum StandardInput {
    /// Puts a file in its place.
    public static func replace(by path: String) throws(RunError) {
        guard !Files.isFolder(path) else { throw RunError("--stdin \(path): it is a folder. Give a file.") }
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw RunError("--stdin \(path): cannot open it: \(systemMessage())") }
        guard file != 0 else { return }
        defer { close(file) }
        guard dup2(file, 0) == 0 else { throw RunError("--stdin \(path): cannot put it in place: \(systemMessage())") }
    }
}
