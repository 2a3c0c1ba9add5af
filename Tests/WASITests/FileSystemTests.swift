import Testing

@testable import WASI

/// What every file system must do, run on each of them.
@Suite struct FileSystemTests {
    @Test(arguments: TreeKind.allCases) func writesAndReads(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.write("file", "hello")
        #expect(try tree.read("file") == "hello")
        #expect(try tree.status("file").size == 5)
        #expect(try tree.status("file").type == .regularFile)
        try tree.write("file", "new")
        #expect(try tree.read("file") == "new")
    }

    @Test(arguments: TreeKind.allCases) func holesReadAsZeros(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let file = try tree.openFile("file", [.read, .write, .create])
        try Array("end".utf8).withUnsafeBytes { _ = try file.write($0, at: 200_000) }
        #expect(try file.status().size == 200_003)
        var bytes = [UInt8](repeating: 1, count: 70_000)
        #expect(try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 130_003) } == 70_000)
        #expect(bytes.dropLast(3).allSatisfy { $0 == 0 })
        #expect(Array(bytes.suffix(3)) == Array("end".utf8))
        #expect(try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 200_003) } == 0)
    }

    @Test(arguments: TreeKind.allCases) func appends(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let file = try tree.openFile("file", [.read, .write, .create])
        func append(_ text: String) throws -> UInt64 {
            try Array(text.utf8).withUnsafeBytes { bytes in
                try withUnsafePointer(to: bytes) { try file.append(WriteBuffers(start: $0, count: 1)).end }
            }
        }
        #expect(try append("ab") == 2)
        try Array("xyz".utf8).withUnsafeBytes { _ = try file.write($0, at: 1) }
        #expect(try append("cd") == 6)
        try Array("0".utf8).withUnsafeBytes { _ = try file.write($0, at: 0) }
        #expect(try tree.read("file") == "0xyzcd")
    }

