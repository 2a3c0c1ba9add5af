import SwiftletBuild

/// Builds one program in Go again and again. Go itself knows what there is to do.
final class GoRebuild: Rebuild {
    var contents: String?
    private let build: GoBuild
    private let folder: String

    /// - Parameter folder: of the program, without symbolic links.
    init(folder: String, configuration: SDKBundle.Configuration, isCancelled: @escaping @Sendable () -> Bool) {
        self.folder = folder
        var build = GoBuild(folder: folder, configuration: configuration, productFolder: GoRebuild.products(folder))
        build.isCancelled = isCancelled
        self.build = build
    }

    /// Where the module and Go's script for it lie. Go looks into no folder whose name begins so.
    static func products(_ folder: String) -> String { folder + "/.swiftlet/serve" }

    func run(progress: (String) -> Void) throws(BuildError) -> BuildProduct {
        try Files.createFolder(GoRebuild.products(folder))
        // Nobody is to commit it.
        let ignore = folder + "/.swiftlet/.gitignore"
        if !Files.exists(ignore) { try Files.write(Array("*\n".utf8), to: ignore) }
        return try build.run(progress: progress)
    }

    func note(_ changes: Set<String>) {}

    func newDependencies() -> [String] { [] }

    func failure(_ error: BuildError) -> BuildFailure {
        BuildFailure(goText: error.description, folder: folder)
    }
}

extension BuildFailure {
    /// What Go says: lines such as `./main.go:6:9: message`.
    init(goText text: String, folder: String) {
        let problems = text.split(separator: "\n").compactMap { line -> Problem? in
            let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[0].hasSuffix(".go"), let number = Int(parts[1]), let column = Int(parts[2])
            else { return nil }
            let file = parts[0].hasPrefix("./") ? String(parts[0].dropFirst(2)) : String(parts[0])
            return Problem(
                file: file, line: number, column: column, message: String(parts[3].drop { $0 == " " }),
                excerpt: BuildFailure.excerpt(folder + "/" + file, line: number, column: column))
        }
        self.init(text: text, problems: problems)
    }

    /// A line of a source with a mark under the column, which Go counts in bytes.
    private static func excerpt(_ path: String, line: Int, column: Int) -> String {
        guard let text = try? Files.readText(path) else { return "" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return "" }
        let source = String(lines[line - 1])
        let indent = source.utf8.prefix(max(column - 1, 0)).map { $0 == 9 ? "\t" : $0 & 0xC0 == 0x80 ? "" : " " }
        let number = String(line)
        let gutter = String(repeating: " ", count: number.count)
        return "\(number) | \(source)\n\(gutter) | \(indent.joined())^"
    }
}
