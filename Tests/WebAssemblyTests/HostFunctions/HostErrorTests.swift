import ModuleBytes
import Testing
import WebAssembly

/// Untyped host functions, and what happens when a host function fails.
@Suite struct HostErrorTests {
    private let store = Store()

    struct Failure: Error, Equatable { let code: Int }
    final class FailureObject: Error {}

    @Test func untyped() throws {
        let type = FunctionType(parameters: [.i32, .f64, .externref], results: [.f64, .i64])
        var linker = Linker()
        linker.define("env", "f", type: type) { _, arguments in
            #expect(arguments == [.i32(1), .f64(2.5), .externref(nil)])
            return [.f64(3), .i64(-4)]
        }
        var module = ModuleBuilder()
        let imported = module.importFunction("env", "f", [i32, f64, externref], [f64, i64])
        module.function([], [f64, i64], export: "run", .i32(1), .f64(2.5), .null(externref), .call(imported))
        #expect(try module.instance(linker, in: store).call("run") == [.f64(3), .i64(-4)])
        #expect(try Function(in: store, type: FunctionType()) { _, _ in [] }.call() == [])
    }

    @Test(arguments: [0, 1, 2, 3]) func wrongResults(_ way: Int) throws {
        let results: [Value] = [[], [.i64(1)], [.i32(1), .i32(2)], [.f32(1)]][way]
        let expected = CallError.results(expected: [.i32], given: results.map(\.type))
        var linker = Linker()
        linker.define("env", "f", Function(in: store, type: FunctionType(results: [.i32])) { _, _ in results })
        var module = ModuleBuilder()
        let imported = module.importFunction("env", "f", [], [i32])
        module.function([], [i32], export: "run", .call(imported))
        let instance = try module.instance(linker, in: store)
        #expect(throws: expected) { try instance.call("run") }
        let direct = Function(in: store, type: FunctionType(results: [.i32])) { _, _ in results }
        #expect(throws: expected) { try direct.call() }
        #expect(
            CallError.results(expected: [.i32], given: []).description
                == "the host function must return (i32), but returned ()")
    }

    /// A guest function that calls `env.f`, three frames deep.
    private func deepCaller(_ linker: Linker) throws -> Instance {
        var module = ModuleBuilder()
        let imported = module.importFunction("env", "f", [i32], [i32])
        let inner = module.function([i32], [i32], .get(0), .call(imported), .i32(1), .op(.i32Add))
        let middle = module.function([i32], [i32], .get(0), .call(inner), .i32(1), .op(.i32Add))
        module.function([i32], [i32], export: "run", .get(0), .call(middle))
        return try module.instance(linker, in: store)
    }

    @Test func errorsArriveUnchanged() throws {
        let object = FailureObject()
        var linker = Linker()
        linker.define("env", "f") { (_: Caller, way: Int32) throws -> Int32 in
            switch way {
            case 0: throw Failure(code: 7)
            case 1: throw object
            default: return way
            }
        }
        let instance = try deepCaller(linker)
        for _ in 1...3 {
            #expect(throws: Failure(code: 7)) { try instance.call("run", .i32(0)) }
            let thrown = #expect(throws: FailureObject.self) { try instance.call("run", .i32(1)) }
            #expect(thrown === object)
            #expect(try instance.call("run", .i32(40)) == [.i32(42)])
        }
        #expect(throws: Failure(code: 1)) { try Function(in: store) { (_: Caller) in throw Failure(code: 1) }.call() }
    }

    /// host -> guest -> host -> guest, many times over, with values at each level.
    @Test func reentrancy() throws {
        var linker = Linker()
        linker.define("env", "f") { (caller: Caller, depth: Int32) throws -> Int32 in
            if depth == 0 { return 0 }
            let results = try caller.instance!.call("run", .i32(depth - 1))
            guard case .i32(let value) = results[0] else { throw Failure(code: 0) }
            return value + depth
        }
        let instance = try deepCaller(linker)
        // Each level adds its depth, and its two guest frames 1 each.
        #expect(try instance.call("run", .i32(50)) == [.i32(50 * 51 / 2 + 51 * 2)])
    }

    @Test func errorsThroughReentrancy() throws {
        var linker = Linker()
        linker.define("env", "f") { (caller: Caller, depth: Int32) throws -> Int32 in
            if depth == 0 { throw Failure(code: 3) }
            try caller.instance!.call("run", .i32(depth - 1))
            return 0
        }
        let instance = try deepCaller(linker)
        #expect(throws: Failure(code: 3)) { try instance.call("run", .i32(20)) }
        #expect(throws: Failure(code: 3)) { try instance.call("run", .i32(0)) }
    }

    /// A host function that goes on after its guest has failed.
    @Test func caughtByTheHost() throws {
        var linker = Linker()
        var kinds: [Trap.Kind] = []
        let function = Function(in: store) { (caller: Caller, depth: Int32) throws -> Int32 in
            do {
                try caller.instance!.call("fail")
            } catch let trap as Trap {
                kinds.append(trap.kind)
            }
            do {
                try caller.instance!.call("throw")
            } catch let failure as Failure {
                return Int32(failure.code) + depth
            }
            return 0
        }
        linker.define("env", "f", function)
        linker.define("env", "throw") { (_: Caller) in throw Failure(code: 30) }
        var module = ModuleBuilder()
        let f = module.importFunction("env", "f", [i32], [i32])
        let thrower = module.importFunction("env", "throw")
        module.function([], [], export: "fail", .op(.unreachable))
        module.function([], [], export: "throw", .call(thrower))
        module.function([i32], [i32], export: "run", .i32(5), .get(0), .call(f), .op(.i32Add))
        let instance = try module.instance(linker, in: store)
        #expect(try instance.call("run", .i32(2)) == [.i32(37)])
        #expect(try instance.call("run", .i32(3)) == [.i32(38)])
        #expect(kinds == [.unreachable, .unreachable])
    }

    @Test(arguments: [1, 2, 10, 100]) func depthLimit(_ limit: Int) throws {
        var limits = Limits()
        limits.hostCallDepth = limit
        let store = Store(limits: limits)
        var deepest = 0
        var linker = Linker()
        let function = Function(in: store) { (caller: Caller, depth: Int32) throws -> Int32 in
            deepest = Int(depth)
            try caller.instance!.call("run", .i32(depth + 1))
            return 0
        }
        linker.define("env", "f", function)
        var module = ModuleBuilder()
        let imported = module.importFunction("env", "f", [i32], [i32])
        module.function([i32], [i32], export: "run", .get(0), .call(imported))
        let instance = try module.instance(linker, in: store)
        #expect(trap { try instance.call("run", .i32(1)) }?.kind == .callStackExhausted)
        #expect(deepest == limit)
        #expect(trap { try instance.call("run", .i32(1)) }?.kind == .callStackExhausted)
    }

    /// A host function that calls itself, without a guest in between.
    @Test func depthLimitOfTheHostAlone() throws {
        var calls = 0
        var again: Function?
        let function = Function(in: store) { (_: Caller) throws in
            calls += 1
            try again!.call()
        }
        again = function
        #expect(trap { try function.call() }?.kind == .callStackExhausted)
        #expect(calls == store.limits.hostCallDepth)
        again = nil
    }

    @Test func noDepthAtAll() throws {
        var limits = Limits()
        limits.hostCallDepth = 0
        let run = try function(in: Store(limits: limits))
        #expect(trap { try run.call() }?.kind == .callStackExhausted)
    }
}
