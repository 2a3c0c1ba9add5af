import Testing

@testable import WasmText

@Suite struct FloatLiteralTests {
    private func f32(_ text: String) throws -> Float {
        Float(bitPattern: UInt32(try FloatLiteral.bits(Array(text.utf8)[...], .f32)))
    }

    private func f64(_ text: String) throws -> Double {
        Double(bitPattern: try FloatLiteral.bits(Array(text.utf8)[...], .f64))
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", -0.0), ("1.5", 1.5), ("1.", 1), ("+1e10", 1e10), ("1_0.2_5e0_1", 102.5), ("0x1", 1),
            ("0x1.8", 1.5), ("0x1.8p3", 12), ("0x.8p1", nil), ("-0xA.Bp-4", -0.66796875), ("0x1p-1074", 0x1p-1074),
            ("0x1p+1023", 0x1p1023), ("0x0.0000_1p20", 1), ("1e-400", 0), ("0x1p-2000", 0), ("inf", .infinity),
            ("-inf", -.infinity), ("0x0p99999999999999999999", 0), ("0e99999999999999999999", 0),
        ] as [(String, Double?)])
    func values(_ text: String, _ value: Double?) throws {
        guard let value else {
            #expect(throws: IntegerLiteral.Failure.malformed) { try f64(text) }
            return
        }
        #expect(try f64(text).bitPattern == value.bitPattern)
    }

    /// Ties go to the even neighbour, and what is beyond a tie by one digit however far behind goes away from it.
    @Test(
        arguments: [
            ("0x1.000001p0", 0x3F80_0000), ("0x1.000001000000000000000000001p0", 0x3F80_0001),
            ("0x1.000003p0", 0x3F80_0002),
            ("0x1.0000010000000000000000000000000000000000000000000001p0", 0x3F80_0001),
            ("0x1.fffffep127", 0x7F7F_FFFF), ("0x1.fffffefp127", 0x7F7F_FFFF), ("0x1p-149", 1), ("0x1p-150", 0),
            ("0x1.000000000000000000001p-150", 1), ("0x3p-150", 2), ("0x1.fffffcp-127", 0x007F_FFFF),
            ("0x1.fffffep-127", 0x0080_0000), ("0x0.8p-149", 0),
            // Between two neighbours as an f32, and as an f64 rounded to just their middle: rounding twice would go wrong.
            ("1.00000005960464484", 0x3F80_0001), ("1.00000005960464477", 0x3F80_0000),
            ("16777217.000000001", 0x4B80_0001), ("16777217", 0x4B80_0000),
        ] as [(String, UInt32)])
    func roundedOnceToF32(_ text: String, _ bits: UInt32) throws {
        #expect(try f32(text).bitPattern == bits)
    }

    @Test(
        arguments: [
            ("0x1.00000000000008p0", 0x3FF0_0000_0000_0000),
            ("0x1.000000000000080000000000001p0", 0x3FF0_0000_0000_0001),
            ("0x1.00000000000018p0", 0x3FF0_0000_0000_0002), ("0x1.fffffffffffffp1023", 0x7FEF_FFFF_FFFF_FFFF),
            ("0x1p-1075", 0), ("0x1.1p-1075", 1), ("0x123456789abcdef01p0", 0x43F2_3456_789A_BCDF),
            ("2.2250738585072011e-308", 0x000F_FFFF_FFFF_FFFF), ("9007199254740993", 0x4340_0000_0000_0000),
            ("9007199254740993.00000000000000000000000000000000000000000001", 0x4340_0000_0000_0001),
        ] as [(String, UInt64)])
    func roundedOnceToF64(_ text: String, _ bits: UInt64) throws {
        #expect(try f64(text).bitPattern == bits)
    }

    @Test(arguments: [
        "1e39", "0x1p128", "0x1.ffffffp127", "-3.5e38", "nan:0x0", "nan:0x800000", "nan:0x1_0000_0000_0000_0000_0",
    ])
    func outOfRangeForF32(_ text: String) {
        #expect(throws: IntegerLiteral.Failure.outOfRange) { try f32(text) }
    }

    @Test(arguments: [
        "1e309", "0x1p1024", "0x1.fffffffffffff8p1023", "nan:0x10_0000_0000_0000", "1e99999999999999999999",
    ])
    func outOfRangeForF64(_ text: String) {
        #expect(throws: IntegerLiteral.Failure.outOfRange) { try f64(text) }
    }

    @Test(arguments: [
        "", ".", ".5", "e5", "1e", "1e+", "1._5", "1_.5", "1.5_", "1e_5", "0x", "0x.1", "0x1p", "0x1e+5", "0x1.p",
        "1p5",
        "nan:", "nan:0x", "nan:1", "nan:canonical", "infinity", "NaN", "0x1.8p3.5", "1.5f",
    ])
    func malformed(_ text: String) {
        #expect(throws: IntegerLiteral.Failure.malformed) { try f64(text) }
    }

    @Test func notANumber() throws {
        #expect(try f32("nan").bitPattern == 0x7FC0_0000)
        #expect(try f32("-nan").bitPattern == 0xFFC0_0000)
        #expect(try f32("nan:0x200000").bitPattern == 0x7FA0_0000)
        #expect(try f64("-nan:0xf_ffff_ffff_ffff").bitPattern == .max)
    }

    /// The digits that the printer writes read back to the same number.
    @Test func printedNumbersReadBack() throws {
        var state: UInt64 = 7
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            #expect(try f64(FloatText.f64(state)).bitPattern == state)
            let low = UInt32(truncatingIfNeeded: state >> 32)
            #expect(try f32(FloatText.f32(low)).bitPattern == low)
        }
        #expect(FloatText.f64(Double(12).bitPattern) == "12")
        #expect(FloatText.f32(Float(-0.5).bitPattern) == "-0.5")
    }

    /// Hexadecimal digits say a number exactly: rounding them must agree with the standard library's conversion.
    @Test func hexadecimalAgreesWithTheStandardLibrary() throws {
        var state: UInt64 = 99
        for _ in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let text = "0x\(String(state, radix: 16)).\(String(state &* 31, radix: 16))p\(Int(state >> 53) - 1100)"
            let expected = try #require(Double(text))
            guard expected.isFinite else { continue }
            #expect(try f64(text) == expected, "\(text)")
        }
    }
}
