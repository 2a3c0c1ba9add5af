import Testing
import WebAssembly

/// Vectors on their way between host code and the store: they take two slots, and what lies behind them must not move.
@Suite struct VectorValueTests {
    private let store = Store()

    @Test func lanes() {
        let vector = V128(low: 0x0706_0504_0302_0100, high: 0x0F0E_0D0C_0B0A_0908)
        #expect(vector.lanes(as: SIMD16<UInt8>.self) == SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))
        #expect(vector.lanes(as: SIMD2<UInt64>.self) == SIMD2(vector.low, vector.high))
        #expect(V128(SIMD4<Float>(1, -2, 0.5, -0.0)).lanes() == SIMD4<Float>(1, -2, 0.5, -0.0))
        #expect(V128(SIMD8<Int16>(-1, 0, 0, 0, 0, 0, 0, -2)) == V128(low: 0xFFFF, high: 0xFFFE_0000_0000_0000))
        #expect("\(vector)" == "i32x4 0x03020100 0x07060504 0x0b0a0908 0x0f0e0d0c")
    }

    @Test func typedHostFunction() throws {
        let function = Function(in: store) {
            (_: Caller, a: Int32, b: SIMD4<Float>, c: Double, d: SIMD2<Int64>) -> (SIMD4<Float>, Int32, V128) in
            (b * Float(c), a, V128(d))
        }
        #expect(
            function.type
                == FunctionType(parameters: [.i32, .v128, .f64, .v128], results: [.v128, .i32, .v128]))
        let results = try function.call([
            .i32(7), .v128(V128(SIMD4<Float>(1, 2, 3, 4))), .f64(0.5), .v128(V128(SIMD2<Int64>(-1, 2))),
        ])
        #expect(
            results == [
                .v128(V128(SIMD4<Float>(0.5, 1, 1.5, 2))), .i32(7), .v128(V128(SIMD2<Int64>(-1, 2))),
            ])
    }

    @Test func untypedHostFunction() throws {
        let type = FunctionType(parameters: [.v128, .i64], results: [.i64, .v128])
        let function = Function(in: store, type: type) { _, arguments in [arguments[1], arguments[0]] }
        let vector = Value.v128(V128(low: 1, high: 2))
        #expect(try function.call([vector, .i64(3)]) == [.i64(3), vector])
        #expect(throws: CallError.arguments(expected: [.v128, .i64], given: [.i64, .v128])) {
            try function.call([.i64(3), vector])
        }
    }

    @Test func global() throws {
        let first = V128(low: 1, high: 2)
        let global = try Global(.v128(first), isMutable: true, in: store)
        #expect(global.type == GlobalType(value: .v128, isMutable: true))
        #expect(global.value == .v128(first))
        try global.set(.v128(V128(low: .max, high: 3)))
        #expect(global.value == .v128(V128(low: .max, high: 3)))
    }
}
