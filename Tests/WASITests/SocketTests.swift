import Attacks
import Testing
import WebAssembly

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Sockets that the host gives to its guest: real ones, of the system.
@Suite struct SocketTests {
    @Test(arguments: [HostSocket.Family.tcp, .unix]) func acceptsReadsAndAnswers(_ family: HostSocket.Family) throws {
        let listener = try HostSocket.listening(family)
        let guest = try SocketGuest(listener)
        #expect(try guest.base.fdstat(3).type == FileType.socketStream.rawValue)
        let client = try listener.connect()
        let fd = try guest.accept(3)
        #expect(fd == 4)
        #expect(try guest.base.fdstat(4).type == FileType.socketStream.rawValue)

        client.send("hello")
        #expect(try guest.receive(fd, 3, peek: true) == "hel")
        #expect(try guest.receive(fd, 3) == "hel")
        // The general functions work on sockets too.
        #expect(try guest.base.read(fd) == "lo")
        #expect(try guest.send(fd, "to ", "you") == 6)
        #expect(try guest.base.write(fd, "!") == 1)
        #expect(client.receive(7) == "to you!")

        try guest.wasi.sockShutdown(fd, how: 2)
        #expect(client.receive(1) == "")
        client.send("bye")
        client.close()
        #expect(try guest.receive(fd, 100) == "bye")
        #expect(try guest.receive(fd, 100) == "")
        try guest.wasi.fdClose(fd)
        #expect(throws: Errno.badf) { try guest.receive(fd, 1) }
    }

    @Test func waitsForAll() throws {
        let (near, far) = try HostSocket.pair()
        let guest = try SocketGuest(near)
        let thread = HostThread {
            for piece in ["ab", "cd", "ef"] {
                usleep(20_000)
                far.send(piece)
            }
            far.close()
        }
        #expect(try guest.receive(3, 5, waitAll: true) == "abcde")
        // The end comes before the buffers are full.
        #expect(try guest.receive(3, 5, waitAll: true) == "f")
        thread.join()
    }

    @Test func datagramsAreCut() throws {
        let (near, far) = try HostSocket.pair(datagrams: true)
        let guest = try SocketGuest(near)
        #expect(try guest.base.fdstat(3).type == FileType.socketDatagram.rawValue)
        far.send("hello")
        far.send("x")
        #expect(try guest.receive(3, 3) == "hel")
        #expect(guest.base.load(SocketGuest.flags, as: UInt16.self) == 1)
        #expect(try guest.receive(3, 3) == "x")
        #expect(guest.base.load(SocketGuest.flags, as: UInt16.self) == 0)
    }

    @Test func nonblockingSocketsDoNotWait() throws {
        let listener = try HostSocket.listening(.tcp)
        let guest = try SocketGuest(listener)
        try guest.wasi.fdFdstatSetFlags(3, flags: UInt32(DescriptorFlags.nonblock.rawValue))
        #expect(throws: Errno.again) { try guest.accept(3) }
        let client = try listener.connect()
        let fd = try guest.accept(3, flags: .nonblock)
        #expect(throws: Errno.again) { try guest.receive(fd, 10) }
        client.send("x")
        #expect(try guest.poll(fd) == 1)
        #expect(try guest.receive(fd, 10) == "x")
    }

    @Test func pollTellsOfConnections() throws {
        let listener = try HostSocket.listening(.tcp)
        let guest = try SocketGuest(listener)
        let thread = HostThread {
            usleep(30_000)
            _ = try? listener.connect()
        }
        _ = try guest.poll(3)
        _ = try guest.accept(3)
        thread.join()
    }

    @Test func aGoneReaderIsAnErrorAndNoSignal() throws {
        let (near, far) = try HostSocket.pair()
        let guest = try SocketGuest(near)
        far.close()
        #expect(throws: Errno.pipe) { try guest.send(3, "x") }
        #expect(throws: Errno.pipe) { try guest.base.write(3, "x") }
    }

