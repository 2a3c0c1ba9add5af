#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file of the host that is open.
final class HostOpenFile: OpenFile {
    private let handle: HostHandle
    let type: FileType
    let isSeekable: Bool
    /// Whether the host's descriptor has O_APPEND now. Linux lets no positioned write through while it has, so it is set
    /// only when an appending write follows a positioned one, and the other way round.
    private var appends = false

    init(_ handle: HostHandle, type: FileType) {
        self.handle = handle
        self.type = type
        // Of devices some have positions (a disk, /dev/null) and some have not (a terminal).
        isSeekable = type == .regularFile || lseek(handle.descriptor, 0, SEEK_CUR) >= 0
    }

    var waitDescriptor: CInt? { isSeekable ? nil : handle.descriptor }

    func status() throws(Errno) -> FileStatus { FileStatus(try handle.status()) }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        try handle.setTimes(access: access, modification: modification)
    }

    func setMode(_ mode: UInt32) throws(Errno) { try handle.setMode(mode) }
    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) { try handle.setOwner(owner, group: group) }

    func synchronize(dataOnly: Bool) throws(Errno) { try handle.synchronize(dataOnly: dataOnly) }

    func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        if !isSeekable { return try HostTransfer.read(handle.descriptor, into: buffers) }
        let position = try hostOffset(offset)
        if buffers.count == 1 {
            return try check(pread(handle.descriptor, buffers[0].baseAddress, buffers[0].count, position))
        }
        return try check(HostTransfer.withVectors(buffers) { preadv(handle.descriptor, $0, $1, position) })
    }

    func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        if !isSeekable { return try HostTransfer.write(handle.descriptor, buffers) }
        let position = try hostOffset(offset)
        try setAppending(false)
        if buffers.count == 1 {
            return try check(pwrite(handle.descriptor, buffers[0].baseAddress, buffers[0].count, position))
        }
        return try check(HostTransfer.withVectors(buffers) { pwritev(handle.descriptor, $0, $1, position) })
    }

    func append(_ buffers: WriteBuffers) throws(Errno) -> (count: Int, end: UInt64) {
        try setAppending(true)
        let count = try HostTransfer.write(handle.descriptor, buffers)
        let end = isSeekable ? try check(lseek(handle.descriptor, 0, SEEK_CUR)) : 0
        return (count, UInt64(end))
    }

    private func setAppending(_ wanted: Bool) throws(Errno) {
        if appends == wanted { return }
        let flags = try check(fcntl(handle.descriptor, F_GETFL))
        try check(fcntl(handle.descriptor, F_SETFL, wanted ? flags | O_APPEND : flags & ~O_APPEND))
        appends = wanted
    }

    func setSize(_ size: UInt64) throws(Errno) {
        guard let size = off_t(exactly: size) else { throw .fbig }
        try check(ftruncate(handle.descriptor, size))
    }

    func allocate(offset: UInt64, length: UInt64) throws(Errno) {
        let (end, overflow) = offset.addingReportingOverflow(length)
        guard !overflow, let end = off_t(exactly: end) else { throw .fbig }
        if length == 0 { throw .inval }
        if HostAllocation.reserve(handle.descriptor, offset: end - off_t(length), length: off_t(length)) { return }
        let error = Errno.ofHost
        guard error == .notsup || error == .nosys else { throw error }
        // Lengthening the file is what programs see of it.
        if try handle.status().st_size < end { try check(ftruncate(handle.descriptor, end)) }
    }

    func advise(offset: UInt64, length: UInt64, _ advice: FileAdvice) throws(Errno) {
        guard let offset = off_t(exactly: offset), let length = off_t(exactly: length) else { throw .inval }
        #if !canImport(Darwin)
            let hostAdvice =
                switch advice {
                case .normal: POSIX_FADV_NORMAL
                case .sequential: POSIX_FADV_SEQUENTIAL
                case .random: POSIX_FADV_RANDOM
                case .willNeed: POSIX_FADV_WILLNEED
                case .dontNeed: POSIX_FADV_DONTNEED
                case .noReuse: POSIX_FADV_NOREUSE
                }
            let code = posix_fadvise(handle.descriptor, offset, length, hostAdvice)
            if code != 0 { throw Errno(host: code) }
        #endif
    }

    private func hostOffset(_ offset: UInt64) throws(Errno) -> off_t {
        guard let offset = off_t(exactly: offset) else { throw .inval }
        return offset
    }
}