    @Test(arguments: TreeKind.allCases) func resizes(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let file = try tree.openFile("file", [.read, .write, .create])
        try Array("hello world".utf8).withUnsafeBytes { _ = try file.write($0, at: 0) }
        try file.setSize(5)
        #expect(try tree.read("file") == "hello")
        try file.setSize(7)
        #expect(try tree.read("file") == "hello\0\0")
        try file.allocate(offset: 0, length: 100)
        #expect(try file.status().size == 100)
        try file.allocate(offset: 10, length: 10)
        #expect(try file.status().size == 100)
        try file.allocate(offset: 90, length: 20)
        #expect(try file.status().size == 110)
        if kind.writesToHost { #expect(throws: Errno.nospc) { try file.allocate(offset: 0, length: 1 << 60) } }
        #expect(throws: Errno.self) { try file.setSize(.max) }
        #expect(throws: Errno.self) { try file.allocate(offset: .max, length: 10) }
    }

    @Test(arguments: TreeKind.allCases) func opensWhatIsThere(_ kind: TreeKind) throws {
        let tree = try kind.make()
        #expect(throws: Errno.noent) { try tree.open("file") }
        #expect(throws: Errno.noent) { try tree.open("missing/file", .create) }
        try tree.open("file", .create)
        #expect(throws: Errno.exist) { try tree.open("file", [.create, .exclusive]) }
        #expect(throws: Errno.notdir) { try tree.open("file", .folder) }
        #expect(throws: Errno.notdir) { try tree.open("file/x") }
        #expect(throws: Errno.notdir) { try tree.open("file/..") }
        try tree.makeFolder("folder")
        #expect(throws: Errno.isdir) { try tree.open("folder", [.read, .write]) }
        #expect(throws: Errno.isdir) { try tree.open(".", [.read, .write, .folder]) }
        #expect(throws: Errno.isdir) { try tree.open("folder", .truncate) }
        try tree.open("folder", .read)
        try tree.open(".", [.read, .folder])
        try tree.open("folder/..", .read)
        try tree.open("folder/.", .read)
    }

    @Test(arguments: TreeKind.allCases) func walksInterestingPaths(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.makeFolder("dir")
        try tree.makeFolder("dir/nested")
        try tree.write("dir/nested/file", "x")
        #expect(try tree.read("dir/.//nested/../../dir/nested/../nested///./file") == "x")
        #expect(throws: Errno.notdir) { try tree.open("dir/nested/file/") }
        #expect(throws: Errno.notdir) { try tree.open("dir/nested/file///") }
        try tree.open("dir/nested/")
        try tree.open("dir/nested///")
        #expect(throws: Errno.notdir) { try tree.status("dir/nested/file/") }
        #expect(throws: Errno.noent) { try tree.status("dir/missing/") }
        for path in ["dir/new/", "dir/", "dir/./", "dir/nested/file/"] {
            #expect(throws: Errno.isdir) { try tree.open(path, .create) }
        }
        #expect(try tree.names("dir") == [".", "..", "nested"])
    }

    @Test(arguments: TreeKind.allCases) func refusesBadNames(_ kind: TreeKind) throws {
        let tree = try kind.make()
        #expect(throws: Errno.noent) { try tree.open("") }
        #expect(throws: Errno.inval) { try tree.open("file\0") }
        #expect(throws: Errno.nametoolong) { try tree.open(String(repeating: "x", count: 256), .create) }
        #expect(throws: Errno.nametoolong) { try tree.open(String(repeating: "x/", count: 2100)) }
        try tree.open(String(repeating: "x", count: 255), .create)
        // Names are bytes: not even UTF-8 is asked for on the hosts that store them so.
        if kind == .memory { try tree.root.createFolder(at: GuestPath([0xFF, 0xFE])) }
    }

    @Test(arguments: TreeKind.allCases) func makesAndRemovesFolders(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.makeFolder("a")
        try tree.makeFolder("a/b/")
        #expect(throws: Errno.exist) { try tree.makeFolder("a") }
        #expect(throws: Errno.exist) { try tree.makeFolder("a/") }
        #expect(throws: Errno.exist) { try tree.makeFolder(".") }
        #expect(throws: Errno.exist) { try tree.makeFolder("a/..") }
        #expect(throws: Errno.noent) { try tree.makeFolder("x/y") }
        #expect(throws: Errno.notempty) { try tree.removeFolder("a") }
        #expect(throws: Errno.isdir) { try tree.remove("a") }
        #expect(throws: Errno.isdir) { try tree.remove("a/") }
        try tree.removeFolder("a/b/")
        try tree.removeFolder("a")
        #expect(throws: Errno.noent) { try tree.removeFolder("a") }
        try tree.write("file")
        #expect(throws: Errno.exist) { try tree.makeFolder("file") }
        #expect(throws: Errno.exist) { try tree.makeFolder("file/") }
        #expect(throws: Errno.notdir) { try tree.removeFolder("file") }
        #expect(throws: Errno.notdir) { try tree.removeFolder("file/") }
        #expect(throws: Errno.notdir) { try tree.remove("file/") }
        try tree.remove("file")
        #expect(throws: Errno.noent) { try tree.remove("file") }
        #expect(throws: Errno.inval) { try tree.removeFolder(".") }
    }

    @Test(arguments: TreeKind.allCases) func removedFilesLiveOnWhileOpen(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let file = try tree.openFile("file", [.read, .write, .create])
        try tree.remove("file")
        try Array("x".utf8).withUnsafeBytes { _ = try file.write($0, at: 0) }
        #expect(try file.status().size == 1)
        #expect(try file.status().linkCount == 0)

        try tree.makeFolder("folder")
        let folder = try tree.openFolder("folder")
        try tree.removeFolder("folder")
        #expect(throws: Errno.noent) { try folder.createFolder(at: GuestPath("x")) }
        #expect(throws: Errno.noent) { _ = try folder.open(GuestPath("x"), follow: false, options: .create) }
    }

    @Test(arguments: TreeKind.allCases) func renames(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.makeFolder("source")
        try tree.rename("source", "target")
        #expect(throws: Errno.noent) { try tree.status("source") }
        try tree.makeFolder("source")
        try tree.rename("source", "target")
        try tree.makeFolder("source")
        try tree.write("target/file")
        #expect(throws: Errno.notempty) { try tree.rename("source", "target") }
        #expect(throws: Errno.notdir) { try tree.rename("source", "target/file") }
        #expect(throws: Errno.inval) { try tree.rename("target", "target/inside") }
        #expect(throws: Errno.noent) { try tree.rename("missing", "x") }
        #expect(throws: Errno.noent) { try tree.rename("source", "missing/x") }
        try tree.rename("target/file", "file")

        try tree.write("a", "1")
        try tree.write("b", "2")
        try tree.rename("a", "b")
        #expect(try tree.read("b") == "1")
        #expect(throws: Errno.isdir) { try tree.rename("b", "source") }
        #expect(throws: Errno.notdir) { try tree.rename("b/", "c") }
        #expect(throws: Errno.notdir) { try tree.rename("b", "c/") }
        #expect(throws: Errno.self) { try tree.rename(".", "c") }
        try tree.link("b", "same")
        try tree.rename("b", "same")
        #expect(try tree.read("b") == "1" && tree.read("same") == "1")
    }

    @Test(arguments: TreeKind.allCases) func renamesFoldersWithSlashes(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.makeFolder("source")
        try tree.rename("source/", "target")
        try tree.rename("target", "source/")
        try tree.rename("source/", "target/")
        try tree.removeFolder("target")
    }

    @Test(arguments: TreeKind.allCases) func hardLinks(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.write("file", "x")
        try tree.makeFolder("sub")
        try tree.link("file", "sub/link")
        let (first, second) = (try tree.status("file"), try tree.status("sub/link"))
        #expect(first == second)
        #expect(first.linkCount == 2)
        #expect(throws: Errno.exist) { try tree.link("file", "sub/link") }
        #expect(throws: Errno.exist) { try tree.link("file", "file") }
        #expect(throws: Errno.exist) { try tree.link("file", "sub") }
        #expect(throws: Errno.perm) { try tree.link("sub", "other") }
        #expect(throws: Errno.noent) { try tree.link("file", "new/") }
        #expect(throws: Errno.noent) { try tree.link("missing", "new") }
        try tree.remove("file")
        #expect(try tree.read("sub/link") == "x")

        try tree.symlink("target", "symlink")
        try tree.link("symlink", "other")
        #expect(try tree.readlink("other") == "target")
        #expect(throws: Errno.exist) { try tree.link("sub/link", "symlink") }
        #expect(throws: Errno.noent) { try tree.link("symlink", "third", follow: true) }
    }

    @Test(arguments: TreeKind.allCases) func symbolicLinks(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.makeFolder("dir")
        try tree.write("dir/file", "x")
        try tree.symlink("dir", "link")
        try tree.symlink("dir/file", "filelink")
        try tree.symlink("../filelink", "dir/back")
        #expect(try tree.readlink("link") == "dir")
        #expect(try tree.read("link/file") == "x")
        #expect(try tree.read("dir/back") == "x")
        #expect(try tree.read("link/back") == "x")
        #expect(try tree.read("link/../filelink") == "x")
        #expect(throws: Errno.loop) { try tree.open("filelink") }
        #expect(throws: Errno.self) { try tree.open("link", .folder) }
        try tree.open("link", .folder, follow: true)
        try tree.open("link/", .read)
        #expect(throws: Errno.notdir) { try tree.open("filelink", .folder, follow: true) }
        #expect(throws: Errno.notdir) { try tree.open("filelink/", .read, follow: true) }
        #expect(try tree.status("link").type == .symbolicLink)
        #expect(try tree.status("link").size == 3)
        #expect(try tree.status("link", follow: true).type == .directory)
        #expect(try tree.status("link/").type == .directory)
        #expect(throws: Errno.inval) { try tree.readlink("dir") }
        #expect(throws: Errno.inval) { try tree.readlink("link/") }
        #expect(throws: Errno.noent) { try tree.readlink("missing") }
        #expect(throws: Errno.notdir) { try tree.removeFolder("link") }
        #expect(throws: Errno.notdir) { try tree.removeFolder("link/") }
        #expect(throws: Errno.notdir) { try tree.rename("link/", "other") }
        try tree.remove("link")
        try tree.open("dir", .folder)
    }

    @Test(arguments: TreeKind.allCases) func danglingLinks(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.symlink("target", "link")
        #expect(throws: Errno.loop) { try tree.open("link") }
        #expect(throws: Errno.self) { try tree.open("link", .folder) }
        #expect(throws: Errno.noent) { try tree.open("link", follow: true) }
        #expect(throws: Errno.noent) { try tree.status("link", follow: true) }
        #expect(throws: Errno.exist) { try tree.open("link", [.create, .exclusive], follow: true) }
        try tree.open("link", .create, follow: true)
        #expect(try tree.status("target").type == .regularFile)
        #expect(throws: Errno.exist) { try tree.symlink("x", "link") }
        #expect(throws: Errno.noent) { try tree.symlink("", "empty") }
    }

    @Test(arguments: TreeKind.allCases) func linkNamesWithSlashes(_ kind: TreeKind) throws {
        let tree = try kind.make()
        #expect(throws: Errno.noent) { try tree.symlink("source", "target/") }
        try tree.makeFolder("target")
        #expect(throws: Errno.exist) { try tree.symlink("source", "target/") }
        #expect(throws: Errno.exist) { try tree.symlink("source", "target") }
        try tree.removeFolder("target")
        try tree.write("target")
        #expect(throws: Errno.notdir) { try tree.symlink("source", "target/") }
        #expect(throws: Errno.exist) { try tree.symlink("source", "target") }
    }

    @Test(arguments: TreeKind.allCases) func linksInCirclesEnd(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.symlink("self", "self")
        try tree.symlink("b", "a")
        try tree.symlink("a", "b")
        for name in ["self", "a", "self/x", "a/x/y"] {
            #expect(throws: Errno.loop) { try tree.open(name, follow: true) }
            #expect(throws: Errno.loop) { try tree.status(name, follow: true) }
        }
        #expect(throws: Errno.loop) { try tree.makeFolder("a/new") }
        // A chain that ends is followed, if it is not too long.
        try tree.write("chain0", "x")
        for index in 1...45 { try tree.symlink("chain\(index - 1)", "chain\(index)") }
        #expect(try tree.read("chain40") == "x")
        #expect(throws: Errno.loop) { try tree.read("chain45") }
    }

    @Test(arguments: TreeKind.allCases) func setsTimes(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.write("file")
        try tree.symlink("file", "link")
        let before = try tree.status("file")
        try tree.root.setTimes(
            of: GuestPath("file"), follow: false, access: .keep,
            modification: .set(nanoseconds: 1_500_000_000_123_456_700))
        var status = try tree.status("file")
        #expect(status.modificationTime == 1_500_000_000_123_456_700)
        #expect(status.accessTime == before.accessTime)
        try tree.root.setTimes(
            of: GuestPath("link"), follow: false, access: .set(nanoseconds: 1000),
            modification: .set(nanoseconds: 2000))
        #expect(try tree.status("link").modificationTime == 2000)
        #expect(try tree.status("file").modificationTime == 1_500_000_000_123_456_700)
        try tree.root.setTimes(
            of: GuestPath("link"), follow: true, access: .keep, modification: .set(nanoseconds: 3000))
        #expect(try tree.status("file").modificationTime == 3000)
        try tree.openFile("file").setTimes(access: .now, modification: .now)
        status = try tree.status("file")
        #expect(status.modificationTime >= before.modificationTime)
        #expect(throws: Errno.notdir) {
            try tree.root.setTimes(of: GuestPath("file/"), follow: false, access: .now, modification: .now)
        }
    }

