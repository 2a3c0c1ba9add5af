import ModuleBytes
import Testing
import WebAssembly

/// Reading a local takes its value at that moment, whatever is written to it later: code for it is emitted late.
@Suite struct LocalTests {
    @Test func setWhileOnTheStack() throws {
        let run = try function(
            [i32], [i32], .get(0), .get(0), .i32(7), .set(0), .get(0), .op(.i32Mul, .i32Add))
        #expect(try run.call([.i32(3)]) == [.i32(24)])
        let manyReaders = try function(
            [i32], [i32], .times(20) { _ in .get(0) }, .i32(100), .set(0), .times(19) { _ in .op(.i32Add) }, .get(0),
            .op(.i32Add))
        #expect(try manyReaders.call([.i32(2)]) == [.i32(140)])
    }

    @Test func swapWithoutATemporary() throws {
        var module = ModuleBuilder()
        module.function([i32, i32], [i32, i32], export: "run", .get(0), .get(1), .set(0), .set(1), .get(0), .get(1))
        #expect(try module.instance().call("run", .i32(1), .i32(2)) == [.i32(2), .i32(1)])
    }

    @Test func setOfItself() throws {
        #expect(
            try function([i32], [i32], .get(0), .get(0), .set(0), .get(0), .op(.i32Sub)).call([.i32(5)]) == [.i32(0)])
        #expect(
            try function([i32], [i32], .get(0), .tee(0), .tee(0), .get(0), .op(.i32Add)).call([.i32(5)]) == [.i32(10)])
    }

    @Test func teeChains() throws {
        let constants = try function(
            [], [i32], locals: [i32, i32, i32], .i32(3), .tee(0), .tee(1), .tee(2), .get(0), .get(1), .get(2),
            .op(.i32Mul, .i32Mul, .i32Mul))
        #expect(try constants.call() == [.i32(81)])
        let computed = try function(
            [i32], [i32], locals: [i32, i32],
            .get(0), .i32(1), .op(.i32Add), .tee(1), .i32(2), .op(.i32Mul), .tee(2), .get(1), .op(.i32Sub), .tee(0),
            .get(0), .get(1), .get(2), .op(.i32Add, .i32Add, .i32Add))
        #expect(try computed.call([.i32(4)]) == [.i32(5 + 5 + 5 + 10)])
    }

    /// The instruction before a `local.set` writes to the local itself, which may be its own operand, or still be read.
    @Test func resultsInPlace() throws {
        let operand = try function([i32], [i32], .get(0), .get(0), .op(.i32Mul), .set(0), .get(0))
        #expect(try operand.call([.i32(9)]) == [.i32(81)])
        let reader = try function([i32], [i32], .get(0), .get(0), .i32(1), .op(.i32Add), .set(0), .get(0), .op(.i32Sub))
        #expect(try reader.call([.i32(9)]) == [.i32(-1)])
        let comparison = try function(
            [i32, i32], [i32], .get(0), .get(1), .op(.i32LtS), .tee(0), .if(.result(i32), .get(0), else: .i32(50)))
        #expect(try comparison.call([.i32(3), .i32(4)]) == [.i32(1)])
        #expect(try comparison.call([.i32(4), .i32(3)]) == [.i32(50)])
    }

    /// A local that changes between a comparison's operands, or between a comparison and its branch.
    @Test func changesAroundComparisons() throws {
        let operands = try function(
            [i32], [i32], .get(0), .get(0), .i32(1), .op(.i32Add), .tee(0), .op(.i32LtS),
            .if(.result(i32), .get(0), else: .i32(-1)))
        #expect(try operands.call([.i32(6)]) == [.i32(7)])
        #expect(try operands.call([.i32(.max)]) == [.i32(-1)])
        let between = try function(
            [i32], [i32], .get(0), .i32(5), .op(.i32GtS), .i32(0), .set(0), .if(.result(i32), .get(0), else: .i32(-1)))
        #expect(try between.call([.i32(6)]) == [.i32(0)])
        #expect(try between.call([.i32(5)]) == [.i32(-1)])
    }

    @Test func setInsideBlocks() throws {
        var module = ModuleBuilder()
        let pair = module.type([i32, i32], [i32, i32])
        // Both entries read local 0 when the block begins; the loop changes it.
        module.function(
            [i32], [i32], export: "run",
            .get(0), .get(0), .get(0),
            .block(
                .type(pair), .i32(1), .set(0),
                .loop(.empty, .get(0), .i32(2), .op(.i32Mul), .tee(0), .i32(50), .op(.i32LtS), .brIf(0))),
            .op(.i32Add, .i32Add), .get(0), .op(.i32Add))
        #expect(try module.instance().call("run", .i32(3)) == [.i32(73)])
    }

    @Test func manyLocals() throws {
        let count = 5000
        let run = try function(
            [i32], [i32], locals: Array(repeating: i32, count: count),
            .times(count) { [.get($0), .i32(1), .op(.i32Add), .set($0 + 1)] }, .get(count))
        #expect(try run.call([.i32(2)]) == [.i32(5002)])
    }

    @Test func globalsOnTheStack() throws {
        var module = ModuleBuilder()
        module.global(i32, isMutable: true, .i32(10))
        module.function(
            [], [i32], export: "run", .global(0), .i32(20), .setGlobal(0), .global(0), .op(.i32Sub))
        let instance = try module.instance()
        #expect(try instance.call("run") == [.i32(-10)])
        #expect(try instance.call("run") == [.i32(0)])
    }
}
