import Attacks
import Testing
import WebAssembly

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Arguments, streams, clocks, randomness and waiting.
@Suite struct ProcessTests {
    @Test func argumentsAndEnvironment() throws {
        let guest = Guest(
            try WASI(arguments: ["prog", "", "参数"], environment: ["A=1", "B="], standardInput: .null))
        try guest.wasi.argsSizesGet(guest.memory, count: 0, size: 4)
        #expect(guest.load(0, as: UInt32.self) == 3)
        #expect(guest.load(4, as: UInt32.self) == 13)
        try guest.wasi.argsGet(guest.memory, argv: 100, buffer: 200)
        #expect((0..<3).map { guest.load(100 + $0 * 4, as: UInt32.self) } == [200, 205, 206])
        #expect(guest.text(at: 200, 13) == "prog\0\0参数\0")
        try guest.wasi.environSizesGet(guest.memory, count: 0, size: 4)
        #expect(guest.load(0, as: UInt32.self) == 2)
        try guest.wasi.environGet(guest.memory, environ: 100, buffer: 200)
        #expect(guest.text(at: 200, 7) == "A=1\0B=\0")
        #expect(throws: Errno.fault) { try guest.wasi.argsGet(guest.memory, argv: 65530, buffer: 200) }
    }

    @Test func preopensAreFoundInOrder() throws {
        let wasi = try WASI(
            preopens: [Preopen("/", MemoryFileSystem()), Preopen("/data", MemoryFileSystem(device: 2))],
            standardInput: .null)
        let guest = Guest(wasi)
        for (fd, name) in [(UInt32(3), "/"), (4, "/data")] {
            try wasi.fdPrestatGet(guest.memory, fd, result: 0)
            #expect(guest.load(0, as: UInt8.self) == 0)
            #expect(guest.load(4, as: UInt32.self) == UInt32(name.utf8.count))
            #expect(throws: Errno.nametoolong) {
                try wasi.fdPrestatDirName(guest.memory, fd, path: 8, length: UInt32(name.utf8.count) - 1)
            }
            try wasi.fdPrestatDirName(guest.memory, fd, path: 8, length: UInt32(name.utf8.count) + 1)
            #expect(guest.text(at: 8, name.utf8.count) == name)
        }
        for fd in [UInt32(0), 1, 2, 5] {
            #expect(throws: Errno.badf) { try wasi.fdPrestatGet(guest.memory, fd, result: 0) }
        }
    }

    @Test func streamsOfMemoryAndFunctions() throws {
        let buffer = OutputBuffer()
        var pieces: [Int] = []
        let wasi = try WASI(
            standardInput: .text("hello world"), standardOutput: .collecting(buffer),
            standardError: .writing { pieces.append($0.count) })
        let guest = Guest(wasi)
        #expect(try guest.read(0, 5) == "hello")
        #expect(try guest.read(0) == " world")
        #expect(try guest.read(0) == "")
        #expect(try guest.write(1, "a", "", "bc") == 3)
        #expect(buffer.text == "abc")
        #expect(try guest.write(2, "a", "", "bc") == 3)
        #expect(pieces == [1, 2])
        #expect(throws: Errno.badf) { try guest.write(0, "x") }
        #expect(throws: Errno.badf) { try guest.read(1) }
        #expect(throws: Errno.spipe) { try guest.seek(1, 0, 1) }
        #expect(throws: Errno.spipe) { try guest.tell(0) }
        #expect(throws: Errno.spipe) { try guest.pread(0, 1, at: 0) }
        #expect(try guest.fdstat(1).type == 0)

        var asked: [Int] = []
        let input = StandardStream.reading {
            asked.append($0)
            return Array("12345678".utf8)
        }
        let reading = Guest(try WASI(standardInput: input))
        #expect(try reading.read(0, 4) == "1234")
        #expect(asked == [4])
    }

    @Test func streamsOfTheProcess() throws {
        let pipe = try Pipe()
        let guest = Guest(
            try WASI(standardInput: .descriptor(pipe.reader), standardOutput: .descriptor(pipe.writer)))
        #expect(try guest.write(1, "through ", "a pipe") == 14)
        #expect(try guest.read(0) == "through a pipe")
        try guest.wasi.fdFdstatSetFlags(0, flags: 4)
        #expect(throws: Errno.again) { try guest.read(0) }
        // The flag is the guest's: the host's own descriptor stays as it was.
        #expect(fcntl(pipe.reader, F_GETFL) & O_NONBLOCK == 0)
        #expect(try guest.fdstat(0).type == 0)

        let null = open("/dev/null", O_RDWR)
        defer { close(null) }
        let other = Guest(try WASI(standardInput: .descriptor(null), standardOutput: .descriptor(null)))
        #expect(try other.read(0) == "")
        #expect(try other.write(1, "x") == 1)
        #expect(try other.fdstat(0).type != 2)
    }

    @Test func largeOutputArrivesWhole() throws {
        let pipe = try Pipe()
        let guest = Guest(
            try WASI(standardInput: .null, standardOutput: .descriptor(pipe.writer)), byteCount: 1 << 20)
        let text = String(repeating: "0123456789abcde\n", count: 20_000)
        let reader = Drain()
        reader.start(pipe.reader)
        #expect(try guest.write(1, text, "end") == text.utf8.count + 3)
        pipe.closeWriter()
        #expect(reader.finish() == Array(text.utf8) + Array("end".utf8))
    }

    @Test func aStoppedGuestWaitsNoLonger() throws {
        let pipe = try Pipe()
        let guest = Guest(
            try WASI(standardInput: .descriptor(pipe.reader), standardOutput: .descriptor(pipe.writer)))
        guest.store.interrupter.interrupt()
        let start = ContinuousClock.now
        #expect(throws: Errno.intr) { try guest.read(0) }
        #expect(throws: Errno.intr) { try poll(guest, [.clock(1, timeout: 60_000_000_000)]) }
        #expect(throws: Errno.intr) { try poll(guest, [.read(fd: 0)]) }
        #expect(throws: Errno.intr) { try guest.wasi.randomGet(guest.memory, guest.store, buffer: 0, length: 10) }
        // A pipe that nobody reads is full some day.
        let text = String(repeating: "x", count: 30_000)
        #expect(throws: Errno.intr) { while true { _ = try guest.write(1, text) } }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func clocks() throws {
        let guest = Guest(try WASI(standardInput: .null))
        func time(_ clock: UInt32) throws -> UInt64 {
            try guest.wasi.clockTimeGet(guest.memory, clock: clock, result: 8)
            return guest.load(8)
        }
        #expect(try time(0) > 1_700_000_000_000_000_000)
        for clock in UInt32(0)...3 {
            let first = try time(clock)
            #expect(try time(clock) >= first)
            try guest.wasi.clockResGet(guest.memory, clock: clock, result: 8)
            #expect((1...1_000_000_000).contains(guest.load(8, as: UInt64.self)))
        }
        #expect(throws: Errno.inval) { try time(4) }
        #expect(throws: Errno.fault) { try guest.wasi.clockTimeGet(guest.memory, clock: 0, result: 65533) }
    }

    @Test func simulatedRunsRepeat() throws {
        func run() throws -> [UInt64] {
            let guest = Guest(
                try WASI(
                    standardInput: .null, clocks: SimulatedClocks(start: 1_000_000), random: SeededRandom(seed: 7)))
            try guest.wasi.clockTimeGet(guest.memory, clock: 0, result: 0)
            try guest.wasi.clockTimeGet(guest.memory, clock: 1, result: 8)
            // An hour of waiting takes no time.
            #expect(try poll(guest, [.clock(1, timeout: 3_600_000_000_000)]).count == 1)
            try guest.wasi.clockTimeGet(guest.memory, clock: 1, result: 16)
            try guest.wasi.randomGet(guest.memory, guest.store, buffer: 24, length: 13)
            return (0..<6).map { guest.load($0 * 8) }
        }
        let first = try run()
        #expect(try run() == first)
        #expect(first[2] > 3_600_000_000_000)
        #expect(first[3] != 0 && first[5] == 0)
    }

    @Test func signalsAreRefused() throws {
        let guest = try Guest(.memory)
        #expect(throws: Errno.notsup) { try guest.wasi.procRaise(signal: 6) }
    }

    @Test func streamsOfFiles() throws {
        let files = MemoryFileSystem()
        try files.write("one\ntwo\n", to: "input")
        try files.write("older text", to: "output")
        let root = try files.openRoot()
        func open(_ path: String, _ options: OpenOptions) throws -> StandardStream {
            guard case .file(let file) = try root.open(GuestPath(path), follow: true, options: options) else {
                throw Errno.isdir
            }
            return .file(file)
        }
        let guest = Guest(
            try WASI(standardInput: open("input", .read), standardOutput: open("output", [.write, .truncate])))
        #expect(try guest.read(0, 4) == "one\n")
        #expect(try guest.read(0) == "two\n")
        #expect(try guest.read(0) == "")
        #expect(try guest.write(1, "a", "b") == 2)
        #expect(try guest.write(1, "c") == 1)
        #expect(try files.contents(of: "output") == Array("abc".utf8))
        #expect(throws: Errno.spipe) { try guest.seek(0, 0, 0) }
    }

    @Test func random() throws {
        let guest = Guest(try WASI(standardInput: .null))
        try guest.wasi.randomGet(guest.memory, guest.store, buffer: 100, length: 3000)
        #expect(Set(guest.bytes[100..<3100]).count > 200)
        #expect(guest.bytes[99] == 0 && guest.bytes[3100] == 0)
        try guest.wasi.randomGet(guest.memory, guest.store, buffer: 65536, length: 0)
        #expect(throws: Errno.fault) {
            try guest.wasi.randomGet(guest.memory, guest.store, buffer: 65000, length: 1000)
        }
    }

    // MARK: poll_oneoff

    @Test func pollsClocks() throws {
        let guest = Guest(try WASI(standardInput: .null))
        let start = ContinuousClock.now
        let events = try poll(guest, [.clock(1, timeout: 30_000_000), .clock(1, timeout: 10_000_000_000)])
        let elapsed = ContinuousClock.now - start
        #expect(elapsed >= .milliseconds(30) && elapsed < .seconds(5))
        #expect(events == [PollEvent(userdata: 0, error: 0, kind: 0)])

        try guest.wasi.clockTimeGet(guest.memory, clock: 0, result: 0)
        let now: UInt64 = guest.load(0)
        #expect(try poll(guest, [.clock(0, timeout: now + 20_000_000, absolute: true)]).count == 1)
        #expect(try poll(guest, [.clock(0, timeout: 5, absolute: true)]).count == 1)
        // Clocks that do not go while one waits, and clocks that there are not.
        #expect(try poll(guest, [.clock(2, timeout: 1)]) == [PollEvent(userdata: 0, error: 58, kind: 0)])
        #expect(try poll(guest, [.clock(9, timeout: 1)]) == [PollEvent(userdata: 0, error: 28, kind: 0)])
        #expect(throws: Errno.inval) { try poll(guest, []) }
        #expect(throws: Errno.inval) {
            try guest.wasi.pollOneoff(guest.memory, guest.store, subscriptions: 0, events: 0, count: 5000, result: 0)
        }
    }

    @Test func pollsDescriptors() throws {
        let pipe = try Pipe()
        let wasi = try WASI(
            preopens: [Preopen("/", MemoryFileSystem())], standardInput: .descriptor(pipe.reader),
            standardOutput: .descriptor(pipe.writer))
        let guest = Guest(wasi)
        // Nothing to read yet: the clock comes first.
        #expect(
            try poll(guest, [.read(fd: 0), .clock(1, timeout: 10_000_000)])
                == [PollEvent(userdata: 1, error: 0, kind: 0)])
        #expect(try poll(guest, [.read(fd: 0), .write(fd: 1)]) == [PollEvent(userdata: 1, error: 0, kind: 2)])
        _ = try guest.write(1, "hello")
        #expect(
            try poll(guest, [.read(fd: 0), .clock(1, timeout: 10_000_000_000)])
                == [PollEvent(userdata: 0, error: 0, kind: 1, byteCount: 5)])
        // Files are always ready; bad descriptors say so; both at once.
        let file = try guest.openFile("file")
        _ = try guest.write(file, "12345678")
        try guest.seek(file, 2, 0)
        let events = try poll(guest, [.read(fd: file), .read(fd: 99), .write(fd: file), .read(fd: 3)])
        #expect(
            events == [
                PollEvent(userdata: 0, error: 0, kind: 1, byteCount: 6), PollEvent(userdata: 1, error: 8, kind: 1),
                PollEvent(userdata: 2, error: 0, kind: 2), PollEvent(userdata: 3, error: 8, kind: 1),
            ])
        // The other end is closed.
        _ = try guest.read(0)
        pipe.closeWriter()
        #expect(try poll(guest, [.read(fd: 0)]).first?.hungUp == 1)
        #expect(try guest.read(0) == "")
    }

    @Test func pollMayOverlapItsInput() throws {
        let guest = Guest(try WASI(standardInput: .null))
        let array = guest.allocate(96)
        for index in 0..<2 { Poll.clock(1, timeout: 0).store(to: guest, at: array, index) }
        try guest.wasi.pollOneoff(
            guest.memory, guest.store, subscriptions: array, events: array, count: 2, result: Guest.result)
        #expect(guest.load(Guest.result, as: UInt32.self) == 2)
        #expect(guest.load(array + 32, as: UInt64.self) == 1)
    }

    private func poll(_ guest: Guest, _ subscriptions: [Poll]) throws(Errno) -> [PollEvent] {
        let input = guest.allocate(max(1, subscriptions.count) * 48)
        let output = guest.allocate(max(1, subscriptions.count) * 32)
        for (index, subscription) in subscriptions.enumerated() { subscription.store(to: guest, at: input, index) }
        try guest.wasi.pollOneoff(
            guest.memory, guest.store, subscriptions: input, events: output, count: UInt32(subscriptions.count),
            result: Guest.result)
        return (0..<guest.load(Guest.result, as: UInt32.self)).map { index in
            let event = output + index * 32
            return PollEvent(
                userdata: guest.load(event), error: guest.load(event + 8), kind: guest.load(event + 10),
                byteCount: guest.load(event + 16), hungUp: guest.load(event + 24))
        }
    }
}