    @Test(arguments: TreeKind.allCases) func listsWithCookies(_ kind: TreeKind) throws {
        let tree = try kind.make()
        for index in 0..<100 { try tree.write("file\(index)") }
        try tree.makeFolder("folder")
        try tree.symlink("x", "link")

        var all: [(name: String, next: UInt64, type: FileType)] = []
        let folder = try tree.openFolder(".")
        func entry(from cookie: UInt64) throws -> (name: String, next: UInt64, type: FileType)? {
            var found: (name: String, next: UInt64, type: FileType)?
            try folder.list(from: cookie) {
                found = (String(decoding: $0.name, as: UTF8.self), $0.next, $0.type)
                return false
            }
            return found
        }
        // One at a time, removing what has been seen: nothing is skipped for it.
        var cookie: UInt64 = 0
        while let next = try entry(from: cookie) {
            all.append(next)
            cookie = next.next
            if next.name.hasPrefix("file") { try tree.remove(next.name) }
        }
        #expect(all.count == 104)
        #expect(Set(all.map(\.name)).count == 104)
        #expect(all.first { $0.name == "." }?.type == .directory)
        #expect(all.first { $0.name == "folder" }?.type == .directory)
        #expect(all.first { $0.name == "link" }?.type == .symbolicLink)
        #expect(all.first { $0.name == "file7" }?.type == .regularFile)
        #expect(try tree.names() == [".", "..", "folder", "link"])
        // A cookie that nobody gave is no crash.
        _ = try? entry(from: .max)
        _ = try? entry(from: 1 << 62)
        _ = try? entry(from: 12345)
        #expect(try tree.names() == [".", "..", "folder", "link"])
    }

