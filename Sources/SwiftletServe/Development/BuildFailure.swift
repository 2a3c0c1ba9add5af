import SwiftletBuild

/// Why a build failed: the whole text, and the errors that have a place in the sources.
struct BuildFailure: Error, Equatable, Sendable {
    struct Problem: Equatable, Sendable {
        /// As seen from the package, if it lies there.
        var file: String
        var line: Int
        var column: Int
        var message: String
        /// The lines of the source that the compiler shows below, with its marks.
        var excerpt = ""
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
        problems = relative.indices.compactMap { index in
            guard var problem = BuildFailure.problem(relative[index]) else { return nil }
            problem.excerpt = relative[(index + 1)...].prefix(while: BuildFailure.isExcerpt).joined(separator: "\n")
            return problem
        }
    }

    init(text: String, problems: [Problem]) {
        self.text = text
        self.problems = problems
    }

    /// What is wrong with one file, if it is known where.
    init(_ problem: Problem) {
        text = "\(problem.file):\(problem.line):\(problem.column): error: \(problem.message)\n\(problem.excerpt)"
        problems = [problem]
    }

    /// What is wrong without a place in the sources.
    init(text: String) {
        self.text = text
        problems = []
    }

    /// Whether a line shows source or a mark below it: `12 | code`, `   | `- error: …`.
    private static func isExcerpt(_ line: String) -> Bool {
        let rest = line.drop { $0 == " " || $0.isNumber }
        return rest.first == "|"
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
            "message":\(JSON.quoted($0.message)),"excerpt":\(JSON.quoted($0.excerpt))}
            """
        }
        return "\"text\":\(JSON.quoted(text)),\"problems\":[\(list.joined(separator: ","))]"
    }
}
