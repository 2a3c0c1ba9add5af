/// A folder on the way of a path through a ``MemoryFileSystem``.
struct MemoryPlace: WalkableFolder {
    let fileSystem: MemoryFileSystem
    let folder: MemoryFolder

    func step(to name: [UInt8]) throws(Errno) -> WalkStep<MemoryPlace> {
        switch folder[name] {
        case let child as MemoryFolder: .folder(MemoryPlace(fileSystem: fileSystem, folder: child))
        case let link as MemoryLink: .link(target: link.target)
        case nil: .missing
        default: .other
        }
    }
}

/// A folder of a ``MemoryFileSystem`` that is open.
final class MemoryOpenFolder: OpenFolder {
    let place: MemoryPlace
    var fileSystem: MemoryFileSystem { place.fileSystem }

    init(_ place: MemoryPlace) { self.place = place }

    func status() throws(Errno) -> FileStatus { fileSystem.status(of: place.folder) }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        fileSystem.setTimes(of: place.folder, access: access, modification: modification)
    }

    func synchronize(dataOnly: Bool) throws(Errno) {}

    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(Errno) {
        place.folder.list(from: cookie, body)
    }

    func open(
        _ path: GuestPath, follow: Bool, options: OpenOptions, mode: UInt32?
    ) throws(Errno) -> OpenedNode {
        let creates = options.contains(.create)
        if creates && options.contains(.folder) { throw .inval }
        let exclusive = creates && options.contains(.exclusive)
        let found = try PathWalk.resolve(path, from: place, follow: (follow || path.mustBeFolder) && !exclusive)
        if creates && found.mustBeFolder { throw .isdir }
        let parent = found.folder.folder
        guard let node = found.name.map({ parent[$0] }) ?? parent else {
            if !creates { throw .noent }
            let file = try MemoryFile(fileSystem.budget, time: fileSystem.time)
            file.permissions = (mode ?? 0o644) & 0o7777
            try parent.insert(file, as: found.name(else: .isdir), time: fileSystem.time)
            return .file(MemoryOpenFile(fileSystem, file))
        }
        if exclusive { throw .exist }
        switch node {
        case let folder as MemoryFolder:
            if creates || options.contains(.write) || options.contains(.truncate) { throw .isdir }
            return .folder(MemoryOpenFolder(MemoryPlace(fileSystem: fileSystem, folder: folder)))
        case let file as MemoryFile:
            if found.mustBeFolder || options.contains(.folder) { throw .notdir }
            let opened = MemoryOpenFile(fileSystem, file)
            if options.contains(.truncate) { try opened.setSize(0) }
            return .file(opened)
        default:
            throw options.contains(.folder) ? .notdir : .loop
        }
    }

    func status(of path: GuestPath, follow: Bool) throws(Errno) -> FileStatus {
        try fileSystem.status(of: node(at: path, follow: follow))
    }

    func setTimes(
        of path: GuestPath, follow: Bool, access: TimeChange, modification: TimeChange
    ) throws(Errno) {
        try fileSystem.setTimes(of: node(at: path, follow: follow), access: access, modification: modification)
    }

    func setMode(_ mode: UInt32) throws(Errno) { fileSystem.setMode(of: place.folder, mode) }
    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) {
        fileSystem.setOwner(of: place.folder, owner, group: group)
    }

    func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(Errno) {
        let node = try node(at: path, follow: follow)
        // As on Linux.
        if node is MemoryLink { throw .notsup }
        fileSystem.setMode(of: node, mode)
    }

    func setOwner(of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?) throws(Errno) {
        try fileSystem.setOwner(of: node(at: path, follow: follow), owner, group: group)
    }

    func readSymbolicLink(at path: GuestPath) throws(Errno) -> [UInt8] {
        guard let link = try node(at: path, follow: false) as? MemoryLink else { throw .inval }
        return link.target
    }

    func createFolder(at path: GuestPath, mode: UInt32?) throws(Errno) {
        let (parent, name) = try freeName(at: path, folderAllowed: true)
        let folder = try MemoryFolder(fileSystem.budget, time: fileSystem.time)
        folder.permissions = (mode ?? 0o755) & 0o7777
        try parent.insert(folder, as: name, time: fileSystem.time)
    }

    func createSymbolicLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target)
        try createRootedLink(at: path, to: target)
    }

    func createRootedLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target, rooted: true)
        let (parent, name) = try freeName(at: path, folderAllowed: false)
        let link = try MemoryLink(fileSystem.budget, time: fileSystem.time, target: target)
        try parent.insert(link, as: name, time: fileSystem.time)
    }

    func link(_ path: GuestPath, follow: Bool, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? MemoryOpenFolder, other.fileSystem === fileSystem else { throw .xdev }
        let node = try node(at: path, follow: follow)
        let (parent, name) = try other.freeName(at: newPath, folderAllowed: false)
        if node is MemoryFolder { throw .perm }
        try parent.insert(node, as: name, time: fileSystem.time)
    }

    func removeFolder(at path: GuestPath) throws(Errno) {
        let found = try PathWalk.resolve(path, from: place, follow: false)
        let parent = found.folder.folder
        let name = try found.name(else: .inval)
        guard let node = parent[name] else { throw .noent }
        guard let folder = node as? MemoryFolder else { throw .notdir }
        if !folder.isEmpty { throw .notempty }
        parent.remove(name, time: fileSystem.time)
    }

    func removeFile(at path: GuestPath) throws(Errno) {
        let found = try PathWalk.resolve(path, from: place, follow: false)
        let parent = found.folder.folder
        let name = try found.name(else: .isdir)
        guard let node = parent[name] else { throw .noent }
        if node is MemoryFolder { throw .isdir }
        if found.mustBeFolder { throw .notdir }
        parent.remove(name, time: fileSystem.time)
    }

    func rename(_ path: GuestPath, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? MemoryOpenFolder, other.fileSystem === fileSystem else { throw .xdev }
        let source = try PathWalk.resolve(path, from: place, follow: false)
        let target = try PathWalk.resolve(newPath, from: other.place, follow: false)
        let (oldParent, newParent) = (source.folder.folder, target.folder.folder)
        let oldName = try source.name(else: .busy)
        let newName = try target.name(else: .busy)
        guard let node = oldParent[oldName] else { throw .noent }

        if let moved = node as? MemoryFolder {
            if newParent.isInside(moved) { throw .inval }
        } else if source.mustBeFolder || target.mustBeFolder {
            throw .notdir
        }
        if let existing = newParent[newName] {
            if existing === node { return }
            if let existing = existing as? MemoryFolder, oldParent.isInside(existing) { throw .notempty }
            if let existing = existing as? MemoryFolder {
                if !(node is MemoryFolder) { throw .isdir }
                if !existing.isEmpty { throw .notempty }
            } else if node is MemoryFolder {
                throw .notdir
            }
        } else if newParent.linkCount == 0 {
            throw .noent
        }
        let time = fileSystem.time
        newParent.remove(newName, time: time)
        oldParent.remove(oldName, time: time)
        try newParent.insert(node, as: newName, time: time)
    }

    /// What `path` names; a slash at its end asks for a folder, and follows a link to it.
    private func node(at path: GuestPath, follow: Bool) throws(Errno) -> MemoryNode {
        let found = try PathWalk.resolve(path, from: place, follow: follow || path.mustBeFolder)
        guard let node = found.name.map({ found.folder.folder[$0] }) ?? found.folder.folder else { throw .noent }
        if found.mustBeFolder, !(node is MemoryFolder) { throw .notdir }
        return node
    }

    /// The place for something new, where nothing may be yet.
    private func freeName(
        at path: GuestPath, folderAllowed: Bool
    ) throws(Errno) -> (parent: MemoryFolder, name: [UInt8]) {
        let found = try PathWalk.resolve(path, from: place, follow: false)
        let parent = found.folder.folder
        let name = try found.name(else: .exist)
        if let existing = parent[name] {
            throw found.mustBeFolder && !folderAllowed && !(existing is MemoryFolder) ? .notdir : .exist
        }
        if found.mustBeFolder && !folderAllowed { throw .noent }
        return (parent, name)
    }
}

/// A symbolic link's target must be one that could ever be followed inside.
///
/// - Parameter rooted: for a guest that has the whole tree as its root, so that absolute ones can be.
func checkLinkTarget(_ target: [UInt8], rooted: Bool = false) throws(Errno) {
    if target.isEmpty { throw .noent }
    if target.count > GuestPath.maximumByteCount { throw .nametoolong }
    if target.contains(0) { throw .inval }
    if target[0] == .slash, !rooted { throw .perm }
}
