import SwiftletBuild

/// A folder whose files are served. Nothing outside it and nothing hidden is ever given to a client, whatever links
/// lead there.
struct StaticFolder: Sendable {
    /// Without symbolic links.
    let root: String

    init(_ path: String) { root = Files.canonical(path) }

    struct File: Sendable {
        let open: OpenFile
        let size: Int
        /// Changes whenever the file does.
        let tag: String
        let name: String
    }

    enum Found {
        case file(File)
        /// A folder, with the names in it that are served; those of folders end in a slash.
        case folder([String])
        case nothing
    }

    func find(_ path: RequestPath) -> Found {
        let wanted = ([root] + path.names).joined(separator: "/")
        // A pipe would make us wait for its writer.
        let descriptor = open(wanted, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return .nothing }
        let open = OpenFile(descriptor: descriptor)
        var information = stat()
        // Where the open file really lies is asked of the system, so that no link can be changed in between.
        guard fstat(descriptor, &information) == 0, let place = StaticFolder.place(of: descriptor), isServed(place)
        else {
            return .nothing
        }
        switch information.st_mode & S_IFMT {
        case S_IFREG:
            // “file.txt/” names nothing.
            guard !path.isFolder else { return .nothing }
            let tag = StaticFolder.tag(information)
            return .file(File(open: open, size: Int(information.st_size), tag: tag, name: path.names.last ?? ""))
        case S_IFDIR:
            let names = Files.list(place).filter { !$0.hasPrefix(".") }
            return .folder(names.map { Files.isFolder(place + "/" + $0) ? $0 + "/" : $0 })
        default:
            return .nothing
        }
    }

    private func isServed(_ place: String) -> Bool {
        let prefix = root == "/" ? root : root + "/"
        guard place != root else { return true }
        return place.hasPrefix(prefix)
            && !place.dropFirst(prefix.count).split(separator: "/").contains { $0.hasPrefix(".") }
    }

    /// The path of an open file, without symbolic links.
    private static func place(of descriptor: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        #if canImport(Darwin)
            guard fcntl(descriptor, F_GETPATH, &buffer) == 0 else { return nil }
            let count = strlen(buffer)
        #else
            let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
            guard count > 0 else { return nil }
        #endif
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func tag(_ information: stat) -> String {
        #if canImport(Darwin)
            let time = information.st_mtimespec
        #else
            let time = information.st_mtim
        #endif
        let parts = [Int(information.st_ino), Int(information.st_size), Int(time.tv_sec), Int(time.tv_nsec)]
        return parts.map { String($0, radix: 36) }.joined(separator: "-")
    }
}
