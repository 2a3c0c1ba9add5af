import Testing
import WebAssembly

/// What random bodies cost: the same each time, in every build and on every machine, and within the bounds of decision 124.
@Suite struct RandomFuelTests {
    /// A call of one body in an instance of its own.
    private struct Run {
        var outcome: String
        var trap: Trap.Kind?
        var cost: UInt64
        var rest: UInt64

        init(_ module: RandomModule, _ number: Int, _ arguments: [Value], fuel: UInt64, _ store: Store) throws {
            let instance = try module.instance(in: store)
            store.fuel = fuel
            do {
                outcome =
                    "\(try instance.function("\(number)").call(arguments)), \(try instance.global("global").value)"
            } catch let trap as Trap {
                outcome = "\(trap.kind), \(try instance.global("global").value)"
                self.trap = trap.kind
            }
            rest = store.fuel
            cost = fuel - rest
        }
    }

    @Test(arguments: 1...12) func costsAreExactAndBounded(_ seed: UInt64) throws {
        let module = RandomModule(seed: seed)
        // One store for all instances: what was translated before makes no difference to what is not.
        let store = Store(engine: Engine(consumesFuel: true))
        var random = SplitMix(state: seed)
        var returned = 0
        for (number, body) in module.bodies.enumerated() {
            let (arguments, locals) = body.arguments(&random)
            let context: Comment = "body \(number) with \(arguments): \(body.signature) \(body.nodes)"
            let plenty = try Run(module, number, arguments, fuel: 1 << 40, store)
            let other = try Run(module, number, arguments, fuel: .max, Store(engine: Engine(consumesFuel: true)))
            #expect(plenty.outcome == other.outcome && plenty.cost == other.cost, context)

            // Exactly enough is enough, and one unit less is not.
            let exact = try Run(module, number, arguments, fuel: plenty.cost, store)
            #expect(exact.outcome == plenty.outcome && exact.rest == 0, context)
            let short = try Run(module, number, arguments, fuel: plenty.cost - 1, store)
            #expect(short.trap == .outOfFuel && short.rest == 0, context)

            var evaluator = Evaluator(locals: locals, global: 0)
            _ = evaluator.run(body.nodes, results: body.signature.results.count)
            #expect(plenty.cost >= evaluator.instructions, context)
            if plenty.trap == nil {
                returned += 1
                #expect(plenty.cost <= evaluator.instructions + 16 * evaluator.stretches, context)
            }
        }
        #expect(returned > 10)
    }

    /// The same number in debug and release builds, and wherever this runs: a change of it is a change of what guests pay.
    @Test func costsAreTheSameEverywhere() throws {
        var total: UInt64 = 0
        for seed in 1...5 as ClosedRange<UInt64> {
            let module = RandomModule(seed: seed)
            let store = Store(engine: Engine(consumesFuel: true))
            var random = SplitMix(state: seed)
            for (number, body) in module.bodies.enumerated() {
                total =
                    total &* 31 &+ (try Run(module, number, body.arguments(&random).arguments, fuel: .max, store)).cost
            }
        }
        #expect(total == 8_191_700_669_261_930_951)
    }
}
