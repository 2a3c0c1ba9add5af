#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The entries of a folder of the host, read a piece at a time by the C library: the memory that it takes does not grow with
/// the folder. Cookies are the library's own positions.
final class HostListing {
    #if canImport(Darwin)
        private typealias Stream = UnsafeMutablePointer<DIR>
    #else
        private typealias Stream = OpaquePointer
    #endif

    private let place: HostPlace
    private var stream: Stream?
    /// The cookie of the entry that the stream reads next.
    private var position: UInt64 = 0

    init(_ place: HostPlace) { self.place = place }

    deinit { if let stream { closedir(stream) } }

    func list(from cookie: UInt64, _ body: (FolderEntry) -> Bool) throws(Errno) {
        let stream = try openStream()
        if cookie == 0 {
            // Also makes entries appear that were added since.
            rewinddir(stream)
        } else if cookie != position {
            guard let location = Int(exactly: cookie) else { return }
            seekdir(stream, location)
        }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw .ofHost }
                return
            }
            position = UInt64(bitPattern: Int64(telldir(stream)))
            if !body(Self.entry(entry, next: position, in: place)) { return }
        }
    }

    private func openStream() throws(Errno) -> Stream {
        if let stream { return stream }
        // A description of its own, since the stream moves its position and closes it in the end.
        let descriptor = try check(openat(place.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard let opened = fdopendir(descriptor) else {
            let error = Errno.ofHost
            close(descriptor)
            throw error
        }
        stream = opened
        return opened
    }

    private static func entry(_ entry: UnsafeMutablePointer<dirent>, next: UInt64, in place: HostPlace) -> FolderEntry {
        // Through the raw pointer: the library stores only as much of the structure as the name needs.
        let name = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
        let length = strlen(name.assumingMemoryBound(to: CChar.self))
        let bytes = UnsafeRawBufferPointer(start: name, count: length)
        let type =
            FileType(entryType: entry.pointee.d_type)
            ?? (try? place.status(of: Array(bytes))).map { FileType(mode: $0.st_mode) } ?? .unknown
        return FolderEntry(next: next, inode: UInt64(entry.pointee.d_ino), type: type, name: bytes)
    }
}
