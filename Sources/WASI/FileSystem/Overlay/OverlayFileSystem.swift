/// Two file systems as one: what is read comes from the upper one, or else from the lower one; what is written goes to the
/// upper one. The lower one is never changed.
///
/// ```swift
/// let changes = MemoryFileSystem(device: 2)
/// let work = try OverlayFileSystem(HostFolder(data), upper: changes)
/// ```
///
/// What the guest has changed is in `changes` then.
///
/// A file of the lower layer is copied up before its first change; one that is opened for reading before that sees the
/// change, too. Which names of the lower layer are deleted, and where its folders have been moved to, is kept here in memory: the
/// upper file system holds new and changed files under the paths at which the guest sees them, but not what is missing. Nobody else
/// may change the layers meanwhile. Decision 110 says why.
public final class OverlayFileSystem: FileSystem {
    let upper: any OpenFolder
    let lower: any OpenFolder
    let limits: WASI.Limits
    private(set) var root: OverlayFolder!
    /// Folders about which something is to be remembered, although nobody has them open.
    private var kept: [ObjectIdentifier: OverlayFolder] = [:]
    /// Files of the lower layer that are open, by their path there.
    private var openLowerFiles: [[UInt8]: [WeakFile]] = [:]
    /// What has been copied up keeps the number by which guests knew it.
    private var identities: [Identity: Identity] = [:]

    private struct WeakFile { weak var file: OverlayOpenFile? }
    private struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    /// - Parameter limits: of which ``WASI/Limits/copiedBytes`` counts here.
    public init(
        _ lower: any FileSystem, upper: any FileSystem = MemoryFileSystem(), limits: WASI.Limits = WASI.Limits()
    ) throws(WASI.Errno) {
        self.lower = try lower.openRoot()
        self.upper = try upper.openRoot()
        self.limits = limits
        root = OverlayFolder(self)
    }

    public func openRoot() throws(WASI.Errno) -> any OpenFolder { OverlayOpenFolder(self, root) }

    func keep(_ folder: OverlayFolder) { kept[ObjectIdentifier(folder)] = folder }
    func forget(_ folder: OverlayFolder) { kept[ObjectIdentifier(folder)] = nil }

    // MARK: Who is who

    /// A status of the upper layer as the guest sees it.
    func upperStatus(_ status: FileStatus) -> FileStatus {
        guard let known = identities[Identity(device: status.device, inode: status.inode)] else { return status }
        var status = status
        status.device = known.device
        status.inode = known.inode
        return status
    }

    /// A status of the lower layer as the guest sees it: its numbers must not meet those of the upper one.
    func lowerStatus(_ status: FileStatus) -> FileStatus {
        var status = status
        status.device ^= 1 << 63
        return status
    }

    func identify(_ upper: FileStatus, as lower: FileStatus) {
        let lower = lowerStatus(lower)
        identities[Identity(device: upper.device, inode: upper.inode)] = Identity(
            device: lower.device, inode: lower.inode)
    }

    /// The upper file is about to go: its number may be given to another.
    func forgetIdentity(_ upper: FileStatus) {
        if upper.linkCount <= 1 || upper.type == .directory {
            identities[Identity(device: upper.device, inode: upper.inode)] = nil
        }
    }

    // MARK: Open files

    func opened(_ file: OverlayOpenFile, lowerPath: [UInt8]) {
        openLowerFiles[lowerPath, default: []].removeAll { $0.file == nil }
        openLowerFiles[lowerPath, default: []].append(WeakFile(file: file))
    }

    func closed(lowerPath: [UInt8]) {
        openLowerFiles[lowerPath]?.removeAll { $0.file == nil }
        if openLowerFiles[lowerPath]?.isEmpty == true { openLowerFiles[lowerPath] = nil }
    }

    /// Lets those who have a lower file open go on with the copy of it.
    private func moveUp(lowerPath: [UInt8], _ open: () throws(Errno) -> any OpenFile) {
        for weak in openLowerFiles.removeValue(forKey: lowerPath) ?? [] {
            guard let file = weak.file, let copy = try? open() else { continue }
            file.moveUp(to: copy)
        }
    }

