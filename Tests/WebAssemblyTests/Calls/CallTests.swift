import ModuleBytes
import Testing
import WebAssembly

/// Calls inside one instance.
@Suite struct CallTests {
    @Test func recursion() throws {
        var module = ModuleBuilder()
        let factorial = module.nextFunction
        module.function(
            [i64], [i64], export: "factorial",
            .get(0), .op(.i64Eqz),
            .if(
                .result(i64), .i64(1),
                else: [
                    .get(0), .get(0), .i64(1), .op(.i64Sub), .call(factorial), .op(.i64Mul),
                ]))
        let fibonacci = module.nextFunction
        module.function(
            [i32], [i32], export: "fibonacci",
            .get(0), .i32(2), .op(.i32LtS),
            .if(
                .result(i32), .get(0),
                else: [
                    .get(0), .i32(1), .op(.i32Sub), .call(fibonacci),
                    .get(0), .i32(2), .op(.i32Sub), .call(fibonacci), .op(.i32Add),
                ]))
        let instance = try module.instance()
        #expect(try instance.call("factorial", .i64(20)) == [.i64(2_432_902_008_176_640_000)])
        #expect(try instance.call("fibonacci", .i32(17)) == [.i32(1597)])
    }

    /// Parity by two functions that call each other, the first before the second is translated.
    @Test func mutualRecursion() throws {
        var module = ModuleBuilder()
        let even = module.nextFunction
        let odd = even + 1
        module.function(
            [i32], [i32], export: "even",
            .get(0), .op(.i32Eqz), .if(.result(i32), .i32(1), else: [.get(0), .i32(1), .op(.i32Sub), .call(odd)]))
        module.function(
            [i32], [i32],
            .get(0), .op(.i32Eqz), .if(.result(i32), .i32(0), else: [.get(0), .i32(1), .op(.i32Sub), .call(even)]))
        let instance = try module.instance()
        #expect(try instance.call("even", .i32(1000)) == [.i32(1)])
        #expect(try instance.call("even", .i32(1001)) == [.i32(0)])
    }

    /// A thousand functions, each calling the next with its own number of values on the stack.
    @Test func deepChain() throws {
        var module = ModuleBuilder()
        let depth = 1000
        var expected = depth
        for level in 0..<depth {
            let pushed = level % 7
            let inner: Code = level == depth - 1 ? [] : .call(level + 1)
            module.function(
                [i32], [i32], locals: [i64], export: level == 0 ? "run" : nil,
                .times(pushed) { .i32(Int32($0)) },
                .get(0), .i32(1), .op(.i32Add), inner,
                .times(pushed) { _ in .op(.i32Add) })
            expected += (0..<pushed).reduce(0, +)
        }
        let instance = try module.instance()
        // The first call translates, the second finds all code there.
        for _ in 1...2 { #expect(try instance.call("run", .i32(0)) == [.i32(Int32(expected))]) }
    }

    /// The caller's locals and stack are as they were after the call.
    @Test func callerKeepsItsFrame() throws {
        var module = ModuleBuilder()
        let clobber = module.function(
            [i32], [i32], locals: Array(repeating: i64, count: 30),
            .times(30) { [.i64(-1), .set($0 + 1)] }, .i32(9), .set(0), .get(0))
        module.function(
            [i32, i32], [i32], locals: [i32], export: "run",
            .i32(5), .set(2), .get(0), .get(1), .get(2), .i32(0), .call(clobber),
            .op(.i32Add, .i32Mul, .i32Add), .get(0), .op(.i32Add), .get(1), .op(.i32Add), .get(2), .op(.i32Add))
        #expect(try module.instance().call("run", .i32(10), .i32(20)) == [.i32(325)])
    }

    /// Locals are zero at each entry, whatever an earlier frame left in their slots.
    @Test func localsStartAsZero() throws {
        var module = ModuleBuilder()
        let dirty = module.function([], [], locals: [i64, i64, i64, i64], .times(4) { [.i64(-1), .set($0)] })
        let clean = module.function(
            [], [i64], locals: [i64, i64, i64], .get(0), .get(1), .get(2), .op(.i64Or, .i64Or))
        module.function([], [i64], export: "run", .call(dirty), .call(clean))
        #expect(try module.instance().call("run") == [.i64(0)])
    }

    @Test func indirect() throws {
        var module = ModuleBuilder()
        let binary = module.type([i32, i32], [i32])
        let add = module.function([i32, i32], [i32], .get(0), .get(1), .op(.i32Add))
        let subtract = module.function([i32, i32], [i32], .get(0), .get(1), .op(.i32Sub))
        module.table(3)
        module.elements(at: .i32(0), [add, subtract])
        module.function(
            [i32, i32, i32], [i32], export: "run", .i32(100), .get(0), .get(1), .get(2), .callIndirect(type: binary),
            .op(.i32Add))
        // The index computed, the arguments constant.
        module.function(
            [i32], [i32], export: "computed",
            .i32(7), .i32(2), .get(0), .i32(1), .op(.i32And), .callIndirect(type: binary))
        let instance = try module.instance()
        #expect(try instance.call("run", .i32(7), .i32(2), .i32(0)) == [.i32(109)])
        #expect(try instance.call("run", .i32(7), .i32(2), .i32(1)) == [.i32(105)])
        #expect(try instance.call("computed", .i32(2)) == [.i32(9)])
        #expect(try instance.call("computed", .i32(3)) == [.i32(5)])
    }
}
