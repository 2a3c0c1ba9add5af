import Attacks
import Testing

@testable import WASI

/// Guests that mean harm: an error code, never a crash, a hang or a large allocation.
@Suite struct HostileGuestTests {
    @Test func everyAddressIsChecked() throws {
        let guest = try Guest(.memory)
        let (wasi, memory, store) = (guest.wasi, guest.memory, guest.store)
        let fd = try guest.openFile("file")
        _ = try guest.write(fd, String(repeating: "x", count: 3000))
        let path = guest.put("file".utf8)
        var calls = 0
        /// Whatever happens must be an error code or success.
        func attempt(_ body: () throws(Errno) -> Void) {
            calls += 1
            try? body()
        }
        for a in Preview1.places {
            for b in Preview1.places {
                attempt { () throws(Errno) in try wasi.argsGet(memory, argv: a, buffer: b) }
                attempt { () throws(Errno) in try wasi.argsSizesGet(memory, count: a, size: b) }
                attempt { () throws(Errno) in try wasi.environGet(memory, environ: a, buffer: b) }
                attempt { () throws(Errno) in try wasi.environSizesGet(memory, count: a, size: b) }
                attempt { () throws(Errno) in try wasi.clockTimeGet(memory, clock: a, result: b) }
                attempt { () throws(Errno) in try wasi.clockResGet(memory, clock: a, result: b) }
                attempt { () throws(Errno) in try wasi.randomGet(memory, store, buffer: a, length: b) }
                attempt { () throws(Errno) in try wasi.fdPrestatDirName(memory, 3, path: a, length: b) }
                attempt { () throws(Errno) in try wasi.fdFdstatGet(memory, a, result: b) }
                attempt { () throws(Errno) in try wasi.fdFilestatGet(memory, a, result: b) }
                attempt { () throws(Errno) in try wasi.fdRenumber(a, to: b) }
                for c in Preview1.places {
                    attempt { () throws(Errno) in
                        try wasi.fdRead(memory, store, fd, buffers: a, count: b, result: c)
                    }
                    attempt { () throws(Errno) in
                        try wasi.fdWrite(memory, store, 1, buffers: a, count: b, result: c)
                    }
                    attempt { () throws(Errno) in
                        try wasi.fdPread(memory, fd, buffers: a, count: b, offset: UInt64(a) << 32, result: c)
                    }
                    attempt { () throws(Errno) in
                        try wasi.fdReaddir(memory, 3, buffer: a, length: b, cookie: UInt64(c), result: c)
                    }
                    attempt { () throws(Errno) in
                        try wasi.pathOpen(
                            memory, 3, lookup: 1, path: a, length: b, open: 0, base: .max, flags: 0,
                            result: c)
                    }
                    attempt { () throws(Errno) in
                        try wasi.pathReadlink(
                            memory, 3, path: path.address, length: path.length, buffer: a, bufferLength: b, result: c)
                    }
                    attempt { () throws(Errno) in
                        try wasi.pathRename(memory, 3, path: a, length: b, newFd: 3, newPath: c, newLength: b)
                    }
                    attempt { () throws(Errno) in
                        try wasi.pathSymlink(memory, target: a, targetLength: b, 3, path: c, length: b)
                    }
                    // The clock in zeroed memory is due at once, so nothing here waits.
                    attempt { () throws(Errno) in
                        try wasi.pollOneoff(memory, store, subscriptions: a, events: b, count: c, result: a)
                    }
                }
            }
        }
        #expect(calls == 100 * 11 + 1000 * 9)
        #expect(throws: Errno.fault) { try wasi.fdPrestatGet(memory, 3, result: 65530) }
        #expect(throws: Errno.fault) { try wasi.fdFilestatGet(memory, 3, result: 65536 - 63) }
        try wasi.fdFilestatGet(memory, 3, result: 65536 - 64)
    }

