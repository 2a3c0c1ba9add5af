#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

#if canImport(Darwin)
    /// The flags that open a folder only to look things up in it.
    let hostPath = O_RDONLY
#else
    /// O_PATH, whose definition Swift cannot import: a folder opened only to look things up in it.
    let hostPath: CInt = 0o10000000
#endif

/// A folder of the host on the way of a path.
struct HostPlace: WalkableFolder {
    let handle: HostHandle
    /// Whether `openat2` walks; else ``PathWalk`` does.
    let kernelWalks: Bool

    var descriptor: CInt { handle.descriptor }

    private static let folderFlags = hostPath | O_DIRECTORY | O_CLOEXEC

    /// Finds the folder in which the path's last name lies, or, if it ends in `.` or `..`, the folder that it names.
    func resolve(_ path: GuestPath, follow: Bool) throws(Errno) -> ResolvedPath<HostPlace> {
        #if os(Linux)
            if kernelWalks { return try resolveByKernel(path, follow: follow) }
        #endif
        return try PathWalk.resolve(path, from: self, follow: follow)
    }

    func step(to name: [UInt8]) throws(Errno) -> WalkStep<HostPlace> {
        let result = withCString(name) { openat(descriptor, $0, Self.folderFlags | O_NOFOLLOW) }
        if result >= 0 { return .folder(HostPlace(handle: try HostHandle(result), kernelWalks: kernelWalks)) }
        switch errno {
        case ENOENT: return .missing
        // A symbolic link is either, by system; neither tells it from a file.
        case ENOTDIR, ELOOP: return try linkTarget(name).map { .link(target: $0) } ?? .other
        default: throw .ofHost
        }
    }

    /// The target of a symbolic link; nil if the name is missing or something else.
    func linkTarget(_ name: [UInt8]) throws(Errno) -> [UInt8]? {
        var failure: CInt = 0
        // One byte more than the longest target that is accepted, to notice what is longer.
        let target = [UInt8](unsafeUninitializedCapacity: GuestPath.maximumByteCount + 1) { buffer, count in
            let result = withCString(name) { name in
                buffer.withMemoryRebound(to: CChar.self) { readlinkat(descriptor, name, $0.baseAddress!, $0.count) }
            }
            if result < 0 { failure = errno }
            count = max(0, result)
        }
        switch failure {
        case 0: break
        case EINVAL, ENOENT: return nil
        default: throw Errno(host: failure)
        }
        if target.count > GuestPath.maximumByteCount { throw .nametoolong }
        return target
    }

    /// What `fstatat` tells of a name, links not followed.
    func status(of name: [UInt8]) throws(Errno) -> stat {
        var status = stat()
        try check(withCString(name) { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) })
        return status
    }

    func existingType(of name: [UInt8]) throws(Errno) -> FileType {
        FileType(mode: try status(of: name).st_mode)
    }

    /// Nil if there is nothing of that name.
    func type(of name: [UInt8]) throws(Errno) -> FileType? {
        do {
            return try existingType(of: name)
        } catch {
            if error == .noent { return nil }
            throw error
        }
    }

    /// The same folder, opened for its own sake.
    func reopened() throws(Errno) -> HostHandle {
        try HostHandle(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }
}

#if os(Linux)
    extension HostPlace {
        private func resolveByKernel(_ path: GuestPath, follow: Bool) throws(Errno) -> ResolvedPath<HostPlace> {
            var bytes = path.bytes
            var mustBeFolder = path.mustBeFolder
            for _ in 0...GuestPath.maximumLinkCount {
                let name: [UInt8]
                let folder: HostPlace
                if let slash = bytes.lastIndex(of: .slash) {
                    name = Array(bytes[(slash + 1)...])
                    if name == [.dot] || name == [.dot, .dot] {
                        return ResolvedPath(folder: try beneath(bytes), name: nil, mustBeFolder: mustBeFolder)
                    }
                    folder = try beneath(Array(bytes[..<slash]))
                } else {
                    name = bytes
                    if name == [.dot] { return ResolvedPath(folder: self, name: nil, mustBeFolder: mustBeFolder) }
                    if name == [.dot, .dot] { throw .perm }
                    folder = self
                }
                if name.count > GuestPath.maximumNameByteCount { throw .nametoolong }
                guard follow, let target = try folder.linkTarget(name) else {
                    return ResolvedPath(folder: folder, name: name, mustBeFolder: mustBeFolder)
                }
                if target.first == .slash { throw .perm }
                // The kernel walks the first part again, this time on to the link's target.
                bytes.removeLast(name.count)
                bytes += target
                while bytes.last == .slash {
                    mustBeFolder = true
                    bytes.removeLast()
                }
                if bytes.count > GuestPath.maximumByteCount { throw .nametoolong }
            }
            throw .loop
        }

        /// Opens a folder beneath this one.
        private func beneath(_ path: [UInt8]) throws(Errno) -> HostPlace {
            // EAGAIN: something was renamed while the kernel looked at a `..`. A guest that renames all the time only keeps
            // itself waiting, but not for ever.
            for _ in 0..<64 {
                let result = withCString(path) { BeneathOpen.open(descriptor, $0, Self.folderFlags) }
                if result >= 0 { return HostPlace(handle: try HostHandle(result), kernelWalks: true) }
                switch errno {
                case EAGAIN: continue
                case EXDEV: throw .perm
                default: throw .ofHost
                }
            }
            throw .again
        }
    }
#endif

/// Calls with the bytes, which hold no zero, as a C string.
func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
        for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
        buffer[bytes.count] = 0
        return body(UnsafePointer(buffer.baseAddress!))
    }
}
