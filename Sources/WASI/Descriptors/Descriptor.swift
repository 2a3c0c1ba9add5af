/// What a guest's descriptor number stands for.
final class Descriptor {
    let node: OpenedNode
    /// What may be done with it, and what may be done with what is opened through it.
    private(set) var rights: Rights
    private(set) var inheriting: Rights
    var flags: DescriptorFlags
    /// Of the next byte to read or write; streams have none.
    var position: UInt64 = 0
    /// The guest's name of a folder that it has had from the start.
    let preopenName: [UInt8]?

    init(
        _ node: OpenedNode, rights: Rights, inheriting: Rights = [], flags: DescriptorFlags = [],
        preopenName: [UInt8]? = nil
    ) {
        self.node = node
        self.flags = flags
        self.preopenName = preopenName
        switch node {
        case .file(let file):
            self.rights = rights.intersection(file is SocketFile ? .socket : file.isSeekable ? .file : .stream)
            self.inheriting = []
        case .folder:
            self.rights = rights.intersection(.folder)
            self.inheriting = inheriting.intersection(.folderInheriting)
        }
    }

    var type: FileType {
        switch node {
        case .file(let file): file.type
        case .folder: .directory
        }
    }

    /// The parts that files and folders have in common.
    var openNode: any OpenNode {
        switch node {
        case .file(let file): file
        case .folder(let folder): folder
        }
    }

    /// Throws `badf` or `notcapable` unless all of `needed` may be done.
    func require(_ needed: Rights) throws(Errno) {
        let missing = needed.subtracting(rights)
        if missing.isEmpty { return }
        throw missing.isSubset(of: .dataAccess) ? .badf : .notcapable
    }

    /// Gives rights up. They never come back.
    func reduceRights(to rights: Rights, inheriting: Rights) throws(Errno) {
        guard rights.isSubset(of: self.rights), inheriting.isSubset(of: self.inheriting) else { throw .notcapable }
        self.rights = rights
        self.inheriting = inheriting
    }
}
