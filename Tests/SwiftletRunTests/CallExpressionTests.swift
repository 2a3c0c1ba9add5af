import GoJS
import Testing

@testable import SwiftletRun

/// Calls as a person writes them behind `--invoke`.
@Suite struct CallExpressionTests {
    @Test func literalsOfAllKinds() throws {
        let call = try CallExpression(#" app.sum ( 1, -2.5e3, 0xff, .5, "a\n\u{60f3}\u4e2d", 'it\'s' )"#)
        #expect(call.name == "app.sum")
        #expect(
            call.arguments == [
                .number(1), .number(-2500), .number(255), .number(0.5), .string("a\n想中"), .string("it's"),
            ])
        let nested = try CallExpression("f([1, [true, null],], {a: undefined, \"b c\": NaN,}, -Infinity, `x`)")
        guard case .object(let members) = nested.arguments[1], case .number(let number) = members[1].value else {
            Issue.record("no object")
            return
        }
        #expect(nested.arguments[0] == .array([.number(1), .array([.boolean(true), .null])]))
        #expect(members.map(\.name) == ["a", "b c"] && members[0].value == .undefined && number.isNaN)
        #expect(nested.arguments[2...] == [.number(-.infinity), .string("x")])
        #expect(try CallExpression("f()").arguments.isEmpty)
    }

    /// A name alone takes what follows the file: values where they are some, else texts.
    @Test func namesWithValues() throws {
        let call = try CallExpression("CalcMd5", values: ["想要计算的结果", "12", "[1]", "true", "1 2"])
        #expect(
            call.arguments == [
                .string("想要计算的结果"), .number(12), .array([.number(1)]), .boolean(true), .string("1 2"),
            ])
    }

    @Test(arguments: [
        ("f(1", "“,” or “)” was expected", 3), ("f(1) x", "nothing may follow", 5),
        ("(1)", "the name of a function", 0),
        ("f(x)", "a value was expected", 2), ("f(\"a)", "has no end", 2), ("f({1})", "“:” was expected", 4),
        ("f(1..2)", "this is no number", 2), ("f.(1)", "the name of a function", 2), ("f(", "a value was expected", 2),
        ("f(想)", "a value was expected", 2), ("f('想想' 1)", "“,” or “)” was expected", 9),
    ])
    func mistakesHaveTheirPlace(_ text: String, _ words: String, _ column: Int) throws {
        #expect {
            try CallExpression(text)
        } throws: { error in
            let lines = "\(error)".split(separator: "\n")
            return lines.count == 3 && lines[0].contains(words)
                && lines[2] == String(repeating: " ", count: column + 2) + "^"
        }
    }

    @Test func nestingHasItsLimit() {
        #expect(throws: RunError.self) { try CallExpression("f(\(String(repeating: "[", count: 100_000)))") }
    }

    @Test func hostsOfTheNetwork() throws {
        for text in ["example.com", "EXAMPLE.com:80", "*.example.com", "*", "127.0.0.1:8080", "[::1]", "[::1]:80"] {
            #expect(throws: Never.self) { try NetworkOption.places([text]) }
        }
        for text in ["", "http://example.com", "a b", "host:0", "host:70000", "host:", "a/b", "user@host", "[::1"] {
            #expect(throws: RunError.self, "\(text)") { try NetworkOption.places([text]) }
        }
    }
}
