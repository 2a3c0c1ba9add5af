import Testing

@testable import WASI

/// Several file systems in one tree.
@Suite struct MountTests {
    private let base = MemoryFileSystem()
    private let other = MemoryFileSystem(device: 2)
    private let tree: Tree

    init() throws {
        try base.write("base", to: "file")
        try base.write("hidden", to: "mnt/hidden")
        try other.write("other", to: "sub/file")
        let mounts: KeyValuePairs<String, any FileSystem> = [
            "mnt": other, "no/where": MemoryFileSystem(device: 3), "mnt/sub/in": ReadOnlyFileSystem(base),
        ]
        tree = Tree(try MountedFileSystem(base, mounts: mounts), folder: nil)
    }

    @Test func pathsCross() throws {
        #expect(try tree.read("mnt/sub/file") == "other")
        #expect(try tree.read("mnt/sub/../../file") == "base")
        #expect(throws: Errno.noent) { try tree.read("mnt/hidden") }
        #expect(try tree.read("mnt/sub/in/file") == "base")
        try tree.symlink("mnt/sub/file", "link")
        #expect(try tree.read("link") == "other")
        try tree.symlink("../file", "mnt/up")
        #expect(try tree.read("mnt/up") == "base")
        // But an open folder is a border, and the top is one.
        let folder = try tree.openFolder("mnt")
        #expect(throws: Errno.perm) { _ = try folder.open(GuestPath("up"), follow: true, options: .read) }
        #expect(throws: Errno.perm) { try tree.read("mnt/../../x") }
    }

    @Test func mountsAreListed() throws {
        #expect(try tree.names() == [".", "..", "file", "mnt", "no"])
        #expect(try tree.names("mnt") == [".", "..", "sub"])
        #expect(try tree.names("mnt/sub") == [".", "..", "file", "in"])
        #expect(try tree.names("no") == [".", "..", "where"])
        #expect(try tree.names("no/where") == [".", ".."])
        #expect(try tree.status("mnt").device == 2)
        #expect(try tree.status("no").type == .directory)
        // One at a time, each cookie leads on.
        var names: [String] = []
        var cookie: UInt64 = 0
        let folder = try tree.openFolder(".")
        while true {
            var found: (String, UInt64)?
            try folder.list(from: cookie) {
                found = (String(decoding: $0.name, as: UTF8.self), $0.next)
                return false
            }
            guard let (name, next) = found else { break }
            names.append(name)
            cookie = next
        }
        #expect(names.sorted() == [".", "..", "file", "mnt", "no"])
        _ = try? folder.list(from: .max) { _ in true }
    }

    @Test func mountPointsStay() throws {
        #expect(throws: Errno.busy) { try tree.removeFolder("mnt") }
        #expect(throws: Errno.busy) { try tree.rename("mnt", "x") }
        #expect(throws: Errno.busy) { try tree.rename("file", "mnt") }
        #expect(throws: Errno.busy) { try tree.removeFolder("no") }
        #expect(throws: Errno.isdir) { try tree.remove("mnt") }
        #expect(throws: Errno.exist) { try tree.makeFolder("mnt") }
        #expect(throws: Errno.exist) { try tree.symlink("x", "no/where") }
        #expect(throws: Errno.isdir) { try tree.open("mnt", .write) }
        #expect(throws: Errno.rofs) { try tree.makeFolder("no/more") }
        #expect(throws: Errno.rofs) { try tree.open("no/more", .create) }
        #expect(throws: Errno.noent) { try tree.status("no/more") }
    }

    @Test func namesDoNotCross() throws {
        #expect(throws: Errno.xdev) { try tree.rename("file", "mnt/file") }
        #expect(throws: Errno.xdev) { try tree.link("mnt/sub/file", "linked") }
        #expect(throws: Errno.rofs) { try tree.remove("mnt/sub/in/file") }
        try tree.rename("mnt/sub/file", "mnt/file")
        #expect(try other.names() == ["sub", "file"])
        try tree.write("no/where/x", "y")
        #expect(try tree.read("no/where/x") == "y")
    }

    @Test func badMountPathsAreRefused() {
        func make(_ path: String) throws -> MountedFileSystem {
            try MountedFileSystem(base, mounts: [path: other])
        }
        for path in ["", ".", "a/../b", "/"] { #expect(throws: Errno.inval) { try make(path) } }
        #expect(throws: Errno.exist) { try MountedFileSystem(base, mounts: ["a": other, "a/": other]) }
    }
}
