import SwiftletBuild
import Testing
import WASI
import WebAssembly

/// The code of WASI's articles.
@Suite struct FileSamples {
    private func instantiate(_ text: String, in store: Store) throws -> Instance {
        let module = try Module(text: text, engine: store.engine)
        var linker = Linker()
        WASI.link(into: &linker)
        return try linker.instantiate(module, in: store)
    }

    /// The example of ``WASI``.
    @Test func aFolderOfTheHost() throws {
        let module = try Module(Modules.program)
        try FolderForTest.with { data in
            var linker = Linker()
            WASI.link(into: &linker)
            let store = Store(engine: module.engine)
            store[WASI.self] = try WASI(arguments: ["hello"], preopens: [Preopen("/data", hostFolder: data)])
            let instance = try linker.instantiate(module, in: store)
            let exitCode = try WASI.start(instance)
            #expect(exitCode == 7)
        }
    }

    @Test func folders() throws {
        try FolderForTest.with { data in
            let store = Store()
            let scratch = MemoryFileSystem()
            try scratch.write("language = Swift\n", to: "settings.txt")
            store[WASI.self] = try WASI(
                arguments: ["report"],
                preopens: [
                    Preopen("/input", hostFolder: data, readOnly: true),
                    Preopen("/work", scratch),
                ])
            // A guest that writes `work` into its second folder, `/work`.
            let exitCode = try WASI.start(instantiate(Modules.writer, in: store))
            let report = String(decoding: try scratch.contents(of: "report.txt"), as: UTF8.self)
            #expect(exitCode == 0)
            #expect(report == "work")
            #expect(try scratch.names().sorted() == ["report.txt", "settings.txt"])
        }
    }

    @Test func streams() throws {
        let store = Store()
        let output = OutputBuffer()
        store[WASI.self] = try WASI(
            arguments: ["cat"], standardInput: .text("what the guest reads\n"),
            standardOutput: .collecting(output), standardError: .null)
        let exitCode = try WASI.start(instantiate(Modules.cat, in: store))
        #expect(exitCode == 0)
        #expect(output.text == "what the guest reads\n")
    }

    @Test func outputWithALimit() throws {
        var output: [UInt8] = []
        let stream = StandardStream.writing { bytes in
            output += bytes.prefix((1 << 20) - output.count)
        }
        let store = Store()
        store[WASI.self] = try WASI(
            standardInput: .text(String(repeating: "x", count: 3 << 20)), standardOutput: stream)
        _ = try WASI.start(instantiate(Modules.cat, in: store))
        #expect(output.count == 1 << 20)
    }

    @Test func runsThatCanBeRepeated() throws {
        func run() throws -> [Value] {
            let store = Store()
            store[WASI.self] = try WASI(
                clocks: SimulatedClocks(start: 1_700_000_000_000_000_000), random: SeededRandom(seed: 1))
            return try instantiate(Modules.chance, in: store).function("chance").call()
        }
        #expect(try run() == run())
        #expect(try run() != [.i64(0), .i64(0)])
    }

    @Test func aReactor() throws {
        let store = Store()
        store[WASI.self] = try WASI()
        let instance = try instantiate(Modules.reactor, in: store)
        try WASI.initialize(instance)
        let isReady = try instance.function("ready", as: (() -> Bool).self)
        print(try isReady())
        #expect(try isReady())
    }

    @Test func overlaysAndMounts() throws {
        try FolderForTest.with { data in
            let changes = MemoryFileSystem(device: 2)
            let work = try OverlayFileSystem(HostFolder(data), upper: changes)
            let store = Store()
            store[WASI.self] = try WASI(
                arguments: ["report"], preopens: [Preopen("/input", work), Preopen("/work", work)])
            #expect(try WASI.start(instantiate(Modules.writer, in: store)) == 0)
            let names = try changes.names()
            #expect(!names.isEmpty && Files.list(data).isEmpty)

            let tree = try MountedFileSystem(work, mounts: ["tmp": MemoryFileSystem(device: 3)])
            let other = Store()
            other[WASI.self] = try WASI(preopens: [Preopen("/input", tree), Preopen("/work", tree)])
            #expect(try WASI.start(instantiate(Modules.writer, in: other)) == 0)
        }
    }

    /// What the article says of limits.
    @Test func aFullFileSystem() throws {
        var limits = WASI.Limits()
        limits.storedBytes = 3
        let scratch = MemoryFileSystem(limits: limits)
        #expect(throws: WASI.Errno.nospc) { try scratch.write("four", to: "file") }
        try FolderForTest.with { data in
            let store = Store()
            store[WASI.self] = try WASI(
                preopens: [
                    Preopen("/input", hostFolder: data, readOnly: true),
                    Preopen("/work", hostFolder: data, readOnly: true),
                ])
            // 69 is `rofs`.
            #expect(try WASI.start(instantiate(Modules.writer, in: store)) == Int32(WASI.Errno.rofs.rawValue))
            #expect(throws: PreopenError.self) { try Preopen("/", hostFolder: data + "/nothing") }
        }
    }
}
