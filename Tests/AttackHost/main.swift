import Attacks

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

// Attacks this runtime for a while, all kinds in turn: `AttackHost [SECONDS [SEED]]`. Built with a sanitizer by scripts/attack. Says at its
// end what was tried; a harm, or a crash, ends it at once, and the last line on standard error says how to see it again.

let words = CommandLine.arguments.dropFirst().map { UInt64($0) }
guard words.count <= 2, words.allSatisfy({ $0 != nil }) else {
    print("usage: AttackHost [SECONDS [SEED]]")
    exit(64)
}
let seconds = words.first.flatMap { $0 } ?? 10
var seed = words.last.flatMap { words.count == 2 ? $0 : nil } ?? 1
let end = ContinuousClock.now + .seconds(Int(seconds))
var tries: [String: Int] = [:]

/// One kind with one seed, for half a second at most: what goes wrong is soon seen again.
///
/// - Returns: how many tries it made.
func run<Kind: Attack>(_ kind: Kind.Type, _ seed: UInt64) throws -> Int {
    var attack = try Kind(seed: seed)
    defer { (attack as? SystemAttack)?.clean() }
    let end = ContinuousClock.now + .milliseconds(500)
    var tries = 0
    repeat { tries += try attack.attack() } while ContinuousClock.now < end
    return tries
}

let first = seed
let kinds: [any Attack.Type] = [SystemAttack.self, ModuleAttack.self, TextAttack.self]
repeat {
    for kind in kinds {
        let line = "\(kind.name), seed \(seed)\n"
        write(2, line, line.utf8.count)
        do {
            tries[kind.name, default: 0] += try run(kind, seed)
        } catch {
            print("HARM: \(kind.name), seed \(seed): \(error)")
            exit(1)
        }
    }
    seed += 1
} while ContinuousClock.now < end
let counts = tries.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
print("attacks: seeds \(first) to \(seed - 1), \(counts), no harm")
