import ModuleBytes
import Testing
import WebAssembly

/// Objects of the host that belong to a store, and the host functions that find them.
@Suite struct HostDataTests {
    private class Counter {
        var count: Int32 = 0
        let whenFreed: () -> Void

        init(whenFreed: @escaping () -> Void = {}) { self.whenFreed = whenFreed }
        deinit { whenFreed() }
    }

    private final class Second: Counter {}
    private final class Third: Counter {}

    /// A linker whose `env.count` counts in the store's `Counter`.
    private func linker() -> Linker {
        var linker = Linker()
        linker.define("env", "count") { (caller: Caller) throws -> Int32 in
            try caller.with(Counter.self) { counter in
                counter.count += 1
                return counter.count
            }
        }
        return linker
    }

    private func instance(in store: Store) throws -> Instance {
        var module = ModuleBuilder()
        let count = module.importFunction("env", "count", [], [i32])
        module.function([], [i32], export: "run", .call(count))
        return try linker().prepare(module.module(for: store)).instantiate(in: store)
    }

    @Test func eachStoreHasItsOwn() throws {
        let stores = [Store(), Store()]
        for store in stores { store[Counter.self] = Counter() }
        let instances = try stores.map { try instance(in: $0) }
        #expect(try instances[0].call("run") == [.i32(1)])
        #expect(try instances[0].call("run") == [.i32(2)])
        #expect(try instances[1].call("run") == [.i32(1)])
    }

    @Test func oneForEachClass() {
        let store = Store()
        #expect(store[Counter.self] == nil)
        let (first, second, third) = (Counter(), Second(), Third())
        store[Counter.self] = first
        store[Second.self] = second
        store[Third.self] = third
        #expect(store[Counter.self] === first)
        #expect(store[Second.self] === second)
        #expect(store[Third.self] === third)
        store[Counter.self] = nil
        #expect(store[Counter.self] == nil)
        #expect(store[Third.self] === third)
        // What counts is the class that it was kept under, not its own.
        store[Counter.self] = third
        #expect(store[Counter.self] === third)
        store[type(of: third as Counter)] = first
        #expect(store[Counter.self] === first)
        #expect(store[Third.self] === third)
    }

    @Test func withoutOneTheCallEnds() throws {
        let store = Store()
        let instance = try instance(in: store)
        store[Second.self] = Second()
        let error = #expect(throws: CallError.missingHostData("Counter")) { try instance.call("run") }
        #expect(
            error?.description
                == "a host function needs the store's Counter, and it has none: before calls, set `store[Counter.self]` to one"
        )
        store[Counter.self] = Counter()
        #expect(try instance.call("run") == [.i32(1)])
    }

    @Test func theStoreKeepsThem() {
        var freed: [Int] = []
        do {
            let store = Store()
            store[Counter.self] = Counter { freed.append(1) }
            store[Second.self] = Second { freed.append(2) }
            #expect(freed.isEmpty)
            store[Counter.self] = Counter { freed.append(3) }
            #expect(freed == [1])
            store[Counter.self] = nil
            #expect(freed == [1, 3])
        }
        #expect(freed == [1, 3, 2])
    }

    /// A function goes on with the object that it has found, whatever becomes of the store's.
    @Test func replacedWhileItIsUsed() throws {
        let store = Store()
        var freed = 0
        store[Counter.self] = Counter { freed += 1 }
        let function = Function(in: store) { (caller: Caller) throws -> Int32 in
            try caller.with(Counter.self) { counter in
                for _ in 0..<3 { caller.store[Counter.self] = Counter { freed += 1 } }
                caller.store[Counter.self] = nil
                #expect(freed == 0)
                counter.count += 7
                return counter.count
            }
        }
        #expect(try function.call() == [.i32(7)])
        store[Second.self] = Second()
        #expect(freed == 4)
    }

    /// An object that uses the store's objects at its own end.
    @Test func usedWhileOneIsFreed() {
        let store = Store()
        store[Second.self] = Second()
        store[Counter.self] = Counter { [unowned store] in
            #expect(store[Counter.self] == nil)
            store[Second.self] = nil
            store[Third.self] = Third()
        }
        store[Counter.self] = nil
        #expect(store[Second.self] == nil)
        #expect(store[Third.self] != nil)
    }
}
