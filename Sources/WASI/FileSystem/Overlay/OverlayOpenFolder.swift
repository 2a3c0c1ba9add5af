/// A folder of an ``OverlayFileSystem`` that is open.
final class OverlayOpenFolder: OpenFolder {
    private let fileSystem: OverlayFileSystem
    private let folder: OverlayFolder
    private lazy var listing = OverlayListing(folder)

    init(_ fileSystem: OverlayFileSystem, _ folder: OverlayFolder) {
        self.fileSystem = fileSystem
        self.folder = folder
    }

    private var upper: any OpenFolder { fileSystem.upper }

    func status() throws(Errno) -> FileStatus { try folder.status() }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        try fileSystem.copyUp(folder)
        try upper.setTimes(of: folder.path(), follow: false, access: access, modification: modification)
    }

    func synchronize(dataOnly: Bool) throws(Errno) {
        guard folder.isUpper, !folder.isRemoved else { return }
        guard case .folder(let own) = try upper.open(folder.path(), follow: false, options: .folder) else { return }
        try own.synchronize(dataOnly: dataOnly)
    }

    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(Errno) {
        try listing.list(from: cookie, body)
    }

    func open(
        _ path: GuestPath, follow: Bool, options: OpenOptions, mode: UInt32?
    ) throws(Errno) -> OpenedNode {
        let creates = options.contains(.create)
        if creates && options.contains(.folder) { throw .inval }
        let exclusive = creates && options.contains(.exclusive)
        let found = try PathWalk.resolve(path, from: folder, follow: (follow || path.mustBeFolder) && !exclusive)
        if creates && found.mustBeFolder { throw .isdir }
        guard let name = found.name else { return try open(found.folder, options, exclusive: exclusive) }
        guard let entry = try found.folder.look(up: name) else {
            if !creates { throw .noent }
            try fileSystem.copyUp(found.folder)
            return try openUpper(name, in: found.folder, options, mode: mode)
        }
        if exclusive { throw .exist }
        switch entry {
        case .folder(let folder): return try open(folder, options, exclusive: false)
        case .upper(let status), .lower(let status, _):
            if found.mustBeFolder || options.contains(.folder) { throw .notdir }
            if status.type == .symbolicLink { throw .loop }
        }
        if options.contains(.write) || options.contains(.truncate) {
            try fileSystem.copyUp(name, in: found.folder, contents: !options.contains(.truncate))
            return try openUpper(name, in: found.folder, options)
        }
        guard case .lower(_, let lowerPath) = entry else { return try openUpper(name, in: found.folder, options) }
        let source = try GuestPath(lowerPath)
        guard
            case .file(let file) = try fileSystem.lower.open(
                source, follow: false, options: options.subtracting(.create))
        else { throw .io }
        return .file(OverlayOpenFile(file, name, in: found.folder, lowerPath: lowerPath))
    }

    private func open(_ folder: OverlayFolder, _ options: OpenOptions, exclusive: Bool) throws(Errno) -> OpenedNode {
        if exclusive { throw .exist }
        if options.contains(.create) || options.contains(.write) || options.contains(.truncate) { throw .isdir }
        if folder.isRemoved { throw .noent }
        return .folder(OverlayOpenFolder(fileSystem, folder))
    }

    private func openUpper(
        _ name: [UInt8], in folder: OverlayFolder, _ options: OpenOptions, mode: UInt32? = nil
    ) throws(Errno) -> OpenedNode {
        let path = try folder.path(name)
        guard case .file(let file) = try upper.open(path, follow: false, options: options, mode: mode) else {
            throw .io
        }
        return .file(OverlayOpenFile(file, name, in: folder, lowerPath: nil))
    }

    func status(of path: GuestPath, follow: Bool) throws(Errno) -> FileStatus {
        let found = try existing(path, follow: follow)
        guard let name = found.name else { return try found.folder.status() }
        switch try found.folder.look(up: name) {
        case .folder(let folder): return try folder.status()
        case .upper(let status): return fileSystem.upperStatus(status)
        case .lower(let status, _): return fileSystem.lowerStatus(status)
        case nil: throw .noent
        }
    }

    func setTimes(
        of path: GuestPath, follow: Bool, access: TimeChange, modification: TimeChange
    ) throws(Errno) {
        let found = try existing(path, follow: follow)
        let target = try copyUp(found)
        try upper.setTimes(of: target, follow: false, access: access, modification: modification)
    }

    func setMode(_ mode: UInt32) throws(Errno) {
        try fileSystem.copyUp(folder)
        try upper.setMode(of: folder.path(), follow: false, mode)
    }

    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) {
        try fileSystem.copyUp(folder)
        try upper.setOwner(of: folder.path(), follow: false, owner, group: group)
    }

    func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(Errno) {
        try upper.setMode(of: copyUp(existing(path, follow: follow)), follow: false, mode)
    }

    func setOwner(of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?) throws(Errno) {
        try upper.setOwner(of: copyUp(existing(path, follow: follow)), follow: false, owner, group: group)
    }

    func readSymbolicLink(at path: GuestPath) throws(Errno) -> [UInt8] {
        let found = try existing(path, follow: false)
        let name = try found.name(else: .inval)
        guard case .link(let target) = try found.folder.step(to: name) else { throw .inval }
        return target
    }

    func createFolder(at path: GuestPath, mode: UInt32?) throws(Errno) {
        let (parent, name) = try freeName(at: path, folderAllowed: true)
        try parent.create(name, mode: mode)
    }

    func createRootedLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target, rooted: true)
        let (parent, name) = try freeName(at: path, folderAllowed: false)
        try fileSystem.copyUp(parent)
        try upper.createRootedLink(at: parent.path(name), to: target)
    }

    func createSymbolicLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target)
        let (parent, name) = try freeName(at: path, folderAllowed: false)
        try fileSystem.copyUp(parent)
        try upper.createSymbolicLink(at: parent.path(name), to: target)
    }

    func link(_ path: GuestPath, follow: Bool, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? OverlayOpenFolder, other.fileSystem === fileSystem else { throw .xdev }
        let found = try existing(path, follow: follow)
        let (parent, name) = try other.freeName(at: newPath, folderAllowed: false)
        guard let oldName = found.name, try found.folder.look(up: oldName)?.isFolder == false else { throw .perm }
        try fileSystem.copyUp(oldName, in: found.folder)
        try fileSystem.copyUp(parent)
        try upper.link(found.folder.path(oldName), follow: false, to: upper, parent.path(name))
    }

    func removeFolder(at path: GuestPath) throws(Errno) {
        let found = try PathWalk.resolve(path, from: folder, follow: false)
        let name = try found.name(else: .inval)
        guard let entry = try found.folder.look(up: name) else { throw .noent }
        guard case .folder(let folder) = entry else { throw .notdir }
        if try !folder.isEmpty() { throw .notempty }
        try remove(folder, name, in: found.folder)
    }

    func removeFile(at path: GuestPath) throws(Errno) {
        let found = try PathWalk.resolve(path, from: folder, follow: false)
        let name = try found.name(else: .isdir)
        switch try found.folder.look(up: name) {
        case nil: throw .noent
        case .folder: throw .isdir
        case .upper(let status):
            if found.mustBeFolder { throw .notdir }
            try upper.removeFile(at: found.folder.path(name))
            fileSystem.forgetIdentity(status)
        case .lower:
            if found.mustBeFolder { throw .notdir }
        }
        try found.folder.hide(name)
    }

    func rename(_ path: GuestPath, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? OverlayOpenFolder, other.fileSystem === fileSystem else { throw .xdev }
        let source = try PathWalk.resolve(path, from: self.folder, follow: false)
        let target = try PathWalk.resolve(newPath, from: other.folder, follow: false)
        let (oldParent, newParent) = (source.folder, target.folder)
        let oldName = try source.name(else: .busy)
        let newName = try target.name(else: .busy)
        guard let entry = try oldParent.look(up: oldName) else { throw .noent }

        if case .folder(let moved) = entry {
            if newParent.isInside(moved) { throw .inval }
        } else if source.mustBeFolder || target.mustBeFolder {
            throw .notdir
        }
        if newParent.isRemoved { throw .noent }
        let replaced = try newParent.look(up: newName)
        if let replaced {
            if try isSame(entry, oldName, oldParent, replaced, newName, newParent) { return }
            if case .folder(let existing) = replaced {
                if oldParent.isInside(existing) { throw .notempty }
                if !entry.isFolder { throw .isdir }
                if try !existing.isEmpty() { throw .notempty }
            } else if entry.isFolder {
                throw .notdir
            }
        }

        try fileSystem.copyUp(newParent)
        if case .folder(let moved) = entry {
            try fileSystem.copyUp(moved)
        } else {
            try fileSystem.copyUp(oldName, in: oldParent)
        }
        try upper.rename(oldParent.path(oldName), to: upper, newParent.path(newName))
        switch replaced {
        case .folder(let existing): existing.remove()
        case .upper(let status): fileSystem.forgetIdentity(status)
        case .lower, nil: break
        }
        // What the lower layer has under the two names must neither come back nor show through the folder that moves.
        try oldParent.hide(oldName)
        try newParent.hide(newName)
        if case .folder(let moved) = entry { moved.move(to: newParent, as: newName) }
    }

    /// Whether two names are of one file.
    private func isSame(
        _ entry: OverlayFolder.Entry, _ name: [UInt8], _ parent: OverlayFolder, _ other: OverlayFolder.Entry,
        _ otherName: [UInt8], _ otherParent: OverlayFolder
    ) throws(Errno) -> Bool {
        switch (entry, other) {
        case (.folder(let first), .folder(let second)): first === second
        case (.upper(let first), .upper(let second)): first.device == second.device && first.inode == second.inode
        case (.lower(let first, _), .lower(let second, _)):
            first.device == second.device && first.inode == second.inode
        default: false
        }
    }

    private func remove(_ removed: OverlayFolder, _ name: [UInt8], in parent: OverlayFolder) throws(Errno) {
        if removed.isUpper {
            let path = try parent.path(name)
            fileSystem.forgetIdentity(try upper.status(of: path, follow: false))
            try upper.removeFolder(at: path)
        }
        removed.remove()
        try parent.hide(name)
    }

    /// What `path` names, which must be there; a slash at its end asks for a folder, and follows a link to it.
    private func existing(_ path: GuestPath, follow: Bool) throws(Errno) -> ResolvedPath<OverlayFolder> {
        let found = try PathWalk.resolve(path, from: folder, follow: follow || path.mustBeFolder)
        if let name = found.name {
            guard let entry = try found.folder.look(up: name) else { throw .noent }
            if found.mustBeFolder, !entry.isFolder { throw .notdir }
        }
        return found
    }

    /// Makes sure that the upper layer has what was found, and returns its path there.
    private func copyUp(_ found: ResolvedPath<OverlayFolder>) throws(Errno) -> GuestPath {
        guard let name = found.name else {
            try fileSystem.copyUp(found.folder)
            return try found.folder.path()
        }
        if case .folder(let folder)? = try found.folder.look(up: name) {
            try fileSystem.copyUp(folder)
        } else {
            try fileSystem.copyUp(name, in: found.folder)
        }
        return try found.folder.path(name)
    }

    /// The place for something new, where nothing may be yet.
    private func freeName(
        at path: GuestPath, folderAllowed: Bool
    ) throws(Errno) -> (parent: OverlayFolder, name: [UInt8]) {
        let found = try PathWalk.resolve(path, from: folder, follow: false)
        let name = try found.name(else: .exist)
        if let existing = try found.folder.look(up: name) {
            throw found.mustBeFolder && !folderAllowed && !existing.isFolder ? .notdir : .exist
        }
        if found.mustBeFolder && !folderAllowed { throw .noent }
        if found.folder.isRemoved { throw .noent }
        return (found.folder, name)
    }
}
