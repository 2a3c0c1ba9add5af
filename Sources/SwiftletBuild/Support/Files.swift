/// The few file operations that building needs, on POSIX alone: paths are strings, errors are ``BuildError``s of
/// kind `.file` that name the path and the system's reason.
package enum Files {
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    package static func isExecutable(_ path: String) -> Bool {
        !isFolder(path) && access(path, X_OK) == 0
    }

    package static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// The size of a file in bytes; nil when it cannot be examined.
    package static func size(_ path: String) -> Int? {
        var information = stat()
        return stat(path, &information) == 0 ? Int(information.st_size) : nil
    }

    /// The path without symbolic links, `.` and `..`; the path as given when it does not exist.
    package static func canonical(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    package static func currentFolder() -> String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    package static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : currentFolder() + "/" + path
    }

    /// Everything before the last `/` (`.` when there is none).
    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func name(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }

    package static func read(_ path: String) throws(BuildError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BuildError(.file, "cannot read \(path): \(systemMessage())") }
        defer { close(descriptor) }
        var information = stat()
        let size = fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
        // Some files do not say how large they are, or grow; one byte more than it says shows where a file ends.
        var bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            Platform.useLargePages(UnsafeMutableRawBufferPointer(buffer))
            while count < buffer.count {
                let more = Platform.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if more <= 0, more == 0 || errno != EINTR { break }
                count += max(more, 0)
            }
        }
        // What kept this from reading on is met again, and said, below.
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw BuildError(.file, "cannot read \(path): \(systemMessage())")
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    package static func readText(_ path: String) throws(BuildError) -> String {
        String(decoding: try read(path), as: UTF8.self)
    }

    package static func write(_ bytes: some Collection<UInt8>, to path: String) throws(BuildError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw BuildError(.file, "cannot write \(path): \(systemMessage())") }
        defer { close(descriptor) }
        guard Platform.writeAll([UInt8](bytes), to: descriptor) else {
            throw BuildError(.file, "cannot write \(path): \(systemMessage())")
        }
    }

    package static func createFolder(_ path: String) throws(BuildError) {
        if isFolder(path) { return }
        let above = parent(of: path)
        if above != path, !isFolder(above) { try createFolder(above) }
        // Another tool may create it between the check and the call; that is as good.
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw BuildError(.file, "cannot create the folder \(path): \(systemMessage())")
        }
    }

    /// A new empty folder next to nothing else: `prefix` followed by characters that make it unique.
    package static func createTemporaryFolder(prefix: String) throws(BuildError) -> String {
        var template = Array((prefix + "XXXXXX").utf8CString)
        guard template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) != nil }) else {
            throw BuildError(.file, "cannot create a temporary folder \(prefix)…: \(systemMessage())")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The folder for temporary files, without a trailing slash.
    package static var temporaryFolder: String {
        guard let path = Environment["TMPDIR"], !path.isEmpty else { return "/tmp" }
        return path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    }

    /// The names in a folder, sorted, without `.` and `..`; empty when it cannot be read.
    package static func list(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
                    String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a symbolic link that says `target`.
    static func link(_ target: String, at path: String) throws(BuildError) {
        guard symlink(target, path) == 0 else {
            throw BuildError(.file, "cannot create the link \(path): \(systemMessage())")
        }
    }

    package static func copy(_ source: String, to destination: String) throws(BuildError) {
        try write(try read(source), to: destination)
    }

    /// Puts a file or folder in place in one step. Returns false when the destination is a folder that has something
    /// in it.
    package static func move(_ source: String, to destination: String) throws(BuildError) -> Bool {
        if rename(source, destination) == 0 { return true }
        if errno == EEXIST || errno == ENOTEMPTY { return false }
        throw BuildError(.file, "cannot move \(source) to \(destination): \(systemMessage())")
    }

    /// Removes a file, or a folder with all that is in it; what is not there is not an error.
    package static func remove(_ path: String) {
        var information = stat()
        guard lstat(path, &information) == 0 else { return }
        if information.st_mode & S_IFMT == S_IFDIR {
            for name in list(path) { remove(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

/// Thin names for system calls that Swift's standard names would hide inside ``Files``.
package enum Platform {
    package static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Darwin)
            Darwin.read(descriptor, buffer, count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer, count)
        #else
            Glibc.read(descriptor, buffer, count)
        #endif
    }

    /// Asks for memory by pages of megabytes where the system has them and the buffer is large: a fault for each small page takes longer
    /// than reading a file into it.
    package static func useLargePages(_ buffer: UnsafeMutableRawBufferPointer) {
        #if os(Linux)
            let size = 2 << 20
            guard buffer.count >= 2 * size else { return }
            // Whole pages within the buffer, so that nothing else is touched; a system that does not have them refuses.
            let start = (Int(bitPattern: buffer.baseAddress) + size - 1) & -size
            let end = (Int(bitPattern: buffer.baseAddress) + buffer.count) & -size
            madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
        #endif
    }

    /// Writes everything, however many calls that takes; false when the system refuses.
    package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                offset += count
            }
            return true
        }
    }
}

/// The environment of this process, read when asked.
package enum Environment {
    package static subscript(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
    }

    /// All variables, each as `NAME=VALUE`.
    package static var all: [String] {
        var entries: [String] = []
        var entry = environ
        while let text = entry.pointee {
            entries.append(String(cString: text))
            entry += 1
        }
        return entries
    }
}
