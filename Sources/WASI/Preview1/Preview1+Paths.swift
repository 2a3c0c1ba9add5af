// What is done to files by their path, relative to an open folder.
extension WASI {
    private func path(_ memory: GuestMemory, _ address: UInt32, _ length: UInt32) throws(Errno) -> GuestPath {
        let bytes = try memory.bytes(address, length)
        // Before the copy: a path as long as the memory is no reason to take that much.
        if bytes.count > limits.pathBytes { throw .nametoolong }
        return try GuestPath(UnsafeRawBufferPointer(bytes))
    }

    func pathOpen(
        _ memory: GuestMemory, _ fd: UInt32, lookup: UInt32, path: UInt32, length: UInt32, open: UInt32,
        base: UInt64, flags: UInt32, result: UInt32
    ) throws(Errno) {
        guard let openBits = UInt16(exactly: open), OpenFlags(rawValue: openBits).isSubset(of: .all),
            let flagBits = UInt16(exactly: flags), DescriptorFlags(rawValue: flagBits).isSubset(of: .all)
        else { throw .inval }
        let open = OpenFlags(rawValue: openBits)
        let flags = DescriptorFlags(rawValue: flagBits)
        let (parent, folder) = try descriptors.folder(fd, .pathOpen)
        if open.contains(.creat) { try parent.require(.pathCreateFile) }
        if open.contains(.trunc), !parent.rights.contains(.pathFilestatSetSize) { throw .perm }
        let path = try self.path(memory, path, length)
        _ = try memory.bytes(result, 4)
        try descriptors.checkRoom()

        // What the folder does not hand on is not an error to ask for: libraries ask for everything.
        var rights = Rights(rawValue: base).intersection(parent.inheriting)
        let writes = rights.contains(.fdWrite)
        if !writes { rights.subtract([.fdAllocate, .fdFilestatSetSize]) }
        let node = try folder.open(
            path, follow: LookupFlags(rawValue: lookup).contains(.symlinkFollow),
            options: OpenOptions(open, flags, reads: rights.contains(.fdRead), writes: writes))
        // A folder has and hands on what its parent hands on, whatever was asked for: see decisions 060 and 112.
        if case .folder = node { rights = parent.inheriting }
        let descriptor = Descriptor(node, rights: rights, inheriting: parent.inheriting, flags: flags)
        try memory.store(try descriptors.insert(descriptor), at: result)
    }

    func pathFilestatGet(
        _ memory: GuestMemory, _ fd: UInt32, lookup: UInt32, path: UInt32, length: UInt32, result: UInt32
    ) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathFilestatGet)
        let follow = LookupFlags(rawValue: lookup).contains(.symlinkFollow)
        try memory.store(try folder.status(of: self.path(memory, path, length), follow: follow), at: result)
    }

    func pathFilestatSetTimes(
        _ memory: GuestMemory, _ fd: UInt32, lookup: UInt32, path: UInt32, length: UInt32, access: UInt64,
        modification: UInt64, flags: UInt32
    ) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathFilestatSetTimes)
        let changes = try TimeFlags.changes(flags, access: access, modification: modification)
        try folder.setTimes(
            of: self.path(memory, path, length), follow: LookupFlags(rawValue: lookup).contains(.symlinkFollow),
            access: changes.access, modification: changes.modification)
    }

    func pathCreateDirectory(_ memory: GuestMemory, _ fd: UInt32, path: UInt32, length: UInt32) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathCreateDirectory)
        try folder.createFolder(at: self.path(memory, path, length))
    }

    func pathRemoveDirectory(_ memory: GuestMemory, _ fd: UInt32, path: UInt32, length: UInt32) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathRemoveDirectory)
        try folder.removeFolder(at: self.path(memory, path, length))
    }

    func pathUnlinkFile(_ memory: GuestMemory, _ fd: UInt32, path: UInt32, length: UInt32) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathUnlinkFile)
        try folder.removeFile(at: self.path(memory, path, length))
    }

    func pathRename(
        _ memory: GuestMemory, _ fd: UInt32, path: UInt32, length: UInt32, newFd: UInt32, newPath: UInt32,
        newLength: UInt32
    ) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathRenameSource)
        let (_, newFolder) = try descriptors.folder(newFd, .pathRenameTarget)
        try folder.rename(self.path(memory, path, length), to: newFolder, self.path(memory, newPath, newLength))
    }

    func pathLink(
        _ memory: GuestMemory, _ fd: UInt32, lookup: UInt32, path: UInt32, length: UInt32, newFd: UInt32,
        newPath: UInt32, newLength: UInt32
    ) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathLinkSource)
        let (_, newFolder) = try descriptors.folder(newFd, .pathLinkTarget)
        try folder.link(
            self.path(memory, path, length), follow: LookupFlags(rawValue: lookup).contains(.symlinkFollow),
            to: newFolder,
            self.path(memory, newPath, newLength))
    }

    func pathSymlink(
        _ memory: GuestMemory, target: UInt32, targetLength: UInt32, _ fd: UInt32, path: UInt32, length: UInt32
    ) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathSymlink)
        let target = try memory.bytes(target, targetLength)
        if target.count > limits.pathBytes { throw .nametoolong }
        try folder.createSymbolicLink(at: self.path(memory, path, length), to: Array(target))
    }

    /// A target that is longer than the buffer is cut off, as `readlink` does.
    func pathReadlink(
        _ memory: GuestMemory, _ fd: UInt32, path: UInt32, length: UInt32, buffer: UInt32, bufferLength: UInt32,
        result: UInt32
    ) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .pathReadlink)
        let bytes = try memory.bytes(buffer, bufferLength)
        let target = try folder.readSymbolicLink(at: self.path(memory, path, length)).prefix(bytes.count)
        bytes.copyBytes(from: target)
        try memory.store(UInt32(target.count), at: result)
    }
}

extension OpenOptions {
    init(_ open: OpenFlags, _ flags: DescriptorFlags, reads: Bool, writes: Bool) {
        self = []
        if reads { insert(.read) }
        if writes { insert(.write) }
        if open.contains(.creat) { insert(.create) }
        if open.contains(.excl) { insert(.exclusive) }
        if open.contains(.trunc) { insert(.truncate) }
        if open.contains(.directory) { insert(.folder) }
        if flags.contains(.dsync) { insert(.dataSync) }
        if flags.contains(.sync) || flags.contains(.rsync) { insert(.fullSync) }
    }
}
