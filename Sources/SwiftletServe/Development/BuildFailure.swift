import SwiftletBuild

/// Why a build failed: the whole text, and the errors that have a place in the sources.
struct BuildFailure: Equatable, Sendable {
    struct Problem: Equatable, Sendable {
        /// As seen from the package, if it lies there.
        var file: String
        var line: Int
        var column: Int
        var message: String
    }

    /// The compiler's words with our notes, paths as seen from the package.
    let text: String
    let problems: [Problem]

    init(_ text: String, package: String) {
        let prefix = package + "/"
        let relative = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : String(line)
        }
        self.text = relative.joined(separator: "\n")
        problems = relative.compactMap(BuildFailure.problem)
    }

    /// Reads `file:line:column: error: message`; nil for any other line.
    private static func problem(_ line: String) -> Problem? {
        let parts = line.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, let number = Int(parts[1]), let column = Int(parts[2]), parts[3] == " error" else {
            return nil
        }
        return Problem(file: String(parts[0]), line: number, column: column, message: trimmed(parts[4]))
    }

    var jsonMembers: String {
        let list = problems.map {
            """
            {"file":\(JSON.quoted($0.file)),"line":\($0.line),"column":\($0.column),\
            "message":\(JSON.quoted($0.message))}
            """
        }
        return "\"text\":\(JSON.quoted(text)),\"problems\":[\(list.joined(separator: ","))]"
    }
}
