import ModuleBytes
import Testing
import WebAssembly

/// Modules that use each other's exports.
@Suite struct LinkingTests {
    private let store = Store()

    @Test func sharedMutableGlobal() throws {
        var owner = ModuleBuilder()
        owner.global(i64, isMutable: true, .i64(5), export: "counter")
        owner.function([], [i64], export: "get", .global(0))
        let owned = try owner.instance(in: store)
        var linker = Linker()
        linker.define("owner", exportsOf: owned)
        var user = ModuleBuilder()
        let counter = user.importGlobal("owner", "counter", i64, isMutable: true)
        user.global(i32, isMutable: true, .i32(1))
        user.export("again", .global, counter)
        user.function(
            [i64], [], export: "add", .global(0), .get(0), .op(.i64Add), .setGlobal(0), .i32(9), .setGlobal(1))
        let first = try user.instance(linker, in: store)
        let second = try user.instance(linker, in: store)
        try first.call("add", .i64(10))
        try second.call("add", .i64(100))
        #expect(try owned.call("get") == [.i64(115)])
        #expect(try first.global("again").value == .i64(115))
        try owned.global("counter").set(.i64(-1))
        #expect(try second.global("again").value == .i64(-1))
    }

    /// Immutable imported globals in initialisers and in offsets of segments.
    @Test func globalsInConstantExpressions() throws {
        var linker = Linker()
        linker.define("env", "offset", .global(try Global(.i32(7), in: store)))
        linker.define("env", "wide", .global(try Global(.i64(-7), in: store)))
        var module = ModuleBuilder()
        let offset = module.importGlobal("env", "offset", i32)
        let wide = module.importGlobal("env", "wide", i64)
        module.global(i64, .global(wide), export: "copy")
        module.memory(1, export: "memory")
        module.table(9, export: "table")
        let nothing = module.function([], [], export: "nothing")
        module.global(funcref, .function(nothing), export: "reference")
        module.global(externref, .null(externref), export: "null")
        module.data(at: .global(offset), [1, 2])
        module.elements(at: .global(offset), [nothing])
        let instance = try module.instance(linker, in: store)
        #expect(try instance.global("copy").value == .i64(-7))
        #expect(try instance.memory("memory").read(at: 6, count: 4) == [0, 1, 2, 0])
        let function = Value.funcref(try instance.function("nothing"))
        #expect(try instance.table("table").get(7) == function)
        #expect(try instance.table("table").get(6) == .funcref(nil))
        #expect(try instance.global("reference").value == function)
        #expect(try instance.global("null").value == .externref(nil))
    }

    @Test func sharedMemoryAndTable() throws {
        var owner = ModuleBuilder()
        owner.memory(1, export: "memory")
        owner.table(2, export: "table")
        let five = owner.function([], [i32], .i32(5))
        owner.elements(at: .i32(0), [five])
        let owned = try owner.instance(in: store)
        var linker = Linker()
        linker.define("owner", exportsOf: owned)
        var user = ModuleBuilder()
        let memory = user.importMemory("owner", "memory", 1)
        let table = user.importTable("owner", "table", 1)
        let type = user.type([], [i32])
        user.export("memory", .memory, memory)
        user.export("table", .table, table)
        user.data(at: .i32(4), [1, 2, 3, 4])
        user.function(
            [], [i32], export: "run", .i32(0), .callIndirect(type: type), .i32(4), .memory(.i32Load8U), .op(.i32Add))
        let instance = try user.instance(linker, in: store)
        #expect(try owned.memory("memory").load(4, as: UInt32.self) == 0x0403_0201)
        try owned.memory("memory").store(UInt8(9), at: 4)
        #expect(try instance.call("run") == [.i32(14)])
        #expect(try instance.memory("memory").load(4, as: UInt8.self) == 9)
        #expect(try instance.table("table").get(0) == owned.table("table").get(0))
    }

