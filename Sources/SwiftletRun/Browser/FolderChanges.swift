import SwiftletBuild

/// Does to folders of this machine what a program did to their copies in a page (`Web/run/changes.js`).
///
/// The page runs a guest that nobody trusts, so nothing it says leads out of the folders: names are looked at, and no
/// symbolic link is ever followed, whoever made it and whenever.
struct FolderChanges {
    private let folders: [String]
    /// What could not be done, for a person.
    private(set) var failures: [String] = []

    init(folders: [String]) { self.folders = folders }

    /// Does one change: a line of JSON, and for a file its contents after it.
    mutating func take(_ message: [UInt8]) {
        let end = message.firstIndex(of: 10) ?? message.endIndex
        let change = JSON(parsing: Array(message[..<end]))
        guard case .number(let number)? = change?["folder"], let path = change?["path"]?.string,
            let kind = change?["kind"]?.string, let root = Int(exactly: number).flatMap({ folder($0) }),
            let names = FolderChanges.names(of: path)
        else { return failures.append("the page tells of a change that cannot be read") }
        errno = 0
        guard
            !perform(
                kind, root, names, target: change?["target"]?.string, contents: message[min(end + 1, message.count)...])
        else { return }
        failures.append("cannot bring a change in the page back to \(root)/\(path): \(systemMessage())")
    }

    private func folder(_ number: Int) -> String? { folders.indices.contains(number) ? folders[number] : nil }

    /// The names on a path; nil if it leads anywhere but down.
    private static func names(of path: String) -> [String]? {
        let names = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isHarmless = names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) }
        return isHarmless ? names : nil
    }

    private func perform(
        _ kind: String, _ root: String, _ names: [String], target: String?, contents: ArraySlice<UInt8>
    ) -> Bool {
        // The folder itself may be a link: the person named it.
        var folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if folder >= 0 { close(folder) } }
        for name in names.dropLast() {
            guard folder >= 0 else { return false }
            let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            close(folder)
            folder = next
        }
        guard folder >= 0, let name = names.last else { return false }
        switch kind {
        case "file": return write(contents, to: name, in: folder)
        case "folder": return mkdirat(folder, name, 0o777) == 0 || errno == EEXIST
        case "link":
            // As in the guest's own call, a link to an absolute path is refused.
            guard let target, !target.hasPrefix("/") else {
                errno = EPERM
                return false
            }
            return symlinkat(target, folder, name) == 0
        case "no file": return unlinkat(folder, name, 0) == 0 || errno == ENOENT
        case "no folder": return unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT
        default:
            errno = EINVAL
            return false
        }
    }

    private func write(_ contents: ArraySlice<UInt8>, to name: String, in folder: Int32) -> Bool {
        // A pipe in the file's place would make us wait for its reader.
        let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let file = openat(folder, name, flags, 0o666)
        guard file >= 0 else { return false }
        defer { close(file) }
        var information = stat()
        guard fstat(file, &information) == 0 else { return false }
        guard information.st_mode & S_IFMT == S_IFREG else {
            errno = EINVAL
            return false
        }
        return ftruncate(file, 0) == 0 && Platform.writeAll(Array(contents), to: file)
    }
}
