/// Several file systems as one tree: each under the path of a folder of the first.
///
/// ```swift
/// let tree = try MountedFileSystem(work, mounts: ["tmp": MemoryFileSystem(device: 3)])
/// ```
///
/// A mounted file system hides what the folder of its path holds; where there is no such folder, it appears all the same, and
/// so do the folders on the way to it, which are empty otherwise and take nothing (`rofs`). Mount points can be neither
/// removed nor renamed (`busy`). A name or a link does not cross from one file system to another (`xdev`); paths and
/// symbolic links do, in both directions.
public final class MountedFileSystem: FileSystem {
    private let root: MountPlace

    /// - Parameters:
    ///   - root: nil for a tree of mount points alone.
    ///   - mounts: file systems by path, relative to the top, without `.` and `..`. Give those in memory different
    ///     ``MemoryFileSystem/device`` numbers.
    /// - Throws: `inval` if a path is none of that form, `exist` if two are the same.
    public convenience init(
        _ root: (any FileSystem)?, mounts: KeyValuePairs<String, any FileSystem>
    ) throws(WASI.Errno) {
        try self.init(root, mounts: mounts.map { (path: $0.key, fileSystem: $0.value) })
    }

    /// The same, for mounts that are known only when the program runs.
    public init(_ root: (any FileSystem)?, mounts: [(path: String, fileSystem: any FileSystem)]) throws(WASI.Errno) {
        let points = MountPoint()
        for (path, fileSystem) in mounts {
            var point = points
            let names = GuestPath.names(of: Array(path.utf8)).map(Array.init)
            if names.isEmpty || names.contains([.dot]) || names.contains([.dot, .dot]) { throw .inval }
            for name in names { point = point.child(name) }
            if point.fileSystem != nil { throw .exist }
            point.fileSystem = fileSystem
        }
        self.root = MountPlace(folder: try root?.openRoot(), points: points)
    }

    public func openRoot() throws(WASI.Errno) -> any OpenFolder { MountOpenFolder(root) }
}

/// A folder in which, or somewhere beneath which, something is mounted.
final class MountPoint {
    /// What is mounted here; nil if only beneath.
    var fileSystem: (any FileSystem)?
    /// In the order in which they are listed.
    private(set) var children: [(name: [UInt8], point: MountPoint)] = []

    subscript(name: [UInt8]) -> MountPoint? { children.first { $0.name == name }?.point }

    /// The point of a name, made if need be.
    func child(_ name: [UInt8]) -> MountPoint {
        if let known = self[name] { return known }
        let point = MountPoint()
        children.append((name, point))
        return point
    }
}

/// A folder on the way of a path through a ``MountedFileSystem``.
struct MountPlace: WalkableFolder {
    /// Nil for a folder that is only there because something is mounted beneath it.
    let folder: (any OpenFolder)?
    /// Nil where nothing is mounted beneath.
    let points: MountPoint?

    func step(to name: [UInt8]) throws(Errno) -> WalkStep<MountPlace> {
        if let place = try mounted(name) { return .folder(place) }
        guard let folder, let status = try folder.existing(GuestPath(name)) else { return .missing }
        switch status.type {
        case .directory: return .folder(MountPlace(folder: try Self.open(name, in: folder), points: nil))
        case .symbolicLink: return .link(target: try folder.readSymbolicLink(at: GuestPath(name)))
        default: return .other
        }
    }

    /// The folder that a mount puts under a name; nil if none does.
    func mounted(_ name: [UInt8]) throws(Errno) -> MountPlace? {
        guard let point = points?[name] else { return nil }
        if let fileSystem = point.fileSystem {
            return MountPlace(folder: try fileSystem.openRoot(), points: point)
        }
        guard let folder, try folder.existing(GuestPath(name))?.type == .directory else {
            return MountPlace(folder: nil, points: point)
        }
        return MountPlace(folder: try Self.open(name, in: folder), points: point)
    }

    private static func open(_ name: [UInt8], in folder: any OpenFolder) throws(Errno) -> any OpenFolder {
        guard case .folder(let opened) = try folder.open(GuestPath(name), follow: false, options: [.read, .folder])
        else {
            throw .notdir
        }
        return opened
    }

    /// Whether a name, or without one the place itself, is a folder; throws if it must be and is not, or if there is nothing.
    func isFolder(_ name: [UInt8]?, mustBe: Bool) throws(Errno) -> Bool {
        guard let name, try mounted(name) == nil else { return true }
        guard let type = try folder?.existing(GuestPath(name))?.type else { throw .noent }
        if mustBe && type != .directory { throw .notdir }
        return type == .directory
    }

    func status() throws(Errno) -> FileStatus {
        guard let folder else { return FileStatus(type: .directory, linkCount: 1) }
        return try folder.status()
    }
}
