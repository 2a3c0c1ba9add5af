import ModuleBytes
import Testing
import WebAssembly

/// Blocks and branches, with values on their way.
@Suite struct ControlTests {
    @Test func blockParameters() throws {
        var module = ModuleBuilder()
        let pair = module.type([i32, i32], [i32, i32])
        module.function(
            [i32, i32], [i32], export: "run",
            .i32(100), .get(0), .get(1),
            .block(.type(pair), .op(.i32Sub), .tee(0), .get(0)), .op(.i32Mul, .i32Add))
        #expect(try module.instance().call("run", .i32(7), .i32(3)) == [.i32(116)])
    }

    /// The sum of 1...n by a loop whose parameters are the sum and what is left.
    @Test func loopParameters() throws {
        var module = ModuleBuilder()
        let step = module.type([i64, i32], [i64])
        module.function(
            [i32], [i64], export: "run",
            .i64(0), .get(0),
            .loop(
                .type(step), .set(0),
                .get(0), .op(.i64ExtendI32U, .i64Add),
                .get(0), .i32(1), .op(.i32Sub), .tee(0), .get(0), .op(.i32Eqz),
                .if(.type(module.type([i64, i32], [i64, i32])), [.op(.drop), .op(.return)]),
                .br(0)))
        #expect(try module.instance().call("run", .i32(1000)) == [.i64(500_500)])
    }

    @Test func branchIfKeepsItsValues() throws {
        let run = try function(
            [i32], [i32],
            .i32(1000), .block(.result(i32), .i32(1), .i32(2), .get(0), .brIf(0), .op(.i32Add), .i32(10), .op(.i32Mul)),
            .op(.i32Add))
        #expect(try run.call([.i32(1)]) == [.i32(1002)])
        #expect(try run.call([.i32(0)]) == [.i32(1030)])
    }

    /// A branch that takes several values past others that are left behind.
    @Test func branchPastOthers() throws {
        var module = ModuleBuilder()
        let results = module.type([], [i32, i64, i32])
        module.function(
            [i32], [i32, i64, i32], export: "run",
            .block(
                .type(results), .i64(-1), .i32(-2), .i32(1), .i64(2), .get(0), .get(0), .brIf(0),
                .set(0), .op(.drop, .drop, .drop, .drop), .get(0), .i64(20), .i32(30)))
        let instance = try module.instance()
        #expect(try instance.call("run", .i32(3)) == [.i32(1), .i64(2), .i32(3)])
        #expect(try instance.call("run", .i32(0)) == [.i32(0), .i64(20), .i32(30)])
    }

    @Test func branchTableWithValues() throws {
        let run = try function(
            [i32], [i32],
            .block(
                .result(i32),
                .block(
                    .result(i32), .block(.result(i32), .i32(7), .i32(5), .get(0), .brTable([0, 1, 2, 1], 0)),
                    .i32(100), .op(.i32Add)),
                .i32(1000), .op(.i32Add)))
        for (index, result) in [(0, 1105), (1, 1005), (2, 5), (3, 1005), (4, 1105), (-1, 1105)] as [(Int32, Int32)] {
            #expect(try run.call([.i32(index)]) == [.i32(result)])
        }
    }

    /// Labels of loops and of the function's own block in one table.
    @Test func branchTableOutAndBack() throws {
        let run = try function(
            [i32], [i32], locals: [i32],
            .loop(
                .empty,
                .get(1), .i32(1), .op(.i32Add), .set(1),
                .block(
                    .empty, .get(0), .i32(1), .op(.i32Sub), .tee(0), .brTable([0, 0], 1)),
                .get(1), .op(.return)),
            .op(.unreachable))
        #expect(try run.call([.i32(2)]) == [.i32(1)])
        #expect(try run.call([.i32(9)]) == [.i32(8)])
        let same = try function([i32], [i32], .get(0), .i32(5), .op(.i32Add), .get(0), .brTable([0, 0], 0))
        #expect(try same.call([.i32(1)]) == [.i32(6)])
    }

    @Test func aLargeBranchTable() throws {
        let labels = (0..<5000).map { $0 % 3 }
        let run = try function(
            [i32], [i32],
            .block(
                .empty, .block(.empty, .block(.empty, .get(0), .brTable(labels, 2)), .i32(0), .op(.return)), .i32(1),
                .op(.return)),
            .i32(2))
        for index in [0, 1, 2, 3, 4998, 4999, 5000, Int32.max] {
            let expected: Int32 = index < 5000 ? index % 3 : 2
            #expect(try run.call([.i32(index)]) == [.i32(expected)])
        }
    }

