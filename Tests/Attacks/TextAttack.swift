import WebAssembly

/// Damaged texts of modules.
package struct TextAttack: Attack {
    package static let name = "texts"
    private var chance: Chance
    private let samples = SampleModules.all.map { Array($0.utf8) }
    private static let words = [
        "(", ")", "\"", ";;", "(;", ";)", "\\ff", "\\u{110000}", "0xffffffffffffffffff", "-0x1p-99999", "nan:0x0", "$",
        "(module",
        "(func", "4294967295", "(type 99999)", "(rec", "\n", "\u{0}", "i32.const", "(@a", "v128.const i8x16", "(param",
        "end",
    ].map { Array($0.utf8) }

    package init(seed: UInt64) { chance = Chance(seed: seed) }

    package mutating func attack() throws -> Int {
        for _ in 0..<20 {
            var text = chance.pick(from: samples)
            for _ in 0...chance.pick(4) {
                let place = chance.pick(text.count)
                let end = min(place + chance.pick(12), text.count)
                switch chance.pick(4) {
                case 0: text[place] = UInt8(truncatingIfNeeded: chance.bits())
                case 1: text.removeSubrange(place..<end)
                case 2: text.replaceSubrange(place..<end, with: chance.pick(from: Self.words))
                default: text.insert(contentsOf: text[place..<end], at: chance.pick(text.count))
                }
                if text.isEmpty { text = [0] }
            }
            do {
                _ = try Module(text: String(decoding: text, as: UTF8.self), engine: Engine(features: .all))
            } catch is TextError {
            } catch is ModuleError {
            }
        }
        return 20
    }
}
