import Testing
import WasmBinary

@testable import WasmText

/// Texts that nest a million deep: refused or read, but never on the host's stack.
@Suite struct NestingTests {
    private static let depth = 1_000_000

    private func nested(_ open: String, _ middle: String, _ close: String, depth: Int = depth) -> String {
        String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
    }

    /// Parentheses alone nest a million deep, too; a tenth tells recursion as well for the forms of fields.
    private func depth(_ open: String) -> Int { open == "(" || open == "(;" ? Self.depth : Self.depth / 10 }

    @Test func foldedBlocks() throws {
        let bytes = try WasmText.encode("(func " + nested("(block ", "", ")") + ")")
        #expect(bytes.count > Self.depth * 3)
    }

    @Test func flatBlocksWithLabels() throws {
        let bytes = try WasmText.encode("(func " + nested("block $l ", "br $l ", "end ") + ")")
        #expect(bytes.count > Self.depth * 3)
    }

    @Test func foldedInstructions() throws {
        let bytes = try WasmText.encode("(func (result i32) " + nested("(i32.eqz ", "(i32.const 0)", ")") + ")")
        #expect(bytes.count > Self.depth)
    }

    @Test func foldedConditions() throws {
        let bytes = try WasmText.encode("(func " + nested("(if (i32.const 0) (then ", "", "))") + ")")
        #expect(bytes.count > Self.depth * 5)
    }

    @Test(arguments: ["(", "(module ", "(func ", "(block ", "(;", "(@a ", "(@custom \"\" (", "(rec ", "(ref "])
    func neverClosed(_ open: String) {
        let source = String(repeating: open, count: depth(open))
        _ = #expect(throws: TextError.self) { try WasmText.encode(source).count }
    }

    @Test(arguments: ["(", "(module ", "(func ", "(foo ", "(@custom \"\" (", "(rec ", "(ref "])
    func nothingInTheMiddle(_ open: String) {
        let source = nested(open, "", ")", depth: depth(open))
        _ = #expect(throws: TextError.self) { try WasmText.encode(source).count }
        _ = #expect(throws: TextError.self) { try WasmText.encode("(func \(source))").count }
    }

    @Test func comments() throws {
        #expect(try WasmText.encode(nested("(;", "", ";)")) == WasmText.encode(""))
        #expect(try WasmText.encode("(@a " + nested("(@b (", "", "))") + ")") == WasmText.encode(""))
    }

    @Test func scripts() {
        _ = #expect(throws: TextError.self) { try Script(parsing: self.nested("(thread $t ", "", ")")) }
        _ = #expect(throws: TextError.self) {
            try Script(parsing: "(assert_return (invoke \"f\") \(self.nested("(either ", "", ")")))")
        }
    }

    @Test func printing() throws {
        let depth = 100_000
        let source =
            "(func " + String(repeating: "block ", count: depth) + String(repeating: "end ", count: depth) + ")"
        let bytes = try WasmText.encode(source)
        let text = try ModulePrinter(BinaryModule(decoding: bytes)).text()
        // The indentation ends somewhere, or the text would be a thousand times longer.
        #expect(text.utf8.count < depth * 250)
        let isSame = try WasmText.encode(text) == bytes
        #expect(isSame)
    }
}
