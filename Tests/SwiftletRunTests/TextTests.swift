import Testing

@testable import SwiftletRun

@Suite("Figures and tables for people")
struct TextTests {
    @Test(arguments: [
        (0, "0 B"), (9_999, "9999 B"), (10_000, "10.0 KB"), (999_949, "999.9 KB"), (1_000_000, "1.0 MB"),
        (2_848_315, "2.8 MB"),
    ])
    func sizes(bytes: Int, text: String) { #expect(sizeText(bytes) == text) }

    @Test(arguments: [(0.0004, "0 ms"), (0.0126, "13 ms"), (9.9994, "9999 ms"), (12.34, "12.3 s")])
    func times(seconds: Double, text: String) { #expect(timeText(seconds: seconds) == text) }

    @Test func table() {
        var table = Table([.leading, .trailing, .leading])
        table.add("a", "1", "last")
        table.add("bcd", "23", "")
        #expect(table.lines() == ["a     1  last", "bcd  23  "])
    }
}
