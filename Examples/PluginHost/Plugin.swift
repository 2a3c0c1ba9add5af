import Foundation
import WebAssembly

/// A module that makes another text of a text.
///
/// It exports its memory as `memory` and a function `run`, and imports from `host` what it needs of
///
/// - `read(address, capacity) -> length`: copies as much of the text as fits, and says how long all of it is;
/// - `write(address, length)`: adds to the result.
struct Plugin {
    /// What one plugin may take: what it does not get is its own problem, and nobody else's.
    private static let limits = {
        var limits = Limits()
        limits.memoryPages = 16  // of 64 KiB
        limits.stackBytes = 256 << 10
        limits.heapBytes = 1 << 20
        limits.tableElements = 10_000
        limits.memories = 1
        limits.tables = 4
        return limits
    }()
    private static let maximumFileBytes = 1 << 20
    private static let maximumResultBytes = 64 << 10
    private static let time = Duration.milliseconds(500)

    /// What the host functions know of one run.
    private final class Run {
        let input: [UInt8]
        var result: [UInt8] = []

        init(_ text: String) { input = Array(text.utf8) }
    }

    private let program: InstancePre

    init(_ file: URL, engine: Engine) throws {
        let bytes = try FileHandle(forReadingFrom: file).read(upToCount: Self.maximumFileBytes + 1) ?? Data()
        guard bytes.count <= Self.maximumFileBytes else { throw PluginError.fileTooLarge }
        let module =
            if file.pathExtension == "wat" {
                try Module(text: String(decoding: bytes, as: UTF8.self), engine: engine)
            } else {
                try Module([UInt8](bytes), engine: engine)
            }
        program = try Self.linker.prepare(module)
    }

    /// What the host offers, to any plugin in any store.
    private static var linker: Linker {
        var linker = Linker()
        linker.define("host", "read") { (caller: Caller, address: UInt32, capacity: UInt32) throws -> UInt32 in
            guard let memory = caller.memory else { throw PluginError.noMemory }
            return try caller.with(Run.self) { run in
                try memory.write(run.input.prefix(Int(capacity)), at: address)
                return UInt32(run.input.count)
            }
        }
        linker.define("host", "write") { (caller: Caller, address: UInt32, length: UInt32) throws in
            guard let memory = caller.memory else { throw PluginError.noMemory }
            try caller.with(Run.self) { run in
                // What a host function keeps, no limit of the store counts.
                guard Int(length) <= maximumResultBytes - run.result.count else { throw PluginError.resultTooLong }
                run.result += try memory.read(at: address, count: length)
            }
        }
        return linker
    }

    /// Runs the plugin once, in a store that goes away with all that the plugin made.
    func transform(_ text: String) throws -> String {
        let store = Store(engine: program.module.engine, limits: Self.limits)
        store.deadline = .now + Self.time
        let run = Run(text)
        store[Run.self] = run
        let instance = try program.instantiate(in: store)
        try instance.function("run").call()
        return String(decoding: run.result, as: UTF8.self)
    }
}

/// Why the host ends a plugin.
enum PluginError: Error, CustomStringConvertible {
    case fileTooLarge, noMemory, resultTooLong

    var description: String {
        switch self {
        case .fileTooLarge: "its file is too large"
        case .noMemory: "it has no memory to put texts in"
        case .resultTooLong: "its result is too long"
        }
    }
}
