import ModuleBytes
import Testing
import WebAssembly

/// Several parameters and results: results overwrite the slots of parameters, which may be results themselves.
@Suite struct MultiValueTests {
    @Test func swap() throws {
        let swap = try function([i32, i64], [i64, i32], .get(1), .get(0))
        #expect(try swap.call([.i32(1), .i64(2)]) == [.i64(2), .i32(1)])
    }

    @Test func rotation() throws {
        var module = ModuleBuilder()
        let rotate = module.function([i32, i32, i32], [i32, i32, i32], export: "rotate", .get(1), .get(2), .get(0))
        module.function(
            [i32, i32, i32], [i32, i32, i32], export: "twice", .get(0), .get(1), .get(2), .call(rotate), .call(rotate))
        let instance = try module.instance()
        #expect(try instance.call("rotate", .i32(1), .i32(2), .i32(3)) == [.i32(2), .i32(3), .i32(1)])
        #expect(try instance.call("twice", .i32(1), .i32(2), .i32(3)) == [.i32(3), .i32(1), .i32(2)])
    }

    @Test func everyPermutationOfFour() throws {
        func permutations(_ rest: [Int]) -> [[Int]] {
            rest.isEmpty
                ? [[]] : rest.flatMap { first in permutations(rest.filter { $0 != first }).map { [first] + $0 } }
        }
        let types = [i32, i64, f32, f64]
        let values: [Value] = [.i32(-1), .i64(2), .f32(3), .f64(4)]
        for order in permutations([0, 1, 2, 3]) {
            let run = try function(types, order.map { types[$0] }, Code(order.map { .get($0) }))
            #expect(try run.call(values) == order.map { values[$0] })
            // By way of `return` out of a block, with something else below on the stack.
            let early = try function(
                types, order.map { types[$0] }, .i32(7),
                .block(.empty, .i64(8), Code(order.map { .get($0) }), .op(.return)), .op(.unreachable))
            #expect(try early.call(values) == order.map { values[$0] })
        }
    }

    @Test func moreResultsThanParameters() throws {
        var module = ModuleBuilder()
        let many = module.function(
            [i32], Array(repeating: i32, count: 40), .times(40) { [.get(0), .i32(Int32($0)), .op(.i32Add)] })
        // What the caller has on its stack lies right below the results.
        module.function(
            [i32], [i32], export: "sum", .i32(1000), .get(0), .call(many),
            .times(40) { _ in .op(.i32Add) })
        module.function([], Array(repeating: i32, count: 40), export: "all", .i32(5), .call(many))
        let instance = try module.instance()
        #expect(try instance.call("sum", .i32(2)) == [.i32(1860)])
        #expect(try instance.call("all") == (5..<45).map { .i32($0) })
    }

    @Test func aThousandOfEach() throws {
        let count = BinaryModule.maximumArity
        let types = Array(repeating: i64, count: count)
        let run = try function(types, types, .times(count) { .get(count - 1 - $0) })
        let values = (0..<count).map { Value.i64(Int64($0)) }
        #expect(try run.call(values) == values.reversed())
        var tooMany = ModuleBuilder()
        tooMany.function(types + [i32])
        #expect(throws: ModuleError.self) { try Module(tooMany.bytes) }
    }

    @Test func droppedResults() throws {
        var module = ModuleBuilder()
        let three = module.function([], [i32, i32, i32], .i32(1), .i32(2), .i32(3))
        module.function([], [i32], export: "run", .call(three), .op(.drop, .drop))
        #expect(try module.instance().call("run") == [.i32(1)])
    }
}
