/// The entries of a folder of an ``OverlayFileSystem``, those of both layers, each once.
///
/// First come the names that the lower layer has, as far as they are still there, then those that only the upper one has. As the
/// lower layer never changes, a name stays in its half whatever the guest does meanwhile: a cookie, which is the one of
/// the layer and a bit for the half, stays as good as the layer's own.
final class OverlayListing {
    private let folder: OverlayFolder
    // Kept open, as a layer's cookies may be good for the open folder only.
    private var lower: (any OpenFolder)?
    private var upper: (any OpenFolder)?

    private var lowerBook = CookieBook()
    private var upperBook = CookieBook()

    init(_ folder: OverlayFolder) { self.folder = folder }

    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(Errno) {
        if folder.isRemoved { return }
        var cookie = cookie
        if cookie & CookieBook.free == 0 {
            if let lower = try openLower(), try !listLower(lower, from: lowerBook.long(cookie), body) { return }
            cookie = CookieBook.free
        }
        if let upper = try openUpper() { try listUpper(upper, from: upperBook.long(cookie ^ CookieBook.free), body) }
    }

    /// Returns false if `body` has had enough.
    private func listLower(
        _ lower: any OpenFolder, from cookie: UInt64, _ body: (FolderEntry) -> Bool
    ) throws(Errno) -> Bool {
        var wantsMore = true
        var failure: Errno?
        try lower.list(from: cookie) { entry in
            do throws(Errno) {
                guard var own = try self.own(entry) else { return true }
                own.next = try lowerBook.short(own.next)
                wantsMore = body(own)
            } catch {
                failure = error
            }
            return wantsMore && failure == nil
        }
        if let failure { throw failure }
        return wantsMore
    }

    /// What there is now under the name of an entry of a layer; nil if it is gone.
    private func own(_ entry: FolderEntry) throws(Errno) -> FolderEntry? {
        let name = Array(entry.name)
        let status: FileStatus
        if name == [.dot] || name == [.dot, .dot] {
            status = try (name == [.dot] ? folder : folder.parent ?? folder).status()
        } else {
            switch try folder.look(up: name) {
            case .folder(let folder): status = try folder.status()
            case .upper(let found): status = folder.fileSystem.upperStatus(found)
            case .lower(let found, _): status = folder.fileSystem.lowerStatus(found)
            case nil: return nil
            }
        }
        return FolderEntry(next: entry.next, inode: status.inode, type: status.type, name: entry.name)
    }

    private func listUpper(
        _ upper: any OpenFolder, from cookie: UInt64, _ body: (FolderEntry) -> Bool
    ) throws(Errno) {
        var failure: Errno?
        try upper.list(from: cookie) { entry in
            do throws(Errno) {
                let name = Array(entry.name)
                let isDots = name == [.dot] || name == [.dot, .dot]
                let isListed = isDots ? lower != nil : try folder.lowerEntry(name) != nil
                guard !isListed, var own = try self.own(entry) else { return true }
                own.next = try upperBook.short(own.next) | CookieBook.free
                return body(own)
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    private func openLower() throws(Errno) -> (any OpenFolder)? {
        guard lower == nil, let path = folder.lowerPath else { return lower }
        lower = try Self.open(GuestPath(folder: path), in: folder.fileSystem.lower)
        return lower
    }

    private func openUpper() throws(Errno) -> (any OpenFolder)? {
        guard upper == nil, folder.isUpper else { return upper }
        upper = try Self.open(folder.path(), in: folder.fileSystem.upper)
        return upper
    }

    private static func open(_ path: GuestPath, in layer: any OpenFolder) throws(Errno) -> any OpenFolder {
        guard case .folder(let folder) = try layer.open(path, follow: false, options: [.read, .folder]) else {
            throw .notdir
        }
        return folder
    }
}
