/// A file of a ``MemoryFileSystem`` that is open.
final class MemoryOpenFile: OpenFile {
    let fileSystem: MemoryFileSystem
    let file: MemoryFile

    init(_ fileSystem: MemoryFileSystem, _ file: MemoryFile) {
        self.fileSystem = fileSystem
        self.file = file
    }

    var type: FileType { .regularFile }
    var isSeekable: Bool { true }
    var waitDescriptor: CInt? { nil }

    func status() throws(Errno) -> FileStatus { fileSystem.status(of: file) }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        fileSystem.setTimes(of: file, access: access, modification: modification)
    }

    func setMode(_ mode: UInt32) throws(Errno) { fileSystem.setMode(of: file, mode) }
    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) {
        fileSystem.setOwner(of: file, owner, group: group)
    }

    /// Memory is the only medium there is.
    func synchronize(dataOnly: Bool) throws(Errno) {}

    func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        var done = 0
        for buffer in buffers {
            let (position, overflow) = offset.addingReportingOverflow(UInt64(done))
            if overflow { break }
            let count = file.contents.read(into: buffer, at: position)
            done += count
            if count < buffer.count { break }
        }
        return done
    }

    func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        var done = 0
        for buffer in buffers {
            let (position, overflow) = offset.addingReportingOverflow(UInt64(done))
            if overflow { throw .fbig }
            let count: Int
            do {
                count = try file.write(buffer, at: position)
            } catch {
                // What has been written before counts; the next call will meet the error again.
                if done > 0 { break }
                throw error
            }
            done += count
            if count < buffer.count { break }
        }
        if done > 0 { file.modificationTime = fileSystem.time }
        return done
    }

    func append(_ buffers: WriteBuffers) throws(Errno) -> (count: Int, end: UInt64) {
        let count = try write(buffers, at: file.contents.size)
        return (count, file.contents.size)
    }

    func setSize(_ size: UInt64) throws(Errno) {
        try file.resize(to: size)
        file.modificationTime = fileSystem.time
    }

    /// Lengthens the file; the room itself is not set aside, since a hole costs nothing and a write may still meet `nospc`.
    func allocate(offset: UInt64, length: UInt64) throws(Errno) {
        if length == 0 { throw .inval }
        let (end, overflow) = offset.addingReportingOverflow(length)
        if overflow { throw .fbig }
        if end > file.contents.size { try setSize(end) }
    }

    func advise(offset: UInt64, length: UInt64, _ advice: FileAdvice) throws(Errno) {}
}
