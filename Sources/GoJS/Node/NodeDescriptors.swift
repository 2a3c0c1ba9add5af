import WASI

/// What a descriptor's number stands for.
final class NodeDescriptor {
    let node: OpenedNode
    let reads: Bool
    let writes: Bool
    /// Whether each write goes to the end (`O_APPEND`).
    let appends: Bool
    /// Of the next byte to read or write; streams have none.
    var position: UInt64 = 0
    var isClosed = false

    /// Operations that wait for the host's descriptor to be ready, by their number in the event loop.
    var waiting: [Int: () throws -> Void] = [:]
    /// Writes that wait for the one before them, so that their bytes do not mix.
    var writers: [() throws -> Void] = []
    var isWriting = false

    init(_ node: OpenedNode, reads: Bool, writes: Bool, appends: Bool = false) {
        self.node = node
        self.reads = reads
        self.writes = writes
        self.appends = appends
    }

    var openNode: any OpenNode {
        switch node {
        case .file(let file): file
        case .folder(let folder): folder
        }
    }

    /// The file, to read from it or to write to it.
    func file(toWrite: Bool) throws(WASI.Errno) -> any OpenFile {
        if isClosed { throw .badf }
        switch node {
        case .file(let file):
            guard toWrite ? writes : reads else { throw .badf }
            return file
        case .folder: throw toWrite ? .badf : .isdir
        }
    }
}

/// A program's open files by number.
struct NodeDescriptors {
    private var entries: [NodeDescriptor?]
    private let limit: Int

    /// - Parameter limit: how many may be open at once, the three of the start included.
    init(input: any OpenFile, output: any OpenFile, errors: any OpenFile, limit: Int) {
        entries = [
            NodeDescriptor(.file(input), reads: true, writes: false),
            NodeDescriptor(.file(output), reads: false, writes: true),
            NodeDescriptor(.file(errors), reads: false, writes: true),
        ]
        self.limit = limit
    }

    subscript(number: Int) -> NodeDescriptor {
        get throws(WASI.Errno) {
            guard number >= 0, number < entries.count, let entry = entries[number] else { throw .badf }
            return entry
        }
    }

    /// Throws `mfile` if one more would be too many.
    func checkRoom() throws(WASI.Errno) {
        if entries.count >= limit, !entries.contains(where: { $0 == nil }) { throw .mfile }
    }

    /// Takes the lowest free number.
    mutating func insert(_ descriptor: NodeDescriptor) throws(WASI.Errno) -> Int {
        if let free = entries.firstIndex(where: { $0 == nil }) {
            entries[free] = descriptor
            return free
        }
        try checkRoom()
        entries.append(descriptor)
        return entries.count - 1
    }

    mutating func remove(_ number: Int) throws(WASI.Errno) -> NodeDescriptor {
        let descriptor = try self[number]
        entries[number] = nil
        return descriptor
    }
}
