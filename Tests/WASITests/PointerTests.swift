import Attacks
import Testing
import WebAssembly

@testable import WASI

/// Every function, with a pointer or a length at the border or far out in each of its places, two at a time: an error code, and nothing
/// else. `HostileGuestTests.everyAddressIsChecked` has three at a time for those that take most; `FuzzTests` has all at random.
@Suite struct PointerTests {
    /// Of two pages: the last bytes, the end, and what overflows 31 or 32 bits.
    static let borders: [UInt64] = [
        0, 1, 131_064, 131_068, 131_071, 131_072, 131_073, 1 << 31, (1 << 32) - 8, (1 << 32) - 1,
    ]
    static let offsets: [UInt64] = [0, 1, 1 << 31, 1 << 32, 1 << 62, 1 << 63, .max - 1, .max]

    @Test(arguments: Preview1.functions) func everyPairOfPlaces(_ function: (name: String, parameters: String)) throws {
        let fileSystem = MemoryFileSystem()
        let (near, far) = try HostSocket.pair()
        // An end that is reached waits for nobody.
        far.close()
        let kinds = Array(function.parameters)
        var guest = try Self.guest(fileSystem, near)
        var codes: [UInt32: Int] = [:]
        // Each place with what is right there or does no harm, and then two of them with what is not.
        let plain = Self.plain[function.name] ?? [5] + Array(repeating: 64, count: max(kinds.count - 1, 0))
        func choices(_ index: Int) -> [UInt64] { [plain[index]] + (kinds[index] == "i" ? Self.borders : Self.offsets) }
        for first in kinds.indices {
            for second in kinds.indices where second > first || kinds.count == 1 {
                for a in choices(first) {
                    for b in choices(second) {
                        var arguments = plain
                        (arguments[first], arguments[second]) = (a, b)
                        guest.store.deadline = .now + .seconds(2)
                        do {
                            if let code = try guest.call(function.name, arguments) { codes[code, default: 0] += 1 }
                        } catch is WASIExit {
                            codes[.max, default: 0] += 1
                        }
                    }
                }
                // What was closed and renumbered is there again.
                guest = try Self.guest(fileSystem, near)
            }
        }
        #expect(!codes.isEmpty || kinds.isEmpty)
        let most = codes.keys.filter { $0 != .max }.max() ?? 0
        #expect(most <= UInt32(Errno.notcapable.rawValue), "\(codes)")
        // Whoever takes an address refuses some.
        if kinds.count > 1, kinds.last == "i", !Self.takeNoAddress.contains(function.name) {
            #expect(codes[UInt32(Errno.fault.rawValue), default: 0] > 0, "\(codes)")
        }
    }

    private static let takeNoAddress: Set = [
        "fd_filestat_set_times", "fd_advise", "fd_fdstat_set_flags", "fd_renumber", "sock_shutdown",
        // It is asked of a socket that does not listen, or it would wait.
        "sock_accept",
    ]

    /// Right arguments of functions that are not just of a file, in which case they are 5 and addresses.
    private static let plain: [String: [UInt64]] = [
        "args_get": [64, 64], "args_sizes_get": [64, 64], "environ_get": [64, 64], "environ_sizes_get": [64, 64],
        "clock_res_get": [0, 64], "clock_time_get": [0, 0, 64], "random_get": [64, 64], "poll_oneoff": [64, 256, 2, 0],
        "fd_prestat_get": [3, 64], "fd_prestat_dir_name": [3, 64, 64], "fd_readdir": [3, 64, 64, 0, 0],
        "path_create_directory": [3, 512, 4], "path_filestat_get": [3, 0, 512, 4, 64],
        "path_filestat_set_times": [3, 0, 512, 4, 0, 0, 0], "path_link": [3, 0, 512, 4, 3, 768, 4],
        "path_open": [3, 0, 512, 4, 0, 0, 0, 0, 64], "path_readlink": [3, 512, 4, 1024, 64, 64],
        "path_remove_directory": [3, 512, 4], "path_rename": [3, 512, 4, 3, 768, 4],
        "path_symlink": [512, 4, 3, 768, 4], "path_unlink_file": [3, 512, 4],
        "sock_accept": [4, 0, 64], "sock_recv": [4, 64, 1, 0, 128, 132], "sock_send": [4, 64, 1, 0, 128],
        "sock_shutdown": [4, 1],
    ]

    /// Descriptor 3 is the folder, 4 a socket, 5 a file in the folder that may be changed, 6 another one.
    private static func guest(_ fileSystem: MemoryFileSystem, _ socket: HostSocket) throws -> Preview1Guest {
        let guest = try Preview1Guest(
            WASI(
                arguments: ["a"], environment: ["B=C"], preopens: [Preopen("/", fileSystem)],
                sockets: [PreopenedSocket(socket.descriptor)], standardInput: .null,
                standardOutput: .null, standardError: .null, clocks: SimulatedClocks(), random: SeededRandom(seed: 1)))
        for path in ["file", "gone"] { #expect(try guest.open(path).code == 0) }
        return guest
    }
}
