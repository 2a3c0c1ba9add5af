import SwiftletBuild

/// Which of a package's files concern its pages alone, so that nothing has to be built.
enum PageFiles {
    private static let folders = ["Public/", "Web/"]
    private static let endings: Set<String> = [
        "html", "htm", "css", "js", "mjs", "json", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff",
        "woff2", "txt", "md", "mp3", "mp4", "webmanifest",
    ]

    static func isForPages(_ path: String, package: String) -> Bool {
        guard path.hasPrefix(package + "/") else { return false }
        let inside = path.dropFirst(package.count + 1)
        if folders.contains(where: inside.hasPrefix) { return true }
        // Sources may have resources of the same kinds.
        guard !inside.hasPrefix("Sources/"), !Files.isFolder(path), let dot = inside.lastIndex(of: ".") else {
            return false
        }
        return endings.contains(inside[inside.index(after: dot)...].lowercased())
    }
}
