import ModuleBytes
import Testing
import WebAssembly

/// Endless recursion ends in a trap, whatever the way and the size of the stack, and the store goes on.
@Suite struct StackTests {
    /// What calls itself, and how.
    enum Way: CaseIterable, Sendable {
        case direct, indirect, mutual, wideFrame, manyParameters, manyResults, otherInstance
    }

    /// `run` recurses without end; `fine` gives 1.
    private func instance(_ way: Way, in store: Store) throws -> Instance {
        var owner = ModuleBuilder()
        owner.table(2, export: "table")
        var linker = Linker()
        linker.define("owner", exportsOf: try owner.instance(in: store))
        var module = ModuleBuilder()
        _ = module.importTable("owner", "table", 2)
        let type = module.type([], [])
        switch way {
        case .direct:
            module.function([], [], export: "run", .call(0))
        case .indirect:
            module.elements(at: .i32(0), [module.function([], [], export: "run", .i32(0), .callIndirect(type: type))])
        case .mutual:
            module.function([], [], export: "run", .call(1))
            module.function([], [], locals: [i64, i64], .call(0))
        case .wideFrame:
            module.function([], [], locals: Array(repeating: i64, count: 3000), export: "run", .call(0))
        case .manyParameters:
            let types = Array(repeating: i64, count: 1000)
            module.function(types, [], .times(1000) { .get($0) }, .call(0))
            module.function([], [], export: "run", .times(1000) { .i64(Int64($0)) }, .call(0))
        case .manyResults:
            let types = Array(repeating: i64, count: 1000)
            module.function([], types, .call(0))
            module.function([], [], export: "run", .call(0), .times(1000) { _ in .op(.drop) })
        case .otherInstance:
            for place in 0...1 {
                var other = ModuleBuilder()
                _ = other.importTable("owner", "table", 2)
                let same = other.type([], [])
                let step = other.function([], [], .i32(Int32(1 - place)), .callIndirect(type: same))
                other.elements(at: .i32(Int32(place)), [step])
                _ = try other.instance(linker, in: store)
            }
            module.function([], [], export: "run", .i32(0), .callIndirect(type: type))
        }
        module.function([], [i32], export: "fine", .i32(1))
        return try module.instance(linker, in: store)
    }

    @Test(arguments: Way.allCases) func endlessRecursion(_ way: Way) throws {
        for bytes in [nil, 100, 1000, 65_536, 1 << 20] as [Int?] {
            var limits = Limits()
            if let bytes { limits.stackBytes = bytes }
            let instance = try instance(way, in: Store(limits: limits))
            for _ in 1...2 {
                let trap = trap { try instance.call("run") }
                #expect(trap?.kind == .callStackExhausted)
                #expect(trap?.backtrace.count ?? 0 <= Trap.maximumFrames)
                #expect(try instance.call("fine") == [.i32(1)])
            }
        }
    }

    @Test func noStackAtAll() throws {
        var limits = Limits()
        limits.stackBytes = 0
        let store = Store(limits: limits)
        let instance = try instance(.direct, in: store)
        for _ in 1...2 {
            #expect(trap { try instance.call("fine") }?.kind == .callStackExhausted)
            #expect(trap { try instance.call("run") }?.kind == .callStackExhausted)
        }
        #expect(try Function(in: store) { (_: Caller) -> Int32 in 3 }.call() == [.i32(3)])
    }

    /// Twice the stack, twice the depth; and the depth is the same each time.
    @Test func depthFollowsTheStack() throws {
        func depth(_ bytes: Int) throws -> Int32 {
            var limits = Limits()
            limits.stackBytes = bytes
            var module = ModuleBuilder()
            module.global(i32, isMutable: true, .i32(0), export: "depth")
            module.function([], [], export: "run", .global(0), .i32(1), .op(.i32Add), .setGlobal(0), .call(0))
            let instance = try module.instance(in: Store(limits: limits))
            let global = try instance.global("depth")
            var depths: Set<Value> = []
            for _ in 1...3 {
                try global.set(.i32(0))
                #expect(trap { try instance.call("run") }?.kind == .callStackExhausted)
                depths.insert(global.value)
            }
            guard depths.count == 1, case .i32(let depth) = depths.first else { return -1 }
            return depth
        }
        let small = try depth(40_000)
        #expect(small > 500)
        #expect(abs(try depth(80_000) - 2 * small) <= 1)
        // A page of C on each level would still go 10,000 deep with the default.
        #expect(try depth(Limits().stackBytes) > 50_000)
    }

    /// Guests that the host calls back share the stack.
    @Test func throughTheHost() throws {
        var limits = Limits()
        limits.stackBytes = 20_000
        limits.hostCallDepth = 10_000
        let store = Store(limits: limits)
        var linker = Linker()
        linker.define("env", "again") { (caller: Caller) throws in try caller.instance!.call("run") }
        var module = ModuleBuilder()
        let again = module.importFunction("env", "again")
        module.function([], [], locals: Array(repeating: i64, count: 100), export: "run", .call(again))
        let instance = try module.instance(linker, in: store)
        for _ in 1...2 {
            #expect(trap { try instance.call("run") }?.kind == .callStackExhausted)
        }
    }

    /// A caller that has a thousand arguments on its stack at the very end of it.
    @Test func hostFunctionsAtTheEndOfTheStack() throws {
        var limits = Limits()
        limits.stackBytes = 16_000
        let types = Array(repeating: i64, count: 1000)
        let type = FunctionType(
            parameters: Array(repeating: .i64, count: 1000), results: Array(repeating: .i64, count: 1000))
        var linker = Linker()
        linker.define("env", "reverse", type: type) { caller, values in
            do { try caller.instance!.call("fine") } catch is Trap {}
            return values.reversed()
        }
        var module = ModuleBuilder()
        let reverse = module.importFunction("env", "reverse", types, types)
        module.function([], [], export: "fine")
        let recurse = module.nextFunction
        module.function(
            [], [], export: "run", .times(1000) { .i64(Int64($0)) }, .call(reverse), .times(999) { _ in .op(.drop) },
            .i64(999), .op(.i64Ne), .if(.empty, .op(.unreachable)), .call(recurse))
        let instance = try module.instance(linker, in: Store(limits: limits))
        #expect(trap { try instance.call("run") }?.kind == .callStackExhausted)
    }
}
