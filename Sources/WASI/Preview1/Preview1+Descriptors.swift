// Descriptors themselves, whatever they stand for.
extension WASI {
    func fdClose(_ fd: UInt32) throws(Errno) { try descriptors.close(fd) }

    func fdRenumber(_ fd: UInt32, to target: UInt32) throws(Errno) { try descriptors.renumber(fd, to: target) }

    func fdSync(_ fd: UInt32) throws(Errno) {
        let descriptor = try descriptors[fd]
        try descriptor.require(.fdSync)
        try descriptor.openNode.synchronize(dataOnly: false)
    }

    func fdDatasync(_ fd: UInt32) throws(Errno) {
        let descriptor = try descriptors[fd]
        try descriptor.require(.fdDatasync)
        try descriptor.openNode.synchronize(dataOnly: true)
    }

    /// The structure `fdstat`: 24 bytes.
    func fdFdstatGet(_ memory: GuestMemory, _ fd: UInt32, result: UInt32) throws(Errno) {
        let descriptor = try descriptors[fd]
        let bytes = try memory.bytes(result, 24)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        bytes.store(descriptor.type.rawValue, at: 0)
        bytes.store(descriptor.flags.rawValue, at: 2)
        bytes.store(descriptor.rights.rawValue, at: 8)
        bytes.store(descriptor.inheriting.rawValue, at: 16)
    }

    /// `append` and `nonblock` can change; the others are fixed when a file is opened.
    func fdFdstatSetFlags(_ fd: UInt32, flags: UInt32) throws(Errno) {
        let descriptor = try descriptors[fd]
        try descriptor.require(.fdFdstatSetFlags)
        guard let flags = UInt16(exactly: flags).map(DescriptorFlags.init), flags.isSubset(of: .all) else {
            throw .inval
        }
        guard flags.symmetricDifference(descriptor.flags).isSubset(of: .changeable) else { throw .notsup }
        descriptor.flags = flags
    }

    func fdFdstatSetRights(_ fd: UInt32, base: UInt64, inheriting: UInt64) throws(Errno) {
        try descriptors[fd].reduceRights(to: Rights(rawValue: base), inheriting: Rights(rawValue: inheriting))
    }

    func fdFilestatGet(_ memory: GuestMemory, _ fd: UInt32, result: UInt32) throws(Errno) {
        let descriptor = try descriptors[fd]
        try descriptor.require(.fdFilestatGet)
        try memory.store(try descriptor.openNode.status(), at: result)
    }

    func fdFilestatSetTimes(_ fd: UInt32, access: UInt64, modification: UInt64, flags: UInt32) throws(Errno) {
        let descriptor = try descriptors[fd]
        try descriptor.require(.fdFilestatSetTimes)
        let changes = try TimeFlags.changes(flags, access: access, modification: modification)
        try descriptor.openNode.setTimes(access: changes.access, modification: changes.modification)
    }

    /// The structure `prestat`: 8 bytes, tag 0 for a folder and its name's length.
    func fdPrestatGet(_ memory: GuestMemory, _ fd: UInt32, result: UInt32) throws(Errno) {
        guard let name = try descriptors[fd].preopenName else { throw .badf }
        let bytes = try memory.bytes(result, 8)
        bytes.store(UInt32(0), at: 0)
        bytes.store(UInt32(name.count), at: 4)
    }

    func fdPrestatDirName(_ memory: GuestMemory, _ fd: UInt32, path: UInt32, length: UInt32) throws(Errno) {
        guard let name = try descriptors[fd].preopenName else { throw .badf }
        if length < name.count { throw .nametoolong }
        try memory.bytes(path, UInt32(name.count)).copyBytes(from: name)
    }

    /// Entries as the structure `dirent`, 24 bytes, and the name. The last one may be cut off: a buffer that is full tells the
    /// guest that there is more.
    func fdReaddir(
        _ memory: GuestMemory, _ fd: UInt32, buffer: UInt32, length: UInt32, cookie: UInt64, result: UInt32
    ) throws(Errno) {
        let (_, folder) = try descriptors.folder(fd, .fdReaddir)
        if length > limits.listingBytes { throw .inval }
        let bytes = try memory.bytes(buffer, length)
        _ = try memory.bytes(result, 4)
        var used = 0
        func put(_ source: UnsafeRawBufferPointer) {
            let count = min(source.count, bytes.count - used)
            UnsafeMutableRawBufferPointer(rebasing: bytes[used..<used + count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
            used += count
        }
        if !bytes.isEmpty {
            try folder.list(from: cookie) { entry in
                withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { header in
                    header.initializeMemory(as: UInt8.self, repeating: 0)
                    header.store(entry.next, at: 0)
                    header.store(entry.inode, at: 8)
                    header.store(UInt32(entry.name.count), at: 16)
                    header.store(entry.type.rawValue, at: 20)
                    put(UnsafeRawBufferPointer(header))
                }
                put(entry.name)
                return used < bytes.count
            }
        }
        try memory.store(UInt32(used), at: result)
    }
}

extension TimeFlags {
    /// What the flags of a call ask for.
    static func changes(
        _ flags: UInt32, access: UInt64, modification: UInt64
    ) throws(Errno) -> (access: TimeChange, modification: TimeChange) {
        guard let bits = UInt16(exactly: flags), TimeFlags(rawValue: bits).isSubset(of: .all) else { throw .inval }
        let flags = TimeFlags(rawValue: bits)
        return (
            try flags.change(.atim, .atimNow, to: access), try flags.change(.mtim, .mtimNow, to: modification)
        )
    }
}

extension GuestMemory {
    /// The structure `filestat`: 64 bytes.
    func store(_ status: FileStatus, at address: UInt32) throws(Errno) {
        let bytes = try bytes(address, 64)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        bytes.store(status.device, at: 0)
        bytes.store(status.inode, at: 8)
        bytes.store(status.type.rawValue, at: 16)
        bytes.store(status.linkCount, at: 24)
        bytes.store(status.size, at: 32)
        bytes.store(status.accessTime, at: 40)
        bytes.store(status.modificationTime, at: 48)
        bytes.store(status.statusChangeTime, at: 56)
    }
}
