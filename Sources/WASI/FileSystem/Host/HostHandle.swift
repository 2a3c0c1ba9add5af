#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A descriptor of the host, closed when the last reference goes.
final class HostHandle: Sendable {
    let descriptor: CInt
    private let isOwned: Bool

    /// Takes over what an opening system call returned, or throws its error.
    init(_ result: CInt) throws(Errno) {
        if result < 0 { throw .ofHost }
        descriptor = result
        isOwned = true
    }

    /// Uses a descriptor that stays open behind it, such as the process's standard output.
    init(borrowing descriptor: CInt) {
        self.descriptor = descriptor
        isOwned = false
    }

    deinit { if isOwned { close(descriptor) } }

    func status() throws(Errno) -> stat {
        var status = stat()
        try check(fstat(descriptor, &status))
        return status
    }

    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) {
        try check(withHostTimes(access, modification) { futimens(descriptor, $0) })
    }

    func setMode(_ mode: UInt32) throws(Errno) {
        try check(fchmod(descriptor, try Self.hostMode(mode)))
    }

    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) {
        try check(fchown(descriptor, owner ?? .max, group ?? .max))
    }

    /// The bits of a mode that a guest may set. Others' programs must not run with the host's rights because a guest says so.
    static func hostMode(_ mode: UInt32) throws(Errno) -> mode_t {
        if mode & 0o6000 != 0 { throw .perm }
        return mode_t(mode & 0o1777)
    }

    func synchronize(dataOnly: Bool) throws(Errno) {
        #if canImport(Darwin)
            try check(fsync(descriptor))
        #else
            try check(dataOnly ? fdatasync(descriptor) : fsync(descriptor))
        #endif
    }
}

/// Calls with the two times in the form of `utimensat`.
func withHostTimes<Result>(
    _ access: TimeChange, _ modification: TimeChange, _ body: (UnsafePointer<timespec>) -> Result
) -> Result {
    withUnsafeTemporaryAllocation(of: timespec.self, capacity: 2) { times in
        times.initializeElement(at: 0, to: access.hostTime)
        times.initializeElement(at: 1, to: modification.hostTime)
        return body(UnsafePointer(times.baseAddress!))
    }
}

/// Throws the error of a system call that returned -1.
@discardableResult
func check<Result: SignedInteger>(_ result: Result) throws(Errno) -> Result {
    if result < 0 { throw .ofHost }
    return result
}

extension TimeChange {
    /// For `utimensat` and `futimens`.
    var hostTime: timespec {
        var time = timespec()
        switch self {
        case .keep: time.tv_nsec = Self.omit
        case .now: time.tv_nsec = Self.current
        case .set(let nanoseconds):
            time.tv_sec = time_t(nanoseconds / 1_000_000_000)
            time.tv_nsec = Int(nanoseconds % 1_000_000_000)
        }
        return time
    }

    // UTIME_NOW and UTIME_OMIT of <sys/stat.h>, whose definitions Swift cannot import on Linux.
    #if canImport(Darwin)
        private static let current = -1
        private static let omit = -2
    #else
        private static let current = (1 << 30) - 1
        private static let omit = (1 << 30) - 2
    #endif
}

extension FileStatus {
    init(_ status: stat) {
        #if canImport(Darwin)
            let times = (status.st_atimespec, status.st_mtimespec, status.st_ctimespec)
        #else
            let times = (status.st_atim, status.st_mtim, status.st_ctim)
        #endif
        self.init(
            device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino),
            type: FileType(mode: status.st_mode), linkCount: UInt64(status.st_nlink),
            size: UInt64(max(0, status.st_size)), accessTime: SystemClocks.nanoseconds(times.0),
            modificationTime: SystemClocks.nanoseconds(times.1), statusChangeTime: SystemClocks.nanoseconds(times.2))
        mode = UInt32(status.st_mode)
        owner = status.st_uid
        group = status.st_gid
        specialDevice = UInt64(truncatingIfNeeded: status.st_rdev)
        blocks = UInt64(max(0, status.st_blocks))
        blockSize = UInt64(max(0, status.st_blksize))
    }
}

extension FileType {
    /// Of the `st_mode` that `stat` tells.
    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .regularFile
        case S_IFDIR: self = .directory
        case S_IFLNK: self = .symbolicLink
        case S_IFCHR: self = .characterDevice
        case S_IFBLK: self = .blockDevice
        case S_IFSOCK: self = .socketStream
        default: self = .unknown
        }
    }

    /// Of the `d_type` that a folder's listing tells; nil if it does not tell.
    init?(entryType: UInt8) {
        switch Int(entryType) {
        case Int(DT_UNKNOWN): return nil
        case Int(DT_REG): self = .regularFile
        case Int(DT_DIR): self = .directory
        case Int(DT_LNK): self = .symbolicLink
        case Int(DT_CHR): self = .characterDevice
        case Int(DT_BLK): self = .blockDevice
        case Int(DT_SOCK): self = .socketStream
        default: self = .unknown
        }
    }
}
