// Vector instructions that name lanes (§3.4.13); all others are in the table.

extension ExpressionValidator {
    /// What an entry leaves open: that lanes are in range.
    mutating func checkLanes() throws(ModuleError) {
        switch instruction.opcode {
        case .i8x16Shuffle: try checkShuffle()
        case .i8x16ExtractLaneS, .i8x16ExtractLaneU, .i8x16ReplaceLane: try checkLane(count: 16)
        case .i16x8ExtractLaneS, .i16x8ExtractLaneU, .i16x8ReplaceLane: try checkLane(count: 8)
        case .i32x4ExtractLane, .i32x4ReplaceLane, .f32x4ExtractLane, .f32x4ReplaceLane:
            try checkLane(count: 4)
        default: try checkLane(count: 2)
        }
    }

    /// The lanes of both operands together have numbers below 32.
    private mutating func checkShuffle() throws(ModuleError) {
        let tooHigh: UInt64 = 0xE0E0_E0E0_E0E0_E0E0
        guard (instruction.bits | instruction.highBits) & tooHigh == 0 else {
            throw error("invalid lane index: i8x16.shuffle has lanes 0 to 31")
        }
    }
}
