import Testing
import WebAssembly

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A module that calls every function of the preview with values that are right, nearly right, at a border or nonsense, over each
/// kind of file system: the host neither crashes nor hangs, nothing outside the folder is touched, and every descriptor
/// comes back.
///
/// `SWIFTLET_WASI_FUZZ_SECONDS=600 swift test --filter FuzzTests` looks further, with other seeds. Built with
/// `--sanitize address` it sees bytes outside their blocks as well.
@Suite(.serialized) struct FuzzTests {
    @Test(arguments: TreeKind.allCases) func everyFunctionWithAnything(_ kind: TreeKind) throws {
        let seconds = getenv("SWIFTLET_WASI_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 0
        let end = ContinuousClock.now + .seconds(seconds) / TreeKind.allCases.count
        var seed: UInt64 = 1
        repeat {
            try run(kind, seed: seed, calls: 3000)
            seed += 1
        } while ContinuousClock.now < end
    }

    private func run(_ kind: TreeKind, seed: UInt64, calls: Int) throws {
        let temporary: TemporaryFolder?
        do {
            let tree = try kind.make()
            temporary = tree.folder
            var racer: Racer?
            if let folder = tree.folder {
                racer = Racer { path in
                    symlink("..", path + "/door")
                    unlink(path + "/door")
                    symlink("/proc/self/root", path + "/door")
                    unlink(path + "/door")
                    // Gives the processor back: the guest is to be met at work.
                    usleep(50)
                }
                racer?.start(in: folder.inside)
            }
            defer { racer?.stop() }
            let guest = try FuzzGuest(tree.fileSystem, seed: seed)
            for index in 0..<calls {
                let before = ContinuousClock.now
                guest.call()
                let elapsed = ContinuousClock.now - before
                if elapsed > .seconds(20) {
                    Issue.record("call \(index) of seed \(seed) took \(elapsed): \(guest.lastCall)")
                    return
                }
            }
            #expect(guest.answers[UInt32(Errno.success.rawValue), default: 0] > calls / 50, "\(guest.answers)")
            #expect(guest.answers[UInt32(Errno.fault.rawValue), default: 0] > calls / 50, "\(guest.answers)")
            #expect(guest.functions.count == 46, "\(guest.functions)")
            #expect(guest.otherErrors == [])
        }
        guard let temporary else { return }
        #expect(temporary.entries() == ["inside", "secret"])
        #expect(temporary.contents(of: "secret") == "secret")
        #expect(temporary.openDescriptors() == 0)
    }
}

/// A module with all imports, and memory in which some things make sense.
private final class FuzzGuest {
    private(set) var answers: [UInt32: Int] = [:]
    private(set) var functions: Set<String> = []
    private(set) var lastCall = ""
    /// What calls ended with that were neither answers nor the end of their time.
    private(set) var otherErrors: [String] = []

    private let store = Store()
    private let instance: Instance
    private let memory: Memory
    private let random: SeededRandom
    private let sockets: [HostSocket]

    private static let paths = 1024
    private static let vectors = 2048
    private static let buffers = 4096
    private static let names = [
        "a", "b", "c", "a/b", "a/b/c", "l", "m", "l/a", "..", "../secret", "a/../../secret", "a/..", ".", "a/", "/",
        "/etc/passwd",
        "door", "door/secret", "door/etc/passwd", "/proc/self/root", "/proc/self/cwd/secret", "a//b", "./a", "x\0y", "",
        "ü",
        "../inside/a", "l/../..", "m/..",
    ]

    init(_ fileSystem: any FileSystem, seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        let (near, far) = try HostSocket.pair()
        far.send("some bytes to receive")
        // An end that is reached waits for nobody.
        far.close()
        sockets = [near, try HostSocket.listening(.unix)]
        var limits = WASI.Limits()
        limits.descriptors = 40
        limits.outputBytes = 1 << 20
        let wasi = try WASI(
            arguments: ["fuzz", "x"], environment: ["A=B"],
            preopens: [Preopen("/", fileSystem), Preopen("/m", MemoryFileSystem())],
            sockets: sockets.map { PreopenedSocket($0.descriptor) }, standardInput: .text("input"),
            standardOutput: .null, standardError: .null, clocks: SimulatedClocks(), random: SeededRandom(seed: seed),
            limits: limits)
        var linker = Linker()
        wasi.link(into: &linker)
        instance = try linker.instantiate(Module(text: Self.module, engine: store.engine), in: store)
        memory = try instance.memory("memory")
    }

