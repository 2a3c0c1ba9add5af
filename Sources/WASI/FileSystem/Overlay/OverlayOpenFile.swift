/// A file of an ``OverlayFileSystem`` that is open, in whichever layer it is.
final class OverlayOpenFile: OpenFile {
    private let fileSystem: OverlayFileSystem
    private var file: any OpenFile
    /// Nil if the file is one of the upper layer.
    private var lowerPath: [UInt8]?
    /// Where it was opened.
    private let folder: OverlayFolder
    private let name: [UInt8]

    init(_ file: any OpenFile, _ name: [UInt8], in folder: OverlayFolder, lowerPath: [UInt8]?) {
        fileSystem = folder.fileSystem
        self.file = file
        self.name = name
        self.folder = folder
        self.lowerPath = lowerPath
        if let lowerPath { fileSystem.opened(self, lowerPath: lowerPath) }
    }

    deinit { if let lowerPath { fileSystem.closed(lowerPath: lowerPath) } }

    /// Somebody else is about to change the file, of which there is a copy now.
    func moveUp(to copy: any OpenFile) {
        file = copy
        lowerPath = nil
    }

    var type: FileType { file.type }
    var isSeekable: Bool { file.isSeekable }
    var waitDescriptor: CInt? { file.waitDescriptor }

    func status() throws(Errno) -> FileStatus {
        let status = try file.status()
        return lowerPath == nil ? fileSystem.upperStatus(status) : fileSystem.lowerStatus(status)
    }

    private func copyUp() throws(Errno) {
        if lowerPath == nil { return }
        try fileSystem.copyUp(name, in: folder)
        // One that has been removed meanwhile has no place for a copy.
        if lowerPath != nil { throw .rofs }
    }

    func setMode(_ mode: UInt32) throws(Errno) {
        try copyUp()
        try file.setMode(mode)
    }

    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) {
        try copyUp()
        try file.setOwner(owner, group: group)
    }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        try copyUp()
        try file.setTimes(access: access, modification: modification)
    }

    func synchronize(dataOnly: Bool) throws(Errno) { try file.synchronize(dataOnly: dataOnly) }
    func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        try file.read(into: buffers, at: offset)
    }

    // What is open for writing is in the upper layer.
    func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        try file.write(buffers, at: offset)
    }
    func append(_ buffers: WriteBuffers) throws(Errno) -> (count: Int, end: UInt64) { try file.append(buffers) }
    func setSize(_ size: UInt64) throws(Errno) { try file.setSize(size) }
    func allocate(offset: UInt64, length: UInt64) throws(Errno) { try file.allocate(offset: offset, length: length) }
    func advise(offset: UInt64, length: UInt64, _ advice: FileAdvice) throws(Errno) {
        try file.advise(offset: offset, length: length, advice)
    }
}
