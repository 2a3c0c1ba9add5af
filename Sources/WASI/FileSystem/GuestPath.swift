/// A path as a guest gives it: relative, not empty, of bounded length.
///
/// Bytes and not a `String`, because file names are bytes on the systems that store them.
public struct GuestPath: Sendable {
    /// Without the slashes at the end.
    let bytes: [UInt8]
    /// Whether the path ended in a slash, so that it names a folder (or a link to one).
    let mustBeFolder: Bool

    /// The longest path and the longest symbolic link's target, in bytes (PATH_MAX of Linux).
    public static let maximumByteCount = 4096
    /// The longest single name, in bytes (NAME_MAX of Linux and Darwin).
    public static let maximumNameByteCount = 255
    /// The number of symbolic links that one lookup follows before it gives up with `loop`.
    public static let maximumLinkCount = 40
    /// The number of folders that a walk by names keeps open at once before it gives up with `nametoolong`, so that a
    /// guest's deep tree cannot use up the host's descriptors.
    static let maximumWalkDepth = 256

    /// - Throws: `noent` for an empty path, `nametoolong`, `inval` for a zero byte, `perm` for an absolute path.
    public init(_ bytes: some Collection<UInt8>) throws(WASI.Errno) {
        var bytes = Array(bytes)
        if bytes.isEmpty { throw .noent }
        if bytes.count > Self.maximumByteCount { throw .nametoolong }
        if bytes.contains(0) { throw .inval }
        if bytes[0] == .slash { throw .perm }
        mustBeFolder = bytes.last == .slash
        while bytes.last == .slash { bytes.removeLast() }
        self.bytes = bytes
    }

    public init(_ text: String) throws(WASI.Errno) {
        try self.init(text.utf8)
    }

    /// The names between the slashes, `.` and `..` among them.
    static func names(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: .slash)
    }
}

extension UInt8 {
    static let slash = UInt8(ascii: "/")
    static let dot = UInt8(ascii: ".")
}
