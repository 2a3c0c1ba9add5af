import ModuleBytes
import Testing
import WebAssembly

/// Calls between instances of one store: each has its own memory, globals and tables.
@Suite struct CrossInstanceTests {
    private let store = Store()

    /// A module with a memory of some pages, whose first bytes are a number, and functions around it.
    private func keeper(pages: Int, number: UInt8) -> ModuleBuilder {
        var module = ModuleBuilder()
        module.memory(pages, export: "memory")
        module.data(at: .i32(0), [number])
        module.function([], [i32], export: "number", .i32(0), .memory(.i32Load8U))
        module.function([], [i32], export: "size", .memorySize)
        module.function([i32], [i32], export: "grow", .get(0), .memoryGrow)
        module.function([i32], [i32], export: "last", .get(0), .memory(.i32Load8U, offset: 65_535))
        return module
    }

    @Test func eachHasItsMemory() throws {
        var linker = Linker()
        linker.define("other", exportsOf: try keeper(pages: 3, number: 33).instance(in: store))
        var module = ModuleBuilder()
        let number = module.importFunction("other", "number", [], [i32])
        let size = module.importFunction("other", "size", [], [i32])
        module.memory(1)
        module.data(at: .i32(0), [11])
        module.function(
            [], [i32, i32, i32, i32, i32], export: "run",
            .i32(0), .memory(.i32Load8U), .call(number), .i32(0), .memory(.i32Load8U), .call(size), .memorySize)
        #expect(
            try module.instance(linker, in: store).call("run") == [.i32(11), .i32(33), .i32(11), .i32(3), .i32(1)])
    }

    /// The same by way of a table that both share.
    @Test func throughASharedTable() throws {
        let other = try keeper(pages: 2, number: 44).instance(in: store)
        var owner = ModuleBuilder()
        owner.table(4, export: "table")
        var linker = Linker()
        linker.define("owner", exportsOf: try owner.instance(in: store))
        linker.define("other", exportsOf: other)
        var module = ModuleBuilder()
        let number = module.importFunction("other", "number", [], [i32])
        _ = module.importTable("owner", "table", 4)
        let type = module.type([], [i32])
        module.memory(1)
        module.data(at: .i32(0), [22])
        let own = module.function([], [i32], .i32(0), .memory(.i32Load8U), .i32(100), .op(.i32Add))
        module.elements(at: .i32(1), [number, own])
        module.function(
            [i32], [i32], export: "run", .get(0), .callIndirect(type: type), .i32(0), .memory(.i32Load8U), .op(.i32Add))
        let instance = try module.instance(linker, in: store)
        #expect(try instance.call("run", .i32(1)) == [.i32(66)])
        #expect(try instance.call("run", .i32(2)) == [.i32(144)])
        // A third instance finds the functions of the second in the table.
        var third = ModuleBuilder()
        _ = third.importTable("owner", "table", 4)
        let same = third.type([], [i32])
        third.function([i32], [i32], export: "run", .get(0), .callIndirect(type: same))
        let caller = try third.instance(linker, in: store)
        #expect(try caller.call("run", .i32(1)) == [.i32(44)])
        #expect(try caller.call("run", .i32(2)) == [.i32(122)])
        #expect(trap { try caller.call("run", .i32(3)) }?.kind == .uninitializedElement)
    }

    /// A callee of another instance grows a memory that the caller uses too: the caller sees the new size at once.
    @Test func growthOfASharedMemory() throws {
        let keeper = try keeper(pages: 1, number: 0).instance(in: store)
        var linker = Linker()
        linker.define("keeper", exportsOf: keeper)
        var module = ModuleBuilder()
        let grow = module.importFunction("keeper", "grow", [i32], [i32])
        _ = module.importMemory("keeper", "memory", 1)
        module.function(
            [], [i32, i32, i32], export: "run",
            .i32(2), .call(grow), .memorySize,
            .i32(3 * 65_536 - 4), .i32(42), .memory(.i32Store), .i32(3 * 65_536 - 4), .memory(.i32Load))
        #expect(try module.instance(linker, in: store).call("run") == [.i32(1), .i32(3), .i32(42)])
        #expect(try keeper.memory("memory").load(3 * 65_536 - 4, as: Int32.self) == 42)
    }

    /// The same when the growth happens two calls away, in the caller's own instance.
    @Test func growthByACallBack() throws {
        var owner = ModuleBuilder()
        owner.table(1, export: "table")
        var linker = Linker()
        linker.define("owner", exportsOf: try owner.instance(in: store))
        var relay = ModuleBuilder()
        _ = relay.importTable("owner", "table", 1)
        let type = relay.type([i32], [i32])
        relay.memory(7)
        relay.function(
            [i32], [i32], export: "relay", .get(0), .i32(0), .callIndirect(type: type), .memorySize, .op(.i32Add))
        linker.define("relay", exportsOf: try relay.instance(linker, in: store))
        var module = ModuleBuilder()
        let far = module.importFunction("relay", "relay", [i32], [i32])
        _ = module.importTable("owner", "table", 1)
        module.memory(1)
        let grow = module.function([i32], [i32], .get(0), .memoryGrow)
        module.elements(at: .i32(0), [grow])
        module.function(
            [], [i32, i32, i32], export: "run",
            .i32(4), .call(far), .memorySize, .i32(5 * 65_536 - 4), .memory(.i32Load))
        #expect(try module.instance(linker, in: store).call("run") == [.i32(8), .i32(5), .i32(0)])
    }

    @Test func growthByTheHost() throws {
        var linker = Linker()
        linker.define("env", "grow") { (caller: Caller) -> Int32 in
            Int32(truncatingIfNeeded: caller.memory?.grow(by: 3) ?? 99)
        }
        var module = ModuleBuilder()
        let grow = module.importFunction("env", "grow", [], [i32])
        module.memory(1, 5)
        module.function(
            [], [i32, i32, i32], export: "run",
            .call(grow), .memorySize, .i32(4 * 65_536 - 1), .memory(.i32Load8U))
        module.function([], [i32], export: "beyond", .call(grow), .op(.drop), .i32(4 * 65_536), .memory(.i32Load8U))
        let instance = try module.instance(linker, in: store)
        #expect(try instance.call("run") == [.i32(1), .i32(4), .i32(0)])
        #expect(trap { try instance.call("beyond") }?.kind == .memoryOutOfBounds)
    }

    @Test func eachHasItsGlobals() throws {
        var counter = ModuleBuilder()
        counter.global(i32, isMutable: true, .i32(0))
        counter.function([], [i32], export: "next", .global(0), .i32(1), .op(.i32Add), .setGlobal(0), .global(0))
        let compiled = try counter.module(for: store)
        let first = try Linker().instantiate(compiled, in: store)
        let second = try Linker().instantiate(compiled, in: store)
        for count in 1...3 { #expect(try first.call("next") == [.i32(Int32(count))]) }
        #expect(try second.call("next") == [.i32(1)])
        // An instance that imports the other one of its own module's functions.
        var linker = Linker()
        linker.define("counter", exportsOf: first)
        var module = ModuleBuilder()
        let next = module.importFunction("counter", "next", [], [i32])
        module.global(i32, isMutable: true, .i32(50))
        module.function([], [i32], export: "run", .call(next), .global(0), .op(.i32Add))
        #expect(try module.instance(linker, in: store).call("run") == [.i32(54)])
    }

    /// Two instances that call each other, one frame each, 2,000 deep.
    @Test func mutualRecursion() throws {
        var owner = ModuleBuilder()
        owner.table(2, export: "table")
        var linker = Linker()
        linker.define("owner", exportsOf: try owner.instance(in: store))
        for place in 0...1 {
            var module = ModuleBuilder()
            _ = module.importTable("owner", "table", 2)
            let type = module.type([i32], [i64])
            module.memory(1)
            module.data(at: .i32(0), [UInt8(place + 1)])
            let step = module.function(
                [i32], [i64], export: "step",
                .get(0), .op(.i32Eqz),
                .if(
                    .result(i64), .i64(0),
                    else: [
                        .i32(0), .memory(.i64Load8U),
                        .get(0), .i32(1), .op(.i32Sub), .i32(Int32(1 - place)), .callIndirect(type: type),
                        .i32(0), .memory(.i64Load8U), .op(.i64Add, .i64Add),
                    ]))
            module.elements(at: .i32(Int32(place)), [step])
            linker.define("\(place)", exportsOf: try module.instance(linker, in: store))
        }
        guard case .funcref(let step?) = try table(of: linker).get(0) else {
            Issue.record("the table has no function")
            return
        }
        #expect(try step.call([.i32(2000)]) == [.i64(6000)])
    }

    private func table(of linker: Linker) throws -> Table {
        var module = ModuleBuilder()
        let table = module.importTable("owner", "table", 2)
        module.export("table", .table, table)
        return try module.instance(linker, in: store).table("table")
    }
}
