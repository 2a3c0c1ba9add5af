import Testing

@testable import WASI

/// Descriptors, as guests see them through preview 1.
@Suite struct DescriptorTests {
    @Test(arguments: TreeKind.allCases) func readWriteSeek(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let fd = try guest.openFile("file")
        #expect(fd == 4)
        #expect(try guest.write(fd, "hello", "", " world") == 11)
        #expect(try guest.tell(fd) == 11)
        #expect(try guest.read(fd) == "")
        #expect(try guest.seek(fd, 0, 0) == 0)
        #expect(try guest.read(fd, 5) == "hello")
        #expect(try guest.seek(fd, 1, 1) == 6)
        #expect(try guest.read(fd) == "world")
        #expect(try guest.seek(fd, -3, 2) == 8)
        #expect(try guest.read(fd) == "rld")
        #expect(try guest.pread(fd, 4, at: 1) == "ello")
        #expect(try guest.pwrite(fd, "J", at: 0) == 1)
        #expect(try guest.tell(fd) == 11)
        #expect(try guest.pread(fd, 100, at: 0) == "Jello world")
        #expect(try guest.pread(fd, 100, at: 11) == "")
        #expect(throws: Errno.inval) { try guest.seek(fd, -1, 0) }
        #expect(throws: Errno.inval) { try guest.seek(fd, 0, 3) }
        #expect(throws: Errno.overflow) { try guest.seek(fd, .max, 1) }
        #expect(try guest.tell(fd) == 11)
        // Behind the end there is nothing, until something is written there.
        #expect(try guest.seek(fd, 20, 0) == 20)
        #expect(try guest.read(fd) == "")
        #expect(try guest.write(fd, "x") == 1)
        #expect(try guest.size(fd) == 21)
    }

    @Test(arguments: TreeKind.allCases) func appendFlagCanChange(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let fd = try guest.openFile("file", flags: .append)
        #expect(try guest.fdstat(fd).flags == 1)
        #expect(try guest.write(fd, "aa") == 2)
        try guest.seek(fd, 0, 0)
        #expect(try guest.write(fd, "bb") == 2)
        #expect(try guest.tell(fd) == 4)
        try guest.wasi.fdFdstatSetFlags(fd, flags: 0)
        try guest.seek(fd, 0, 0)
        #expect(try guest.write(fd, "c") == 1)
        try guest.wasi.fdFdstatSetFlags(fd, flags: 1)
        #expect(try guest.write(fd, "d") == 1)
        #expect(try guest.pread(fd, 10, at: 0) == "cabbd")
        #expect(throws: Errno.inval) { try guest.wasi.fdFdstatSetFlags(fd, flags: 1 << 5) }
        #expect(throws: Errno.notsup) { try guest.wasi.fdFdstatSetFlags(fd, flags: 1 << 4) }
    }

    @Test(arguments: TreeKind.allCases) func truncates(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let fd = try guest.openFile("file")
        _ = try guest.write(fd, "hello")
        try guest.wasi.fdFilestatSetSize(fd, size: 100)
        #expect(try guest.size(fd) == 100)
        // With no right to write, truncating by opening works all the same: it is a right of the folder.
        try guest.wasi.fdClose(guest.open("file", .trunc, rights: []))
        #expect(try guest.size(fd) == 0)
        let reader = try guest.open("file", rights: .fdRead)
        #expect(throws: Errno.badf) { try guest.wasi.fdFilestatSetSize(reader, size: 1) }
        #expect(throws: Errno.badf) { try guest.wasi.fdAllocate(reader, offset: 0, length: 1) }
    }

