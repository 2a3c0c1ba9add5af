import Testing
import WASI
import WebAssembly

/// One linker, one prepared module, many guests: each with its own WASI, which its store has.
@Suite struct SharedLinkTests {
    /// Says its first argument, and exits with the number that the host gives it.
    private static let text = """
        (module
          (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (import "host" "number" (func $number (result i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (drop (call $args (i32.const 0) (i32.const 100)))
            (i32.store (i32.const 32) (i32.const 100))
            (i32.store (i32.const 36) (i32.const 5))
            (drop (call $write (i32.const 1) (i32.const 32) (i32.const 1) (i32.const 40)))
            (call $exit (call $number)))
          (func (export "_initialize") (call $exit (call $number))))
        """

    private func linker() -> Linker {
        var linker = Linker()
        WASI.link(into: &linker)
        return linker
    }

    @Test func guestsOfManyTasks() async throws {
        let engine = Engine()
        var linker = linker()
        linker.define("host", "number") { (_: Caller) -> Int32 in 3 }
        let program = try linker.prepare(Module(text: Self.text, engine: engine))
        let outputs = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 10_000..<10_100 {
                group.addTask {
                    let store = Store(engine: engine)
                    let output = OutputBuffer()
                    store[WASI.self] = try WASI(
                        arguments: ["\(number)"], standardInput: .null, standardOutput: .collecting(output),
                        standardError: .null)
                    #expect(try WASI.start(program.instantiate(in: store)) == 3)
                    return output.text
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(outputs == Set((10_000..<10_100).map { "\($0)" }))
    }

    @Test func aStoreWithoutWASI() throws {
        let store = Store()
        var linker = linker()
        linker.define("host", "number") { (_: Caller) -> Int32 in 3 }
        let instance = try linker.instantiate(Module(text: Self.text, engine: store.engine), in: store)
        let error = #expect(throws: CallError.missingHostData("WASI")) { try WASI.start(instance) }
        #expect(error?.description.contains("set `store[WASI.self]`") == true)
        store[WASI.self] = try WASI(arguments: ["hello"], standardOutput: .null)
        #expect(try WASI.start(instance) == 3)
    }

    /// Commands and reactors that call something asynchronous besides WASI.
    @Test func asynchronousHostFunctions() async throws {
        let store = Store()
        var linker = linker()
        linker.define("host", "number") { (_: Caller) async -> Int32 in
            await Task.yield()
            return 4
        }
        let output = OutputBuffer()
        store[WASI.self] = try WASI(arguments: ["async"], standardOutput: .collecting(output))
        let instance = try await linker.instantiateAsync(Module(text: Self.text, engine: store.engine), in: store)
        #expect(throws: CallError.asynchronousHostFunction) { try WASI.start(instance) }
        #expect(try await WASI.startAsync(instance) == 4)
        #expect(output.text == "asyncasync")
        await #expect(throws: WASIExit(code: 4)) { try await WASI.initializeAsync(instance) }
    }
}
