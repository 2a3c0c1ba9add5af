/// A folder of a ``MountedFileSystem`` that is open.
final class MountOpenFolder: OpenFolder {
    private let place: MountPlace
    /// Of the folder's own listing; what only mounts put here has cookies with the bit that is free.
    private var book = CookieBook()

    init(_ place: MountPlace) { self.place = place }

    /// A name of one of the file systems, and the folder of it that has the name.
    private struct Name {
        let folder: any OpenFolder
        let path: GuestPath
    }

    func status() throws(Errno) -> FileStatus { try place.status() }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        guard let folder = place.folder else { throw .rofs }
        try folder.setTimes(access: access, modification: modification)
    }

    func synchronize(dataOnly: Bool) throws(Errno) { try place.folder?.synchronize(dataOnly: dataOnly) }

    func open(
        _ path: GuestPath, follow: Bool, options: OpenOptions, mode: UInt32?
    ) throws(Errno) -> OpenedNode {
        let creates = options.contains(.create)
        if creates && options.contains(.folder) { throw .inval }
        let exclusive = creates && options.contains(.exclusive)
        let found = try PathWalk.resolve(path, from: place, follow: (follow || path.mustBeFolder) && !exclusive)
        if creates && found.mustBeFolder { throw .isdir }
        guard let name = found.name else { return try Self.open(found.folder, options, exclusive: exclusive) }
        if let mounted = try found.folder.mounted(name) {
            return try Self.open(mounted, options, exclusive: exclusive)
        }
        guard let folder = found.folder.folder else { throw creates ? .rofs : .noent }
        let target = try Self.path(name, found.mustBeFolder)
        switch try folder.open(target, follow: false, options: options, mode: mode) {
        case .file(let file): return .file(file)
        case .folder(let folder): return .folder(MountOpenFolder(MountPlace(folder: folder, points: nil)))
        }
    }

    private static func open(
        _ place: MountPlace, _ options: OpenOptions, exclusive: Bool
    ) throws(Errno) -> OpenedNode {
        if exclusive { throw .exist }
        if options.contains(.create) || options.contains(.write) || options.contains(.truncate) { throw .isdir }
        return .folder(MountOpenFolder(place))
    }

    func status(of path: GuestPath, follow: Bool) throws(Errno) -> FileStatus {
        let found = try PathWalk.resolve(path, from: place, follow: follow || path.mustBeFolder)
        guard let name = found.name else { return try found.folder.status() }
        if let mounted = try found.folder.mounted(name) { return try mounted.status() }
        guard let folder = found.folder.folder else { throw .noent }
        return try folder.status(of: Self.path(name, found.mustBeFolder), follow: false)
    }

    func setTimes(
        of path: GuestPath, follow: Bool, access: TimeChange, modification: TimeChange
    ) throws(Errno) {
        switch try target(path, follow: follow) {
        case .place(let place):
            try MountOpenFolder(place).setTimes(access: access, modification: modification)
        case .name(let name):
            try name.folder.setTimes(of: name.path, follow: false, access: access, modification: modification)
        }
    }

    /// What a path that must lead to something leads to.
    private enum Target {
        /// A folder in which, or beneath which, something is mounted, or where the path started.
        case place(MountPlace)
        case name(Name)
    }

    private func target(_ path: GuestPath, follow: Bool) throws(Errno) -> Target {
        let found = try PathWalk.resolve(path, from: place, follow: follow || path.mustBeFolder)
        guard let name = found.name else { return .place(found.folder) }
        if let mounted = try found.folder.mounted(name) { return .place(mounted) }
        guard let folder = found.folder.folder else { throw .noent }
        return .name(Name(folder: folder, path: try Self.path(name, found.mustBeFolder)))
    }

    func setMode(_ mode: UInt32) throws(Errno) {
        guard let folder = place.folder else { throw .rofs }
        try folder.setMode(mode)
    }

    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) {
        guard let folder = place.folder else { throw .rofs }
        try folder.setOwner(owner, group: group)
    }

    func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(Errno) {
        switch try target(path, follow: follow) {
        case .place(let place): try MountOpenFolder(place).setMode(mode)
        case .name(let name): try name.folder.setMode(of: name.path, follow: false, mode)
        }
    }

    func setOwner(of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?) throws(Errno) {
        switch try target(path, follow: follow) {
        case .place(let place): try MountOpenFolder(place).setOwner(owner, group: group)
        case .name(let name): try name.folder.setOwner(of: name.path, follow: false, owner, group: group)
        }
    }

    func readSymbolicLink(at path: GuestPath) throws(Errno) -> [UInt8] {
        let found = try PathWalk.resolve(path, from: place, follow: path.mustBeFolder)
        let name = try found.name(else: .inval)
        if try found.folder.mounted(name) != nil { throw .inval }
        guard let folder = found.folder.folder else { throw .noent }
        return try folder.readSymbolicLink(at: Self.path(name, found.mustBeFolder))
    }

    func createFolder(at path: GuestPath, mode: UInt32?) throws(Errno) {
        let new = try name(at: path, ifMounted: .exist, ifNone: .exist, ifVirtual: .rofs)
        try new.folder.createFolder(at: new.path, mode: mode)
    }

    func createRootedLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target, rooted: true)
        let new = try name(at: path, ifMounted: .exist, ifNone: .exist, ifVirtual: .rofs)
        try new.folder.createRootedLink(at: new.path, to: target)
    }

    func createSymbolicLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target)
        let new = try name(at: path, ifMounted: .exist, ifNone: .exist, ifVirtual: .rofs)
        try new.folder.createSymbolicLink(at: new.path, to: target)
    }

    func removeFolder(at path: GuestPath) throws(Errno) {
        let old = try name(at: path, ifMounted: .busy, ifNone: .inval, ifVirtual: .noent)
        try old.folder.removeFolder(at: old.path)
    }

    func removeFile(at path: GuestPath) throws(Errno) {
        let old = try name(at: path, ifMounted: .isdir, ifNone: .isdir, ifVirtual: .noent)
        try old.folder.removeFile(at: old.path)
    }

    func rename(_ path: GuestPath, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? MountOpenFolder else { throw .xdev }
        let source = try PathWalk.resolve(path, from: place, follow: false)
        let target = try PathWalk.resolve(newPath, from: other.place, follow: false)
        let old = try Self.name(source, ifMounted: .busy, ifNone: .busy, ifVirtual: .noent)
        let new = try Self.name(target, ifMounted: .busy, ifNone: .busy, ifVirtual: .rofs)
        try old.folder.rename(old.path, to: new.folder, new.path)
    }

    func link(_ path: GuestPath, follow: Bool, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? MountOpenFolder else { throw .xdev }
        let found = try PathWalk.resolve(path, from: place, follow: follow || path.mustBeFolder)
        let isFolder = try found.folder.isFolder(found.name, mustBe: found.mustBeFolder)
        let target = try PathWalk.resolve(newPath, from: other.place, follow: false)
        if isFolder {
            // A folder gets no second name; but what is wrong with that name is said first.
            let new = try Self.name(target, ifMounted: .exist, ifNone: .exist, ifVirtual: .rofs)
            guard let type = try new.folder.existing(GuestPath(target.name!))?.type else {
                throw target.mustBeFolder ? .noent : .perm
            }
            throw target.mustBeFolder && type != .directory ? .notdir : .exist
        }
        let new = try Self.name(target, ifMounted: .exist, ifNone: .exist, ifVirtual: .rofs)
        let old = try Self.name(found, ifMounted: .perm, ifNone: .perm, ifVirtual: .noent)
        try old.folder.link(old.path, follow: false, to: new.folder, new.path)
    }

    /// The place that a path leads to in one of the file systems, and what to throw where it is none's.
    private func name(
        at path: GuestPath, ifMounted: Errno, ifNone: Errno, ifVirtual: Errno
    ) throws(Errno) -> Name {
        let found = try PathWalk.resolve(path, from: place, follow: false)
        return try Self.name(found, ifMounted: ifMounted, ifNone: ifNone, ifVirtual: ifVirtual)
    }

    private static func name(
        _ found: ResolvedPath<MountPlace>, ifMounted: Errno, ifNone: Errno, ifVirtual: Errno
    ) throws(Errno) -> Name {
        let name = try found.name(else: ifNone)
        if try found.folder.mounted(name) != nil { throw ifMounted }
        guard let folder = found.folder.folder else { throw ifVirtual }
        return Name(folder: folder, path: try path(name, found.mustBeFolder))
    }

    private static func path(_ name: [UInt8], _ mustBeFolder: Bool) throws(Errno) -> GuestPath {
        try GuestPath(mustBeFolder ? name + [.slash] : name)
    }

    // MARK: Listing

    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(Errno) {
        if cookie & CookieBook.free == 0, let folder = place.folder {
            guard try list(folder, from: book.long(cookie), body) else { return }
        }
        // `.` and `..` of a folder that is nowhere else, then the mounts that the folder does not list.
        let names = [[.dot], [.dot, .dot]] + (place.points?.children.map(\.name) ?? [])
        let start = cookie & CookieBook.free == 0 ? 0 : cookie ^ CookieBook.free
        for (index, name) in names.enumerated() where index >= start {
            if let folder = place.folder {
                if index < 2 { continue }
                if try folder.existing(GuestPath(name)) != nil { continue }
            }
            let mounted = try place.mounted(name)
            let status = try (mounted ?? place).status()
            let next = CookieBook.free | UInt64(index + 1)
            let wantsMore = name.withUnsafeBytes {
                body(FolderEntry(next: next, inode: status.inode, type: .directory, name: $0))
            }
            if !wantsMore { return }
        }
    }

    /// Lists what the folder itself has, mount points as what is mounted; false if `body` has had enough.
    private func list(
        _ folder: any OpenFolder, from cookie: UInt64, _ body: (FolderEntry) -> Bool
    ) throws(Errno) -> Bool {
        var wantsMore = true
        var failure: Errno?
        try folder.list(from: cookie) { entry in
            var entry = entry
            do throws(Errno) {
                entry.next = try book.short(entry.next)
                if place.points != nil, let mounted = try place.mounted(Array(entry.name)) {
                    entry.type = .directory
                    entry.inode = try mounted.status().inode
                }
            } catch {
                failure = error
            }
            if failure != nil { return false }
            wantsMore = body(entry)
            return wantsMore
        }
        if let failure { throw failure }
        return wantsMore
    }
}
