#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A folder of the host that is open.
final class HostOpenFolder: OpenFolder {
    let place: HostPlace
    /// Reads the folder's entries; opened by the first listing.
    private lazy var listing = HostListing(place)

    init(_ handle: HostHandle, kernelWalks: Bool) {
        place = HostPlace(handle: handle, kernelWalks: kernelWalks)
    }

    func status() throws(Errno) -> FileStatus { FileStatus(try place.handle.status()) }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        try place.handle.setTimes(access: access, modification: modification)
    }

    func synchronize(dataOnly: Bool) throws(Errno) { try place.handle.synchronize(dataOnly: dataOnly) }

    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(Errno) {
        try listing.list(from: cookie, body)
    }

    func open(
        _ path: GuestPath, follow: Bool, options: OpenOptions, mode: UInt32?
    ) throws(Errno) -> OpenedNode {
        let mode = mode_t((mode ?? 0o666) & 0o1777)
        let creates = options.contains(.create)
        if creates && options.contains(.folder) { throw .inval }
        let exclusive = creates && options.contains(.exclusive)
        let found = try place.resolve(path, follow: (follow || path.mustBeFolder) && !exclusive)
        if creates && found.mustBeFolder { throw .isdir }
        guard let name = found.name else {
            if exclusive { throw .exist }
            if creates || options.contains(.write) || options.contains(.truncate) { throw .isdir }
            return .folder(HostOpenFolder(try found.folder.reopened(), kernelWalks: place.kernelWalks))
        }
        let flags = Self.hostFlags(options) | (found.mustBeFolder ? O_DIRECTORY : 0)
        let handle = try HostHandle(withCString(name) { openat(found.folder.descriptor, $0, flags, mode) })
        let type = FileType(mode: try handle.status().st_mode)
        if type == .directory { return .folder(HostOpenFolder(handle, kernelWalks: place.kernelWalks)) }
        return .file(HostOpenFile(handle, type: type))
    }

    private static func hostFlags(_ options: OpenOptions) -> CInt {
        // O_NONBLOCK, because opening a named pipe would otherwise wait for its other end; what is no regular file is
        // waited for before each read and write.
        var flags = O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        let writes = options.contains(.write) || options.contains(.truncate)
        switch (options.contains(.read), writes) {
        case (true, true): flags |= O_RDWR
        case (false, true): flags |= O_WRONLY
        case (_, false): flags |= O_RDONLY
        }
        if options.contains(.create) { flags |= O_CREAT }
        if options.contains(.exclusive) && options.contains(.create) { flags |= O_EXCL }
        if options.contains(.truncate) { flags |= O_TRUNC }
        if options.contains(.folder) { flags |= O_DIRECTORY }
        if options.contains(.dataSync) { flags |= O_DSYNC }
        if options.contains(.fullSync) { flags |= O_SYNC }
        return flags
    }

    func status(of path: GuestPath, follow: Bool) throws(Errno) -> FileStatus {
        let found = try place.resolve(path, follow: follow || path.mustBeFolder)
        guard let name = found.name else { return FileStatus(try found.folder.handle.status()) }
        let status = FileStatus(try found.folder.status(of: name))
        if found.mustBeFolder && status.type != .directory { throw .notdir }
        return status
    }

    func setTimes(
        of path: GuestPath, follow: Bool, access: TimeChange, modification: TimeChange
    ) throws(Errno) {
        let found = try place.resolve(path, follow: follow || path.mustBeFolder)
        let name = found.name ?? [.dot]
        if found.mustBeFolder, try found.folder.existingType(of: name) != .directory { throw .notdir }
        try check(
            withHostTimes(access, modification) { times in
                withCString(name) { utimensat(found.folder.descriptor, $0, times, AT_SYMLINK_NOFOLLOW) }
            })
    }

    func readSymbolicLink(at path: GuestPath) throws(Errno) -> [UInt8] {
        let found = try place.resolve(path, follow: path.mustBeFolder)
        let name = try found.name(else: .inval)
        if let target = try found.folder.linkTarget(name) { return target }
        // Tells a missing name from something that is no link.
        let isFolder = try found.folder.existingType(of: name) == .directory
        throw found.mustBeFolder && !isFolder ? .notdir : .inval
    }

    func createFolder(at path: GuestPath, mode: UInt32?) throws(Errno) {
        let (folder, name) = try freeName(at: path, folderAllowed: true)
        try check(withCString(name) { mkdirat(folder.descriptor, $0, mode_t((mode ?? 0o777) & 0o1777)) })
    }

    func createSymbolicLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target)
        try createRootedLink(at: path, to: target)
    }

    func createRootedLink(at path: GuestPath, to target: [UInt8]) throws(Errno) {
        try checkLinkTarget(target, rooted: true)
        let (folder, name) = try freeName(at: path, folderAllowed: false)
        try check(
            withCString(target) { target in withCString(name) { symlinkat(target, folder.descriptor, $0) } })
    }

    func link(_ path: GuestPath, follow: Bool, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? HostOpenFolder else { throw .xdev }
        let found = try place.resolve(path, follow: follow || path.mustBeFolder)
        let type = try found.name.map { (name) throws(Errno) in try found.folder.existingType(of: name) }
        if found.mustBeFolder, let type, type != .directory { throw .notdir }
        let (newFolder, newName) = try other.freeName(at: newPath, folderAllowed: false)
        guard let name = found.name, type != .directory else {
            // Some systems let the administrator link folders.
            throw try newFolder.type(of: newName) == nil ? .perm : .exist
        }
        try check(
            withCString(name) { name in
                withCString(newName) { linkat(found.folder.descriptor, name, newFolder.descriptor, $0, 0) }
            })
    }

    func removeFolder(at path: GuestPath) throws(Errno) {
        let found = try place.resolve(path, follow: false)
        let name = try found.name(else: .inval)
        try check(withCString(name) { unlinkat(found.folder.descriptor, $0, AT_REMOVEDIR) })
    }

    func removeFile(at path: GuestPath) throws(Errno) {
        let found = try place.resolve(path, follow: false)
        let name = try found.name(else: .isdir)
        if found.mustBeFolder {
            throw try found.folder.existingType(of: name) == .directory ? .isdir : .notdir
        }
        let result = withCString(name) { unlinkat(found.folder.descriptor, $0, 0) }
        if result == 0 { return }
        let error = Errno.ofHost
        // POSIX and Darwin say EPERM of a folder, Linux EISDIR.
        if error == .perm, try found.folder.type(of: name) == .directory { throw .isdir }
        throw error
    }

    func rename(_ path: GuestPath, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) {
        guard let other = folder as? HostOpenFolder else { throw .xdev }
        let source = try place.resolve(path, follow: false)
        let target = try other.place.resolve(newPath, follow: false)
        let oldName = try source.name(else: .busy)
        let newName = try target.name(else: .busy)
        if source.mustBeFolder || target.mustBeFolder {
            if try source.folder.existingType(of: oldName) != .directory { throw .notdir }
        }
        try check(
            withCString(oldName) { oldName in
                withCString(newName) {
                    renameat(source.folder.descriptor, oldName, target.folder.descriptor, $0)
                }
            })
    }

    /// The place for something new. What is there already is met again by the call that makes it; with a slash at the end
    /// systems differ, so that is settled here.
    private func freeName(
        at path: GuestPath, folderAllowed: Bool
    ) throws(Errno) -> (folder: HostPlace, name: [UInt8]) {
        let found = try place.resolve(path, follow: false)
        let name = try found.name(else: .exist)
        if found.mustBeFolder && !folderAllowed {
            switch try found.folder.type(of: name) {
            case .directory: throw .exist
            case nil: throw .noent
            default: throw .notdir
            }
        }
        return (found.folder, name)
    }
}
