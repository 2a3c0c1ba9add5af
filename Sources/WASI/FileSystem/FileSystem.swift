/// A tree of files that a guest can be given a part of, as a preopen.
///
/// Everything else happens on open nodes: a path is always relative to an ``OpenFolder``, and no path leads out of the
/// folder that it starts from, whatever `..` or symbolic links stand in it. Implementations refuse what would with `perm`.
public protocol FileSystem {
    /// Opens the folder at the top.
    func openRoot() throws(WASI.Errno) -> any OpenFolder
}

/// Pieces of memory to fill in turn.
public typealias ReadBuffers = UnsafeBufferPointer<UnsafeMutableRawBufferPointer>

/// Pieces of memory to write in turn.
public typealias WriteBuffers = UnsafeBufferPointer<UnsafeRawBufferPointer>

/// A file or folder that is open. It closes when the last reference goes.
public protocol OpenNode: AnyObject {
    func status() throws(WASI.Errno) -> FileStatus
    func setTimes(access: TimeChange, modification: TimeChange) throws(WASI.Errno)
    /// Returns when the contents (and with `dataOnly` false, the status too) are on the medium.
    func synchronize(dataOnly: Bool) throws(WASI.Errno)

    /// Changes who may do what: the twelve bits 0o7777 of POSIX. Without an implementation of yours it is `notsup`.
    func setMode(_ mode: UInt32) throws(WASI.Errno)
    /// Changes whose it is; nil keeps. Without an implementation of yours it is `notsup`.
    func setOwner(_ owner: UInt32?, group: UInt32?) throws(WASI.Errno)
}

/// An open file. It has no position: callers say where, so that several can share it.
public protocol OpenFile: OpenNode {
    var type: FileType { get }
    /// False for what only flows (a pipe, a terminal): offsets are then ignored.
    var isSeekable: Bool { get }
    /// A descriptor of the host to wait for before reading or writing; nil if neither ever waits.
    var waitDescriptor: CInt? { get }

    /// Reads at most what the buffers hold, and returns the number of bytes: 0 only at the end or for empty buffers.
    func read(into buffers: ReadBuffers, at offset: UInt64) throws(WASI.Errno) -> Int
    /// Writes the buffers' bytes, or the first part of them, and returns how many.
    func write(_ buffers: WriteBuffers, at offset: UInt64) throws(WASI.Errno) -> Int
    /// Writes at the end as it is at that moment; returns how many bytes, and the end behind them.
    func append(_ buffers: WriteBuffers) throws(WASI.Errno) -> (count: Int, end: UInt64)

    /// Cuts the file or lengthens it with zeros.
    func setSize(_ size: UInt64) throws(WASI.Errno)
    /// Makes sure that writing in this range will not fail for want of space; lengthens the file if need be.
    func allocate(offset: UInt64, length: UInt64) throws(WASI.Errno)
    /// A hint about the accesses to come.
    func advise(offset: UInt64, length: UInt64, _ advice: FileAdvice) throws(WASI.Errno)
}

/// How a file is going to be read (witx: `advice`).
public enum FileAdvice: UInt8, Sendable {
    case normal = 0
    case sequential, random, willNeed, dontNeed, noReuse
}

/// An open folder: where paths start.
public protocol OpenFolder: OpenNode {
    /// Opens, and with ``OpenOptions/create`` makes, a file or folder.
    ///
    /// - Parameters:
    ///   - follow: whether a symbolic link that the path ends in is followed; if not, opening one is `loop`.
    ///   - mode: the permissions of a file that is made; nil for those that are usual here. WASI asks for none. A file system
    ///     without permissions ignores them.
    func open(
        _ path: GuestPath, follow: Bool, options: OpenOptions, mode: UInt32?
    ) throws(WASI.Errno) -> OpenedNode
    func status(of path: GuestPath, follow: Bool) throws(WASI.Errno) -> FileStatus
    func setTimes(
        of path: GuestPath, follow: Bool, access: TimeChange, modification: TimeChange
    ) throws(WASI.Errno)

    /// ``OpenNode/setMode(_:)`` of what a path names.
    func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(WASI.Errno)
    /// ``OpenNode/setOwner(_:group:)`` of what a path names.
    func setOwner(of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?) throws(WASI.Errno)

    /// - Parameter mode: as of ``open(_:follow:options:mode:)``.
    func createFolder(at path: GuestPath, mode: UInt32?) throws(WASI.Errno)
    /// Removes an empty folder.
    func removeFolder(at path: GuestPath) throws(WASI.Errno)
    /// Removes a name of a file or a symbolic link.
    func removeFile(at path: GuestPath) throws(WASI.Errno)
    /// Moves `path` to `newPath`, in place of what is there, as `rename` of POSIX does.
    func rename(_ path: GuestPath, to folder: any OpenFolder, _ newPath: GuestPath) throws(WASI.Errno)
    /// Gives the file at `path` one more name.
    func link(_ path: GuestPath, follow: Bool, to folder: any OpenFolder, _ newPath: GuestPath) throws(WASI.Errno)
    /// Makes a symbolic link. The target need not exist; an absolute one is refused with `perm`.
    func createSymbolicLink(at path: GuestPath, to target: [UInt8]) throws(WASI.Errno)
    /// Makes a symbolic link whose target may be absolute, for a guest that has the whole tree as its root: such a link is read and
    /// listed like others, but still never followed from here. Without an implementation of yours an absolute target is `perm`.
    func createRootedLink(at path: GuestPath, to target: [UInt8]) throws(WASI.Errno)
    func readSymbolicLink(at path: GuestPath) throws(WASI.Errno) -> [UInt8]

    /// Lists the folder, `.` and `..` first.
    ///
    /// - Parameters:
    ///   - cookie: 0 for the start, or the ``FolderEntry/next`` of the entry to go on behind. It stays good while entries
    ///     are added and removed.
    ///   - body: gets each entry, valid for the call; false stops the listing.
    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(WASI.Errno)
}

/// What ``OpenFolder/open(_:follow:options:mode:)`` found.
public enum OpenedNode {
    case file(any OpenFile)
    case folder(any OpenFolder)
}

/// How to open a file.
public struct OpenOptions: OptionSet, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let read = OpenOptions(rawValue: 1 << 0)
    public static let write = OpenOptions(rawValue: 1 << 1)
    /// Makes the file if there is none.
    public static let create = OpenOptions(rawValue: 1 << 2)
    /// With ``create``: fails with `exist` if there is one.
    public static let exclusive = OpenOptions(rawValue: 1 << 3)
    /// Cuts the file to nothing.
    public static let truncate = OpenOptions(rawValue: 1 << 4)
    /// Fails with `notdir` if it is no folder.
    public static let folder = OpenOptions(rawValue: 1 << 5)
    /// Each write waits for the medium, contents only.
    public static let dataSync = OpenOptions(rawValue: 1 << 6)
    /// Each write waits for the medium, contents and status.
    public static let fullSync = OpenOptions(rawValue: 1 << 7)
}

/// One entry of a folder.
public struct FolderEntry {
    /// Where to go on behind this entry.
    public var next: UInt64
    public var inode: UInt64
    public var type: FileType
    /// The name's bytes, without a zero at the end; valid only as long as the call that hands the entry out.
    public var name: UnsafeRawBufferPointer

    public init(next: UInt64, inode: UInt64, type: FileType, name: UnsafeRawBufferPointer) {
        self.next = next
        self.inode = inode
        self.type = type
        self.name = name
    }
}
