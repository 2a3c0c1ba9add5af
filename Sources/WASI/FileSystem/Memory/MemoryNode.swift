/// A file, folder or symbolic link of a ``MemoryFileSystem``; names point at it, and open descriptors too.
class MemoryNode {
    let inode: UInt64
    /// The number of names; 0 once the last one is removed, while descriptors may still hold the node.
    var linkCount: UInt64 = 0
    var accessTime: UInt64
    var modificationTime: UInt64
    var statusChangeTime: UInt64
    /// The twelve bits of POSIX. They are kept for guests that ask; nothing here is refused because of them.
    var permissions: UInt32 = 0o755
    /// Whose it was made by a guest; nil while nobody has said.
    var owner: UInt32?
    var group: UInt32?
    let budget: MemoryBudget

    init(_ budget: MemoryBudget, time: UInt64) throws(Errno) {
        inode = try budget.takeNode()
        self.budget = budget
        accessTime = time
        modificationTime = time
        statusChangeTime = time
    }

    deinit { budget.nodeCount -= 1 }

    var type: FileType { .unknown }
    var size: UInt64 { 0 }
}

final class MemoryFile: MemoryNode {
    var contents = SparseBytes()

    override var type: FileType { .regularFile }
    override var size: UInt64 { contents.size }

    deinit { budget.byteCount -= contents.storedByteCount }

    /// Returns the number of bytes written, fewer than given if the file system is full.
    func write(_ buffer: UnsafeRawBufferPointer, at offset: UInt64) throws(Errno) -> Int {
        let before = contents.storedByteCount
        defer { budget.byteCount += contents.storedByteCount - before }
        return try contents.write(buffer, at: offset, room: budget.room)
    }

    func resize(to size: UInt64) throws(Errno) {
        let before = contents.storedByteCount
        defer { budget.byteCount += contents.storedByteCount - before }
        try contents.resize(to: size)
    }
}

final class MemoryLink: MemoryNode {
    let target: [UInt8]

    init(_ budget: MemoryBudget, time: UInt64, target: [UInt8]) throws(Errno) {
        if target.count > budget.room { throw .nospc }
        self.target = target
        try super.init(budget, time: time)
        budget.byteCount += target.count
    }

    deinit { budget.byteCount -= target.count }

    override var type: FileType { .symbolicLink }
    override var size: UInt64 { UInt64(target.count) }
}

final class MemoryFolder: MemoryNode {
    /// The folder that this one lies in; nil at the top, and once it is removed.
    weak var parent: MemoryFolder?

    /// An entry's `order` never changes and is never used again in this folder, which makes it a good cookie.
    private var entries: [[UInt8]: (order: UInt64, node: MemoryNode)] = [:]
    /// The entries in the order of their making, for listing; of those that were removed, the name is empty.
    private var listing: [(order: UInt64, name: [UInt8])] = []
    private var nextOrder = MemoryFolder.firstOrder

    /// 0 and 1 are the places of `.` and `..`.
    private static let firstOrder: UInt64 = 2

    override var type: FileType { .directory }
    override var size: UInt64 { UInt64(entries.count) }
    var isEmpty: Bool { entries.isEmpty }

    subscript(name: [UInt8]) -> MemoryNode? { entries[name]?.node }

    /// Puts a node under a name that is free.
    func insert(_ node: MemoryNode, as name: [UInt8], time: UInt64) throws(Errno) {
        // A folder that has been removed, but is still open, takes nothing any more.
        if linkCount == 0 { throw .noent }
        try budget.takeName()
        entries[name] = (nextOrder, node)
        listing.append((nextOrder, name))
        nextOrder += 1
        node.linkCount += 1
        node.statusChangeTime = time
        (node as? MemoryFolder)?.parent = self
        touch(time)
    }

    func remove(_ name: [UInt8], time: UInt64) {
        guard let (order, node) = entries.removeValue(forKey: name) else { return }
        listing[position(of: order)].name = []
        // Closing each gap at once would make emptying a large folder quadratic.
        if listing.count > 2 * entries.count + 16 { listing.removeAll { $0.name.isEmpty } }
        budget.nameCount -= 1
        node.linkCount -= 1
        node.statusChangeTime = time
        (node as? MemoryFolder)?.parent = nil
        touch(time)
    }

    func touch(_ time: UInt64) {
        modificationTime = time
        statusChangeTime = time
    }

    /// Whether this is `folder` or lies somewhere in it.
    func isInside(_ folder: MemoryFolder) -> Bool {
        var current: MemoryFolder? = self
        while let here = current {
            if here === folder { return true }
            current = here.parent
        }
        return false
    }

    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) {
        func offer(_ name: [UInt8], _ node: MemoryNode, next: UInt64) -> Bool {
            name.withUnsafeBytes { body(FolderEntry(next: next, inode: node.inode, type: node.type, name: $0)) }
        }
        if cookie < 1, !offer([.dot], self, next: 1) { return }
        if cookie < 2, !offer([.dot, .dot], parent ?? self, next: 2) { return }
        for (order, name) in listing[position(of: max(cookie, Self.firstOrder))...] {
            guard let node = self[name] else { continue }
            if !offer(name, node, next: order + 1) { return }
        }
    }

    /// The place in `listing` of the first entry whose order is not below `order`.
    private func position(of order: UInt64) -> Int {
        var low = 0
        var high = listing.count
        while low < high {
            let middle = (low + high) / 2
            if listing[middle].order < order { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Takes everything out, and returns the folders that were among it.
    func empty() -> [MemoryFolder] {
        let folders = entries.values.compactMap { $0.node as? MemoryFolder }
        entries = [:]
        listing = []
        return folders
    }
}

/// What a ``MemoryFileSystem`` holds, against what it may hold.
final class MemoryBudget {
    let byteLimit: Int
    private let nodeLimit: Int
    var nodeCount = 0
    /// Not the same as `nodeCount`: hard links give one file many names.
    var nameCount = 0
    var byteCount = 0
    private var lastInode: UInt64 = 0

    init(byteLimit: Int, nodeLimit: Int) {
        self.byteLimit = byteLimit
        self.nodeLimit = nodeLimit
    }

    /// How many more bytes may be stored.
    var room: Int { max(0, byteLimit - byteCount) }

    /// Counts one node more, and returns the number for it.
    func takeNode() throws(Errno) -> UInt64 {
        if nodeCount >= nodeLimit { throw .nospc }
        nodeCount += 1
        lastInode += 1
        return lastInode
    }

    func takeName() throws(Errno) {
        if nameCount >= nodeLimit { throw .nospc }
        nameCount += 1
    }
}