    @Test func buffersAreBounded() throws {
        let guest = try Guest(.memory)
        let fd = try guest.openFile("file")
        // Too many, although all of them lie in the memory.
        #expect(throws: Errno.inval) {
            try guest.wasi.fdWrite(guest.memory, guest.store, fd, buffers: 0, count: 1025, result: 0)
        }
        #expect(throws: Errno.fault) {
            try guest.wasi.fdWrite(guest.memory, guest.store, fd, buffers: 65536 - 8, count: 1000, result: 0)
        }
        // More bytes in all than the answer can say.
        let array = guest.vectors(Array(repeating: (0, 1 << 30), count: 5))
        #expect(throws: Errno.inval) {
            try guest.wasi.fdWrite(guest.memory, guest.store, fd, buffers: array, count: 5, result: 0)
        }
        // The second buffer is bad: nothing is written.
        let bad = guest.vectors([(0, 8), (65530, 100)])
        #expect(throws: Errno.fault) {
            try guest.wasi.fdWrite(guest.memory, guest.store, fd, buffers: bad, count: 2, result: 0)
        }
        #expect(try guest.size(fd) == 0)
    }

    @Test func memoryFilesAreBounded() throws {
        var limits = WASI.Limits()
        limits.storedBytes = 200_000
        limits.storedNodes = 20
        let fileSystem = MemoryFileSystem(limits: limits)
        let guest = Guest(try WASI(preopens: [Preopen("/", fileSystem)], standardInput: .null))
        let fd = try guest.openFile("big")
        // A size costs nothing, contents do.
        try guest.wasi.fdFilestatSetSize(fd, size: 1 << 60)
        #expect(try guest.size(fd) == 1 << 60)
        #expect(throws: Errno.fbig) { try fileSystem.contents(of: "big") }
        let piece = String(repeating: "x", count: 1000)
        var written = 0
        #expect(throws: Errno.nospc) {
            for index in 0..<UInt64(1000) { written += try guest.pwrite(fd, piece, at: index * 1000) }
        }
        #expect((100_000...200_000).contains(written))
        #expect(throws: Errno.nospc) { try guest.pwrite(fd, piece, at: 1 << 50) }
        try guest.wasi.fdFilestatSetSize(fd, size: 0)
        #expect(try guest.pwrite(fd, piece, at: 0) == 1000)

        #expect(throws: Errno.nospc) { for index in 0..<100 { try guest.makeFolder("folder\(index)") } }
        #expect(fileSystem.budget.nodeCount == 20)
        #expect(throws: Errno.nospc) { try guest.symlink("x", "link") }
        for index in 0..<18 {
            let path = guest.put("folder\(index)".utf8)
            try guest.wasi.pathRemoveDirectory(guest.memory, 3, path: path.address, length: path.length)
        }
        #expect(fileSystem.budget.nodeCount == 2)
        // Names without nodes are counted too.
        #expect(throws: Errno.nospc) {
            for index in 0..<100 {
                let (old, new) = (guest.put("big".utf8), guest.put("name\(index)".utf8))
                try guest.wasi.pathLink(
                    guest.memory, 3, lookup: 0, path: old.address, length: old.length, newFd: 3, newPath: new.address,
                    newLength: new.length)
            }
        }
    }

    @Test func largeFoldersAreEmptiedInTime() throws {
        let fileSystem = MemoryFileSystem()
        let root = try fileSystem.openRoot()
        let paths = try (0..<20_000).map { try GuestPath("file\($0)") }
        for path in paths { try root.createSymbolicLink(at: path, to: [1]) }
        for path in paths { try root.removeFile(at: path) }
        #expect(try fileSystem.names().isEmpty)
        #expect(fileSystem.budget.nodeCount == 1 && fileSystem.budget.nameCount == 0)
    }

    @Test func deepTreesAreFreed() throws {
        let fileSystem = MemoryFileSystem()
        var folder = try fileSystem.openRoot()
        for _ in 0..<100_000 {
            try folder.createFolder(at: GuestPath("x"))
            guard case .folder(let next) = try folder.open(GuestPath("x"), follow: false, options: .folder) else {
                return
            }
            folder = next
        }
        #expect(fileSystem.budget.nodeCount == 100_001)
    }

    @Test(arguments: TreeKind.allCases) func deepPathsEnd(_ kind: TreeKind) throws {
        let tree = try kind.make()
        var folder = tree.root
        for depth in 0..<300 {
            // An overlay finds its layers' folders by their whole paths, so it ends where a path does.
            if [.overlayOfHost, .overlayOfOverlay].contains(kind), depth == 256 {
                #expect(throws: Errno.nametoolong) { try folder.createFolder(at: GuestPath("x")) }
                break
            }
            try folder.createFolder(at: GuestPath("x"))
            guard case .folder(let next) = try folder.open(GuestPath("x"), follow: false, options: .folder) else {
                return
            }
            folder = next
        }
        let deep = Array(repeating: "x", count: 299).joined(separator: "/")
        if kind == .hostKernel && kernelWalks {
            #expect(try tree.status(deep).type == .directory)
        } else {
            #expect(throws: Errno.nametoolong) { try tree.status(deep) }
        }
        #expect(try tree.status(Array(repeating: "x", count: 200).joined(separator: "/")).type == .directory)
    }

    private var kernelWalks: Bool {
        #if os(Linux)
            BeneathOpen.isAvailable
        #else
            false
        #endif
    }
}