    @Test func ifWithoutElse() throws {
        var module = ModuleBuilder()
        let same = module.type([i32], [i32])
        module.function(
            [i32, i32], [i32], export: "run",
            .get(0), .get(1), .if(.type(same), [.i32(10), .op(.i32Mul)]), .get(1), .if(.empty, [.i32(1), .set(0)]),
            .get(0), .op(.i32Add))
        let instance = try module.instance()
        #expect(try instance.call("run", .i32(4), .i32(1)) == [.i32(41)])
        #expect(try instance.call("run", .i32(4), .i32(0)) == [.i32(8)])
        #expect(try instance.call("run", .i32(4), .i32(-2)) == [.i32(41)])
    }

    /// What lies on the stack below an `if` is not touched by either side.
    @Test func localsBelowAnIf() throws {
        let run = try function(
            [i32, i32], [i32],
            .get(0), .get(1), .if(.empty, [.i32(100), .set(0)], else: [.i32(200), .set(0)]), .get(0), .op(.i32Add))
        #expect(try run.call([.i32(1), .i32(1)]) == [.i32(101)])
        #expect(try run.call([.i32(1), .i32(0)]) == [.i32(201)])
    }

    @Test func deadCode() throws {
        let dead: Code = [
            .op(.i32Add), .block(.result(i64), .loop(.empty, .br(0)), .i64(1)), .op(.drop),
            .if(.empty, [.op(.unreachable)], else: [.i32(1), .op(.return)]), .i32(3), .brTable([0], 0),
        ]
        #expect(try function([], [i32], .i32(1), .op(.return), dead).call() == [.i32(1)])
        #expect(try function([], [i32], .i32(2), .br(0), dead).call() == [.i32(2)])
        #expect(try function([], [i32], .block(.result(i32), .i32(2), .br(0), .op(.drop), .i32(9))).call() == [.i32(2)])
        #expect(
            try function([], [i32], .block(.result(i32), .i32(1), .i32(4), .i32(0), .brTable([], 0), .op(.i32Add)))
                .call() == [.i32(4)])
        let oneSide = try function(
            [i32], [i32], .get(0), .if(.result(i32), [.i32(5), .op(.return), .op(.i32Mul)], else: [.i32(6)]),
            .i32(1), .op(.i32Add))
        #expect(try oneSide.call([.i32(1)]) == [.i32(5)])
        #expect(try oneSide.call([.i32(0)]) == [.i32(7)])
        #expect(trap { try function([], [i32], .op(.unreachable), dead).call() }?.kind == .unreachable)
    }

    @Test func nestedLoopsWithResults() throws {
        // For i in 0..<n: sum += (for j in 0..<i: product += j)
        let run = try function(
            [i32], [i32], locals: [i32, i32, i32],
            .loop(
                .result(i32),
                .i32(0), .set(2),
                .get(3),
                .block(
                    .result(i32),
                    .loop(
                        .result(i32),
                        .i32(0), .get(2), .get(1), .op(.i32GeS), .brIf(1), .op(.drop),
                        .get(3), .get(2), .op(.i32Add), .set(3),
                        .get(2), .i32(1), .op(.i32Add), .set(2), .br(0))),
                .op(.i32Add, .drop),
                .get(1), .i32(1), .op(.i32Add), .tee(1), .get(0), .op(.i32LtS), .brIf(0), .get(3)))
        #expect(try run.call([.i32(10)]) == [.i32(120)])
    }

    @Test func select() throws {
        let values = try function([i32, i64, i64], [i64], .get(1), .get(2), .get(0), .op(.select))
        #expect(try values.call([.i32(1), .i64(10), .i64(20)]) == [.i64(10)])
        #expect(try values.call([.i32(0), .i64(10), .i64(20)]) == [.i64(20)])
        #expect(try values.call([.i32(.min), .i64(10), .i64(20)]) == [.i64(10)])
        // By a comparison, between a constant and what it compares; and all constant.
        let larger = try function([f64, f64], [f64], .get(0), .f64(2), .get(0), .get(1), .op(.f64Gt, .select))
        #expect(try larger.call([.f64(3), .f64(1)]) == [.f64(3)])
        #expect(try larger.call([.f64(.nan), .f64(1)]) == [.f64(2)])
        #expect(try function([], [f32], .f32(1), .f32(2), .i32(0), .op(.select)).call() == [.f32(2)])
    }

    @Test func selectOfReferences() throws {
        let typed = Code([0x1C, 1, externref])
        let run = try function([externref, i32], [externref], .get(0), .null(externref), .get(1), typed)
        let object = ExternReference(run.store)
        #expect(try run.call([.externref(object), .i32(1)]) == [.externref(object)])
        #expect(try run.call([.externref(object), .i32(0)]) == [.externref(nil)])
    }

    @Test func deepNesting() throws {
        var code: Code = [.get(0), .brTable(Array(0..<300), 300)]
        for level in 0..<300 { code = [.block(.empty, code), .i32(Int32(level)), .op(.return)] }
        let run = try function([i32], [i32], .block(.empty, code), .i32(300))
        for index in [0, 1, 150, 299, 300, 301] as [Int32] {
            #expect(try run.call([.i32(index)]) == [.i32(min(index, 300))])
        }
    }
}