    @Test(arguments: TreeKind.allCases) func accessIsWhatWasAskedFor(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        try guest.wasi.fdClose(guest.openFile("file"))
        let reader = try guest.open("file", rights: .fdRead)
        #expect(try guest.fdstat(reader).base == .fdRead)
        #expect(try guest.read(reader) == "")
        #expect(throws: Errno.badf) { try guest.write(reader, "x") }
        let writer = try guest.open("file", rights: .fdWrite)
        #expect(try guest.write(writer, "x") == 1)
        #expect(throws: Errno.badf) { try guest.read(writer) }
        #expect(try guest.read(reader) == "x")
        let neither = try guest.open("file", rights: [])
        #expect(throws: Errno.badf) { try guest.read(neither) }
        #expect(throws: Errno.badf) { try guest.write(neither, "x") }
        #expect(throws: Errno.badf) { try guest.seek(neither, 0, 0) }
        #expect(throws: Errno.notcapable) { try guest.size(neither) }
    }

    @Test(arguments: TreeKind.allCases) func foldersAreNoFiles(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        try guest.makeFolder("sub")
        let fd = try guest.open("sub", .directory, rights: Guest.all.subtracting(.fdWrite))
        let stat = try guest.fdstat(fd)
        #expect(stat.type == 3)
        #expect(stat.base == .folder)
        #expect(stat.inheriting == .folderInheriting)
        #expect(throws: Errno.badf) { try guest.read(fd) }
        #expect(throws: Errno.badf) { try guest.write(fd, "x") }
        #expect(throws: Errno.badf) { try guest.pread(fd, 1, at: 0) }
        #expect(throws: Errno.badf) { try guest.pwrite(fd, "x", at: 0) }
        #expect(throws: Errno.badf) { try guest.seek(fd, 0, 1) }
        #expect(throws: Errno.badf) { try guest.tell(fd) }
        #expect(throws: Errno.badf) { try guest.wasi.fdAllocate(fd, offset: 0, length: 1) }
        #expect(throws: Errno.badf) { try guest.wasi.fdFilestatSetSize(fd, size: 0) }
        try guest.wasi.fdSync(fd)
        #expect(throws: Errno.isdir) { try guest.open(".", .directory, rights: [.fdRead, .fdWrite]) }
        _ = try guest.open(".", .directory, rights: .fdRead)
        _ = try guest.open(".", rights: [], flags: .nonblock)
        // The same rights as the preopen has itself.
        _ = try guest.open(".", rights: .folder)
        let file = try guest.openFile("file")
        #expect(throws: Errno.notdir) { try guest.open("x", fd: file) }
        #expect(throws: Errno.notdir) { try guest.readdir(file) }
        #expect(throws: Errno.badf) { try guest.open("x", fd: 77) }
    }

