import Attacks
import Testing
import WebAssembly

@testable import WASI

/// Guests that take until there is no more: each gets an error code and goes on, the next guest has all of it again, and no descriptor
/// stays open.
@Suite struct ExhaustionTests {
    private static func code(_ errno: Errno) -> UInt32 { UInt32(errno.rawValue) }

    private func guest(_ fileSystem: any FileSystem, _ change: (inout WASI.Limits) -> Void = { _ in }) throws
        -> Preview1Guest
    {
        var limits = WASI.Limits()
        change(&limits)
        return try Preview1Guest(
            WASI(
                preopens: [Preopen("/", fileSystem)], standardInput: .null, standardOutput: .null, standardError: .null,
                limits: limits))
    }

    /// Opens until it may not.
    private func exhaust(_ guest: Preview1Guest) throws -> (count: Int, code: UInt32?) {
        for count in 0..<10_000 {
            let code = try guest.open("file").code
            if code != 0 { return (count, code) }
        }
        return (10_000, nil)
    }

    @Test(arguments: TreeKind.allCases) func descriptors(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let before = tree.folder?.openDescriptors() ?? 0
        for _ in 1...3 {
            do {
                let guest = try guest(tree.fileSystem) { $0.descriptors = 50 }
                let (count, code) = try exhaust(guest)
                #expect(count == 46 && code == Self.code(.mfile))
                // Another folder is one more, too, and nothing is made on the way to the error.
                #expect(try guest.open("new").code == Self.code(.mfile))
                #expect(try guest.open(".", flags: 2).code == Self.code(.mfile))
                #expect(throws: Errno.noent) { try tree.status("new") }
                if let folder = tree.folder, kind.writesToHost { #expect(folder.openDescriptors() >= before + 46) }
                // What it has still works, and what it closes can be had again.
                #expect(try guest.write("text", to: 49) == 0)
                #expect(try guest.call("fd_close", 20) == 0)
                let again = try guest.open("file")
                #expect(again.code == 0 && again.descriptor == 20)
            }
            #expect(tree.folder?.openDescriptors() ?? 0 == before)
        }
    }

    /// Room in memory is taken by what there is, and comes back with it.
    @Test func memoryFiles() throws {
        var limits = WASI.Limits()
        limits.storedBytes = 1 << 20
        limits.storedNodes = 100
        let fileSystem = MemoryFileSystem(limits: limits)
        for _ in 1...3 {
            let guest = try guest(fileSystem)
            let (_, fd) = try guest.open("large")
            let text = String(repeating: "x", count: 60_000)
            var written = 0
            while try guest.write(text, to: fd) == 0 { written += 1 }
            #expect((17...18).contains(written))
            #expect(try guest.write(text, to: fd) == Self.code(.nospc))
            var made = 0
            while made < 1000 {
                let (code, descriptor) = try guest.open("small\(made)")
                if code != 0 {
                    #expect(code == Self.code(.nospc))
                    break
                }
                made += 1
                try guest.call("fd_close", descriptor)
            }
            #expect(made == 98)
            // A full file system can be emptied.
            for index in 0..<made {
                try guest.memory.write(Array("small\(index)".utf8), at: 512)
                #expect(try guest.call("path_unlink_file", 3, 512, UInt64("small\(index)".utf8.count)) == 0)
            }
            #expect(try guest.call("fd_filestat_set_size", fd, 0) == 0)
        }
    }

    /// Calls that ask for much at once get an error, and no more than that.
    @Test func largeRequests() throws {
        let guest = try guest(MemoryFileSystem()) { $0.descriptors = 20 }
        #expect(guest.memory.grow(by: 98) == 2)
        let size = UInt64(guest.memory.byteCount)
        #expect(try guest.call("fd_readdir", 3, 0, size, 0, 0) == Self.code(.inval))
        #expect(try guest.call("poll_oneoff", 0, 0, size / 48, 0) == Self.code(.inval))
        #expect(try guest.call("fd_write", 1, 0, size / 8, 0) == Self.code(.inval))
        #expect(try guest.call("path_create_directory", 3, 0, size) == Self.code(.nametoolong))
        let (_, fd) = try guest.open("file")
        #expect(try guest.call("fd_allocate", fd, 0, .max) == Self.code(.fbig))
        #expect(try guest.call("fd_filestat_set_size", fd, .max) != 0)
        #expect(try guest.call("fd_pwrite", fd, 1024, 1, .max, 0) == 0)
        #expect(try guest.call("random_get", 0, size) == 0)
    }
}
