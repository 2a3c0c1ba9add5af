import Testing

@testable import WasmText

@Suite struct IntegerLiteralTests {
    private func constant(_ text: String, bits: Int) throws -> UInt64 {
        try IntegerLiteral.constant(Array(text.utf8)[...], bits: bits)
    }

    @Test(
        arguments: [
            ("0", 32, 0), ("007", 32, 7), ("1_000_000", 32, 1_000_000), ("0x0", 32, 0),
            ("0xDEAD_beef", 32, 0xDEAD_BEEF),
            ("+5", 32, 5), ("-1", 32, 0xFFFF_FFFF), ("-0x80000000", 32, 0x8000_0000), ("4294967295", 32, 0xFFFF_FFFF),
            ("-0", 32, 0), ("18446744073709551615", 64, .max), ("-9223372036854775808", 64, 0x8000_0000_0000_0000),
            ("-128", 8, 0x80), ("255", 8, 255), ("-32768", 16, 0x8000),
        ] as [(String, Int, UInt64)])
    func values(_ text: String, _ bits: Int, _ value: UInt64) throws {
        #expect(try constant(text, bits: bits) == value)
    }

    @Test(arguments: [
        ("4294967296", 32), ("-2147483649", 32), ("+2147483648", 32), ("0x1_0000_0000", 32), ("256", 8), ("-129", 8),
        ("18446744073709551616", 64), ("-9223372036854775809", 64), ("99999999999999999999999999", 64),
    ])
    func outOfRange(_ text: String, _ bits: Int) {
        #expect(throws: IntegerLiteral.Failure.outOfRange) { try constant(text, bits: bits) }
    }

    @Test(arguments: [
        "", "-", "+", "0x", "_1", "1_", "1__0", "0x_1", "0x1_", "1a", "0xg", "0X1", "--1", "1.0", "1e3",
        "99999999999999999999999999x",
    ])
    func malformed(_ text: String) {
        #expect(throws: IntegerLiteral.Failure.malformed) { try constant(text, bits: 64) }
    }

    @Test func indicesHaveNoSign() {
        #expect(throws: IntegerLiteral.Failure.malformed) { try IntegerLiteral.unsigned(Array("+1".utf8)[...]) }
        #expect(throws: IntegerLiteral.Failure.outOfRange) {
            try IntegerLiteral.unsigned(Array("4294967296".utf8)[...])
        }
    }
}
