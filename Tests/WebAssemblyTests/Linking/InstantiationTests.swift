import ModuleBytes
import Testing
import WebAssembly

/// Instantiation that fails half-way: what was done until then stays (specification §4.7.3).
@Suite struct InstantiationTests {
    private let store = Store()

    /// A linker with a memory of one page and a table of four elements under `env`.
    private func shared() throws -> (linker: Linker, memory: Memory, table: Table) {
        let memory = try Memory(MemoryType(limits: SizeLimits(minimum: 1)), in: store)
        let table = try Table(TableType(element: .funcref, limits: SizeLimits(minimum: 4)), in: store)
        var linker = Linker()
        linker.define("env", "memory", .memory(memory))
        linker.define("env", "table", .table(table))
        return (linker, memory, table)
    }

    private func module() -> ModuleBuilder {
        var module = ModuleBuilder()
        _ = module.importMemory("env", "memory", 1)
        _ = module.importTable("env", "table", 4)
        return module
    }

    @Test func startRunsLast() throws {
        var module = module()
        module.global(i32, isMutable: true, .i32(0), export: "seen")
        module.data(at: .i32(8), [42])
        let start = module.function([], [], .i32(8), .memory(.i32Load8U), .setGlobal(0))
        module.start = start
        let (linker, _, _) = try shared()
        #expect(try module.instance(linker, in: store).global("seen").value == .i32(42))
    }

    @Test func startThatTraps() throws {
        var module = module()
        let seven = module.function([], [i32], .i32(7))
        module.elements(at: .i32(1), [seven])
        module.data(at: .i32(0), [1])
        let start = module.function([], [], named: "begin", .i32(4), .i32(99), .memory(.i32Store), .op(.unreachable))
        module.start = start
        let (linker, memory, table) = try shared()
        let trap = trap { _ = try module.instance(linker, in: store) }
        #expect(trap?.kind == .unreachable)
        #expect(trap?.backtrace.map(\.name) == ["begin"])
        #expect(try memory.load(0, as: UInt8.self) == 1)
        #expect(try memory.load(4, as: Int32.self) == 99)
        // Its functions live on in the table.
        guard case .funcref(let function?) = table.get(1) else {
            Issue.record("the element segment was lost")
            return
        }
        #expect(try function.call() == [.i32(7)])
    }

    @Test func startThatThrows() throws {
        struct Failure: Error {}
        var linker = Linker()
        linker.define("env", "fail") { (_: Caller) in throw Failure() }
        var module = ModuleBuilder()
        module.start = module.importFunction("env", "fail")
        #expect(throws: Failure.self) { try module.instance(linker, in: store) }
        var inside = ModuleBuilder()
        let fail = inside.importFunction("env", "fail")
        inside.start = inside.function([], [], .call(fail))
        #expect(throws: Failure.self) { try inside.instance(linker, in: store) }
    }

    @Test func dataThatDoesNotFit() throws {
        for (offset, count) in [(65_535, 2), (65_536, 1), (65_537, 0), (-1, 1), (-1, 0)] as [(Int32, Int)] {
            var module = module()
            let seven = module.function([], [i32], .i32(7))
            module.elements(at: .i32(0), [seven])
            module.data(at: .i32(10), [1, 2, 3])
            module.data(at: .i32(offset), Array(repeating: 9, count: count))
            module.data(at: .i32(20), [4])
            let (linker, memory, table) = try shared()
            #expect(trap { _ = try module.instance(linker, in: store) }?.kind == .memoryOutOfBounds)
            #expect(try memory.read(at: 9, count: 5) == [0, 1, 2, 3, 0])
            #expect(try memory.load(20, as: UInt8.self) == 0)
            #expect(try memory.load(65_535, as: UInt8.self) == 0)
            #expect(table.get(0) != .funcref(nil))
        }
        // At the very end nothing fits, which is enough for nothing.
        var module = module()
        module.data(at: .i32(65_536), [])
        module.data(at: .i32(65_535), [5])
        let (linker, memory, _) = try shared()
        _ = try module.instance(linker, in: store)
        #expect(try memory.load(65_535, as: UInt8.self) == 5)
    }

    @Test func elementsThatDoNotFit() throws {
        for (offset, count) in [(3, 2), (4, 1), (5, 0), (-1, 1)] as [(Int32, Int)] {
            var module = module()
            let seven = module.function([], [i32], .i32(7))
            module.elements(at: .i32(0), [seven])
            module.elements(at: .i32(offset), Array(repeating: seven, count: count))
            module.elements(at: .i32(2), [seven])
            module.data(at: .i32(0), [9])
            let (linker, memory, table) = try shared()
            #expect(trap { _ = try module.instance(linker, in: store) }?.kind == .tableOutOfBounds)
            #expect((0..<4).map { table.get($0) != .funcref(nil) } == [true, false, false, false])
            // Tables are filled before memories.
            #expect(try memory.load(0, as: UInt8.self) == 0)
        }
    }

    /// Nothing is written when an import is wrong, even the last one.
    @Test func importsAreCheckedFirst() throws {
        var module = module()
        _ = module.importFunction("env", "missing")
        module.data(at: .i32(0), [9])
        let (linker, memory, _) = try shared()
        #expect(throws: LinkError.self) { try module.instance(linker, in: store) }
        #expect(try memory.load(0, as: UInt8.self) == 0)
    }

    /// Segments are dropped once they are used, passive ones are not.
    @Test func segmentsAfterwards() throws {
        var module = module()
        module.data(at: .i32(0), [1, 2])
        module.passiveData([3, 4])
        for segment in 0...1 {
            module.function(
                [i32], [], export: "init \(segment)", .i32(100), .i32(0), .get(0), .op(.memoryInit, [segment, 0]))
        }
        let (linker, memory, _) = try shared()
        let instance = try module.instance(linker, in: store)
        try instance.call("init 0", .i32(0))
        #expect(trap { try instance.call("init 0", .i32(1)) }?.kind == .memoryOutOfBounds)
        try instance.call("init 1", .i32(2))
        #expect(try memory.read(at: 100, count: 2) == [3, 4])
    }

    @Test func manyInstancesOfOneModule() throws {
        var module = ModuleBuilder()
        module.memory(1)
        module.data(at: .i32(0), [0])
        module.function(
            [], [i32], export: "next", .i32(0), .i32(0), .memory(.i32Load), .i32(1), .op(.i32Add), .memory(.i32Store),
            .i32(0), .memory(.i32Load))
        let compiled = try module.module(for: store)
        let instances = try (0..<100).map { _ in try Linker().instantiate(compiled, in: store) }
        for (number, instance) in instances.enumerated() {
            for _ in 0..<number { try instance.call("next") }
        }
        for (number, instance) in instances.enumerated() {
            #expect(try instance.call("next") == [.i32(Int32(number + 1))])
        }
    }

    /// A start function that is imported is called on behalf of the instance.
    @Test func importedStartFunctionSeesItsInstance() throws {
        var linker = Linker()
        linker.define("env", "begin") { (caller: Caller) in
            #expect(caller.instance?.module.imports.count == 1)
            try #require(caller.memory).store(42 as UInt32, at: 8)
        }
        var module = ModuleBuilder()
        module.start = module.importFunction("env", "begin")
        module.memory(1, export: "memory")
        let instance = try module.instance(linker)
        #expect(try instance.memory("memory").load(8, as: UInt32.self) == 42)
    }
}
