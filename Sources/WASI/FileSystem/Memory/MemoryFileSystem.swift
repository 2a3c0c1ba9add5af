/// A file system that lives in memory: files, folders, symbolic and hard links, and times, as a guest expects them.
///
/// Give it to a guest as a preopen; what the guest leaves there can be read afterwards with ``contents(of:)``. Several
/// guests may share one, as long as all of them run on one thread at a time.
///
/// Reading leaves a file's access time alone.
public final class MemoryFileSystem: FileSystem {
    /// The number by which guests tell this file system from others (``FileStatus/device``).
    public let device: UInt64
    let budget: MemoryBudget
    let clocks: any ClockSource
    let root: MemoryFolder

    /// - Parameters:
    ///   - limits: of which ``WASI/Limits/storedBytes`` and ``WASI/Limits/storedNodes`` count here.
    ///   - device: give two file systems of one guest two numbers.
    ///   - clocks: where the files' times come from.
    public init(limits: WASI.Limits = WASI.Limits(), device: UInt64 = 1, clocks: any ClockSource = SystemClocks()) {
        self.device = device
        self.clocks = clocks
        budget = MemoryBudget(byteLimit: limits.storedBytes, nodeLimit: max(1, limits.storedNodes))
        do {
            root = try MemoryFolder(budget, time: clocks.time(.realtime))
        } catch {
            preconditionFailure("the limits leave room for one node, as set above")
        }
        root.linkCount = 1
    }

    deinit {
        // One by one: a guest can nest folders so deep that freeing them recursively would overflow the stack.
        var folders = [root]
        while let folder = folders.popLast() { folders += folder.empty() }
    }

    public func openRoot() throws(WASI.Errno) -> any OpenFolder {
        MemoryOpenFolder(MemoryPlace(fileSystem: self, folder: root))
    }

    /// Now, in nanoseconds since 1970.
    var time: UInt64 { clocks.time(.realtime) }

    func status(of node: MemoryNode) -> FileStatus {
        var status = FileStatus(
            device: device, inode: node.inode, type: node.type, linkCount: node.linkCount, size: node.size,
            accessTime: node.accessTime, modificationTime: node.modificationTime,
            statusChangeTime: node.statusChangeTime)
        status.mode = node.type.modeBits | (node is MemoryLink ? 0o777 : node.permissions)
        status.owner = node.owner
        status.group = node.group
        return status
    }

    func setMode(of node: MemoryNode, _ mode: UInt32) {
        node.permissions = mode & 0o7777
        node.statusChangeTime = time
    }

    func setOwner(of node: MemoryNode, _ owner: UInt32?, group: UInt32?) {
        if let owner { node.owner = owner }
        if let group { node.group = group }
        node.statusChangeTime = time
    }

    func setTimes(of node: MemoryNode, access: TimeChange, modification: TimeChange) {
        let now = time
        func apply(_ change: TimeChange, to value: inout UInt64) {
            switch change {
            case .keep: break
            case .now: value = now
            case .set(let nanoseconds): value = nanoseconds
            }
        }
        apply(access, to: &node.accessTime)
        apply(modification, to: &node.modificationTime)
        if access != .keep || modification != .keep { node.statusChangeTime = now }
    }
}
