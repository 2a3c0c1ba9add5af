import Testing

@testable import SwiftletBuild

@Suite struct JSONTests {
    @Test func readsValues() {
        let text = #"{"a": [1, -2.5e1, true, null], "b": {"c": "q\"\\\u00e9\ud83d\ude00\n"}}"#
        let value = JSON(parsing: Array(text.utf8))
        #expect(value?["a"]?.array == [.number(1), .number(-25), .boolean(true), .null])
        #expect(value?["b"]?["c"]?.string == "q\"\\é😀\n")
    }

    @Test(arguments: ["", "{", "[1,]", "{\"a\" 1}", "tru", "\"x", "1 2", "\"\\u12\""])
    func refuses(text: String) {
        #expect(JSON(parsing: Array(text.utf8)) == nil)
    }

    @Test func whatIsQuotedReadsBack() {
        let text = "a\"b\\c\n\t\u{1}é"
        #expect(JSON(parsing: Array(JSON.quoted(text).utf8)) == .string(text))
    }
}