    /// "é" as one code point and as two: different names, for imports and exports alike.
    @Test func namesInTwoSpellings() throws {
        let composed = "caf\u{E9}"
        let decomposed = "cafe\u{301}"
        var exporter = ModuleBuilder()
        exporter.function([], [i32], export: composed, .i32(1))
        exporter.function([], [i32], export: decomposed, .i32(2))
        let instance = try exporter.instance(in: store)
        #expect(try instance.call(composed) == [.i32(1)])
        #expect(try instance.call(decomposed) == [.i32(2)])
        var linker = Linker()
        linker.define("env", exportsOf: instance)
        linker.define(decomposed, "f") { (_: Caller) -> Int32 in 30 }
        linker.define(composed, "f") { (_: Caller) -> Int32 in 400 }
        var module = ModuleBuilder()
        var code: Code = .i32(0)
        for (namespace, name) in [("env", composed), ("env", decomposed), (composed, "f"), (decomposed, "f")] {
            let imported = module.importFunction(namespace, name, [], [i32])
            code = [code, .i32(7), .op(.i32Mul), .call(imported), .op(.i32Add)]
        }
        module.function([], [i32], export: "run", code)
        let expected: Int32 = ((1 * 7 + 2) * 7 + 400) * 7 + 30
        #expect(try module.instance(linker, in: store).call("run") == [.i32(expected)])
        var missing = ModuleBuilder()
        _ = missing.importFunction("mine", composed)
        linker.define("mine", decomposed) { (_: Caller) in }
        #expect(throws: LinkError.self) { try missing.instance(linker, in: store) }
    }

    @Test func emptyAndOddNames() throws {
        let names = ["", "a\0b", "\u{1F600}", " ", "\"quoted\""]
        var exporter = ModuleBuilder()
        for (number, name) in names.enumerated() { exporter.function([], [i32], export: name, .i32(Int32(number))) }
        let instance = try exporter.instance(in: store)
        for (number, name) in names.enumerated() { #expect(try instance.call(name) == [.i32(Int32(number))]) }
    }

    @Test func oneLinkerForManyStores() throws {
        let engine = Engine()
        var linker = Linker()
        linker.define("env", "double") { (caller: Caller, a: Int32) throws -> Int32 in
            try caller.memory!.store(a, at: 0)
            return a * 2
        }
        var module = ModuleBuilder()
        let double = module.importFunction("env", "double", [i32], [i32])
        module.memory(1, export: "memory")
        module.function([i32], [i32], export: "run", .get(0), .call(double))
        let compiled = try Module(module.bytes, engine: engine)
        let instances = try (0..<10).map { _ in try linker.instantiate(compiled, in: Store(engine: engine)) }
        for (number, instance) in instances.enumerated() {
            #expect(try instance.call("run", .i32(Int32(number))) == [.i32(Int32(2 * number))])
        }
        for (number, instance) in instances.enumerated() {
            #expect(try instance.memory("memory").load(0, as: Int32.self) == Int32(number))
        }
    }

    @Test func theLastDefinitionCounts() throws {
        var linker = Linker()
        linker.define("env", "f") { (_: Caller) -> Int32 in 1 }
        let before = linker
        linker.define("env", "f") { (_: Caller) -> Int32 in 2 }
        var module = ModuleBuilder()
        let f = module.importFunction("env", "f", [], [i32])
        let same = module.importFunction("env", "f", [], [i32])
        module.function([], [i32], export: "run", .call(f), .call(same), .op(.i32Add))
        #expect(try module.instance(linker, in: store).call("run") == [.i32(4)])
        #expect(try module.instance(before, in: store).call("run") == [.i32(2)])
    }

    /// A host function makes an instance in the store whose guest is calling it.
    @Test func instantiationDuringACall() throws {
        var linker = Linker()
        linker.define("env", "load") { (caller: Caller, number: Int32) throws -> Int32 in
            var module = ModuleBuilder()
            module.memory(1)
            module.global(i32, isMutable: true, .i32(0))
            module.start = module.function([], [], .i32(number), .setGlobal(0))
            module.function([], [i32], export: "get", .global(0))
            guard case .i32(let value) = try module.instance(in: caller.store).call("get")[0] else { return -1 }
            return value
        }
        var module = ModuleBuilder()
        let load = module.importFunction("env", "load", [i32], [i32])
        module.memory(1)
        module.function(
            [], [i32], export: "run", .i32(0), .i32(77), .memory(.i32Store), .i32(20), .call(load), .i32(22),
            .call(load),
            .op(.i32Add), .i32(0), .memory(.i32Load), .op(.i32Add))
        #expect(try module.instance(linker, in: store).call("run") == [.i32(119)])
    }
}
