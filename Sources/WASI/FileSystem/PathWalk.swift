/// What a lookup ends in: a name in a folder, which may or may not exist, or a folder itself.
struct ResolvedPath<Folder> {
    /// The folder that holds the name, or, without a name, the folder that was meant.
    let folder: Folder
    /// Nil if the path ended in `.` or `..`.
    let name: [UInt8]?
    /// Whether a slash at the end asks for a folder.
    let mustBeFolder: Bool

    /// The name, for the calls that make or remove one.
    func name(else error: Errno) throws(Errno) -> [UInt8] {
        guard let name else { throw error }
        return name
    }
}

/// What one step of a path leads to.
enum WalkStep<Folder> {
    case folder(Folder)
    case link(target: [UInt8])
    /// Something that is neither a folder nor a symbolic link.
    case other
    case missing
}

/// A folder that a path can be walked through, one name at a time, without following links.
protocol WalkableFolder {
    func step(to name: [UInt8]) throws(Errno) -> WalkStep<Self>
}

/// Looks up paths one name at a time, and never leaves the folder where they start.
///
/// `..` returns along the folders that were passed, so that it cannot climb above the first one, and a link's target is
/// walked in the link's place under the same rule. As every folder on the way is held open, a folder that somebody moves
/// meanwhile changes nothing.
enum PathWalk<Folder: WalkableFolder> {
    /// - Parameter follow: whether a symbolic link at the end is followed.
    static func resolve(
        _ path: GuestPath, from base: Folder, follow: Bool
    ) throws(Errno) -> ResolvedPath<Folder> {
        var folders = [base]
        var pending: [ArraySlice<UInt8>] = GuestPath.names(of: path.bytes).reversed()
        var mustBeFolder = path.mustBeFolder
        var links = 0

        while let next = pending.popLast() {
            if next == [.dot] { continue }
            if next == [.dot, .dot] {
                if folders.count == 1 { throw .perm }
                folders.removeLast()
                continue
            }
            if next.count > GuestPath.maximumNameByteCount { throw .nametoolong }
            let name = Array(next)
            let folder = folders[folders.count - 1]
            let isLast = pending.isEmpty
            let here = ResolvedPath(folder: folder, name: name, mustBeFolder: mustBeFolder)
            if isLast && !follow { return here }

            switch try folder.step(to: name) {
            case .folder(let child):
                if isLast { return here }
                if folders.count == GuestPath.maximumWalkDepth { throw .nametoolong }
                folders.append(child)
            case .link(let target):
                links += 1
                if links > GuestPath.maximumLinkCount { throw .loop }
                if target.first == .slash { throw .perm }
                if isLast && target.last == .slash { mustBeFolder = true }
                pending += GuestPath.names(of: target).reversed()
            case .other:
                if !isLast { throw .notdir }
                return here
            case .missing:
                if !isLast { throw .noent }
                return here
            }
        }
        return ResolvedPath(folder: folders[folders.count - 1], name: nil, mustBeFolder: mustBeFolder)
    }
}
