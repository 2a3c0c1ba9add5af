/// Another file system, of which nothing can be changed: what would gets `rofs`.
public struct ReadOnlyFileSystem: FileSystem {
    private let base: any FileSystem

    public init(_ base: any FileSystem) { self.base = base }

    public func openRoot() throws(WASI.Errno) -> any OpenFolder { ReadOnlyFolder(try base.openRoot()) }
}

private final class ReadOnlyFolder: OpenFolder {
    private let base: any OpenFolder

    init(_ base: any OpenFolder) { self.base = base }

    func status() throws(Errno) -> FileStatus { try base.status() }
    func synchronize(dataOnly: Bool) throws(Errno) {}
    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(Errno) { try base.list(from: cookie, body) }
    func readSymbolicLink(at path: GuestPath) throws(Errno) -> [UInt8] { try base.readSymbolicLink(at: path) }

    func status(of path: GuestPath, follow: Bool) throws(Errno) -> FileStatus {
        try base.status(of: path, follow: follow)
    }

    // Nothing is made, so that the mode of what would be does not matter.
    func open(
        _ path: GuestPath, follow: Bool, options: OpenOptions, mode: UInt32?
    ) throws(Errno) -> OpenedNode {
        var options = options
        if options.contains(.create) {
            // What is there may be opened; the errors are those of a disk that is mounted read-only.
            let exists: Bool
            do {
                _ = try base.status(of: path, follow: follow && !options.contains(.exclusive))
                exists = true
            } catch .noent {
                exists = false
            }
            if !exists { throw .rofs }
            if options.contains(.exclusive) { throw .exist }
            options.remove(.create)
        }
        if options.contains(.write) || options.contains(.truncate) {
            let type = try base.status(of: path, follow: follow).type
            throw type == .directory ? .isdir : .rofs
        }
        switch try base.open(path, follow: follow, options: options) {
        case .file(let file): return .file(ReadOnlyFile(file))
        case .folder(let folder): return .folder(ReadOnlyFolder(folder))
        }
    }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) { throw .rofs }
    func setTimes(
        of path: GuestPath, follow: Bool, access: TimeChange, modification: TimeChange
    ) throws(Errno) { throw .rofs }
    func setMode(_ mode: UInt32) throws(Errno) { throw .rofs }
    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) { throw .rofs }
    func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(Errno) { throw .rofs }
    func setOwner(of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?) throws(Errno) { throw .rofs }
    func createFolder(at path: GuestPath, mode: UInt32?) throws(Errno) { throw .rofs }
    func removeFolder(at path: GuestPath) throws(Errno) { throw .rofs }
    func removeFile(at path: GuestPath) throws(Errno) { throw .rofs }
    func rename(_ path: GuestPath, to folder: any OpenFolder, _ newPath: GuestPath) throws(Errno) { throw .rofs }
    func link(
        _ path: GuestPath, follow: Bool, to folder: any OpenFolder, _ newPath: GuestPath
    ) throws(Errno) { throw .rofs }
    func createSymbolicLink(at path: GuestPath, to target: [UInt8]) throws(Errno) { throw .rofs }
}

private final class ReadOnlyFile: OpenFile {
    private let base: any OpenFile

    init(_ base: any OpenFile) { self.base = base }

    var type: FileType { base.type }
    var isSeekable: Bool { base.isSeekable }
    var waitDescriptor: CInt? { base.waitDescriptor }

    func status() throws(Errno) -> FileStatus { try base.status() }
    func synchronize(dataOnly: Bool) throws(Errno) {}
    func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        try base.read(into: buffers, at: offset)
    }
    func advise(offset: UInt64, length: UInt64, _ advice: FileAdvice) throws(Errno) {
        try base.advise(offset: offset, length: length, advice)
    }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) { throw .rofs }
    func setMode(_ mode: UInt32) throws(Errno) { throw .rofs }
    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) { throw .rofs }
    func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int { throw .rofs }
    func append(_ buffers: WriteBuffers) throws(Errno) -> (count: Int, end: UInt64) { throw .rofs }
    func setSize(_ size: UInt64) throws(Errno) { throw .rofs }
    func allocate(offset: UInt64, length: UInt64) throws(Errno) { throw .rofs }
}
