/// The kind of a file (witx: `filetype`). What WASI has no name for, such as a named pipe, is `unknown`.
public enum FileType: UInt8, Sendable {
    case unknown = 0
    case blockDevice, characterDevice, directory, regularFile, socketDatagram, socketStream, symbolicLink

    /// The bits of the type in the mode that `stat` of POSIX tells; what WASI has no name for counts as a pipe.
    package var modeBits: UInt32 {
        switch self {
        case .unknown: 0o010000
        case .characterDevice: 0o020000
        case .directory: 0o040000
        case .blockDevice: 0o060000
        case .regularFile: 0o100000
        case .symbolicLink: 0o120000
        case .socketDatagram, .socketStream: 0o140000
        }
    }
}

/// What a file system knows of a file (witx: `filestat`).
public struct FileStatus: Hashable, Sendable {
    /// Tells file systems apart: two files are the same one if `device` and `inode` agree.
    public var device: UInt64
    public var inode: UInt64
    public var type: FileType
    /// The number of names that the file has.
    public var linkCount: UInt64
    /// In bytes; of a symbolic link, the length of its target.
    public var size: UInt64
    /// The three times in nanoseconds since 1970 (UTC).
    public var accessTime: UInt64
    public var modificationTime: UInt64
    public var statusChangeTime: UInt64
    /// What POSIX knows beyond WASI; nil where the file system does not know it. The mode has the bits of the type, too.
    public var mode: UInt32?
    public var owner: UInt32?
    public var group: UInt32?
    /// Of a device: which one it is.
    public var specialDevice: UInt64?
    /// What the file takes of the medium, in units of 512 bytes.
    public var blocks: UInt64?
    /// The size of pieces that the medium likes, in bytes.
    public var blockSize: UInt64?

    public init(
        device: UInt64 = 0, inode: UInt64 = 0, type: FileType, linkCount: UInt64 = 1, size: UInt64 = 0,
        accessTime: UInt64 = 0, modificationTime: UInt64 = 0, statusChangeTime: UInt64 = 0
    ) {
        self.device = device
        self.inode = inode
        self.type = type
        self.linkCount = linkCount
        self.size = size
        self.accessTime = accessTime
        self.modificationTime = modificationTime
        self.statusChangeTime = statusChangeTime
    }
}

/// What to do to one of a file's times.
public enum TimeChange: Hashable, Sendable {
    case keep
    case now
    /// Nanoseconds since 1970 (UTC).
    case set(nanoseconds: UInt64)
}