    /// Each function of the preview, and an export of the same name that calls it.
    private static let module: String = {
        var imports = ""
        var exports = ""
        for (name, parameters) in LinkTests.functions {
            let types = parameters.map { $0 == "i" ? "i32" : "i64" }.joined(separator: " ")
            let type = "(param \(types))" + (name == "proc_exit" ? "" : " (result i32)")
            let arguments = parameters.indices.map {
                "(local.get \(parameters.distance(from: parameters.startIndex, to: $0)))"
            }
            imports += "(import \"\(WASI.moduleName)\" \"\(name)\" (func $\(name) \(type)))\n"
            exports += "(func (export \"\(name)\") \(type) (call $\(name) \(arguments.joined(separator: " "))))\n"
        }
        return "(module \(imports) (memory (export \"memory\") 2) \(exports))"
    }()

    private func pick(_ count: Int) -> Int {
        var value: UInt32 = 0
        withUnsafeMutableBytes(of: &value) { random.fill($0) }
        return Int(value) % count
    }

    private func word() -> UInt32 {
        switch pick(10) {
        case 0: UInt32(HostileGuestTests.places[pick(HostileGuestTests.places.count)])
        case 1: UInt32(truncatingIfNeeded: pick(1 << 31) * 2 + pick(2))
        case 2: UInt32(131072 - pick(70))
        // Addresses of things, and small numbers: descriptors, lengths, flags.
        case 3: UInt32(Self.paths)
        case 4: UInt32(Self.vectors)
        case 5: UInt32(Self.buffers + pick(1000))
        case 6: UInt32(pick(200))
        default: UInt32(pick(10))
        }
    }

    private func long() -> UInt64 {
        switch pick(6) {
        case 0: UInt64.max - UInt64(pick(3))
        case 1: 1 << 63 - UInt64(pick(3))
        case 2: UInt64(word()) << 40
        // All rights.
        case 3: (1 << 30) - 1
        default: UInt64(pick(100_000))
        }
    }

    /// Something to point at: a path, vectors of which few are good, a subscription.
    private func prepare() throws {
        let name = Array(Self.names[pick(Self.names.count)].utf8)
        for (index, byte) in name.enumerated() { try memory.store(byte, at: UInt32(Self.paths + index)) }
        for index in 0..<4 {
            let address = UInt32(Self.vectors + index * 8)
            try memory.store(pick(8) == 0 ? word() : UInt32(Self.buffers + index * 64), at: address)
            try memory.store(pick(8) == 0 ? word() : UInt32(pick(64)), at: address + 4)
        }
        if pick(4) == 0 {
            for offset in 0..<48 { try memory.store(UInt8(pick(4)), at: UInt32(Self.buffers + offset)) }
        }
    }

    /// Calls a function. Half of the time the arguments have the places that they have in most functions.
    func call() {
        let (name, parameters) = LinkTests.functions[pick(LinkTests.functions.count)]
        functions.insert(name)
        var values: [Value] = []
        for (index, kind) in parameters.enumerated() {
            if kind == "I" {
                values.append(.i64(Int64(bitPattern: long())))
            } else if index == 0, pick(4) > 0,
                name.hasPrefix("fd_") || name.hasPrefix("path_") || name.hasPrefix("sock_")
            {
                // Mostly the preopens, or what has been opened.
                values.append(.i32(Int32(pick(3) == 0 ? pick(12) : 3 + pick(2))))
            } else {
                values.append(.i32(Int32(bitPattern: word())))
            }
        }
        if name.hasPrefix("path_"), pick(2) == 0 {
            // The path and its length, where most of these functions have them.
            let place =
                ["path_open", "path_filestat_get", "path_filestat_set_times", "path_link"].contains(name) ? 2 : 1
            values[place] = .i32(Int32(Self.paths))
            values[place + 1] = .i32(Int32(1 + pick(12)))
        }
        // The first descriptors stay, or there would soon be nothing to do; one in some calls goes all the same.
        if ["fd_close", "fd_renumber"].contains(name), pick(3) > 0 { values[0] = .i32(Int32(7 + pick(30))) }
        if name == "fd_renumber" { values[1] = .i32(Int32(7 + pick(30))) }
        if name == "fd_fdstat_set_rights", pick(10) > 0 { return }
        lastCall = "\(name) \(values)"
        store.deadline = .now + .milliseconds(30)
        do {
            try prepare()
            let results = try instance.function(name).call(values)
            if case .i32(let code)? = results.first { answers[UInt32(bitPattern: code), default: 0] += 1 }
        } catch is WASIExit {
        } catch let trap as Trap where trap.kind == .deadlineExceeded {
        } catch {
            otherErrors.append("\(lastCall): \(error)")
        }
    }
}
