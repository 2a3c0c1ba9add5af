import Testing
import WebAssembly

@testable import WASI

/// What happens at each of ``WASI/Limits``, just below and just beyond. Those of descriptors and of file systems in memory are in
/// `DescriptorTests`, `HostileGuestTests` and `OverlayTests`.
@Suite struct LimitTests {
    private func guest(
        output: StandardStream = .null, error: StandardStream = .null, _ change: (inout WASI.Limits) -> Void
    ) throws -> Guest {
        var limits = WASI.Limits()
        change(&limits)
        return Guest(
            try WASI(
                preopens: [Preopen("/", MemoryFileSystem())], standardInput: .null, standardOutput: output,
                standardError: error, limits: limits))
    }

    @Test func pathsAreShort() throws {
        let guest = try guest { $0.pathBytes = 10 }
        try guest.makeFolder("0123456789")
        #expect(throws: Errno.nametoolong) { try guest.makeFolder("01234567890") }
        try guest.symlink("0123456789", "link")
        #expect(throws: Errno.nametoolong) { try guest.symlink("01234567890", "other") }
        // More than the most is not to be had.
        let other = try self.guest { $0.pathBytes = .max }
        #expect(throws: Errno.nametoolong) { try other.makeFolder(String(repeating: "x/", count: 2049)) }
    }

    @Test func listingsAreSmall() throws {
        let guest = try guest { $0.listingBytes = 256 }
        #expect(try guest.readdir(3, 256).entries.map(\.name) == [".", ".."])
        #expect(throws: Errno.inval) { try guest.readdir(3, 257) }
    }

    @Test func subscriptionsAreFew() throws {
        let guest = try guest { $0.subscriptions = 3 }
        // Clocks in zeroed memory are due at once.
        func poll(_ count: UInt32) throws(Errno) {
            try guest.wasi.pollOneoff(
                guest.memory, guest.store, subscriptions: 1024, events: 2048, count: count, result: 0)
        }
        try poll(3)
        #expect(throws: Errno.inval) { try poll(4) }
        #expect(throws: Errno.inval) { try poll(0) }
    }

    @Test func randomBytesAreFew() throws {
        let guest = try guest { $0.randomBytes = 100 }
        try guest.wasi.randomGet(guest.memory, guest.store, buffer: 0, length: 100)
        #expect(throws: Errno.inval) { try guest.wasi.randomGet(guest.memory, guest.store, buffer: 0, length: 101) }
    }

    @Test func outputIsCutOff() throws {
        let (output, error) = (OutputBuffer(), OutputBuffer())
        let guest = try guest(output: .collecting(output), error: .collecting(error)) { $0.outputBytes = 10 }
        #expect(try guest.write(1, "abc", "d") == 4)
        #expect(try guest.write(2, "ef") == 2)
        #expect(try guest.write(1, "gh", "ijkl") == 4)
        #expect(throws: Errno.nospc) { try guest.write(1, "m") }
        #expect(throws: Errno.nospc) { try guest.write(2, "n") }
        #expect(try guest.write(1, "") == 0)
        #expect(output.text == "abcdghij" && error.text == "ef")
        // A file is no standard stream.
        let fd = try guest.openFile("file")
        #expect(try guest.write(fd, "more") == 4)
    }

    @Test func aBufferOfOutputFillsUp() throws {
        let output = OutputBuffer(limit: 5)
        let guest = try guest(output: .collecting(output)) { _ in }
        #expect(try guest.write(1, "abc") == 3)
        #expect(try guest.write(1, "def") == 2)
        #expect(throws: Errno.nospc) { try guest.write(1, "g") }
        #expect(output.text == "abcde")
    }

    @Test func socketsCountAsDescriptors() throws {
        let listener = try HostSocket.listening(.unix)
        var limits = WASI.Limits()
        limits.descriptors = 5
        let wasi = try WASI(sockets: [PreopenedSocket(listener.descriptor)], standardInput: .null, limits: limits)
        let guest = Guest(wasi)
        let clients = try [listener.connect(), listener.connect()]
        try wasi.sockAccept(guest.memory, guest.store, 3, flags: 0, result: 0)
        #expect(throws: Errno.mfile) { try wasi.sockAccept(guest.memory, guest.store, 3, flags: 0, result: 0) }
        try wasi.fdClose(4)
        // The connection has waited.
        try wasi.sockAccept(guest.memory, guest.store, 3, flags: 0, result: 0)
        withExtendedLifetime(clients) {}
    }
}
