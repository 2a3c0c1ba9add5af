/// What the host program itself puts in and takes out. Paths are relative to the top, without a slash at the start.
extension MemoryFileSystem {
    /// Stores a file, in place of one that is there, and makes the folders on the way.
    public func write(_ bytes: some Sequence<UInt8>, to path: String) throws(WASI.Errno) {
        let path = try GuestPath(path)
        let root = try openRoot()
        var way: [UInt8] = []
        for name in GuestPath.names(of: path.bytes).dropLast() {
            way += way.isEmpty ? name : [.slash] + name
            do {
                try root.createFolder(at: GuestPath(way))
            } catch {
                if error != .exist { throw error }
            }
        }
        guard case .file(let file) = try root.open(path, follow: true, options: [.write, .create, .truncate]) else {
            throw .isdir
        }
        try Array(bytes).withUnsafeBufferPointer { (bytes) throws(WASI.Errno) in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = try file.write(rest, at: UInt64(bytes.count - rest.count))
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }

    /// Stores a text as UTF-8.
    public func write(_ text: String, to path: String) throws(WASI.Errno) {
        try write(text.utf8, to: path)
    }

    public func createFolder(_ path: String) throws(WASI.Errno) {
        try openRoot().createFolder(at: GuestPath(path))
    }

    /// The whole contents of a file.
    public func contents(of path: String) throws(WASI.Errno) -> [UInt8] {
        guard case .file(let file) = try openRoot().open(GuestPath(path), follow: true, options: .read) else {
            throw .isdir
        }
        let size = try file.status().size
        // A guest can make a file appear as large as it likes, so its size is no amount to allocate unseen.
        if size > UInt64(budget.byteLimit) { throw .fbig }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        try bytes.withUnsafeMutableBufferPointer { (bytes) throws(WASI.Errno) in
            // In memory one call gives it all.
            _ = try file.read(into: UnsafeMutableRawBufferPointer(bytes), at: 0)
        }
        return bytes
    }

    /// The names in a folder, in the order of their making, without `.` and `..`.
    public func names(in path: String = ".") throws(WASI.Errno) -> [String] {
        guard case .folder(let folder) = try openRoot().open(GuestPath(path), follow: true, options: [.read, .folder])
        else { throw .notdir }
        var names: [String] = []
        try folder.list(from: 2) { entry in
            names.append(String(decoding: entry.name, as: UTF8.self))
            return true
        }
        return names
    }
}
