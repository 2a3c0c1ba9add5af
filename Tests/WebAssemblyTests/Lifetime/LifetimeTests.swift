import ModuleBytes
import Testing
import WebAssembly

/// Nothing keeps a store or a module alive but those who use it.
@Suite struct LifetimeTests {
    private final class Box {}

    /// A module with some of everything.
    private func module() -> ModuleBuilder {
        var module = ModuleBuilder()
        let host = module.importFunction("env", "host", [], [i32])
        module.memory(1, export: "memory")
        module.table(2, of: externref, export: "table")
        module.global(i32, isMutable: true, .i32(0), export: "global")
        module.function([], [i32], export: "run", .call(host))
        module.function([], [], export: "trap", .op(.unreachable))
        module.function([], [], export: "loop", .loop(.empty, .br(0)))
        return module
    }

    @Test func storesAreReleased() throws {
        weak var weakStore: Store?
        weak var weakObject: Box?
        weak var weakCaptured: Box?
        do {
            let store = Store()
            let object = Box()
            let captured = Box()
            (weakStore, weakObject, weakCaptured) = (store, object, captured)
            var linker = Linker()
            let host = Function(in: store) { (_: Caller) -> Int32 in captured === object ? 1 : 0 }
            linker.define("env", "host", host)
            let instance = try module().instance(linker, in: store)
            try instance.call("run")
            #expect(trap { try instance.call("trap") } != nil)
            store.deadline = .now + .milliseconds(5)
            #expect(trap { try instance.call("loop") } != nil)
            try instance.table("table").set(0, to: .externref(ExternReference(object)))
            _ = (try instance.memory("memory"), try instance.global("global"), store.interrupter)
            _ = Function(in: store, type: FunctionType()) { _, _ in [] }
        }
        #expect(weakStore == nil)
        #expect(weakObject == nil)
        #expect(weakCaptured == nil)
    }

    /// A handle of any kind is enough to go on with.
    @Test func handlesKeepTheStore() throws {
        weak var weakStore: Store?
        var handles: [External] = []
        do {
            let store = Store()
            weakStore = store
            var linker = Linker()
            linker.define("env", "host") { (_: Caller) -> Int32 in 9 }
            let instance = try module().instance(linker, in: store)
            handles = ["run", "memory", "table", "global"].compactMap(instance.export)
        }
        #expect(handles.count == 4)
        while let handle = handles.popLast() {
            #expect(weakStore != nil)
            switch handle {
            case .function(let function): #expect(try function.call() == [.i32(9)])
            case .memory(let memory): #expect(try memory.load(0, as: Int32.self) == 0)
            case .table(let table): #expect(table.get(0) == .externref(nil))
            case .global(let global): try global.set(.i32(4))
            case .tag: Issue.record("the module has no tag")
            }
        }
        #expect(weakStore == nil)
    }

    @Test func modulesAndEnginesAreReleased() throws {
        weak var weakModule: Module?
        weak var weakEngine: Engine?
        do {
            let engine = Engine()
            let module = try Module(module().bytes, engine: engine)
            (weakModule, weakEngine) = (module, engine)
            var linker = Linker()
            linker.define("env", "host") { (_: Caller) -> Int32 in 9 }
            for _ in 1...3 { try linker.instantiate(module, in: Store(engine: engine)).call("run") }
        }
        #expect(weakModule == nil)
        #expect(weakEngine == nil)
    }

    @Test func failuresLeaveNothing() throws {
        weak var weakStore: Store?
        weak var weakModule: Module?
        do {
            let store = Store()
            let module = try module().module(for: store)
            (weakStore, weakModule) = (store, module)
            #expect(throws: LinkError.self) { try Linker().instantiate(module, in: store) }
        }
        #expect(weakStore == nil)
        #expect(weakModule == nil)
    }

    /// Each memory reserves 4 GiB of addresses, which come back.
    @Test func aThousandStoresInARow() throws {
        let engine = Engine()
        var module = ModuleBuilder()
        module.memory(1, export: "memory")
        module.function(
            [], [i32], export: "run", .i32(65_532), .i32(6), .memory(.i32Store), .i32(65_532), .memory(.i32Load))
        let compiled = try Module(module.bytes, engine: engine)
        for _ in 1...1000 {
            let instance = try Linker().instantiate(compiled, in: Store(engine: engine))
            #expect(try instance.call("run") == [.i32(6)])
        }
    }

    @Test func manyStoresAtOnce() throws {
        let stores = try (0..<200).map { _ in try Memory(MemoryType(limits: SizeLimits(minimum: 1)), in: Store()) }
        for (number, memory) in stores.enumerated() { try memory.store(UInt32(number), at: 100) }
        for (number, memory) in stores.enumerated() { #expect(try memory.load(100, as: UInt32.self) == UInt32(number)) }
    }
}
