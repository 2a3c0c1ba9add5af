import ModuleBytes
import Testing
import WebAssembly

/// Shuffles are translated by the width of the lanes that stay whole; each way must give what the bytes say.
@Suite struct ShuffleTests {
    private static let a = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    private static let b = SIMD16<UInt8>(16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31)

    /// Lanes of `width` bytes in any order, from a fixed sequence.
    private static func lanes(_ width: Int, _ seed: Int) -> [UInt8] {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<(16 / width)).flatMap { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1
            let lane = Int(state >> 33) % (32 / width)
            return (0..<width).map { UInt8(lane * width + $0) }
        }
    }

    @Test(arguments: [1, 2, 4, 8, 16]) func shuffles(width: Int) throws {
        for seed in 0..<40 { try check(Self.lanes(width, seed)) }
    }

    /// Bytes in reverse order within lanes, of either vector and across both.
    @Test(arguments: [2, 4, 8, 16]) func reversals(width: Int) throws {
        for start in [0, 8, 16, 3] {
            try check((0..<16).map { UInt8((start + ($0 ^ (width - 1))) % 32) })
            var almost = (0..<16).map { UInt8(start + ($0 ^ (width - 1))) }
            almost.swapAt(14, 15)
            try check(almost)
        }
    }

    /// Lanes of two halves by turns, and almost.
    @Test(arguments: [1, 2, 4]) func interleavings(width: Int) throws {
        for (even, odd) in [(0, 16), (8, 24), (16, 0), (8, 8), (24, 3)] {
            var lanes = (0..<16).map { index in
                let start = index / width % 2 == 0 ? even : odd
                return UInt8((start + index / (2 * width) * width + index % width) % 32)
            }
            try check(lanes)
            lanes.swapAt(0, 15)
            try check(lanes)
        }
    }

    /// Bytes that follow each other, within a vector, from one to the other, and almost.
    @Test func windows() throws {
        for start in 0..<32 {
            var lanes = (0..<16).map { UInt8((start + $0) % 32) }
            try check(lanes)
            try check(lanes.map { $0 & 15 })
            lanes[9] ^= 1
            try check(lanes)
        }
    }

    /// A shuffle of operands in different places gives what its lanes say.
    private func check(_ lanes: [UInt8]) throws {
        let expected = SIMD16<UInt8>(lanes)
        let arguments: [Value] = [.v128(V128(Self.a)), .v128(V128(Self.b))]
        // From locals; from a constant and a result; into one of the operands.
        let locals = try function([v128, v128], [v128], .get(0), .get(1), .shuffle(lanes))
        #expect(try locals.call(arguments) == [.v128(V128(expected))])
        let mixed = try function(
            [v128, v128], [v128], .vector(V128(Self.a)), .get(1), .op(.v128Not, .v128Not), .shuffle(lanes))
        #expect(try mixed.call(arguments) == [.v128(V128(expected))])
        let inPlace = try function([v128, v128], [v128], .get(0), .get(1), .shuffle(lanes), .set(1), .get(1))
        #expect(try inPlace.call(arguments) == [.v128(V128(expected))])
        // Both operands the same local.
        let once = try function([v128, v128], [v128], .get(0), .get(0), .shuffle(lanes), .set(0), .get(0))
        #expect(try once.call(arguments) == [.v128(V128(SIMD16<UInt8>(lanes.map { $0 & 15 })))])
    }

    @Test func singleLanes() throws {
        for lane in 0..<16 {
            let byte = try function([v128], [i32, v128], .get(0), .lane(.i8x16ExtractLaneU, lane), .get(0))
            #expect(try byte.call([.v128(V128(Self.b))]) == [.i32(Int32(lane + 16)), .v128(V128(Self.b))])
            // Into a local that is the operand, and from a result.
            let replace = try function(
                [v128, i32], [v128], .get(0), .get(1), .lane(.i8x16ReplaceLane, lane), .set(0), .get(0))
            var expected = Self.b
            expected[lane] = 0x80
            #expect(try replace.call([.v128(V128(Self.b)), .i32(0x180)]) == [.v128(V128(expected))])
        }
        for lane in 0..<2 {
            let long = try function(
                [v128], [i64, i32], .get(0), .op(.v128Not), .lane(.i64x2ExtractLane, lane), .i32(6))
            let halves = [V128(Self.a).low, V128(Self.a).high]
            #expect(try long.call([.v128(V128(Self.a))]) == [.i64(Int64(bitPattern: ~halves[lane])), .i32(6)])
        }
    }
}
