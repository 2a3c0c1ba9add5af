import Foundation
import ModuleBytes
import Testing
import WebAssembly

/// Another thread stops a store's guests.
@Suite struct InterruptionTests {
    private func interrupt(_ store: Store, after milliseconds: Int) {
        let interrupter = store.interrupter
        // A thread of its own: the pool's may all be busy with guests.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
            interrupter.interrupt()
        }
    }

    @Test(arguments: EndlessGuest.allCases) func stops(_ guest: EndlessGuest) throws {
        let store = Store()
        let instance = try guest.instance(in: store)
        for _ in 1...2 {
            interrupt(store, after: 10)
            let trap = trap { try instance.call("run") }
            #expect(trap?.kind == .interrupted)
            #expect(trap?.backtrace.isEmpty == false)
            #expect(!store.isInterrupted)
            #expect(try instance.call("fine") == [.i32(1)])
        }
    }

    @Test func beforeACall() throws {
        let store = Store()
        let instance = try EndlessGuest.loop.instance(in: store)
        // Twice is not more than once.
        store.interrupter.interrupt()
        store.interrupter.interrupt()
        #expect(store.isInterrupted)
        #expect(trap { try instance.call("fine") }?.kind == .interrupted)
        #expect(!store.isInterrupted)
        #expect(try instance.call("fine") == [.i32(1)])
    }

    /// Instances that are made while the interruption waits are stopped too.
    @Test func beforeAnInstance() throws {
        let store = Store()
        store.interrupter.interrupt()
        let instance = try EndlessGuest.loop.instance(in: store)
        #expect(trap { try instance.call("fine") }?.kind == .interrupted)
        #expect(try instance.call("fine") == [.i32(1)])
    }

    @Test func byTheHostFunctionItself() throws {
        let store = Store()
        var linker = Linker()
        linker.define("env", "stop") { (caller: Caller) in caller.store.interrupter.interrupt() }
        var module = ModuleBuilder()
        let stop = module.importFunction("env", "stop")
        module.global(i32, isMutable: true, .i32(0), export: "after")
        module.function([], [], export: "run", .call(stop), .i32(1), .setGlobal(0))
        let instance = try module.instance(linker, in: store)
        #expect(trap { try instance.call("run") }?.kind == .interrupted)
        #expect(try instance.global("after").value == .i32(0))
    }

    /// The outermost call is of a host function, which calls the guest.
    @Test func belowAHostFunction() throws {
        let store = Store()
        let instance = try EndlessGuest.loop.instance(in: store)
        let outer = Function(in: store) { (_: Caller) throws in try instance.call("run") }
        interrupt(store, after: 10)
        #expect(trap { try outer.call() }?.kind == .interrupted)
        #expect(!store.isInterrupted)
        #expect(try instance.call("fine") == [.i32(1)])
    }

    /// The first reason counts, and a deadline that comes later does not linger.
    @Test func withADeadline() throws {
        let store = Store()
        let instance = try EndlessGuest.loop.instance(in: store)
        store.deadline = .now + .seconds(60)
        interrupt(store, after: 10)
        #expect(trap { try instance.call("run") }?.kind == .interrupted)
        store.interrupter.interrupt()
        store.deadline = .now - .seconds(1)
        #expect(trap { try instance.call("run") }?.kind == .interrupted)
        #expect(trap { try instance.call("run") }?.kind == .deadlineExceeded)
        store.deadline = nil
        #expect(try instance.call("fine") == [.i32(1)])
    }

    /// An interrupter may outlive its store.
    @Test func afterTheStore() throws {
        var store: Store? = Store()
        _ = try EndlessGuest.loop.instance(in: store!)
        let interrupter = store!.interrupter
        store = nil
        interrupter.interrupt()
    }

    /// Only the store that is meant.
    @Test func otherStoresRunOn() throws {
        let engine = Engine()
        let first = Store(engine: engine)
        let second = Store(engine: engine)
        let instance = try EndlessGuest.loop.instance(in: first)
        let other = try EndlessGuest.loop.instance(in: second)
        first.interrupter.interrupt()
        #expect(try other.call("fine") == [.i32(1)])
        #expect(trap { try instance.call("fine") }?.kind == .interrupted)
    }
}