/// A subscription; its userdata is its place.
private enum Poll {
    case clock(UInt32, timeout: UInt64, absolute: Bool = false)
    case read(fd: UInt32)
    case write(fd: UInt32)

    func store(to guest: Guest, at array: UInt32, _ index: Int) {
        let start = Int(array) + index * 48
        guest.bytes.store(UInt64(index), at: start)
        switch self {
        case .clock(let clock, let timeout, let absolute):
            guest.bytes.store(UInt8(0), at: start + 8)
            guest.bytes.store(clock, at: start + 16)
            guest.bytes.store(timeout, at: start + 24)
            guest.bytes.store(UInt16(absolute ? 1 : 0), at: start + 40)
        case .read(let fd):
            guest.bytes.store(UInt8(1), at: start + 8)
            guest.bytes.store(fd, at: start + 16)
        case .write(let fd):
            guest.bytes.store(UInt8(2), at: start + 8)
            guest.bytes.store(fd, at: start + 16)
        }
    }
}

private struct PollEvent: Equatable {
    var userdata: UInt64
    var error: UInt16
    var kind: UInt8
    var byteCount: UInt64 = 0
    var hungUp: UInt16 = 0
}

/// A pipe of the host.
private final class Pipe {
    let reader: CInt
    let writer: CInt
    private var writerIsOpen = true

    init() throws {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw Errno.ofHost }
        (reader, writer) = (ends[0], ends[1])
    }

    func closeWriter() {
        close(writer)
        writerIsOpen = false
    }

    deinit {
        close(reader)
        if writerIsOpen { close(writer) }
    }
}

/// Reads a descriptor to its end on a thread of its own.
private final class Drain: @unchecked Sendable {
    // Written by the thread only, and read after it has ended.
    private var bytes: [UInt8] = []
    private var thread: HostThread?

    func start(_ descriptor: CInt) {
        thread = HostThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 10_000)
            while case let count = read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        }
    }

    func finish() -> [UInt8] {
        thread?.join()
        return bytes
    }
}
