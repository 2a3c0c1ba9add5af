/// The top of a file system as the root of a guest's whole world, as after `chroot`: symbolic links with an absolute target lead on from
/// here, and the folder above the top is the top.
///
/// Whatever is done is done by the folder beneath, which lets no path out. It refuses with `perm` what a root would allow: then the
/// links on the path are followed here, one by one, and what it gets is the path without them. Should somebody put a link back
/// meanwhile, it refuses again. Decision 131 says why this is not left to the kernel.
package final class GuestRoot {
    private let base: any OpenFolder

    package init(_ fileSystem: any FileSystem) throws(WASI.Errno) { base = try fileSystem.openRoot() }

    // MARK: Paths

    /// Does something with a path, and once more without links in it if that was refused.
    private func at<Result>(
        _ path: GuestPath, follow: Bool, _ body: (GuestPath, Bool) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        do {
            return try body(path, follow)
        } catch {
            if error != .perm { throw error }
        }
        return try body(resolved(path, follow: follow), false)
    }

    private func at<Result>(
        _ path: GuestPath, _ other: GuestPath, _ body: (GuestPath, GuestPath) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        do {
            return try body(path, other)
        } catch {
            if error != .perm { throw error }
        }
        return try body(resolved(path, follow: false), resolved(other, follow: false))
    }

    private func resolved(_ path: GuestPath, follow: Bool) throws(Errno) -> GuestPath {
        let names = try names(of: path, follow: follow || path.mustBeFolder)
        let bytes = Array(names.joined(separator: [.slash]))
        return try GuestPath(bytes.isEmpty ? [.dot] : path.mustBeFolder ? bytes + [.slash] : bytes)
    }

    /// The path of something that exists, without links, from the top and without a slash at the start.
    package func realPath(of path: GuestPath) throws(WASI.Errno) -> [UInt8] {
        let names = try names(of: path, follow: true)
        let bytes = Array(names.joined(separator: [.slash]))
        let found = try base.status(of: GuestPath(folder: bytes), follow: false)
        if path.mustBeFolder, found.type != .directory { throw .notdir }
        return bytes
    }

    /// The names on the way to what a path names, with no link among them; the last one need not exist.
    private func names(of path: GuestPath, follow: Bool) throws(Errno) -> [ArraySlice<UInt8>] {
        var names: [ArraySlice<UInt8>] = []
        var pending: [ArraySlice<UInt8>] = GuestPath.names(of: path.bytes).reversed()
        var links = 0
        while let next = pending.popLast() {
            if next == [.dot] { continue }
            if next == [.dot, .dot] {
                _ = names.popLast()
                continue
            }
            names.append(next)
            let isLast = pending.isEmpty
            if isLast && !follow { break }
            let here = try GuestPath(Array(names.joined(separator: [.slash])))
            guard let type = try base.existing(here)?.type else {
                if isLast { break }
                throw .noent
            }
            switch type {
            case .directory: break
            case .symbolicLink:
                links += 1
                if links > GuestPath.maximumLinkCount { throw .loop }
                let target = try base.readSymbolicLink(at: here)
                names.removeLast()
                if target.first == .slash { names = [] }
                // What follows a slash at the end must be a folder, and `.` is looked up in it.
                if target.last == .slash { pending.append([.dot]) }
                pending += GuestPath.names(of: target).reversed()
            default:
                if !isLast { throw .notdir }
            }
        }
        return names
    }
}

extension GuestRoot: OpenFolder {
    package func status() throws(WASI.Errno) -> FileStatus { try base.status() }
    package func synchronize(dataOnly: Bool) throws(WASI.Errno) { try base.synchronize(dataOnly: dataOnly) }
    package func setMode(_ mode: UInt32) throws(WASI.Errno) { try base.setMode(mode) }
    package func setOwner(_ owner: UInt32?, group: UInt32?) throws(WASI.Errno) {
        try base.setOwner(owner, group: group)
    }
    package func setTimes(access: TimeChange, modification: TimeChange) throws(WASI.Errno) {
        try base.setTimes(access: access, modification: modification)
    }
    package func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(WASI.Errno) {
        try base.list(from: cookie, body)
    }

    /// What is opened is no root in turn.
    package func open(
        _ path: GuestPath, follow: Bool, options: OpenOptions, mode: UInt32?
    ) throws(WASI.Errno) -> OpenedNode {
        let exclusive = options.isSuperset(of: [.create, .exclusive])
        return try at(path, follow: follow && !exclusive) { (path, follow) throws(Errno) in
            try base.open(path, follow: follow, options: options, mode: mode)
        }
    }

    package func status(of path: GuestPath, follow: Bool) throws(WASI.Errno) -> FileStatus {
        try at(path, follow: follow) { (path, follow) throws(Errno) in try base.status(of: path, follow: follow) }
    }

    package func setTimes(
        of path: GuestPath, follow: Bool, access: TimeChange, modification: TimeChange
    ) throws(WASI.Errno) {
        try at(path, follow: follow) { (path, follow) throws(Errno) in
            try base.setTimes(of: path, follow: follow, access: access, modification: modification)
        }
    }

    package func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(WASI.Errno) {
        try at(path, follow: follow) { (path, follow) throws(Errno) in
            try base.setMode(of: path, follow: follow, mode)
        }
    }

    package func setOwner(
        of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?
    ) throws(WASI.Errno) {
        try at(path, follow: follow) { (path, follow) throws(Errno) in
            try base.setOwner(of: path, follow: follow, owner, group: group)
        }
    }

    package func createFolder(at path: GuestPath, mode: UInt32?) throws(WASI.Errno) {
        try at(path, follow: false) { (path, _) throws(Errno) in try base.createFolder(at: path, mode: mode) }
    }

    package func removeFolder(at path: GuestPath) throws(WASI.Errno) {
        try at(path, follow: false) { (path, _) throws(Errno) in try base.removeFolder(at: path) }
    }

    package func removeFile(at path: GuestPath) throws(WASI.Errno) {
        try at(path, follow: false) { (path, _) throws(Errno) in try base.removeFile(at: path) }
    }

    package func createSymbolicLink(at path: GuestPath, to target: [UInt8]) throws(WASI.Errno) {
        try at(path, follow: false) { (path, _) throws(Errno) in
            try base.createRootedLink(at: path, to: target)
        }
    }

    package func createRootedLink(at path: GuestPath, to target: [UInt8]) throws(WASI.Errno) {
        try createSymbolicLink(at: path, to: target)
    }

    package func readSymbolicLink(at path: GuestPath) throws(WASI.Errno) -> [UInt8] {
        try at(path, follow: false) { (path, _) throws(Errno) in try base.readSymbolicLink(at: path) }
    }

    package func rename(
        _ path: GuestPath, to folder: any OpenFolder, _ newPath: GuestPath
    ) throws(WASI.Errno) {
        guard let other = folder as? GuestRoot else { throw .xdev }
        try at(path, newPath) { (path, newPath) throws(Errno) in try base.rename(path, to: other.base, newPath) }
    }

    package func link(
        _ path: GuestPath, follow: Bool, to folder: any OpenFolder, _ newPath: GuestPath
    ) throws(WASI.Errno) {
        guard let other = folder as? GuestRoot else { throw .xdev }
        let path = follow ? try resolved(path, follow: true) : path
        try at(path, newPath) { (path, newPath) throws(Errno) in
            try base.link(path, follow: false, to: other.base, newPath)
        }
    }
}
