import ModuleBytes
import Testing
import WebAssembly

/// A store's deadline stops whatever its guests do.
@Suite struct DeadlineTests {
    private func milliseconds(_ count: Int) -> ContinuousClock.Instant { .now + .milliseconds(count) }

    @Test(arguments: EndlessGuest.allCases) func stops(_ guest: EndlessGuest) throws {
        let store = Store()
        let instance = try guest.instance(in: store)
        for _ in 1...2 {
            let deadline = milliseconds(20)
            store.deadline = deadline
            let trap = trap { try instance.call("run") }
            #expect(trap?.kind == .deadlineExceeded)
            #expect(trap?.backtrace.isEmpty == false)
            #expect(ContinuousClock.now >= deadline)
            #expect(!store.isInterrupted)
            store.deadline = nil
            #expect(try instance.call("fine") == [.i32(1)])
        }
    }

    @Test func alreadyPast() throws {
        let store = Store()
        let instance = try EndlessGuest.loop.instance(in: store)
        for past in [.now, .now - .seconds(1), .now - .seconds(1_000_000)] as [ContinuousClock.Instant] {
            store.deadline = past
            // As long as the deadline stands, nothing runs.
            for _ in 1...2 { #expect(trap { try instance.call("fine") }?.kind == .deadlineExceeded) }
            #expect(trap { try instance.call("run") }?.kind == .deadlineExceeded)
            store.deadline = nil
            #expect(try instance.call("fine") == [.i32(1)])
        }
    }

    /// A deadline of a call that was in time stops no later one, which takes longer than the deadline.
    @Test func inTime() throws {
        let store = Store()
        var module = ModuleBuilder()
        module.function([], [], export: "short")
        module.function(
            [], [i32], locals: [i32], export: "long",
            .loop(.empty, .get(0), .i32(1), .op(.i32Add), .tee(0), .i32(1_000_000), .op(.i32LtS), .brIf(0)), .get(0))
        let instance = try module.instance(in: store)
        for _ in 1...3 {
            store.deadline = milliseconds(5)
            try instance.call("short")
            store.deadline = nil
            #expect(try instance.call("long") == [.i32(1_000_000)])
        }
        // Far away, further than the clock's nanoseconds reach.
        store.deadline = .now + .seconds(1_000_000_000_000)
        #expect(try instance.call("long") == [.i32(1_000_000)])
    }

    @Test func appliesToStartFunctions() throws {
        let store = Store()
        var module = ModuleBuilder()
        module.start = module.function([], [], .loop(.empty, .br(0)))
        store.deadline = milliseconds(20)
        #expect(trap { _ = try module.instance(in: store) }?.kind == .deadlineExceeded)
    }

    /// The host called in between is not stopped, but the guest is when the host returns; errors go first.
    @Test func whileTheHostRuns() throws {
        struct Failure: Error {}
        let store = Store()
        var linker = Linker()
        linker.define("env", "wait") { (caller: Caller, fails: Bool) throws in
            while !caller.store.isInterrupted {}
            if fails { throw Failure() }
        }
        var module = ModuleBuilder()
        let wait = module.importFunction("env", "wait", [i32])
        module.global(i32, isMutable: true, .i32(0), export: "after")
        module.function([i32], [], export: "run", .get(0), .call(wait), .i32(1), .setGlobal(0))
        module.function([], [], export: "fine")
        let instance = try module.instance(linker, in: store)
        store.deadline = milliseconds(20)
        #expect(trap { try instance.call("run", .i32(0)) }?.kind == .deadlineExceeded)
        #expect(try instance.global("after").value == .i32(0))
        store.deadline = milliseconds(20)
        #expect(throws: Failure.self) { try instance.call("run", .i32(1)) }
        store.deadline = nil
        try instance.call("fine")
    }

    /// A guest that the host calls for another guest: both end.
    @Test func nested() throws {
        let store = Store()
        var linker = Linker()
        var caught: [Trap.Kind] = []
        linker.define("env", "again") { (caller: Caller) throws in
            do { try caller.instance!.call("loop") } catch let trap as Trap { caught.append(trap.kind) }
        }
        var module = ModuleBuilder()
        let again = module.importFunction("env", "again")
        module.function([], [], export: "loop", .loop(.empty, .br(0)))
        module.function([], [], export: "run", .loop(.empty, .call(again), .br(0)))
        module.function([], [], export: "fine")
        let instance = try module.instance(linker, in: store)
        store.deadline = milliseconds(20)
        #expect(trap { try instance.call("run") }?.kind == .deadlineExceeded)
        #expect(caught == [.deadlineExceeded])
        store.deadline = nil
        try instance.call("fine")
    }

    /// Many stores of one engine, one after the other and nested into each other, each with its own deadline.
    @Test func manyStores() throws {
        let engine = Engine()
        var module = ModuleBuilder()
        module.function([], [], export: "run", .loop(.empty, .br(0)))
        let compiled = try Module(module.bytes, engine: engine)
        for _ in 1...20 {
            let store = Store(engine: engine)
            let instance = try Linker().instantiate(compiled, in: store)
            store.deadline = milliseconds(3)
            #expect(trap { try instance.call("run") }?.kind == .deadlineExceeded)
        }
        let outer = Store(engine: engine)
        var linker = Linker()
        var inner: [Trap.Kind] = []
        linker.define("env", "inner") { (_: Caller) throws in
            let store = Store(engine: engine)
            store.deadline = .now + .milliseconds(10)
            let instance = try Linker().instantiate(compiled, in: store)
            do { try instance.call("run") } catch let trap as Trap { inner.append(trap.kind) }
        }
        var caller = ModuleBuilder()
        let imported = caller.importFunction("env", "inner")
        caller.function([], [i32], export: "run", .call(imported), .i32(4))
        let instance = try linker.instantiate(Module(caller.bytes, engine: engine), in: outer)
        outer.deadline = .now + .seconds(60)
        #expect(try instance.call("run") == [.i32(4)])
        #expect(inner == [.deadlineExceeded])
    }
}
