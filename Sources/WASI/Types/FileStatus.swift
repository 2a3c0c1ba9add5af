/// The kind of a file (witx: `filetype`). What WASI has no name for, such as a named pipe, is `unknown`.
public enum FileType: UInt8, Sendable {
    case unknown = 0
    case blockDevice, characterDevice, directory, regularFile, socketDatagram, socketStream, symbolicLink
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
