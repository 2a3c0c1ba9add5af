import ModuleBytes
import Testing

@testable import WebAssembly

/// Host values stay as long as a guest holds them, wherever that is, and not longer.
@Suite struct HostValueLifetimeTests {
    private final class Box {
        let number: Int
        let counter: Counter

        init(_ number: Int, _ counter: Counter) {
            (self.number, self.counter) = (number, counter)
            counter.alive += 1
        }

        deinit { counter.alive -= 1 }
    }

    private final class Counter { var alive = 0 }

    private func box(_ value: Value?) -> Int? {
        guard case .externref(let reference?) = value else { return nil }
        return (reference.object as? Box)?.number
    }

    @Test func tablesAndGlobalsHoldValues() throws {
        let counter = Counter()
        var module = ModuleBuilder()
        module.table(2, of: externref, export: "table")
        module.global(externref, isMutable: true, .null(externref), export: "global")
        let store = Store()
        let instance = try module.instance(in: store)
        let (table, global) = (try instance.table("table"), try instance.global("global"))
        let ownTable = try Table(TableType(element: .externref, limits: SizeLimits(minimum: 1)), in: store)
        let ownGlobal = try Global(.externref(nil), isMutable: true, in: store)
        for number in 0..<10 {
            try table.set(1, to: .externref(ExternReference(Box(number, counter))))
            try global.set(.externref(ExternReference(Box(number + 100, counter))))
            try ownTable.set(0, to: .externref(ExternReference(Box(number + 200, counter))))
            try ownGlobal.set(.externref(ExternReference(Box(number + 300, counter))))
        }
        #expect(counter.alive == 40)
        store.collectGarbage()
        #expect(counter.alive == 4)
        #expect([table.get(1), global.value, ownTable.get(0), ownGlobal.value].map(box) == [9, 109, 209, 309])
        try table.set(1, to: .externref(nil))
        try global.set(.externref(nil))
        try ownTable.set(0, to: .externref(nil))
        try ownGlobal.set(.externref(nil))
        store.collectGarbage()
        #expect(counter.alive == 0)
    }

    /// A guest that holds values in parameters, locals and on its operand stack only, while the host collects.
    @Test func framesHoldValues() throws {
        let counter = Counter()
        var module = ModuleBuilder()
        let make = module.importFunction("host", "make", [i32], [externref])
        let collect = module.importFunction("host", "collect")
        let take = module.importFunction("host", "take", [externref, externref, externref])
        module.function(
            [externref], [], locals: [externref], export: "run", .i32(2), .call(make), .set(1), .get(0), .get(1),
            .i32(3), .call(make), .call(collect), .call(take))
        let store = Store()
        var linker = Linker()
        let makeBox = Function(in: store) { (_: Caller, number: Int32) -> ExternReference? in
            ExternReference(Box(Int(number), counter))
        }
        linker.define("host", "make", makeBox)
        linker.define("host", "collect") { (caller: Caller) in caller.store.collectGarbage() }
        var taken: [Int] = []
        let takeBoxes = Function(in: store) {
            (caller: Caller, a: ExternReference?, b: ExternReference?, c: ExternReference?) in
            caller.store.collectGarbage()
            taken = [a, b, c].map { ($0?.object as? Box)?.number ?? -1 }
        }
        linker.define("host", "take", takeBoxes)
        let instance = try module.instance(linker, in: store)
        try instance.call("run", .externref(ExternReference(Box(1, counter))))
        #expect(taken == [1, 2, 3])
        store.collectGarbage()
        #expect(counter.alive == 0)
    }

    /// Arguments count while the later ones are still being written.
    @Test func argumentsHoldValues() throws {
        let counter = Counter()
        var module = ModuleBuilder()
        module.function([externref, externref], [externref, externref], export: "swap", .get(1), .get(0))
        let store = Store()
        store.heap.collectsAlways = true
        let instance = try module.instance(in: store)
        let results = try instance.call(
            "swap", .externref(ExternReference(Box(1, counter))), .externref(ExternReference(Box(2, counter))))
        #expect(results.map(box) == [2, 1])
    }

    /// Values that go through a guest do not pile up.
    @Test func passingValuesOnDoesNotLeak() throws {
        let counter = Counter()
        let pass = try function([externref], [externref], .get(0))
        var most = 0
        for number in 0..<40_000 {
            let result = try pass.call([.externref(ExternReference(Box(number, counter)))])
            #expect(box(result.first) == number)
            most = max(most, counter.alive)
        }
        #expect(most < 20_000)
        pass.store.collectGarbage()
        #expect(counter.alive == 0)
    }

    /// The end of a host value may use the store: the collection is over by then.
    @Test func endsMayCallGuests() throws {
        final class Ender {
            let end: () -> Void
            init(_ end: @escaping () -> Void) { self.end = end }
            deinit { end() }
        }
        var module = ModuleBuilder()
        module.function([externref], [externref], export: "pass", .get(0))
        let store = Store()
        store.heap.collectsAlways = true
        let pass = try module.instance(in: store).function("pass")
        var ends = 0
        for _ in 0..<10 {
            let ender = Ender { [unowned store] in
                ends += 1
                guard ends < 20 else { return }
                _ = try? pass.call([.externref(ExternReference(Ender { ends += 1 }))])
                store.collectGarbage()
            }
            try pass.call([.externref(ExternReference(ender))])
        }
        store.collectGarbage()
        #expect(ends == 20)
    }
}
