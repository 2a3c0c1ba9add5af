/// A guest's open descriptors by number.
struct DescriptorTable {
    private var entries: [Descriptor?] = []
    let limit: Int

    init(limit: Int) { self.limit = limit }

    subscript(fd: UInt32) -> Descriptor {
        get throws(Errno) {
            guard fd < entries.count, let descriptor = entries[Int(fd)] else { throw .badf }
            return descriptor
        }
    }

    /// An open file that may be used so.
    func file(_ fd: UInt32, _ rights: Rights) throws(Errno) -> (descriptor: Descriptor, file: any OpenFile) {
        let descriptor = try self[fd]
        try descriptor.require(rights)
        guard case .file(let file) = descriptor.node else { throw .badf }
        return (descriptor, file)
    }

    /// A socket that may be used so.
    func socket(_ fd: UInt32, _ rights: Rights) throws(Errno) -> (descriptor: Descriptor, socket: SocketFile) {
        let descriptor = try self[fd]
        guard case .file(let file) = descriptor.node, let socket = file as? SocketFile else { throw .notsock }
        try descriptor.require(rights)
        return (descriptor, socket)
    }

    /// An open folder that may be used so.
    func folder(_ fd: UInt32, _ rights: Rights) throws(Errno) -> (descriptor: Descriptor, folder: any OpenFolder) {
        let descriptor = try self[fd]
        guard case .folder(let folder) = descriptor.node else { throw .notdir }
        try descriptor.require(rights)
        return (descriptor, folder)
    }

    /// Takes the lowest free number.
    mutating func insert(_ descriptor: Descriptor) throws(Errno) -> UInt32 {
        if let free = entries.firstIndex(where: { $0 == nil }) {
            entries[free] = descriptor
            return UInt32(free)
        }
        try checkRoom()
        entries.append(descriptor)
        return UInt32(entries.count - 1)
    }

    /// Throws `mfile` if one descriptor more would be too many.
    func checkRoom() throws(Errno) {
        if entries.count >= limit && !entries.contains(where: { $0 == nil }) { throw .mfile }
    }

    mutating func close(_ fd: UInt32) throws(Errno) {
        _ = try self[fd]
        entries[Int(fd)] = nil
    }

    /// Moves a descriptor to a number that is in use, whose own is closed.
    mutating func renumber(_ fd: UInt32, to target: UInt32) throws(Errno) {
        let descriptor = try self[fd]
        _ = try self[target]
        if fd == target { return }
        entries[Int(target)] = descriptor
        entries[Int(fd)] = nil
    }
}
