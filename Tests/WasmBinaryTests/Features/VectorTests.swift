import Testing

@testable import WasmBinary

/// Vectors, relaxed ones, and wide arithmetic (specification §3.4.13, and a proposal).
@Suite struct VectorTests {
    private func judge(
        _ results: [ValueType], _ body: [Piece], _ message: String = "", features: Features = .all,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var parts = ModuleOfParts()
        parts.encoder.addMemory(MemoryType(limits: SizeLimits(minimum: 1)))
        WasmBinaryTests.judge(
            parts.module([], results, body), message, features: features, sourceLocation: sourceLocation)
    }

    @Test func operandsAndResults() {
        judge([.v128], [.v128, .v128, .op(.i32x4Add)])
        judge([.v128], [.v128, .i32, .op(.i8x16Shl)])
        judge([.v128], [.v128, .v128, .op(.i8x16Shl)], "i8x16.shl expects i32, found v128")
        judge([.v128], [.v128, .v128, .v128, .op(.v128Bitselect)])
        judge([.i32], [.v128, .op(.i64x2Bitmask)])
        judge([.i64], [.v128, .op(.i64x2ExtractLane, lane: 1)])
        judge([.v128], [.v128, .f32, .op(.f32x4ReplaceLane, lane: 3)])
        judge([.v128], [.f32, .op(.f32x4Splat)])
        judge([.v128], [.v128, .v128, .i32, .op(.select)])
        judge([.v128], [.v128, .v128, .v128, .op(.i32x4RelaxedDotI8x16I7x16AddS)])
    }

    @Test func memory() {
        judge([.v128], [.i32, .access(.v128Load)])
        judge([.v128], [.i32, .access(.v128Load8x8S, alignment: 4)], "v128.load8x8_s has 2^4, at most 2^3 bytes")
        judge([], [.i32, .v128, .access(.v128Store)])
        judge([.v128], [.i32, .v128, .access(.v128Load16Lane)])
        judge([], [.i32, .v128, .access(.v128Store64Lane)])
        judge([], [.v128, .i32, .access(.v128Store64Lane)], "v128.store64_lane expects v128, found i32")
    }

    /// Every instruction with a lane: the last one there is, and the one behind.
    @Test func lanes() {
        let counts: [(Opcode, UInt8, [Piece], ValueType)] = [
            (.i8x16ExtractLaneS, 16, [.v128], .i32), (.i8x16ExtractLaneU, 16, [.v128], .i32),
            (.i8x16ReplaceLane, 16, [.v128, .i32], .v128), (.i16x8ExtractLaneS, 8, [.v128], .i32),
            (.i16x8ExtractLaneU, 8, [.v128], .i32), (.i16x8ReplaceLane, 8, [.v128, .i32], .v128),
            (.i32x4ExtractLane, 4, [.v128], .i32), (.i32x4ReplaceLane, 4, [.v128, .i32], .v128),
            (.i64x2ExtractLane, 2, [.v128], .i64), (.i64x2ReplaceLane, 2, [.v128, .i64], .v128),
            (.f32x4ExtractLane, 4, [.v128], .f32), (.f32x4ReplaceLane, 4, [.v128, .f32], .v128),
            (.f64x2ExtractLane, 2, [.v128], .f64), (.f64x2ReplaceLane, 2, [.v128, .op(.f64Const)], .v128),
        ]
        #expect(counts.count == Opcode.allCases.filter { $0.immediates == .lane }.count)
        for (opcode, count, operands, result) in counts {
            judge([result], operands + [.op(opcode, lane: count - 1)])
            judge(
                [result], operands + [.op(opcode, lane: count)],
                "invalid lane index: \(opcode) has lanes 0 to \(count - 1)")
        }
        for (opcode, count) in [
            (Opcode.v128Load8Lane, 16), (.v128Load16Lane, 8), (.v128Load32Lane, 4), (.v128Load64Lane, 2),
        ] {
            for lane in [count - 1, count] {
                var instruction = Instruction(opcode)
                instruction.lane = UInt8(lane)
                judge([.v128], [.i32, .v128, .instruction(instruction)], lane == count ? "invalid lane index" : "")
            }
        }
    }

    @Test func shuffles() {
        var shuffle = Instruction(.i8x16Shuffle)
        shuffle.bits = 0x1F00_0000_0000_0000
        shuffle.highBits = 0x1F1F_1F1F_1F1F_1F1F
        judge([.v128], [.v128, .v128, .instruction(shuffle)])
        shuffle.highBits = 0x20
        judge([.v128], [.v128, .v128, .instruction(shuffle)], "invalid lane index: i8x16.shuffle has lanes 0 to 31")
    }

    @Test func wideArithmetic() {
        judge([.i64, .i64], [.i64, .i64, .i64, .i64, .op(.i64Add128)])
        judge([.i64, .i64], [.i64, .i64, .op(.i64MulWideU)])
        judge([.i64, .i64], [.i64, .i32, .op(.i64MulWideU)], "i64.mul_wide_u expects i64, found i32")
        judge([.i64, .i64], [.i64, .i64, .i64, .op(.i64Sub128)], "i64.sub128 expects i64, but the stack")
        judge([.i64, .i64], [.i64, .i64, .op(.i64MulWideU)], "\"wide arithmetic\"", features: .wasm3)
    }
}
