import WebAssembly

/// What this engine says of a module: whether it is valid and, if it is to be run, what each of its functions does.
struct Examination {
    private(set) var json: JSON

    init(of bytes: [UInt8], features: Features, runs: Bool) {
        do throws(ModuleError) {
            // An engine for each module, so that a module alone brings back what it did.
            let module = try Module(bytes, engine: Engine(features: features))
            var members: [(String, JSON)] = [("verdict", .text("valid"))]
            if runs {
                if let reason = Trial.objection(to: module) {
                    members.append(("notRun", .text(reason)))
                } else {
                    let trials = Trial.all(of: module)
                    members.append(("trials", .list(trials.map(\.json))))
                    let counting = try Module(bytes, engine: Engine(features: features, consumesFuel: true))
                    for trial in trials {
                        guard let difference = FuelTrial.difference(of: counting, expected: trial) else { continue }
                        members.append(("fuel", .text("export \(trial.export ?? -1): \(difference)")))
                        break
                    }
                }
            }
            json = .object(members)
        } catch {
            json = .object([("verdict", .text("refused")), ("message", .text(error.description))])
        }
    }
}
