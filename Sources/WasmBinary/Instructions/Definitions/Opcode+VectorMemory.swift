// Loads and stores of vectors (specification §5.4.9). The operands of an access are those behind the address.

extension InstructionTable.Builder {
    mutating func defineVectorMemory() {
        access(.v128Load, "v128.load", takes: [], gives: [.v128], alignment: 4, needs: .simd)
        access(.v128Load8x8S, "v128.load8x8_s", takes: [], gives: [.v128], alignment: 3, needs: .simd)
        access(.v128Load8x8U, "v128.load8x8_u", takes: [], gives: [.v128], alignment: 3, needs: .simd)
        access(.v128Load16x4S, "v128.load16x4_s", takes: [], gives: [.v128], alignment: 3, needs: .simd)
        access(.v128Load16x4U, "v128.load16x4_u", takes: [], gives: [.v128], alignment: 3, needs: .simd)
        access(.v128Load32x2S, "v128.load32x2_s", takes: [], gives: [.v128], alignment: 3, needs: .simd)
        access(.v128Load32x2U, "v128.load32x2_u", takes: [], gives: [.v128], alignment: 3, needs: .simd)
        access(.v128Load8Splat, "v128.load8_splat", takes: [], gives: [.v128], alignment: 0, needs: .simd)
        access(.v128Load16Splat, "v128.load16_splat", takes: [], gives: [.v128], alignment: 1, needs: .simd)
        access(.v128Load32Splat, "v128.load32_splat", takes: [], gives: [.v128], alignment: 2, needs: .simd)
        access(.v128Load64Splat, "v128.load64_splat", takes: [], gives: [.v128], alignment: 3, needs: .simd)
        access(.v128Store, "v128.store", takes: [.v128], gives: [], alignment: 4, needs: .simd)
        access(
            .v128Load8Lane, "v128.load8_lane", .memoryLane, takes: [.v128], gives: [.v128], alignment: 0, needs: .simd)
        access(
            .v128Load16Lane, "v128.load16_lane", .memoryLane, takes: [.v128], gives: [.v128], alignment: 1, needs: .simd
        )
        access(
            .v128Load32Lane, "v128.load32_lane", .memoryLane, takes: [.v128], gives: [.v128], alignment: 2, needs: .simd
        )
        access(
            .v128Load64Lane, "v128.load64_lane", .memoryLane, takes: [.v128], gives: [.v128], alignment: 3, needs: .simd
        )
        access(.v128Store8Lane, "v128.store8_lane", .memoryLane, takes: [.v128], gives: [], alignment: 0, needs: .simd)
        access(
            .v128Store16Lane, "v128.store16_lane", .memoryLane, takes: [.v128], gives: [], alignment: 1, needs: .simd)
        access(
            .v128Store32Lane, "v128.store32_lane", .memoryLane, takes: [.v128], gives: [], alignment: 2, needs: .simd)
        access(
            .v128Store64Lane, "v128.store64_lane", .memoryLane, takes: [.v128], gives: [], alignment: 3, needs: .simd)
        access(.v128Load32Zero, "v128.load32_zero", takes: [], gives: [.v128], alignment: 2, needs: .simd)
        access(.v128Load64Zero, "v128.load64_zero", takes: [], gives: [.v128], alignment: 3, needs: .simd)
    }
}
