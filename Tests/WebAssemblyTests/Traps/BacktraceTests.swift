import ModuleBytes
import Testing
import WebAssembly

/// Which functions a trap names.
@Suite struct BacktraceTests {
    @Test func names() throws {
        var module = ModuleBuilder(name: "guest")
        let inner = module.function([], [], named: "inner", .op(.unreachable))
        let unnamed = module.function([], [], .call(inner))
        let exported = module.function([], [], export: "exported", .call(unnamed))
        module.function([], [], export: "run", named: "main", .call(exported))
        let instance = try module.instance()
        let trap = trap { try instance.call("run") }
        #expect(trap?.backtrace.map(\.module) == ["guest", "guest", "guest", "guest"])
        #expect(trap?.backtrace.map(\.functionIndex) == [0, 1, 2, 3])
        #expect(trap?.backtrace.map(\.name) == ["inner", nil, "exported", "main"])
        #expect(
            trap?.description == """
                trap: unreachable
                    at guest!inner
                    at guest!function 1
                    at guest!exported
                    at guest!main
                """)
    }

    @Test func withoutNames() throws {
        var module = ModuleBuilder()
        let inner = module.function([], [], .op(.unreachable))
        module.function([], [], export: "run", .call(inner))
        let instance = try module.instance()
        #expect(trap { try instance.call("run") }?.description == "trap: unreachable\n    at function 0\n    at run")
    }

    /// In the middle of a caller, after other calls have returned, and in a function that was just translated.
    @Test func innermostIsExact() throws {
        var module = ModuleBuilder()
        let fine = module.function([], [i32], named: "fine", .i32(0))
        let divide = module.function([i32], [i32], named: "divide", .i32(1), .get(0), .op(.i32DivS))
        module.function([], [i32], export: "run", .call(fine), .call(divide), .call(fine), .op(.i32Add))
        let instance = try module.instance()
        for _ in 1...2 {
            #expect(trap { try instance.call("run") }?.backtrace.map(\.name) == ["divide", "run"])
        }
    }

    @Test func acrossInstances() throws {
        let store = Store()
        var library = ModuleBuilder(name: "library")
        let fail = library.function([], [], named: "fail", .op(.unreachable))
        library.function([], [], export: "entry", .call(fail))
        var linker = Linker()
        linker.define("library", exportsOf: try library.instance(in: store))
        var program = ModuleBuilder(name: "program")
        let entry = program.importFunction("library", "entry")
        let helper = program.function([], [], named: "helper", .call(entry))
        program.function([], [], export: "run", .call(helper))
        let instance = try program.instance(linker, in: store)
        #expect(
            trap { try instance.call("run") }?.backtrace.map(\.description)
                == ["library!fail", "library!entry", "program!helper", "program!run"])
    }

    /// A trap in a guest that the host called for another guest; and one that the host throws itself.
    @Test func acrossTheHost() throws {
        var linker = Linker()
        linker.define("env", "back") { (caller: Caller) throws in try caller.instance!.call("fail") }
        linker.define("env", "peek") { (caller: Caller) throws in _ = try caller.memory!.load(65_536, as: UInt8.self) }
        var module = ModuleBuilder()
        let back = module.importFunction("env", "back")
        let peek = module.importFunction("env", "peek")
        module.memory(1)
        module.function([], [], export: "fail", .op(.unreachable))
        let inner = module.function([], [], named: "inner", .call(back))
        module.function([], [], export: "run", .call(inner))
        module.function([], [], export: "read", .call(peek))
        let instance = try module.instance(linker)
        #expect(
            trap { try instance.call("run") }?.backtrace.map(\.description) == [
                "fail", "host function", "inner", "run",
            ])
        let read = trap { try instance.call("read") }
        #expect(read?.kind == .memoryOutOfBounds)
        #expect(read?.backtrace.map(\.description) == ["host function", "read"])
        #expect(instance.module.name(ofFunction: UInt32(back)) == "env.back")
    }

    @Test func deepOnesKeepTheirInnermostFrames() throws {
        var module = ModuleBuilder()
        let fail = module.function([], [], named: "fail", .op(.unreachable))
        let recurse = module.nextFunction
        module.function(
            [i32], [], export: "run", named: "recurse",
            .get(0), .op(.i32Eqz), .if(.empty, .call(fail), else: [.get(0), .i32(1), .op(.i32Sub), .call(recurse)]))
        let instance = try module.instance()
        let backtrace = trap { try instance.call("run", .i32(1000)) }?.backtrace ?? []
        #expect(backtrace.count == Trap.maximumFrames)
        #expect(backtrace.first?.name == "fail")
        #expect(backtrace.dropFirst().allSatisfy { $0.name == "recurse" })
        #expect(trap { try instance.call("run", .i32(2)) }?.backtrace.count == 4)
    }
}
