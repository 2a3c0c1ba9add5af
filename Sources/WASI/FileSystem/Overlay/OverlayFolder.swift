/// A folder of an ``OverlayFileSystem``: where it lies in each of the layers.
///
/// There is one for each folder that is in use or has something to be remembered, so that all who have it open know the same.
final class OverlayFolder {
    unowned let fileSystem: OverlayFileSystem
    private(set) var parent: OverlayFolder?
    /// In the parent; empty at the top.
    private(set) var name: [UInt8] = []
    /// The folder of the lower layer that shows through; nil if none does. It stays when the folder is moved.
    let lowerPath: [UInt8]?
    /// Whether the upper layer has the folder, under the path at which the guest sees it.
    var isUpper: Bool
    private(set) var isRemoved = false
    /// Names of the lower layer that do not show through: they have been deleted, moved or replaced by a folder.
    private var hidden: Set<[UInt8]> = []
    /// The folders in this one that somebody holds.
    private var folders: [[UInt8]: WeakFolder] = [:]

    private struct WeakFolder { weak var folder: OverlayFolder? }

    /// The folder at the top.
    init(_ fileSystem: OverlayFileSystem) {
        self.fileSystem = fileSystem
        lowerPath = []
        isUpper = true
    }

    private init(_ name: [UInt8], in parent: OverlayFolder, lowerPath: [UInt8]?, isUpper: Bool) {
        fileSystem = parent.fileSystem
        self.parent = parent
        self.name = name
        self.lowerPath = lowerPath
        self.isUpper = isUpper
        parent.folders[name] = WeakFolder(folder: self)
    }

    deinit {
        if let parent, parent.folders[name]?.folder == nil { parent.folders[name] = nil }
    }

    /// What a name stands for.
    enum Entry {
        case folder(OverlayFolder)
        case upper(FileStatus)
        case lower(FileStatus, path: [UInt8])
    }

    /// Nil if there is nothing of that name, or nothing any more.
    func look(up name: [UInt8]) throws(Errno) -> Entry? {
        if isRemoved { return nil }
        // A folder that was moved here is another one than the layers have under the name.
        if let known = folders[name]?.folder { return .folder(known) }
        var isUpper = false
        if self.isUpper, let status = try fileSystem.upper.existing(path(name)) {
            if status.type != .directory { return .upper(status) }
            isUpper = true
        }
        if let status = try shining(name) {
            let path = lowerName(name)!
            if status.type == .directory {
                return .folder(OverlayFolder(name, in: self, lowerPath: path, isUpper: isUpper))
            }
            if !isUpper { return .lower(status, path: path) }
        }
        return isUpper ? .folder(OverlayFolder(name, in: self, lowerPath: nil, isUpper: true)) : nil
    }

    /// The status of what shows through from the lower layer.
    private func shining(_ name: [UInt8]) throws(Errno) -> FileStatus? {
        hidden.contains(name) ? nil : try lowerEntry(name)
    }

    /// The status of what the lower layer has under a name, whether it shows through or not.
    func lowerEntry(_ name: [UInt8]) throws(Errno) -> FileStatus? {
        guard let path = lowerName(name) else { return nil }
        return try fileSystem.lower.existing(GuestPath(path))
    }

    private func lowerName(_ name: [UInt8]) -> [UInt8]? {
        lowerPath.map { $0.isEmpty ? name : $0 + [.slash] + name }
    }

    /// From the top, as the guest sees it and as the upper layer has it.
    func path(_ name: [UInt8]? = nil) throws(Errno) -> GuestPath {
        if isRemoved { throw .noent }
        var names = name.map { [$0] } ?? []
        var current = self
        while let parent = current.parent {
            names.append(current.name)
            current = parent
        }
        return try GuestPath(folder: Array(names.reversed().joined(separator: [.slash])))
    }

    // MARK: Changes

    /// Lets what the lower layer has under a name not show through any more.
    func hide(_ name: [UInt8]) throws(Errno) {
        if try shining(name) == nil { return }
        hidden.insert(name)
        fileSystem.keep(self)
    }

    /// Makes a folder where nothing is.
    func create(_ name: [UInt8], mode: UInt32? = nil) throws(Errno) {
        try fileSystem.copyUp(self)
        try fileSystem.upper.createFolder(at: path(name), mode: mode)
    }

    /// The folder is gone; those who have it open find nothing in it.
    func remove() {
        isRemoved = true
        parent?.folders[name] = nil
        fileSystem.forget(self)
    }

    /// The folder has been moved, in the upper layer too.
    func move(to parent: OverlayFolder, as name: [UInt8]) {
        self.parent?.folders[self.name] = nil
        self.parent = parent
        self.name = name
        parent.folders[name] = WeakFolder(folder: self)
        // The names alone would not lead to what shows through here.
        fileSystem.keep(self)
    }

    /// Whether this is `folder` or lies somewhere in it.
    func isInside(_ folder: OverlayFolder) -> Bool {
        var current: OverlayFolder? = self
        while let here = current {
            if here === folder { return true }
            current = here.parent
        }
        return false
    }
}

extension OverlayFolder: WalkableFolder {
    func step(to name: [UInt8]) throws(Errno) -> WalkStep<OverlayFolder> {
        switch try look(up: name) {
        case .folder(let folder): return .folder(folder)
        case .upper(let status):
            guard status.type == .symbolicLink else { return .other }
            return .link(target: try fileSystem.upper.readSymbolicLink(at: path(name)))
        case .lower(let status, let path):
            guard status.type == .symbolicLink else { return .other }
            return .link(target: try fileSystem.lower.readSymbolicLink(at: GuestPath(path)))
        case nil: return .missing
        }
    }
}

extension OpenFolder {
    /// The status of what a path names, links not followed; nil if there is nothing.
    func existing(_ path: GuestPath) throws(Errno) -> FileStatus? {
        do {
            return try status(of: path, follow: false)
        } catch {
            if error == .noent { return nil }
            throw error
        }
    }
}

extension GuestPath {
    /// Of a folder by its path from the top, where the top has none.
    init(folder path: [UInt8]) throws(Errno) { try self.init(path.isEmpty ? [.dot] : path) }
}

extension OverlayFolder {
    func status() throws(Errno) -> FileStatus {
        if isRemoved { return FileStatus(type: .directory, linkCount: 0) }
        if isUpper { return try fileSystem.upperStatus(fileSystem.upper.status(of: path(), follow: false)) }
        return try fileSystem.lowerStatus(fileSystem.lower.status(of: GuestPath(folder: lowerPath!), follow: false))
    }

    /// Whether nothing is in the folder, as the guest sees it.
    func isEmpty() throws(Errno) -> Bool {
        var isEmpty = true
        try OverlayListing(self).list(from: 0) { entry in
            isEmpty = entry.name.elementsEqual([.dot]) || entry.name.elementsEqual([.dot, .dot])
            return isEmpty
        }
        return isEmpty
    }
}

extension OverlayFolder.Entry {
    var isFolder: Bool { if case .folder = self { true } else { false } }
}
