import Foundation
import Testing
import WebAssembly

/// The code of the article `LimitingGuests`, and what it says happens at each limit.
@Suite struct LimitSamples {
    /// What the article gives for code of strangers.
    private func limitsForStrangers() -> Limits {
        var limits = Limits()
        limits.memoryPages = 256  // 16 MiB
        limits.tableElements = 10_000
        limits.heapBytes = 16 << 20
        limits.stackBytes = 1 << 20
        limits.instances = 1
        limits.memories = 1
        limits.tables = 10
        return limits
    }

    private func run(_ module: Module, _ limits: Limits) throws -> String {
        let store = Store(engine: module.engine, limits: limits)
        store.deadline = .now + .milliseconds(100)
        do {
            let instance = try Linker().instantiate(module, in: store)
            try instance.function("run").call()
            return "done"
        } catch let trap as Trap where trap.kind == .deadlineExceeded {
            return "it took too long: \(trap)"
        }
    }

    @Test func aStoreForStrangers() throws {
        let outcome = try run(Module(text: Modules.endless), limitsForStrangers())
        #expect(outcome == "it took too long: trap: deadline exceeded\n    at run")
        #expect(try run(Module(text: "(module (func (export \"run\")))"), limitsForStrangers()) == "done")
    }

    @Test func anInterrupter() throws {
        let module = try Module(text: Modules.endless)
        let store = Store(engine: module.engine)
        let instance = try Linker().instantiate(module, in: store)
        let interrupter = store.interrupter
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.01)
            interrupter.interrupt()
        }
        let trap = #expect(throws: Trap.self) { try instance.function("run").call() }
        #expect(trap?.kind == .interrupted)
    }

    @Test func aHostFunctionThatWorksForLong() throws {
        let store = Store()
        var linker = Linker()
        linker.define("host", "work") { (caller: Caller) in
            while !caller.store.isInterrupted {
                // A piece of the work.
            }
        }
        let module = try Module(
            text:
                "(module (import \"host\" \"work\" (func $work)) (func (export \"run\") (call $work) (loop $l (br $l))))",
            engine: store.engine)
        store.deadline = .now + .milliseconds(10)
        let instance = try linker.instantiate(module, in: store)
        let trap = #expect(throws: Trap.self) { try instance.function("run").call() }
        #expect(trap?.kind == .deadlineExceeded)
    }

    // MARK: The table, row by row

    private func instance(_ text: String, _ change: (inout Limits) -> Void) throws -> Instance {
        var limits = Limits()
        change(&limits)
        let store = Store(limits: limits)
        return try Linker().instantiate(Module(text: text, engine: store.engine), in: store)
    }

    private func kind(_ body: () throws -> Void) -> Trap.Kind? { #expect(throws: Trap.self, performing: body)?.kind }

    @Test func growingFailsAsTheSpecificationHasIt() throws {
        let text = """
            (module (memory 1) (table $t 1 funcref)
              (func (export "memory") (result i32) (memory.grow (i32.const 2)))
              (func (export "table") (result i32) (table.grow $t (ref.null func) (i32.const 2))))
            """
        let instance = try instance(text) {
            $0.memoryPages = 2
            $0.tableElements = 2
        }
        #expect(try instance.function("memory").call() == [.i32(-1)])
        #expect(try instance.function("table").call() == [.i32(-1)])
    }

    @Test(arguments: [
        "(memory 3)", "(table 3 funcref)", "(memory 1) (memory 1)", "(table 1 funcref) (table 1 funcref)",
    ])
    func instantiationThrows(fields: String) throws {
        let error = #expect(throws: LinkError.self) {
            try instance("(module \(fields))") {
                $0.memoryPages = 2
                $0.tableElements = 2
                $0.memories = 1
                $0.tables = 1
            }
        }
        guard case .limitExceeded = error else { throw error! }
        #expect(throws: LinkError.limitExceeded("an instance more than the store's 0")) {
            try instance("(module)") { $0.instances = 0 }
        }
    }

    @Test func deepCallsAndFullHeapsTrap() throws {
        let deep = "(module (func $f (export \"run\") (call $f)))"
        #expect(kind { try instance(deep) { $0.stackBytes = 64 << 10 }.function("run").call() } == .callStackExhausted)
        let list = """
            (module (rec (type $node (struct (field (ref null $node)))))
              (func (export "run") (local $list (ref null $node))
                (loop $l (local.set $list (struct.new $node (local.get $list))) (br $l))))
            """
        #expect(kind { try instance(list) { $0.heapBytes = 1 << 20 }.function("run").call() } == .heapExhausted)
    }

    @Test func hostAndGuestsThatCallEachOther() throws {
        var limits = Limits()
        limits.hostCallDepth = 5
        let store = Store(limits: limits)
        var linker = Linker()
        var depth = 0
        let again = Function(in: store) { (caller: Caller) throws in
            depth += 1
            try caller.instance?.function("run").call()
        }
        linker.define("host", "again", again)
        let module = try Module(
            text: "(module (import \"host\" \"again\" (func $again)) (func (export \"run\") (call $again)))",
            engine: store.engine)
        let instance = try linker.instantiate(module, in: store)
        #expect(kind { try instance.function("run").call() } == .callStackExhausted)
        #expect(depth == 5)
    }

    /// The defaults that the table gives.
    @Test func defaults() {
        let limits = Limits()
        #expect(limits.memoryPages == 65_536)
        #expect(limits.tableElements == 10_000_000)
        #expect(limits.stackBytes == 4 << 20)
        #expect(limits.hostCallDepth == 200)
        #expect(limits.heapBytes == 1 << 30)
        #expect(limits.instances == 10_000)
        #expect(limits.memories == 10_000)
        #expect(limits.tables == 10_000)
    }
}
