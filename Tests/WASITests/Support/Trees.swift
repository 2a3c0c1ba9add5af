import Testing

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The file systems that must behave alike; each test of the common list runs on all of them.
enum TreeKind: CaseIterable, CustomTestStringConvertible {
    case memory
    /// The host's, with the kernel walking paths; where it cannot, the same as `hostWalk`.
    case hostKernel
    /// The host's, walked name by name.
    case hostWalk
    /// What is written goes to memory, what is beneath is the host's.
    case overlayOfHost
    /// What is written goes to the host's, what is beneath is in memory.
    case overlayOnHost
    /// An overlay whose lower layer is an overlay.
    case overlayOfOverlay
    /// A folder of a file system in memory that is mounted in another, which is mounted nowhere.
    case mounted

    var testDescription: String { "\(self)" }

    /// Whether what is written goes to the host.
    var writesToHost: Bool {
        switch self {
        case .hostKernel, .hostWalk, .overlayOnHost: true
        case .memory, .overlayOfHost, .overlayOfOverlay, .mounted: false
        }
    }

    /// A new, empty file system; a host's folder goes when the result does.
    func make() throws -> Tree {
        switch self {
        case .memory:
            return Tree(MemoryFileSystem(), folder: nil)
        case .hostKernel:
            let folder = try TemporaryFolder()
            return Tree(try HostFolder(folder.inside), folder: folder)
        case .hostWalk:
            let folder = try TemporaryFolder()
            return Tree(try HostFolder(folder.inside, kernelWalks: false), folder: folder)
        case .overlayOfHost:
            let folder = try TemporaryFolder()
            return Tree(try OverlayFileSystem(HostFolder(folder.inside)), folder: folder)
        case .overlayOnHost:
            let folder = try TemporaryFolder()
            return Tree(
                try OverlayFileSystem(MemoryFileSystem(), upper: HostFolder(folder.inside)), folder: folder)
        case .overlayOfOverlay:
            return Tree(try OverlayFileSystem(OverlayFileSystem(MemoryFileSystem())), folder: nil)
        case .mounted:
            let mounts: KeyValuePairs<String, any FileSystem> = [
                "virtual/folder": MemoryFileSystem(), "other": MemoryFileSystem(device: 2),
            ]
            return Tree(Part(of: try MountedFileSystem(nil, mounts: mounts), "virtual/folder"), folder: nil)
        }
    }
}

/// A folder of a file system, as one.
struct Part: FileSystem {
    let whole: any FileSystem
    let path: String

    init(of whole: any FileSystem, _ path: String) {
        self.whole = whole
        self.path = path
    }

    func openRoot() throws(Errno) -> any OpenFolder {
        guard case .folder(let folder) = try whole.openRoot().open(GuestPath(path), follow: false, options: .folder)
        else { throw .notdir }
        return folder
    }
}

/// A file system under test and its top folder.
struct Tree {
    let fileSystem: any FileSystem
    let root: any OpenFolder
    let folder: TemporaryFolder?

    init(_ fileSystem: any FileSystem, folder: TemporaryFolder?) {
        self.fileSystem = fileSystem
        self.folder = folder
        root = try! fileSystem.openRoot()
    }

    func write(_ path: String, _ text: String = "") throws {
        let file = try openFile(path, [.write, .create, .truncate])
        try Array(text.utf8).withUnsafeBytes { _ = try file.write($0, at: 0) }
    }

    func read(_ path: String) throws -> String {
        let file = try openFile(path, .read)
        var bytes = [UInt8](repeating: 0, count: 1000)
        let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 0) }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    func openFile(_ path: String, _ options: OpenOptions = .read, follow: Bool = true) throws -> any OpenFile {
        guard case .file(let file) = try root.open(GuestPath(path), follow: follow, options: options) else {
            throw Errno.isdir
        }
        return file
    }

    func openFolder(_ path: String, follow: Bool = true) throws -> any OpenFolder {
        guard case .folder(let folder) = try root.open(GuestPath(path), follow: follow, options: .folder) else {
            throw Errno.notdir
        }
        return folder
    }

    func open(_ path: String, _ options: OpenOptions = .read, follow: Bool = false) throws {
        _ = try root.open(GuestPath(path), follow: follow, options: options)
    }

    func makeFolder(_ path: String) throws { try root.createFolder(at: GuestPath(path)) }
    func removeFolder(_ path: String) throws { try root.removeFolder(at: GuestPath(path)) }
    func remove(_ path: String) throws { try root.removeFile(at: GuestPath(path)) }
    func rename(_ path: String, _ newPath: String) throws {
        try root.rename(GuestPath(path), to: root, GuestPath(newPath))
    }
    func link(_ path: String, _ newPath: String, follow: Bool = false) throws {
        try root.link(GuestPath(path), follow: follow, to: root, GuestPath(newPath))
    }
    func symlink(_ target: String, _ path: String) throws {
        try root.createSymbolicLink(at: GuestPath(path), to: Array(target.utf8))
    }
    func readlink(_ path: String) throws -> String {
        String(decoding: try root.readSymbolicLink(at: GuestPath(path)), as: UTF8.self)
    }
    func status(_ path: String, follow: Bool = false) throws -> FileStatus {
        try root.status(of: GuestPath(path), follow: follow)
    }
    func names(_ path: String = ".") throws -> [String] {
        var names: [String] = []
        try openFolder(path).list(from: 0) {
            names.append(String(decoding: $0.name, as: UTF8.self))
            return true
        }
        return names.sorted()
    }

    /// Makes a symbolic link behind the file system's back, where it would refuse to: only a host's folder can have that.
    func hostSymlink(_ target: String, _ path: String) {
        guard let folder else { return }
        #expect(hostSymlinkCall(target, folder.inside + "/" + path) == 0)
    }
}

/// A folder of the host with a folder `inside` for the guest, and a file `secret` beside that.
final class TemporaryFolder {
    let path: String
    var inside: String { path + "/inside" }

    init() throws {
        var template = Array("/tmp/wasi-tests-XXXXXX".utf8CString)
        guard let made = template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) else {
            throw Errno.ofHost
        }
        path = String(cString: made)
        guard mkdir(path + "/inside", 0o700) == 0 else { throw Errno.ofHost }
        try write("secret", to: "secret")
    }

    deinit { Self.remove(path) }

    func write(_ text: String, to name: String) throws {
        let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw Errno.ofHost }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard hostWriteCall(file, bytes, bytes.count) == bytes.count else { throw Errno.ofHost }
    }

    func exists(_ name: String) -> Bool { access(path + "/" + name, F_OK) == 0 }

    func contents(of name: String) -> String {
        guard let file = fopen(path + "/" + name, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1000)
        return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    }

    /// The names in it.
    func entries(in folder: String? = nil) -> [String] {
        guard let stream = opendir(folder ?? path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// How many of this process's descriptors are of files in it, as far as the system tells.
    func openDescriptors() -> Int {
        entries(in: "/proc/self/fd").count { descriptor in
            var target = [UInt8](repeating: 0, count: 4096)
            let count = target.withUnsafeMutableBytes {
                readlink("/proc/self/fd/\(descriptor)", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
            }
            return count > 0 && target.starts(with: path.utf8)
        }
    }

    private static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != "." && name != ".." { remove(path + "/" + name) }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}

// The C functions, whose names the methods above hide.
private let hostSymlinkCall = symlink
private let hostWriteCall = write
