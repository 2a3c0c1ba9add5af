import SwiftletBuild
import Testing
import WASI
import WebAssembly

/// The code of WASI's articles.
@Suite struct FileSamples {
    private func instantiate(_ wasi: WASI, _ text: String) throws -> Instance {
        let module = try Module(text: text)
        var linker = Linker()
        wasi.link(into: &linker)
        return try linker.instantiate(module, in: Store(engine: module.engine))
    }

    /// The example of ``WASI``.
    @Test func aFolderOfTheHost() throws {
        let module = try Module(Modules.program)
        let store = Store(engine: module.engine)
        try FolderForTest.with { data in
            let wasi = try WASI(arguments: ["hello"], preopens: [Preopen("/data", hostFolder: data)])
            var linker = Linker()
            wasi.link(into: &linker)
            let instance = try linker.instantiate(module, in: store)
            let exitCode = try wasi.start(instance)
            #expect(exitCode == 7)
        }
    }

    @Test func folders() throws {
        try FolderForTest.with { data in
            let scratch = MemoryFileSystem()
            try scratch.write("language = Swift\n", to: "settings.txt")
            let wasi = try WASI(
                arguments: ["report"],
                preopens: [
                    Preopen("/input", hostFolder: data, readOnly: true),
                    Preopen("/work", scratch),
                ])
            // A guest that writes `work` into its second folder, `/work`.
            let exitCode = try wasi.start(try instantiate(wasi, Modules.writer))
            let report = String(decoding: try scratch.contents(of: "report.txt"), as: UTF8.self)
            #expect(exitCode == 0)
            #expect(report == "work")
            #expect(try scratch.names().sorted() == ["report.txt", "settings.txt"])
        }
    }

    @Test func streams() throws {
        let output = OutputBuffer()
        let wasi = try WASI(
            arguments: ["cat"], standardInput: .text("what the guest reads\n"),
            standardOutput: .collecting(output), standardError: .null)
        let exitCode = try wasi.start(try instantiate(wasi, Modules.cat))
        #expect(exitCode == 0)
        #expect(output.text == "what the guest reads\n")
    }

    @Test func outputWithALimit() throws {
        var output: [UInt8] = []
        let stream = StandardStream.writing { bytes in
            output += bytes.prefix((1 << 20) - output.count)
        }
        let wasi = try WASI(standardInput: .text(String(repeating: "x", count: 3 << 20)), standardOutput: stream)
        _ = try wasi.start(try instantiate(wasi, Modules.cat))
        #expect(output.count == 1 << 20)
    }

    @Test func runsThatCanBeRepeated() throws {
        func run() throws -> [Value] {
            let wasi = try WASI(
                clocks: SimulatedClocks(start: 1_700_000_000_000_000_000), random: SeededRandom(seed: 1))
            return try instantiate(wasi, Modules.chance).function("chance").call()
        }
        #expect(try run() == run())
        #expect(try run() != [.i64(0), .i64(0)])
    }

    @Test func aReactor() throws {
        let wasi = try WASI()
        let instance = try instantiate(wasi, Modules.reactor)
        try wasi.initialize(instance)
        let isReady = try instance.function("ready", as: (() -> Bool).self)
        print(try isReady())
        #expect(try isReady())
    }

    @Test func overlaysAndMounts() throws {
        try FolderForTest.with { data in
            let changes = MemoryFileSystem(device: 2)
            let work = try OverlayFileSystem(HostFolder(data), upper: changes)
            let wasi = try WASI(arguments: ["report"], preopens: [Preopen("/input", work), Preopen("/work", work)])
            #expect(try wasi.start(try instantiate(wasi, Modules.writer)) == 0)
            let names = try changes.names()
            #expect(!names.isEmpty && Files.list(data).isEmpty)

            let tree = try MountedFileSystem(work, mounts: ["tmp": MemoryFileSystem(device: 3)])
            let inTree = try WASI(preopens: [Preopen("/input", tree), Preopen("/work", tree)])
            #expect(try inTree.start(try instantiate(inTree, Modules.writer)) == 0)
        }
    }

    /// What the article says of limits.
    @Test func aFullFileSystem() throws {
        var limits = WASI.Limits()
        limits.storedBytes = 3
        let scratch = MemoryFileSystem(limits: limits)
        #expect(throws: WASI.Errno.nospc) { try scratch.write("four", to: "file") }
        try FolderForTest.with { data in
            let wasi = try WASI(
                preopens: [
                    Preopen("/input", hostFolder: data, readOnly: true),
                    Preopen("/work", hostFolder: data, readOnly: true),
                ])
            // 69 is `rofs`.
            #expect(try wasi.start(try instantiate(wasi, Modules.writer)) == Int32(WASI.Errno.rofs.rawValue))
            #expect(throws: PreopenError.self) { try Preopen("/", hostFolder: data + "/nothing") }
        }
    }
}
