import ModuleBytes
import Testing
import WebAssembly

/// Random function bodies give the same results as an evaluator that knows no tricks.
@Suite struct RandomBodyTests {
    /// Forty modules of 50 bodies each, every body called three times.
    @Test(arguments: 1...40)
    func agreesWithTheEvaluator(_ seed: UInt64) throws {
        let module = RandomModule(seed: seed)
        // Fuel changes what is paid, and nothing else.
        let store = Store(engine: Engine(consumesFuel: seed.isMultiple(of: 2)))
        if store.engine.consumesFuel { store.fuel = .max }
        let instance = try module.instance(in: store)
        var random = SplitMix(state: seed)
        for (number, body) in module.bodies.enumerated() {
            for _ in 1...3 { try compare(body, number, instance, &random) }
        }
    }

    private func compare(
        _ body: RandomModule.Body, _ number: Int, _ instance: Instance, _ random: inout SplitMix
    ) throws {
        let (arguments, locals) = body.arguments(&random)
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