    @Test(arguments: TreeKind.allCases) func readOnlyRefusesEveryChange(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.write("file", "x")
        try tree.makeFolder("folder")
        try tree.symlink("file", "link")
        let locked = Tree(ReadOnlyFileSystem(tree.fileSystem), folder: nil)
        #expect(try locked.read("file") == "x")
        #expect(try locked.read("link") == "x")
        #expect(try locked.names() == [".", "..", "file", "folder", "link"])
        #expect(throws: Errno.rofs) { try locked.open("file", [.read, .write]) }
        #expect(throws: Errno.rofs) { try locked.open("file", .truncate) }
        #expect(throws: Errno.rofs) { try locked.open("new", .create) }
        #expect(throws: Errno.exist) { try locked.open("file", [.create, .exclusive]) }
        try locked.open("file", [.read, .create])
        #expect(throws: Errno.isdir) { try locked.open("folder", [.read, .write]) }
        #expect(throws: Errno.rofs) { try locked.makeFolder("new") }
        #expect(throws: Errno.rofs) { try locked.removeFolder("folder") }
        #expect(throws: Errno.rofs) { try locked.remove("file") }
        #expect(throws: Errno.rofs) { try locked.rename("file", "new") }
        #expect(throws: Errno.rofs) { try locked.link("file", "new") }
        #expect(throws: Errno.rofs) { try locked.symlink("file", "new") }
        #expect(throws: Errno.rofs) {
            try locked.root.setTimes(of: GuestPath("file"), follow: false, access: .now, modification: .now)
        }
        let inner = try locked.openFolder("folder")
        #expect(throws: Errno.rofs) { try inner.createFolder(at: GuestPath("new")) }
        let file = try locked.openFile("file")
        #expect(throws: Errno.rofs) { try file.setSize(0) }
        #expect(throws: Errno.perm) { try locked.read("../secret") }
    }

    @Test func renameAndLinkStayInOneFileSystem() throws {
        let (first, second) = (try TreeKind.memory.make(), try TreeKind.memory.make())
        try first.write("file")
        #expect(throws: Errno.xdev) { try first.root.rename(GuestPath("file"), to: second.root, GuestPath("file")) }
        #expect(throws: Errno.xdev) {
            try first.root.link(GuestPath("file"), follow: false, to: second.root, GuestPath("file"))
        }
        let host = try TreeKind.hostKernel.make()
        #expect(throws: Errno.xdev) { try host.root.rename(GuestPath("file"), to: second.root, GuestPath("file")) }
    }
}