    @Test func wrongUses() throws {
        let listener = try HostSocket.listening(.tcp)
        let (near, _) = try HostSocket.pair()
        let guest = try SocketGuest(listener, near)
        #expect(throws: Errno.notsock) { try guest.accept(1) }
        #expect(throws: Errno.badf) { try guest.accept(9) }
        #expect(throws: Errno.inval) { try guest.accept(4) }
        #expect(throws: Errno.inval) { try guest.accept(3, flags: .append) }
        #expect(throws: Errno.notconn) { try guest.receive(3, 1) }
        #expect(throws: Errno.notconn) { try guest.base.read(3) }
        #expect(throws: Errno.notconn) { try guest.send(3, "x") }
        #expect(throws: Errno.notsup) { try guest.receive(4, 1, peek: true, waitAll: true) }
        #expect(throws: Errno.inval) { try guest.wasi.sockShutdown(4, how: 0) }
        #expect(throws: Errno.inval) { try guest.wasi.sockShutdown(4, how: 4) }
        #expect(throws: Errno.inval) {
            try guest.wasi.sockSend(guest.base.memory, guest.base.store, 4, buffers: 0, count: 0, flags: 1, result: 0)
        }
        #expect(throws: Errno.spipe) { try guest.base.seek(4, 0, 0) }
        // Rights that were given up stay so.
        try guest.wasi.fdFdstatSetRights(4, base: Rights.fdRead.rawValue, inheriting: 0)
        #expect(throws: Errno.badf) { try guest.send(4, "x") }
        #expect(throws: Errno.notcapable) { try guest.wasi.sockShutdown(4, how: 1) }
    }

    @Test func whatIsNoSocketIsRefused() {
        let error = #expect(throws: PreopenError.self) {
            _ = try WASI(sockets: [PreopenedSocket(open("/dev/null", O_RDONLY | O_CLOEXEC))])
        }
        #expect(error?.description.contains("no socket") == true)
    }

    @Test func socketsComeAfterPreopens() throws {
        let listener = try HostSocket.listening(.tcp)
        let wasi = try WASI(
            preopens: [Preopen("/", MemoryFileSystem())], sockets: [PreopenedSocket(listener.descriptor)])
        let guest = Guest(wasi)
        try wasi.fdPrestatGet(guest.memory, 3, result: 0)
        #expect(throws: Errno.badf) { try wasi.fdPrestatGet(guest.memory, 4, result: 0) }
        #expect(try guest.fdstat(4).type == FileType.socketStream.rawValue)
    }

    @Test func aStoppedGuestWaitsNoLonger() throws {
        let listener = try HostSocket.listening(.tcp)
        let guest = try SocketGuest(listener)
        guest.base.store.interrupter.interrupt()
        #expect(throws: Errno.intr) { try guest.accept(3) }
    }
}

/// A guest with sockets from descriptor 3 on.
private final class SocketGuest {
    static let flags: UInt32 = 32
    let wasi: WASI
    let base: Guest

    init(_ sockets: HostSocket...) throws {
        wasi = try WASI(
            sockets: sockets.map { PreopenedSocket($0.descriptor) }, standardInput: .null, standardOutput: .null,
            standardError: .null)
        base = Guest(wasi)
    }

    func accept(_ fd: UInt32, flags: DescriptorFlags = []) throws(Errno) -> UInt32 {
        try wasi.sockAccept(base.memory, base.store, fd, flags: UInt32(flags.rawValue), result: Guest.result)
        return base.load(Guest.result)
    }

    func receive(_ fd: UInt32, _ count: Int, peek: Bool = false, waitAll: Bool = false) throws(Errno) -> String {
        let buffer = base.allocate(count)
        let array = base.vectors([(buffer, UInt32(count))])
        try wasi.sockRecv(
            base.memory, base.store, fd, buffers: array, count: 1, flags: (peek ? 1 : 0) | (waitAll ? 2 : 0),
            result: Guest.result, resultFlags: Self.flags)
        return base.text(at: buffer, Int(base.load(Guest.result, as: UInt32.self)))
    }

    func send(_ fd: UInt32, _ strings: String...) throws(Errno) -> Int {
        let array = base.vectors(strings.map { base.put($0.utf8) })
        try wasi.sockSend(
            base.memory, base.store, fd, buffers: array, count: UInt32(strings.count), flags: 0, result: Guest.result)
        return Int(base.load(Guest.result, as: UInt32.self))
    }

    /// Waits for reading; the number of events.
    func poll(_ fd: UInt32) throws(Errno) -> UInt32 {
        let subscription = base.allocate(48)
        base.bytes.store(UInt8(1), at: Int(subscription) + 8)
        base.bytes.store(fd, at: Int(subscription) + 16)
        try wasi.pollOneoff(
            base.memory, base.store, subscriptions: subscription, events: base.allocate(32), count: 1,
            result: Guest.result)
        return base.load(Guest.result)
    }
}
