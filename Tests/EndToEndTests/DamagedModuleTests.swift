import Foundation
import TestTools
import Testing
import WASI
import WebAssembly

/// Damaged forms of a real module: an error that says where, or a guest that the limits hold, never more.
@Suite struct DamagedModuleTests {
    static let tools = TestTool.missing("zigcc")

    @Test(.enabled(if: tools == nil, tools)) func truncated() throws {
        let bytes = try [UInt8](Data(contentsOf: Program(language: .c, name: "memory").compile()))
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
            let error = #expect(throws: ModuleError.self, "the first \(length) bytes") {
                try Module(Array(bytes.prefix(length)))
            }
            #expect((error?.offset ?? 0) <= length, "\(error?.description ?? "")")
        }
    }

    /// Bytes changed anywhere: many such modules are still valid, and run.
    @Test(.enabled(if: tools == nil, tools)) func changed() throws {
        let bytes = try [UInt8](Data(contentsOf: Program(language: .c, name: "exit").compile()))
        var random = Generator()
        var limits = Limits()
        limits.memoryPages = 2000
        limits.stackBytes = 1 << 20
        var refused = 0
        var ran = 0
        for _ in 0..<400 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 8..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let store = Store(limits: limits)
            store.deadline = .now + .milliseconds(200)
            store[WASI.self] = try WASI(
                arguments: ["exit", "3"], standardInput: .null, standardOutput: .null, standardError: .null)
            var linker = Linker()
            WASI.link(into: &linker)
            do {
                let module = try Module(damaged, engine: store.engine)
                _ = try WASI.start(try linker.instantiate(module, in: store))
                ran += 1
            } catch is Trap {
                ran += 1
            } catch let error as ModuleError {
                refused += 1
                #expect(error.offset <= damaged.count)
            } catch is LinkError {
                refused += 1
            } catch is CallError {
                refused += 1
            }
        }
        #expect(refused > 0 && ran > 0, "\(refused) refused, \(ran) ran: the damage should do both")
    }

    /// What the command line says to files that are no modules.
    @Test(
        arguments: [
            ("empty", [UInt8]()),
            ("text", Array("print(\"hello\")\n".utf8)),
            ("damaged text", Array("(module (func (i32.cnst 1)))".utf8)),
            ("only a header", [0, 0x61, 0x73, 0x6D, 1, 0, 0]),
            ("a component", [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0]),
            ("a section of 4 GiB", [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
            ("four thousand million types", [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 1, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
            ("a number of too many bytes", [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0]),
        ] as [(String, [UInt8])])
    func tool(_ what: String, _ bytes: [UInt8]) throws {
        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "damaged.wasm")
        try Data(bytes).write(to: file)
        for command in ["run", "inspect"] {
            let result = try Finished.run(Tools.swiftlet, [command, file.path], timeLimit: 20)
            #expect(result.code == 1, "\(command): \(result.errors)")
            #expect(result.errors.contains("damaged.wasm"), "\(command) names the file: \(result.errors)")
            // In bytes, or in text by line and column.
            let place = what == "damaged text" ? "damaged.wasm:1:16" : "byte"
            #expect(result.errors.contains(place), "\(command) says where: \(result.errors)")
        }
    }

    /// The same numbers in every run (a linear congruential generator).
    private struct Generator: RandomNumberGenerator {
        private var state: UInt64 = 20_261_123

        mutating func next() -> UInt64 {
            var result: UInt64 = 0
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                result = result << 16 | state >> 48
            }
            return result
        }
    }
}
