import Testing
import WASI
import WebAssembly

/// The code of the article `Embedding`, and of the README.
@Suite struct EmbeddingSamples {
    @Test func aProgram() throws {
        let bytes = Modules.program
        let module = try Module(bytes)
        let store = Store(engine: module.engine)
        store.deadline = .now + .seconds(1)
        store[WASI.self] = try WASI(arguments: ["hello"])
        var linker = Linker()
        WASI.link(into: &linker)
        let instance = try linker.instantiate(module, in: store)
        let exitCode = try WASI.start(instance)
        let add = try instance.function("add", as: ((Int32, Int32) -> Int32).self)
        let sum = try add(2, 3)
        #expect(exitCode == 7)
        #expect(sum == 5)
    }

    /// The README's, with a folder.
    @Test func aProgramWithAFolder() throws {
        let bytes = Modules.program
        try FolderForTest.with { data in
            let module = try Module(bytes)
            let store = Store(engine: module.engine)
            store.deadline = .now + .seconds(1)
            store[WASI.self] = try WASI(arguments: ["figlet", "Hi"], preopens: [Preopen("/", hostFolder: data)])
            var linker = Linker()
            WASI.link(into: &linker)
            linker.define("env", "add") { (caller: Caller, a: Int32, b: Int32) -> Int32 in a &+ b }
            let instance = try linker.instantiate(module, in: store)
            let exitCode = try WASI.start(instance)
            try instance.function("HelloWorld").call()
            #expect(exitCode == 7)
        }
    }

    @Test func aModuleAsText() throws {
        let module = try Module(
            text: """
                (module
                  (func (export "add") (param i32 i32) (result i32)
                    (i32.add (local.get 0) (local.get 1))))
                """)
        let instance = try Linker().instantiate(module, in: Store(engine: module.engine))
        #expect(try instance.function("add").call([.i32(1), .i32(2)]) == [.i32(3)])
    }

    @Test func callsOfBothKinds() throws {
        let module = try Module(text: Modules.numbers)
        let instance = try Linker().instantiate(module, in: Store(engine: module.engine))

        // Checked once, then called without allocation.
        let divide = try instance.function("divide", as: ((Int32, Int32) -> (Int32, Int32)).self)
        let (quotient, remainder) = try divide(17, 5)

        // For types that are only known at run time.
        let results = try instance.function("divide").call([.i32(17), .i32(5)])

        #expect((quotient, remainder) == (3, 2))
        #expect(results == [.i32(3), .i32(2)])
    }

    @Test func whatIsInAModule() throws {
        let module = try Module(text: Modules.numbers)
        for entry in module.imports { print("needs \(entry.module).\(entry.name): \(entry.type)") }
        for entry in module.exports { print("has \(entry.name): \(entry.type)") }
        #expect(module.exports.map(\.name) == ["divide"])
    }

    private func run(_ bytes: [UInt8]) throws -> String {
        do {
            let module = try Module(bytes)
            let store = Store(engine: module.engine)
            let instance = try Linker().instantiate(module, in: store)
            try instance.function("run").call()
            return "done"
        } catch let error as ModuleError {
            return "not a module that runs here: \(error)"
        } catch let error as LinkError {
            return "it needs something else: \(error)"
        } catch let trap as Trap {
            return "it stopped: \(trap)"
        }
    }

    @Test func errors() throws {
        #expect(try run([0, 1, 2]).hasPrefix("not a module"))
        #expect(
            try run(Modules.program).hasPrefix("it needs something else: missing import \"wasi_snapshot_preview1\""))
        #expect(
            try run(Modules.bytes("(module (func (export \"run\") unreachable))")).hasPrefix(
                "it stopped: trap: unreachable"))
        #expect(try run(Modules.bytes("(module (func (export \"run\")))")) == "done")
    }

    /// The example of ``TypedFunction``.
    @Test func aTypedFunction() throws {
        let module = try Module(Modules.program)
        let store = Store(engine: module.engine)
        var linker = Linker()
        WASI.link(into: &linker)
        store[WASI.self] = try WASI()
        let instance = try linker.instantiate(module, in: store)
        let add = try instance.function("add", as: ((Int32, Int32) -> Int32).self)
        let sum = try add(1, 2)
        #expect(sum == 3)
    }

    func answer(_ request: String, by program: InstancePre) throws -> String {
        let store = Store(engine: program.module.engine)
        store.deadline = .now + .seconds(1)
        let output = OutputBuffer()
        store[WASI.self] = try WASI(
            arguments: ["answer"], standardInput: .text(request), standardOutput: .collecting(output))
        _ = try WASI.start(program.instantiate(in: store))
        return output.text
    }

    /// A server: all its tasks use one module, prepared once.
    @Test func requests() async throws {
        let bytes = try Modules.bytes(Modules.cat)
        let engine = Engine()
        var linker = Linker()
        WASI.link(into: &linker)
        let program = try linker.prepare(Module(bytes, engine: engine))
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 { group.addTask { try answer("\(number)", by: program) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(answers == Set((0..<20).map { "\($0)" }))
    }

    /// The example of ``InstancePre``.
    @Test func manyInstances() throws {
        let engine = Engine()
        let module = try Module(
            text: """
                (module
                  (import "host" "seen" (func $seen (param i32)))
                  (global $requests (mut i32) (i32.const 0))
                  (func (export "answer") (param i32) (result i32)
                    (global.set $requests (i32.add (global.get $requests) (i32.const 1)))
                    (call $seen (global.get $requests))
                    (i32.mul (local.get 0) (i32.const 2))))
                """, engine: engine)
        var linker = Linker()
        linker.define("host", "seen") { (_: Caller, count: Int32) in
            #expect(count == 1, "an instance saw another's request")
        }
        let requests: [Int32] = [10, 20, 30]
        let ready = try linker.prepare(module)
        for request in requests {
            let store = Store(engine: engine)
            let instance = try ready.instantiate(in: store)
            let answer = try instance.function("answer", as: ((Int32) -> Int32).self)
            print(try answer(request))
        }
    }
}
