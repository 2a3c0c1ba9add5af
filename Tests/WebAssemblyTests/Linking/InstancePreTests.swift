import Testing
import WebAssembly

/// Modules that are linked once and instantiated often, and the address space that their stores leave to one another.
@Suite struct InstancePreTests {
    private static let text = """
        (module
          (import "env" "number" (func $number (param i32) (result i32)))
          (memory (export "memory") 2 4)
          (data (i32.const 100) "hello")
          (data (i32.const 103) "p!")
          (data $passive "passive")
          (data $active (i32.const 70000) "far")
          (global $count (mut i32) (i32.const 7))
          (table funcref (elem $number))
          (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
          (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
          (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
          (func (export "again") (memory.init $active (i32.const 0) (i32.const 0) (i32.const 3)))
          (func (export "passive") (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 7)))
          (func (export "count") (result i32)
            (global.set $count (i32.add (global.get $count) (i32.const 1))) (global.get $count))
          (func (export "ask") (param i32) (result i32)
            (call_indirect (param i32) (result i32) (local.get 0) (i32.const 0))))
        """

    private let engine = Engine()

    private func prepared(_ text: String = text) throws -> InstancePre {
        var linker = Linker()
        linker.define("env", "number") { (_: Caller, value: Int32) -> Int32 in value * 10 }
        return try linker.prepare(Module(text: text, engine: engine))
    }

    @Test func instancesAreSeparate() throws {
        let ready = try prepared()
        let stores = [Store(engine: engine), Store(engine: engine)]
        let instances = try stores.map { try ready.instantiate(in: $0) } + [ready.instantiate(in: stores[0])]
        for instance in instances {
            let memory = try instance.memory("memory")
            #expect(try memory.string(at: 100, count: 5) == "help!")
            #expect(try memory.string(at: 70000, count: 4) == "far\0")
            #expect(try instance.function("ask", as: ((Int32) -> Int32).self)(4) == 40)
            #expect(try instance.function("count", as: (() -> Int32).self)() == 8)
            try memory.write("mine".utf8, at: 100)
            try instance.function("passive", as: (() -> Void).self)()
            #expect(try memory.string(at: 0, count: 7) == "passive")
            // An active segment is dropped once it is in place.
            let trap = #expect(throws: Trap.self) { try instance.function("again", as: (() -> Void).self)() }
            #expect(trap?.kind == .memoryOutOfBounds)
        }
    }

    /// What one guest left in its memory, no other sees, whether it was instantiated by the same module or by another.
    @Test func memoriesComeBackClean() throws {
        let ready = try prepared()
        let other = try prepared(
            """
            (module (memory (export "memory") 1 4) (data (i32.const 65000) "other")
              (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0))))
            """)
        for round in 0..<20 {
            do {
                let instance = try ready.instantiate(in: Store(engine: engine))
                let memory = try instance.memory("memory")
                #expect(try memory.string(at: 100, count: 5) == "help!")
                #expect(try memory.bytes(at: 0, count: 100).allSatisfy { $0 == 0 })
                #expect(try memory.bytes(at: 105, count: 69895).allSatisfy { $0 == 0 })
                // A memory that grew leaves its pages to one that has not.
                #expect(try instance.function("grow", as: ((Int32) -> Int32).self)(2) == 2)
                #expect(try memory.bytes(at: 131072, count: 131072).allSatisfy { $0 == 0 })
                try memory.bytes(at: 0, count: memory.byteCount).copyBytes(
                    from: repeatElement(UInt8(round + 1), count: memory.byteCount))
            }
            do {
                let instance = try other.instantiate(in: Store(engine: engine))
                let memory = try instance.memory("memory")
                #expect(memory.byteCount == 65536)
                #expect(try memory.bytes(at: 0, count: 65000).allSatisfy { $0 == 0 })
                #expect(try memory.string(at: 65000, count: 6) == "other\0")
                let load = try instance.function("load", as: ((UInt32) -> Int32).self)
                #expect(throws: Trap.self) { try load(65536) }
                try memory.bytes(at: 0, count: memory.byteCount).copyBytes(from: repeatElement(0xAA, count: 65536))
            }
        }
    }

    @Test func withoutPooling() throws {
        let engine = Engine(pooledMemories: 0)
        let ready = try Linker().prepare(
            Module(text: "(module (memory (export \"memory\") 1) (data (i32.const 5) \"x\"))", engine: engine))
        for _ in 0..<3 {
            let memory = try ready.instantiate(in: Store(engine: engine)).memory("memory")
            #expect(try memory.read(at: 4, count: 3) == [0, 0x78, 0])
            try memory.write([1, 2, 3], at: 4)
        }
    }

    @Test func segmentsThatDoNotFitTrap() throws {
        let ready = try Linker().prepare(
            Module(text: "(module (memory 1) (data (i32.const 65535) \"xy\"))", engine: engine))
        let trap = #expect(throws: Trap.self) { try ready.instantiate(in: Store(engine: engine)) }
        #expect(trap?.kind == .memoryOutOfBounds)
    }

    @Test func startFunctionsRun() throws {
        let ready = try prepared(
            """
            (module (import "env" "number" (func $number (param i32) (result i32)))
              (global (export "seen") (mut i32) (i32.const 0))
              (func $start (global.set 0 (call $number (i32.const 3))))
              (start $start))
            """)
        #expect(try ready.instantiate(in: Store(engine: engine)).global("seen").value == .i32(30))
    }

    @Test func whatCannotBePrepared() throws {
        let module = try Module(text: Self.text, engine: engine)
        let needed = module.imports[0]
        #expect(throws: LinkError.missingImport(needed)) { try Linker().prepare(module) }
        var linker = Linker()
        linker.define("env", "number") { (_: Caller, value: Int64) in }
        #expect(throws: LinkError.self) { try linker.prepare(module) }
        let store = Store(engine: engine)
        linker.define("env", "number", .function(Function(in: store) { (_: Caller, value: Int32) -> Int32 in value }))
        #expect(throws: LinkError.importOfOneStore(needed)) { try linker.prepare(module) }
        #expect(throws: LinkError.foreignModule) { try prepared().instantiate(in: Store()) }
    }

    /// Stores that come and go on several threads use the same pool.
    @Test func manyThreads() async throws {
        let module = try Module(
            text: "(module (memory (export \"memory\") 1) (data (i32.const 1000) \"same\"))", engine: engine)
        let engine = engine
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    var right = 0
                    for _ in 0..<200 {
                        guard
                            let memory = try? Linker().prepare(module).instantiate(in: Store(engine: engine)).memory(
                                "memory"),
                            let text = try? memory.string(at: 998, count: 8)
                        else { continue }
                        if text == "\0\0same\0\0" { right += 1 }
                        try? memory.write(repeatElement(UInt8(number + 1), count: 65536), at: 0)
                    }
                    return right
                }
            }
            for await right in group { #expect(right == 200) }
        }
    }
}
