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

    /// A deadline of a call that was in time stops no later one, even if that runs when the deadline passes.
    @Test func inTime() throws {
        let store = Store()
        var module = ModuleBuilder()
        module.function([], [], export: "short")
        module.function(
            [], [i32], locals: [i32], export: "long",
            .loop(.empty, .get(0), .i32(1), .op(.i32Add), .tee(0), .i32(100_000), .op(.i32LtS), .brIf(0)), .get(0))
        let instance = try module.instance(in: store)
        // Far enough for the short call on a busy machine.
        let deadline = milliseconds(500)
        store.deadline = deadline
        try instance.call("short")
        store.deadline = nil
        repeat {
            #expect(try instance.call("long") == [.i32(100_000)])
        } while ContinuousClock.now < deadline + .milliseconds(20)
        // Far away, further than the clock's nanoseconds reach.
        store.deadline = .now + .seconds(1_000_000_000_000)
        #expect(try instance.call("long") == [.i32(100_000)])
    }

    /// One bulk instruction can move gigabytes.
    @Test(arguments: [Opcode.memoryFill, .memoryCopy]) func stopsBulkInstructions(_ opcode: Opcode) throws {
        let store = Store()
        var module = ModuleBuilder()
        module.memory(65_536)
        let memories = opcode == .memoryFill ? [0] : [0, 0]
        // From 1 on to 0, or ones from 0 on: 4 GiB but for two bytes.
        module.function([], [], export: "run", .i32(0), .i32(1), .i32(-2), .op(opcode, memories))
        let instance = try module.instance(in: store)
        store.deadline = milliseconds(20)
        #expect(trap { try instance.call("run") }?.kind == .deadlineExceeded)
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

    /// A deadline that a host function takes away, or sets, is for the next call: the one that runs keeps its own, and
    /// nothing of it is left afterwards.
    @Test func changedByTheHost() throws {
        let store = Store()
        var linker = Linker()
        var next: ContinuousClock.Instant?
        linker.define("env", "change", Function(in: store) { (caller: Caller) in caller.store.deadline = next })
        var module = ModuleBuilder()
        let change = module.importFunction("env", "change")
        module.function([], [], export: "short", .call(change))
        module.function([], [], export: "loop", .call(change), .loop(.empty, .br(0)))
        module.function([], [], export: "fine")
        let instance = try module.instance(linker, in: store)
        let deadline = milliseconds(300)
        store.deadline = deadline
        try instance.call("short")
        repeat {
            #expect(!store.isInterrupted)
            try instance.call("fine")
        } while ContinuousClock.now < deadline + .milliseconds(20)
        store.deadline = milliseconds(20)
        #expect(trap { try instance.call("loop") }?.kind == .deadlineExceeded)
        try instance.call("fine")
        next = .now - .seconds(1)
        try instance.call("short")
        #expect(trap { try instance.call("fine") }?.kind == .deadlineExceeded)
    }

    /// A guest that the host calls for another guest: both end.
    @Test func nested() throws {
        let store = Store()
        var linker = Linker()
        var caught: [Trap.Kind] = []
        let function = Function(in: store) { (caller: Caller) throws in
            do { try caller.instance!.call("loop") } catch let trap as Trap { caught.append(trap.kind) }
        }
        linker.define("env", "again", function)
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

    /// The outermost call is of a host function, which calls the guest.
    @Test func belowAHostFunction() throws {
        let store = Store()
        let instance = try EndlessGuest.loop.instance(in: store)
        let outer = Function(in: store) { (_: Caller) throws in try instance.call("run") }
        store.deadline = milliseconds(20)
        for _ in 1...2 { #expect(trap { try outer.call() }?.kind == .deadlineExceeded) }
        store.deadline = nil
        #expect(try instance.call("fine") == [.i32(1)])
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
        let function = Function(in: outer) { (_: Caller) throws in
            let store = Store(engine: engine)
            store.deadline = .now + .milliseconds(10)
            let instance = try Linker().instantiate(compiled, in: store)
            do { try instance.call("run") } catch let trap as Trap { inner.append(trap.kind) }
        }
        linker.define("env", "inner", function)
        var caller = ModuleBuilder()
        let imported = caller.importFunction("env", "inner")
        caller.function([], [i32], export: "run", .call(imported), .i32(4))
        let instance = try linker.instantiate(Module(caller.bytes, engine: engine), in: outer)
        outer.deadline = .now + .seconds(60)
        #expect(try instance.call("run") == [.i32(4)])
        #expect(inner == [.deadlineExceeded])
    }
}