    // MARK: Copying up

    /// Makes the folder in the upper layer, and those on the way to it.
    func copyUp(_ folder: OverlayFolder) throws(Errno) {
        var missing: [OverlayFolder] = []
        var current: OverlayFolder? = folder
        while let here = current, !here.isUpper {
            if here.isRemoved { throw .noent }
            missing.append(here)
            current = here.parent
        }
        if current?.isRemoved == true { throw .noent }
        while let next = missing.popLast() {
            let path = try next.path()
            try upper.createFolder(at: path)
            next.isUpper = true
            guard let lowerPath = next.lowerPath else { continue }
            let status = try lower.status(of: GuestPath(folder: lowerPath), follow: false)
            copyMode(status, to: path)
            try upper.setTimes(
                of: path, follow: false, access: .set(nanoseconds: status.accessTime),
                modification: .set(nanoseconds: status.modificationTime))
            identify(try upper.status(of: path, follow: false), as: status)
        }
    }

    /// Copies a file or symbolic link of the lower layer up, unless it is there already.
    ///
    /// - Parameter contents: whether the contents are wanted, too; else the copy is empty.
    func copyUp(_ name: [UInt8], in folder: OverlayFolder, contents: Bool = true) throws(Errno) {
        guard case .lower(let status, let lowerPath)? = try folder.look(up: name) else { return }
        let source = try GuestPath(lowerPath)
        try copyUp(folder)
        let target = try folder.path(name)
        switch status.type {
        case .symbolicLink: try upper.createRootedLink(at: target, to: lower.readSymbolicLink(at: source))
        case .regularFile:
            if contents, status.size > limits.copiedBytes { throw .fbig }
            do {
                try copy(source, to: target, size: contents ? status.size : 0)
            } catch {
                // A part of a file must not hide the whole.
                try? upper.removeFile(at: target)
                throw error
            }
            copyMode(status, to: target)
        // A pipe or a device is none any more when it is copied.
        default: throw .notsup
        }
        try upper.setTimes(
            of: target, follow: false, access: .set(nanoseconds: status.accessTime),
            modification: .set(nanoseconds: status.modificationTime))
        identify(try upper.status(of: target, follow: false), as: status)
        moveUp(lowerPath: lowerPath) { () throws(Errno) in
            guard case .file(let file) = try upper.open(target, follow: false, options: .read) else { throw .io }
            return file
        }
    }

    /// Gives a copy the original's permissions, where both layers know of them.
    private func copyMode(_ status: FileStatus, to copy: GuestPath) {
        guard let mode = status.mode else { return }
        // Without them the copy is still one; what a layer does not let a guest set (`perm`) it shall not have.
        try? upper.setMode(of: copy, follow: false, mode & 0o1777)
    }

    private func copy(_ source: GuestPath, to target: GuestPath, size: UInt64) throws(Errno) {
        guard case .file(let copy) = try upper.open(target, follow: false, options: [.write, .create, .exclusive])
        else { throw .io }
        if size == 0 { return }
        guard case .file(let original) = try lower.open(source, follow: false, options: .read) else { throw .io }
        var piece = [UInt8](repeating: 0, count: Int(min(size, 1 << 18)))
        try piece.withUnsafeMutableBufferPointer { (buffer) throws(Errno) in
            let piece = UnsafeMutableRawBufferPointer(buffer)
            var position: UInt64 = 0
            while position < size {
                let count = try original.read(into: piece, at: position)
                if count == 0 { break }
                // Holes stay holes: they cost nothing in memory, and may be most of a file.
                if piece[..<count].contains(where: { $0 != 0 }) {
                    try copy.writeAll(UnsafeRawBufferPointer(rebasing: piece[..<count]), at: position)
                }
                position += UInt64(count)
            }
            if try copy.status().size < position { try copy.setSize(position) }
        }
    }
}
