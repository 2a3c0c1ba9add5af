import SwiftletBuild
import Testing

@testable import SwiftletRun

@Suite("swiftlet build --size-report, swiftlet inspect --sizes")
struct SizeTextTests {
    private func report() throws -> SizeReport {
        try SizeReport(file: "sums.wasm", bytes: TestModule.sums)
    }

    @Test func text() throws {
        let text = try report().text(style: .plain)
        #expect(
            text == """
                Bytes by reason
                   79   44.4%  types, imports, exports, tables
                   41   23.0%  names, custom sections
                   37   20.8%  exports by C names, C code       5 functions
                   21   11.8%  headers, lengths
                  178  100.0%  all of sums.wasm

                Largest functions and data
                  44  24.7%  types, imports, exports, tables  section “export”
                  41  23.0%  names, custom sections           custom section “name”
                  23  12.9%  types, imports, exports, tables  section “type”
                  21  11.8%  headers, lengths                 the file's header, sizes of sections and segments
                  11   6.2%  exports by C names, C code       third
                   8   4.5%  exports by C names, C code       add
                   8   4.5%  exports by C names, C code       divide
                   7   3.9%  exports by C names, C code       both
                   6   3.4%  types, imports, exports, tables  section “function”
                   6   3.4%  types, imports, exports, tables  section “global”
                   3   1.7%  exports by C names, C code       ask
                """)
    }

    @Test func json() throws {
        let json = try #require(JSON(parsing: Array(report().json.utf8)))
        #expect(json["items"]?.array?.count ?? 0 > 5)
        #expect(json["reasons"]?.array?.first?["chain"]?.array?.isEmpty == true)
    }

    @Test func numbers() {
        #expect(
            [0, 7, 999, 1000, 12345, 1_234_567].map(exactText) == ["0", "7", "999", "1,000", "12,345", "1,234,567"])
    }
}
