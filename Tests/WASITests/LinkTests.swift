import Attacks
import Testing
import WebAssembly

@testable import WASI

/// Real modules, linked and run.
@Suite struct LinkTests {
    @Test func everyFunctionLinks() throws {
        #expect(Preview1.functions.count == 46)
        let run = try Run(imports: Preview1.functions, start: [0x0B])
        #expect(try WASI.start(run.instance) == 0)
    }

    /// The guest gives every function ones, and survives all but `proc_exit`.
    @Test(arguments: Preview1.functions) func everyFunctionAnswers(_ function: (name: String, parameters: String))
        throws
    {
        var body = function.parameters.flatMap { [$0 == "i" ? 0x41 : 0x42, 1] as [UInt8] }
        body += [0x10, 0]
        if function.name != "proc_exit" { body.append(0x1A) }
        let run = try Run(imports: [function], start: body + [0x0B])
        #expect(try WASI.start(run.instance) == (function.name == "proc_exit" ? 1 : 0))
    }

    @Test func whatIsWrittenBeforeTheEndArrives() throws {
        let write: [UInt8] = [0x41, 1, 0x41, 16, 0x41, 1, 0x41, 8, 0x10, 0, 0x1A]
        let imports = Preview1.functions.filter { ["fd_write", "proc_exit"].contains($0.name) }
        let exited = try Run(imports: imports, start: write + [0x41, 42, 0x10, 1, 0x00, 0x0B])
        #expect(try WASI.start(exited.instance) == 42)
        #expect(exited.output.text == "hello")

        let trapped = try Run(imports: imports, start: write + [0x00, 0x0B])
        #expect(throws: Trap.self) { try WASI.start(trapped.instance) }
        #expect(trapped.output.text == "hello")
    }

    @Test func exitCodesAre32Bits() throws {
        let run = try Run(imports: [("proc_exit", "i")], start: [0x41, 0x7F, 0x10, 0, 0x0B])
        #expect(try WASI.start(run.instance) == -1)
    }

    @Test func reactorsAreInitialized() throws {
        let run = try Run(imports: [("proc_exit", "i")], start: [0x41, 5, 0x10, 0, 0x0B], export: "_initialize")
        #expect(throws: WASIExit(code: 5)) { try WASI.initialize(run.instance) }
        #expect(throws: CallError.self) { try WASI.start(run.instance) }
        // A reactor need not have one.
        let other = try Run(imports: [], start: [0x00, 0x0B], export: "other")
        try WASI.initialize(other.instance)
    }

    /// A wait that would take a minute, under a deadline: it ends with the deadline's trap, not with the wait's answer.
    @Test func deadlinesEndWaiting() throws {
        // loop: poll_oneoff(in 64, out 128, 1, result 8); drop; br 0
        let body: [UInt8] = [
            0x03, 0x40, 0x41, 0xC0, 0x00, 0x41, 0x80, 0x01, 0x41, 1, 0x41, 8, 0x10, 0, 0x1A, 0x0C, 0, 0x0B, 0x0B,
        ]
        let run = try Run(imports: [("poll_oneoff", "iiii")], start: body)
        let memory = try run.instance.memory("memory")
        try memory.store(UInt32(1), at: 64 + 16)
        try memory.store(UInt64(60_000_000_000), at: 64 + 24)
        run.store.deadline = .now + .milliseconds(100)
        let start = ContinuousClock.now
        do {
            _ = try WASI.start(run.instance)
            Issue.record("the guest ended")
        } catch let trap as Trap {
            #expect(trap.kind == .deadlineExceeded)
        }
        let elapsed = ContinuousClock.now - start
        #expect(elapsed >= .milliseconds(90) && elapsed < .seconds(10))
    }

    @Test func missingFoldersAreNamed() {
        let error = #expect(throws: PreopenError.self) { try Preopen("/data", hostFolder: "/no/such/folder") }
        #expect(error?.description.contains("/no/such/folder") == true)
        #expect(error?.errno == .noent)
    }
}

/// A small module, instantiated with its own WASI: `hello` lies at 32, an `iovec` for it at 16.
private struct Run {
    let store = Store()
    let output = OutputBuffer()
    let instance: Instance

    init(
        imports: [(name: String, parameters: String)], start body: [UInt8], export: String = "_start"
    ) throws {
        store[WASI.self] = try WASI(
            arguments: ["test"], preopens: [Preopen("/", MemoryFileSystem())], standardInput: .null,
            standardOutput: .collecting(output), standardError: .null)
        var linker = Linker()
        WASI.link(into: &linker)
        let module = try Module(Self.bytes(imports, body, export), engine: store.engine)
        instance = try linker.instantiate(module, in: store)
    }

    private static func bytes(
        _ imports: [(name: String, parameters: String)], _ body: [UInt8], _ export: String
    ) -> [UInt8] {
        func name(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + text.utf8 }
        func section(_ id: UInt8, _ entries: [[UInt8]]) -> [UInt8] {
            let contents = [UInt8(entries.count)] + entries.joined()
            return [id, UInt8(contents.count & 0x7F | 0x80), UInt8(contents.count >> 7)] + contents
        }
        let types = imports.map { function in
            [0x60, UInt8(function.parameters.count)] + function.parameters.map { $0 == "i" ? 0x7F : 0x7E }
                + (function.name == "proc_exit" ? [0] : [1, 0x7F])
        }
        let entries = imports.enumerated().map { index, function in
            name(WASI.moduleName) + name(function.name) + [0, UInt8(index)]
        }
        let own = UInt8(imports.count)
        var bytes: [UInt8] = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
        bytes += section(1, types + [[0x60, 0, 0]])
        bytes += section(2, entries)
        bytes += section(3, [[own]])
        bytes += section(5, [[0, 1]])
        bytes += section(7, [name("memory") + [2, 0], name(export) + [0, own]])
        bytes += section(10, [[UInt8(body.count + 1), 0] + body])
        let vector: [UInt8] = [32, 0, 0, 0, 5, 0, 0, 0]
        let data = vector + [UInt8](repeating: 0, count: 8) + Array("hello".utf8)
        bytes += section(11, [[0, 0x41, 16, 0x0B, UInt8(data.count)] + data])
        return bytes
    }
}
