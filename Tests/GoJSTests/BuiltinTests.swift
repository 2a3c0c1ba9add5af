import Testing

/// The built-in objects do what Node's do.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct BuiltinTests {
    @Test func areAsInNode() throws {
        let program = try GoFixture("builtins")
        let (here, node) = (try program.here(), try program.inNode())
        // Line by line, so that a difference is easy to find.
        let (lines, expected) = (here.errors.split(separator: "\n"), node.errors.split(separator: "\n"))
        let (said, other) = (here.output.split(separator: "\n"), node.output.split(separator: "\n"))
        for (line, other) in zip(lines + said, expected + other) where line != other {
            Issue.record("here: \(line)\nNode: \(other)")
        }
        #expect(here.output == node.output)
        #expect(here.errors == node.errors)
        #expect(here.code == 0 && node.code == 0)
        #expect(expected.count > 1000)
    }
}
