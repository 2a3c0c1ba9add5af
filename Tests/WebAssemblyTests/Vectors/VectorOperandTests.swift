import ModuleBytes
import Testing
import WebAssembly

/// Vectors take two slots among values that take one: everything that moves values must count slots.
@Suite struct VectorOperandTests {
    private let a = V128(low: 0x1111_2222_3333_4444, high: 0x5555_6666_7777_8888)
    private let b = V128(low: 0x0102_0304_0506_0708, high: 0x090A_0B0C_0D0E_0F10)
    private let c = V128(low: .max, high: 0x8000_0000_0000_0000)

    @Test func everyPermutationOfMixedResults() throws {
        func permutations(_ rest: [Int]) -> [[Int]] {
            rest.isEmpty
                ? [[]] : rest.flatMap { first in permutations(rest.filter { $0 != first }).map { [first] + $0 } }
        }
        let types = [v128, i32, v128, i64]
        let values: [Value] = [.v128(a), .i32(-1), .v128(b), .i64(7)]
        for order in permutations([0, 1, 2, 3]) {
            let results = order.map { types[$0] }
            let expected = order.map { values[$0] }
            #expect(try function(types, results, Code(order.map { .get($0) })).call(values) == expected)
            let early = try function(
                types, results, .vector(c), .block(.empty, .i32(3), Code(order.map { .get($0) }), .op(.return)),
                .op(.unreachable))
            #expect(try early.call(values) == expected)

            // By way of a call and a block's end, with a local of the caller's between.
            var module = ModuleBuilder()
            let again = module.function(types, results, Code(order.map { .get($0) }))
            let type = module.type(types, results)
            module.function(
                types, results, locals: [v128], export: "run", .vector(c), .set(4), .get(0), .get(1), .get(2), .get(3),
                .block(.type(type), .call(again)))
            #expect(try module.instance().call("run", values[0], values[1], values[2], values[3]) == expected)
        }
    }

