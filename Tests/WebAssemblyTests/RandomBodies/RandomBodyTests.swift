import ModuleBytes
import Testing
import WebAssembly

/// Random function bodies give the same results as an evaluator that knows no tricks.
@Suite struct RandomBodyTests {
    private struct Body {
        var nodes: [Node]
        var signature: Signature
        var locals: [UInt8]
    }

    /// Forty modules of 50 bodies each, every body called three times.
    @Test(arguments: 1...40)
    func agreesWithTheEvaluator(_ seed: UInt64) throws {
        var generator = BodyGenerator(seed: seed)
        var module = ModuleBuilder()
        _ = module.importFunction("env", "host", [i32, i32], [i32])
        _ = module.importFunction("env", "foreign", [i32, i64], [i64, i32])
        module.function(
            [i64], [i64, i64, i64], .get(0), .get(0), .i64(1), .op(.i64Add), .get(0), .i64(2), .op(.i64Add))
        module.function([], [i32], .i32(-7))
        module.table(4)
        module.elements(at: .i32(0), [0, 1, 2, 3])
        module.global(i64, isMutable: true, .i64(0), export: "global")
        var bodies: [Body] = []
        for number in 0..<50 {
            let nodes = generator.body()
            let body = Body(nodes: nodes, signature: generator.signature, locals: generator.locals)
            let code = Code(nodes, &module)
            module.function(
                body.signature.parameters, body.signature.results,
                locals: Array(body.locals[body.signature.parameters.count...]), export: "\(number)", code)
            bodies.append(body)
        }
        // Fuel changes what is paid, and nothing else.
        let instance = try instance(module, consumesFuel: seed.isMultiple(of: 2))
        var random = SplitMix(state: seed)
        for (number, body) in bodies.enumerated() {
            for _ in 1...3 { try compare(body, number, instance, &random) }
        }
    }

    private func instance(_ module: ModuleBuilder, consumesFuel: Bool) throws -> Instance {
        let store = Store(engine: Engine(consumesFuel: consumesFuel))
        if consumesFuel { store.fuel = .max }
        var other = ModuleBuilder()
        other.function(
            [i32, i64], [i64, i32], export: "foreign",
            .get(1), .get(0), .op(.i64ExtendI32U, .i64Add), .get(0), .i32(5), .op(.i32Xor))
        var linker = Linker()
        linker.define("env", "host") { (_: Caller, a: UInt32, b: UInt32) -> UInt32 in 3 &* a &- b }
        linker.define("env", exportsOf: try other.instance(in: store))
        return try module.instance(linker, in: store)
    }

    private func compare(_ body: Body, _ number: Int, _ instance: Instance, _ random: inout SplitMix) throws {
        var arguments: [Value] = []
        var locals = [UInt64](repeating: 0, count: body.locals.count)
        for (index, type) in body.signature.parameters.enumerated() {
            let bits = random.next() % 3 == 0 ? random.next() % 4 : random.next()
            locals[index] = type == i32 ? bits & 0xFFFF_FFFF : bits
            arguments.append(
                type == i32 ? .i32(Int32(truncatingIfNeeded: bits)) : .i64(Int64(bitPattern: bits)))
        }
        let global = try instance.global("global")
        guard case .i64(let before) = global.value else { return }
        var evaluator = Evaluator(locals: locals, global: UInt64(bitPattern: before))
        let expected = evaluator.run(body.nodes, results: body.signature.results.count)
        let actual = Result { try instance.function("\(number)").call(arguments) }
        let context: Comment = "body \(number) with \(arguments): \(body.signature) \(body.nodes)"
        switch (actual, expected) {
        case (.success(let actual), .success(let expected)):
            let values = zip(body.signature.results, expected).map { type, bits -> Value in
                type == i32 ? .i32(Int32(truncatingIfNeeded: bits)) : .i64(Int64(bitPattern: bits))
            }
            #expect(actual == values, context)
        case (.failure(let actual as Trap), .failure(let expected)):
            #expect(actual.kind == expected.kind, context)
        default:
            Issue.record("\(actual) instead of \(expected)\n\(context)")
        }
        #expect(global.value == .i64(Int64(bitPattern: evaluator.global)), context)
    }
}