    @Test(arguments: TreeKind.allCases) func rightsOnlyShrink(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let fd = try guest.openFile("file")
        _ = try guest.write(fd, "x")
        let before = try guest.fdstat(fd)
        #expect(before.base == .file)
        let fewer = before.base.subtracting([.fdRead, .fdWrite])
        try guest.wasi.fdFdstatSetRights(fd, base: fewer.rawValue, inheriting: 0)
        #expect(try guest.fdstat(fd).base == fewer)
        #expect(throws: Errno.badf) { try guest.read(fd) }
        #expect(throws: Errno.notcapable) {
            try guest.wasi.fdFdstatSetRights(fd, base: before.base.rawValue, inheriting: 0)
        }
        // What a folder has given up, nothing that is opened through it gets.
        try guest.makeFolder("sub")
        let folder = try guest.open("sub", .directory, rights: .folder)
        try guest.wasi.fdFdstatSetRights(
            folder, base: Rights.folder.subtracting([.pathFilestatSetSize, .pathCreateFile]).rawValue,
            inheriting: Rights.folderInheriting.subtracting(.fdWrite).rawValue)
        #expect(throws: Errno.notcapable) { try guest.open("new", fd: folder, .creat) }
        try guest.wasi.fdClose(guest.openFile("sub/file"))
        #expect(throws: Errno.perm) { try guest.open("file", fd: folder, .trunc) }
        let file = try guest.open("file", fd: folder, rights: .file)
        #expect(throws: Errno.badf) { try guest.write(file, "x") }
    }

    /// Zig opens folders without the rights to read and write files; see decision 060.
    @Test(arguments: TreeKind.allCases) func aFolderHandsOnWhatItsParentDoes(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        try guest.makeFolder("sub")
        let folder = try guest.open("sub", .directory, rights: [.pathOpen, .pathCreateFile])
        #expect(try guest.fdstat(folder).inheriting == .folderInheriting)
        // Go opens folders without the rights of whoever writes, and cuts files off through them all the same.
        #expect(try guest.fdstat(folder).base == .folder)
        let file = try guest.open("file", fd: folder, [.creat, .trunc], rights: .file)
        #expect(try guest.write(file, "x") == 1)
        // What was given up stays so.
        try guest.wasi.fdFdstatSetRights(
            folder, base: Rights.pathOpen.rawValue, inheriting: Rights([.pathOpen, .fdReaddir]).rawValue)
        try guest.makeFolder("sub/inner")
        let inner = try guest.open("inner", fd: folder, .directory, rights: .folder)
        #expect(try guest.fdstat(inner).base == [.pathOpen, .fdReaddir])
    }

    @Test(arguments: TreeKind.allCases) func renumbers(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let (first, second) = (try guest.openFile("one"), try guest.openFile("two"))
        _ = try guest.write(first, "1")
        try guest.wasi.fdRenumber(first, to: second)
        #expect(throws: Errno.badf) { try guest.wasi.fdClose(first) }
        #expect(try guest.tell(second) == 1)
        #expect(throws: Errno.badf) { try guest.wasi.fdRenumber(second, to: 99) }
        #expect(throws: Errno.badf) { try guest.wasi.fdRenumber(99, to: second) }
        try guest.wasi.fdRenumber(second, to: second)
        // A stream may go over a file, and a folder over a preopen.
        try guest.wasi.fdRenumber(1, to: second)
        #expect(throws: Errno.badf) { try guest.fdstat(1) }
        let folder = try guest.open(".", .directory, rights: .folder)
        #expect(folder == 1)
        try guest.wasi.fdRenumber(folder, to: 3)
        #expect(try guest.fdstat(3).type == 3)
        #expect(throws: Errno.badf) { try guest.wasi.fdPrestatGet(guest.memory, 3, result: 0) }
    }

    @Test(arguments: TreeKind.allCases) func closesPreopens(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let folder = try guest.open(".", .directory, rights: .folder)
        try guest.wasi.fdClose(3)
        #expect(throws: Errno.badf) { try guest.fdstat(3) }
        #expect(try guest.fdstat(folder).type == 3)
        #expect(try guest.open("file", fd: folder, .creat, rights: .file) == 3)
    }

    @Test func descriptorsRunOut() throws {
        var limits = WASI.Limits()
        limits.descriptors = 6
        let guest = try Guest(.memory, limits: limits)
        _ = try guest.openFile("a")
        let last = try guest.openFile("b")
        #expect(throws: Errno.mfile) { try guest.openFile("c") }
        // Nothing was made on the way to the error.
        #expect(throws: Errno.noent) { try guest.unlink("c") }
        try guest.wasi.fdClose(last)
        #expect(try guest.openFile("c") == last)
    }

    @Test(arguments: TreeKind.allCases) func listsFolders(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let fd = try guest.open(".", .directory, rights: .folder)
        var (entries, isFull) = try guest.readdir(fd)
        #expect(Set(entries.map(\.name)) == [".", ".."] && !isFull)
        let file = try guest.openFile("file")
        let status = guest.allocate(64)
        try guest.wasi.fdFilestatGet(guest.memory, file, result: status)
        (entries, _) = try guest.readdir(fd)
        #expect(entries.count == 3)
        #expect(entries.first { $0.name == "file" }?.inode == guest.load(status + 8))
        #expect(entries.first { $0.name == "file" }?.type == 4)
        try guest.wasi.fdFilestatGet(guest.memory, fd, result: status)
        #expect(entries.first { $0.name == "." }?.inode == guest.load(status + 8))
        // From the cookie of the second on there is the third.
        let rest = try guest.readdir(fd, cookie: entries[1].next).entries
        #expect(rest.map(\.name) == [entries[2].name])

        for index in 0..<1000 { try guest.wasi.fdClose(guest.openFile("file.\(index)")) }
        var names: [String] = []
        var cookie: UInt64 = 0
        while true {
            let (entries, isFull) = try guest.readdir(fd, cookie: cookie, 200)
            names += entries.map(\.name)
            if !isFull { break }
            cookie = try #require(entries.last).next
        }
        #expect(names.count == 1003 && Set(names).count == 1003)
        // Buffers too small for one entry are filled; the guest sees that it needs a larger one.
        #expect(try guest.readdir(fd, cookie: 0, 10).isFull)
        #expect(try guest.readdir(fd, cookie: 0, 0).entries.isEmpty)
        #expect(try guest.readdir(fd, cookie: .max).entries.isEmpty)
    }

    @Test func statusLayout() throws {
        let clocks = SimulatedClocks(start: 5_000_000_000, step: 0)
        let fileSystem = MemoryFileSystem(device: 9, clocks: clocks)
        try fileSystem.write("hello", to: "a/file")
        let guest = Guest(try WASI(preopens: [Preopen("/dir", fileSystem)], standardInput: .null))
        let path = guest.put("a/file".utf8)
        let status = guest.allocate(64)
        try guest.wasi.pathFilestatGet(
            guest.memory, 3, lookup: 0, path: path.address, length: path.length, result: status)
        #expect(guest.load(status, as: UInt64.self) == 9)
        #expect(guest.load(status + 8, as: UInt64.self) == 3)
        #expect(guest.load(status + 16, as: UInt64.self) == 4)
        #expect(guest.load(status + 24, as: UInt64.self) == 1)
        #expect(guest.load(status + 32, as: UInt64.self) == 5)
        for time in [40, 48, 56] { #expect(guest.load(status + UInt32(time), as: UInt64.self) == 5_000_000_000) }
    }

    @Test(arguments: TreeKind.allCases) func timeFlags(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let fd = try guest.openFile("file")
        #expect(throws: Errno.inval) { try guest.wasi.fdFilestatSetTimes(fd, access: 1, modification: 2, flags: 3) }
        #expect(throws: Errno.inval) { try guest.wasi.fdFilestatSetTimes(fd, access: 1, modification: 2, flags: 12) }
        #expect(throws: Errno.inval) { try guest.wasi.fdFilestatSetTimes(fd, access: 1, modification: 2, flags: 16) }
        try guest.wasi.fdFilestatSetTimes(fd, access: 100, modification: 200, flags: 5)
        let status = guest.allocate(64)
        try guest.wasi.fdFilestatGet(guest.memory, fd, result: status)
        #expect(guest.load(status + 40, as: UInt64.self) == 100)
        #expect(guest.load(status + 48, as: UInt64.self) == 200)
    }

    @Test(arguments: TreeKind.allCases) func readsLinks(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        try guest.symlink("target", "link")
        let path = guest.put("link".utf8)
        let buffer = guest.allocate(16)
        func readlink(_ length: UInt32) throws -> String {
            try guest.wasi.pathReadlink(
                guest.memory, 3, path: path.address, length: path.length, buffer: buffer, bufferLength: length,
                result: Guest.result)
            return guest.text(at: buffer, Int(guest.load(Guest.result, as: UInt32.self)))
        }
        #expect(try readlink(10) == "target")
        #expect(guest.load(buffer + 6, as: UInt32.self) == 0)
        #expect(try readlink(4) == "targ")
        #expect(try readlink(0) == "")
    }

    @Test(arguments: TreeKind.allCases) func advice(_ kind: TreeKind) throws {
        let guest = try Guest(kind)
        let fd = try guest.openFile("file")
        for advice in 0...5 { try guest.wasi.fdAdvise(fd, offset: 0, length: 10, advice: UInt32(advice)) }
        #expect(throws: Errno.inval) { try guest.wasi.fdAdvise(fd, offset: 0, length: 10, advice: 6) }
        #expect(throws: Errno.inval) { try guest.wasi.fdAdvise(fd, offset: 0, length: 10, advice: 256) }
    }
}
