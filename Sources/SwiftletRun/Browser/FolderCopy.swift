import SwiftletBuild

/// Something in a folder that is copied into a page.
struct FolderEntry: Equatable {
    enum Kind: String { case file, folder, link }

    /// Below the folder, with slashes.
    var path: String
    var kind: Kind
    /// Where the page gets a file; what a link leads to.
    var content: String
}

/// A folder's contents for a page, which has its own files in memory. ``FolderChanges`` brings back what the guest
/// changes there.
struct FolderCopy {
    /// The most that is copied, for all folders together.
    static let mostBytes = 256 << 20
    static let mostEntries = 20_000

    private(set) var entries: [[FolderEntry]] = []
    /// The paths of the files, by the number in their ``FolderEntry/content``.
    private(set) var files: [String] = []
    private var byteCount = 0
    private var entryCount = 0

    init(_ folders: [RunRequest.Folder]) throws(RunError) {
        for folder in folders {
            var found: [FolderEntry] = []
            try collect(folder.host, below: "", root: folder.host, into: &found)
            entries.append(found)
        }
    }

    private mutating func collect(
        _ path: String, below prefix: String, root: String, into found: inout [FolderEntry]
    ) throws(RunError) {
        for name in Files.list(path) {
            let hostPath = path + "/" + name
            var information = stat()
            guard lstat(hostPath, &information) == 0 else { continue }
            let kind = information.st_mode & S_IFMT
            entryCount += 1
            if kind == S_IFREG { byteCount += Int(information.st_size) }
            guard byteCount <= FolderCopy.mostBytes, entryCount <= FolderCopy.mostEntries else {
                throw RunError(
                    """
                    \(root) is too large for a page: --dir copies folders into the page's memory, at most \
                    \(FolderCopy.mostBytes >> 20) MiB in \(FolderCopy.mostEntries) entries.
                    Give a smaller folder, or run it with --on host or --on node.
                    """)
            }
            switch kind {
            case S_IFDIR:
                found.append(FolderEntry(path: prefix + name, kind: .folder, content: ""))
                try collect(hostPath, below: prefix + name + "/", root: root, into: &found)
            case S_IFLNK:
                found.append(FolderEntry(path: prefix + name, kind: .link, content: Files.linkTarget(hostPath)))
            case S_IFREG:
                found.append(FolderEntry(path: prefix + name, kind: .file, content: "file/\(files.count)"))
                files.append(hostPath)
            default:
                // Sockets, pipes and devices mean nothing in a page.
                break
            }
        }
    }
}

extension Files {
    /// What a symbolic link leads to; empty if that cannot be read.
    fileprivate static func linkTarget(_ path: String) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
