import WebAssembly

/// The same calls in an engine that counts: they cost the same each time, and end as they do without fuel; exactly enough is enough, and
/// one unit less is not.
enum FuelTrial {
    private struct Run {
        var outcomes: [String]
        var rest: UInt64
    }

    /// Guests that need more were stopped by their time anyway.
    private static let plenty: UInt64 = 50_000_000

    /// What is not so; nil if all of it is. Modules that a time limit stopped are none for this.
    static func difference(of module: Module, expected trial: Trial) -> String? {
        let expected = trial.outcomes
        if expected.contains(where: { $0.contains("deadline") }) { return nil }
        let first = run(module, trial, plenty)
        if first.rest == 0 { return nil }
        if first.outcomes != expected { return "with fuel \(first.outcomes), without \(expected)" }
        let cost = plenty - first.rest
        let exact = run(module, trial, cost)
        if exact.outcomes != expected || exact.rest != 0 {
            return "with exactly \(cost) units \(exact.outcomes), \(exact.rest) left; without fuel \(expected)"
        }
        if cost == 0 { return nil }
        let short = run(module, trial, cost - 1)
        if !short.outcomes.contains("trap: \(Trap.Kind.outOfFuel)") || short.rest != 0 {
            return "with one unit less than \(cost) \(short.outcomes), \(short.rest) left"
        }
        return nil
    }

    private static func run(_ module: Module, _ trial: Trial, _ fuel: UInt64) -> Run {
        let store = Store(engine: module.engine)
        store.fuel = fuel
        let again = Trial(of: module, export: trial.export, in: store)
        return Run(outcomes: again.outcomes, rest: store.fuel)
    }
}
