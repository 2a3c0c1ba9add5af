/// The same choices for the same seed, on every machine (SplitMix64).
package struct Chance {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number below `count`.
    package mutating func pick(_ count: Int) -> Int { Int(bits() % UInt64(count)) }

    package mutating func pick<Element>(from choices: [Element]) -> Element { choices[pick(choices.count)] }

    package mutating func oneIn(_ count: Int) -> Bool { pick(count) == 0 }
}
