import SwiftletBuild
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

@Suite("Names for people")
struct DemanglingTests {
    @Test(arguments: [
        ("$e3Bad3AppV4mainyyFZ", "static Bad.App.main() -> ()"),
        ("$s3Bad3AppV4mainyyFZ", "static Bad.App.main() -> ()"),
        ("$es11_StringGutsV4growyySiF", "_StringGuts.grow(Int) -> ()"),
        ("_start", "_start"), ("$e", "$e"), ("", ""),
    ])
    func names(symbol: String, name: String) { #expect(readableName(symbol) == name) }

    @Test("A backtrace, with and without names")
    func backtrace() {
        let named = TrapReport(
            message: "unreachable",
            frames: [
                .init(name: "f", functionIndex: 3, offset: 0x1a), .init(name: nil, functionIndex: nil, offset: nil),
            ])
        #expect(
            named.text(module: "a.wasm") == "a.wasm trapped: unreachable\n  0: f (function 3 at 0x1a)\n  1: the host")
        let nameless = TrapReport(message: "unreachable", frames: [.init(name: nil, functionIndex: 3, offset: nil)])
        #expect(
            nameless.text(module: "a.wasm").hasSuffix(
                "\n  0: function 3\nThe module has no names; a debug build shows them: swiftlet build --debug"))
    }
}
