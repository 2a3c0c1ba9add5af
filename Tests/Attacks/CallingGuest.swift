import WASI
import WebAssembly

/// A guest in whose memory some things make sense: each call gives a function of the preview arguments that are right, nearly right, at a border or nonsense.
package final class CallingGuest {
    package private(set) var answers: [UInt32: Int] = [:]
    package private(set) var functions: Set<String> = []
    package private(set) var lastCall = ""
    /// What calls ended with that were neither answers nor the end of their time.
    package private(set) var otherErrors: [String] = []

    private let guest: Preview1Guest
    private var chance: Chance

    private static let paths = 1024
    private static let vectors = 2048
    private static let buffers = 4096
    private static let names = [
        "a", "b", "c", "a/b", "a/b/c", "l", "m", "l/a", "..", "../secret", "a/../../secret", "a/..", ".", "a/", "/",
        "/etc/passwd", "door", "door/secret", "door/etc/passwd", "/proc/self/root", "/proc/self/cwd/secret", "a//b",
        "./a",
        "x\0y", "", "ü", "../inside/a", "l/../..", "m/..",
    ]

    /// - Parameter sockets: borrowed; both should answer at once.
    package init(_ fileSystem: any FileSystem, sockets: [PreopenedSocket], seed: UInt64) throws {
        chance = Chance(seed: seed)
        var limits = WASI.Limits()
        limits.descriptors = 40
        limits.outputBytes = 1 << 20
        let wasi = try WASI(
            arguments: ["fuzz", "x"], environment: ["A=B"],
            preopens: [Preopen("/", fileSystem), Preopen("/m", MemoryFileSystem())],
            sockets: sockets, standardInput: .text("input"),
            standardOutput: .null, standardError: .null, clocks: SimulatedClocks(), random: SeededRandom(seed: seed),
            limits: limits)
        guest = try Preview1Guest(wasi)
    }

    private func pick(_ count: Int) -> Int { chance.pick(count) }

    private func word() -> UInt32 {
        switch pick(10) {
        case 0: Preview1.places[pick(Preview1.places.count)]
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
        for (index, byte) in name.enumerated() { try guest.memory.store(byte, at: UInt32(Self.paths + index)) }
        for index in 0..<4 {
            let address = UInt32(Self.vectors + index * 8)
            try guest.memory.store(pick(8) == 0 ? word() : UInt32(Self.buffers + index * 64), at: address)
            try guest.memory.store(pick(8) == 0 ? word() : UInt32(pick(64)), at: address + 4)
        }
        if pick(4) == 0 {
            for offset in 0..<48 { try guest.memory.store(UInt8(pick(4)), at: UInt32(Self.buffers + offset)) }
        }
    }

    /// Calls a function. Half of the time the arguments have the places that they have in most functions.
    package func call() {
        let (name, parameters) = Preview1.functions[pick(Preview1.functions.count)]
        functions.insert(name)
        var values: [UInt64] = []
        for (index, kind) in parameters.enumerated() {
            if kind == "I" {
                values.append(long())
            } else if index == 0, pick(4) > 0,
                name.hasPrefix("fd_") || name.hasPrefix("path_") || name.hasPrefix("sock_")
            {
                // Mostly the preopens, or what has been opened.
                values.append(UInt64(pick(3) == 0 ? pick(12) : 3 + pick(2)))
            } else {
                values.append(UInt64(word()))
            }
        }
        if name.hasPrefix("path_"), pick(2) == 0 {
            // The path and its length, where most of these functions have them.
            let place =
                ["path_open", "path_filestat_get", "path_filestat_set_times", "path_link"].contains(name) ? 2 : 1
            values[place] = UInt64(Self.paths)
            values[place + 1] = UInt64(1 + pick(12))
        }
        // The first descriptors stay, or there would soon be nothing to do; one in some calls goes all the same.
        if ["fd_close", "fd_renumber"].contains(name), pick(3) > 0 { values[0] = UInt64(7 + pick(30)) }
        if name == "fd_renumber" { values[1] = UInt64(7 + pick(30)) }
        if name == "fd_fdstat_set_rights", pick(10) > 0 { return }
        lastCall = "\(name) \(values)"
        guest.store.deadline = .now + .milliseconds(30)
        do {
            try prepare()
            if let code = try guest.call(name, values) { answers[code, default: 0] += 1 }
        } catch is WASIExit {
        } catch let trap as Trap where trap.kind == .deadlineExceeded {
        } catch {
            otherErrors.append("\(lastCall): \(error)")
        }
    }
}