    @Test func localsAmongOthers() throws {
        // Locals: 0 v128, 1 i32 (parameters); 2 i64, 3 v128, 4 f32, 5 v128.
        let run = try function(
            [v128, i32], [v128, i64, v128, f32, v128, i32], locals: [i64, v128, f32, v128],
            .get(0), .set(5), .i64(-2), .set(2), .f32(1.5), .set(4), .get(3), .get(2), .get(5), .get(4), .get(0),
            .get(1))
        #expect(
            try run.call([.v128(a), .i32(4)]) == [
                .v128(V128(low: 0, high: 0)), .i64(-2), .v128(a), .f32(1.5), .v128(a), .i32(4),
            ])
    }

    /// Readers of a local keep its old value, whole.
    @Test func readersAreSaved() throws {
        let run = try function(
            [v128, v128], [v128, v128, v128], .get(0), .get(1), .set(0), .get(0), .vector(c), .set(0), .get(0))
        #expect(try run.call([.v128(a), .v128(b)]) == [.v128(a), .v128(b), .v128(c)])
        let tee = try function([v128, v128], [v128, v128], .get(0), .get(1), .tee(0), .op(.drop), .get(0))
        #expect(try tee.call([.v128(a), .v128(b)]) == [.v128(a), .v128(b)])
    }

    @Test func dropAndSelect() throws {
        let drop = try function([v128], [i32], .i32(5), .get(0), .vector(b), .op(.drop, .drop))
        #expect(try drop.call([.v128(a)]) == [.i32(5)])
        let select = try function([v128, i32], [i32, v128], .i32(8), .get(0), .vector(b), .get(1), .op(.select))
        #expect(try select.call([.v128(a), .i32(1)]) == [.i32(8), .v128(a)])
        #expect(try select.call([.v128(a), .i32(0)]) == [.i32(8), .v128(b)])
    }

    @Test func branches() throws {
        // A vector along a branch, from above other values; taken and not taken.
        let branch = try function(
            [v128, i32], [v128],
            .block(.result(v128), .vector(c), .i32(1), .get(0), .get(1), .brIf(0), .op(.drop, .drop)))
        #expect(try branch.call([.v128(a), .i32(1)]) == [.v128(a)])
        #expect(try branch.call([.v128(a), .i32(0)]) == [.v128(c)])

        let table = try function(
            [v128, i32], [v128],
            .block(
                .result(v128), .i64(1),
                .block(
                    .result(v128), .i32(2),
                    .block(.result(v128), .vector(b), .get(0), .get(1), .brTable([0, 1], 2)),
                    .vector(c), .op(.v128And), .br(1)),
                .vector(b), .op(.v128Xor), .br(0)))
        #expect(try table.call([.v128(a), .i32(0)]) == [.v128(V128(low: a.low & c.low, high: a.high & c.high))])
        #expect(try table.call([.v128(a), .i32(1)]) == [.v128(V128(low: a.low ^ b.low, high: a.high ^ b.high))])
        #expect(try table.call([.v128(a), .i32(2)]) == [.v128(a)])
    }

    @Test func loopWithParameters() throws {
        var module = ModuleBuilder()
        let type = module.type([i32, v128], [v128])
        // Adds the vector's lanes to themselves, `n` times.
        module.function(
            [v128, i32], [v128], export: "run", .get(1), .get(0),
            .loop(
                .type(type), .set(0), .set(1), .get(1), .op(.i32Eqz),
                .if(
                    .result(v128), .get(0),
                    else: [
                        .get(1), .i32(1), .op(.i32Sub), .get(0), .get(0), .op(.i32x4Add), .br(1),
                    ])))
        let doubled = try module.instance().call("run", .v128(V128(SIMD4<Int32>(1, -2, 3, 4))), .i32(5))
        #expect(doubled == [.v128(V128(SIMD4<Int32>(32, -64, 96, 128)))])
    }

    @Test func globals() throws {
        let store = Store()
        let imported = try Global(.v128(a), isMutable: true, in: store)
        let constant = try Global(.v128(c), in: store)
        var linker = Linker()
        linker.define("host", "vector", .global(imported))
        linker.define("host", "constant", .global(constant))
        var module = ModuleBuilder()
        let outer = module.importGlobal("host", "vector", v128, isMutable: true)
        let fixed = module.importGlobal("host", "constant", v128)
        let before = module.global(i32, isMutable: true, .i32(1))
        let inner = module.global(v128, isMutable: true, .vector(b), export: "inner")
        let copy = module.global(v128, .global(fixed), export: "copy")
        let after = module.global(i64, isMutable: true, .i64(2), export: "after")
        module.function(
            [], [i32, v128, v128, i64, v128], export: "swap", .global(inner), .global(outer), .setGlobal(inner),
            .setGlobal(outer), .i64(-3), .setGlobal(after), .i32(-1), .setGlobal(before), .global(before),
            .global(inner),
            .global(outer), .global(after), .global(copy))
        let instance = try module.instance(linker, in: store)
        #expect(try instance.call("swap") == [.i32(-1), .v128(a), .v128(b), .i64(-3), .v128(c)])
        #expect(imported.value == .v128(b))
        #expect(try instance.global("inner").value == .v128(a))
        #expect(try instance.global("copy").value == .v128(c))
        #expect(try instance.global("after").value == .i64(-3))
    }

    @Test func hostFunctionsAndTables() throws {
        var linker = Linker()
        linker.define("host", "scale") { (_: Caller, by: Float, v: SIMD4<Float>, n: Int64) -> (Int64, SIMD4<Float>) in
            (n + 1, v * by)
        }
        var module = ModuleBuilder()
        let scale = module.importFunction("host", "scale", [f32, v128, i64], [i64, v128])
        let type = module.type([f32, v128, i64], [i64, v128])
        module.table(1)
        module.elements(at: .i32(0), [scale])
        module.function(
            [v128], [v128, i64, v128], export: "run", .get(0), .f32(2), .get(0), .i64(4), .i32(0),
            .callIndirect(type: type))
        let vector = SIMD4<Float>(1, 2, -0.5, 0)
        #expect(
            try module.instance(linker).call("run", .v128(V128(vector)))
                == [.v128(V128(vector)), .i64(5), .v128(V128(vector * 2))])
    }

    @Test func aThousandOfEach() throws {
        let count = BinaryModule.maximumArity
        let types = Array(repeating: v128, count: count)
        let run = try function(types, types, .times(count) { .get(count - 1 - $0) })
        let values = (0..<count).map { Value.v128(V128(low: UInt64($0), high: ~UInt64($0))) }
        #expect(try run.call(values) == values.reversed())
    }

    /// The reserve behind the stack's limit holds such frames: endless recursion is a trap whatever the stack's size.
    @Test func recursionWithManyVectors() throws {
        let count = BinaryModule.maximumArity
        let types = Array(repeating: v128, count: count)
        for bytes in stride(from: 0, to: 100_000, by: 7_777) {
            var limits = Limits()
            limits.stackBytes = bytes
            let run = try function(
                types, types, in: Store(limits: limits), .times(count) { .get($0) }, .call(0))
            let values = (0..<count).map { Value.v128(V128(low: UInt64($0), high: 0)) }
            #expect(trap { _ = try run.call(values) }?.kind == .callStackExhausted)
        }
    }
}
