import Testing

@testable import SwiftletBuild

extension Builds {
    @Suite struct SizeReportTests {
        /// Builds with a report and without, and checks what holds for every report.
        private func report(_ package: String) throws -> SizeReport {
            var build = PackageBuild(package: package)
            let plain = try build.run()
            let delivered = try plain.files.map { try Files.read($0) }
            build.reportsSizes = true
            let product = try build.run()
            #expect(try product.files.map { try Files.read($0) } == delivered, "the report changes what is delivered")
            let report = try #require(product.sizes)
            #expect(report.size == plain.rawSize)
            #expect(report.items.reduce(0) { $0 + $1.size } == report.size)
            #expect(report.shares.reduce(0) { $0 + $1.size } == report.size)
            #expect(report.items.allSatisfy { $0.size >= 0 })
            #expect(Set(report.shares.map(\.reason)).count == report.shares.count)
            #expect(report.hasNames)
            // What nobody can name is next to nothing.
            #expect(size(of: .unknown, report) * 100 <= report.size)
            #expect(plain.sizes == nil)
            return report
        }

        private func size(of reason: SizeReason, _ report: SizeReport) -> Int {
            report.shares.first { $0.reason == reason }?.size ?? 0
        }

        private func program(_ name: String, _ body: String, in folder: String) throws -> SizeReport {
            try report(
                writePackage(
                    name, in: folder,
                    source: "@main struct App { static func main() { let words = CommandLine.arguments; \(body) } }"))
        }

        @Test func stringComparisonIsFoundAndTheAdviceHolds() throws {
            try Places.withTemporaryFolder { folder in
                let before = try program("Equal", #"if words[0] == words[1] { print("same") }"#, in: folder)
                let share = try #require(before.shares.first { $0.reason == .normalization })
                #expect(share.size > 25_000)
                #expect(size(of: .comparison, before) > 1_000)
                #expect(share.chain.first == "_start with main", "\(share.chain)")
                #expect(share.chain.contains { $0.contains("_stringCompare") })
                #expect(share.keepers.first == share.chain.first)
                #expect(size(of: .floatPrinting, before) == 0)

                let after = try program(
                    "EqualBytes", #"if words[0].utf8.elementsEqual(words[1].utf8) { print("same") }"#, in: folder)
                #expect(size(of: .normalization, after) == 0)
                #expect(size(of: .comparison, after) == 0)
                let saved = before.size - after.size
                #expect(abs(saved - share.saving) * 5 <= saved, "said \(share.saving), saved \(saved)")
            }
        }

        @Test func floatsAndGraphemesAreFound() throws {
            try Places.withTemporaryFolder { folder in
                let floats = try program("Floats", "print(Double(words.count) / 3)", in: folder)
                // Tables at least: the linker may put the digits' code into main, which alone calls it.
                #expect(size(of: .floatPrinting, floats) > 1_500)
                #expect(size(of: .graphemes, floats) + size(of: .normalization, floats) == 0)
                #expect(floats.shares.first { $0.reason == .floatPrinting }?.chain.first == "_start with main")

                let graphemes = try program("Graphemes", "print(words[0].count)", in: folder)
                #expect(size(of: .graphemes, graphemes) > 5_000)
                #expect(size(of: .floatPrinting, graphemes) + size(of: .normalization, graphemes) == 0)
                #expect(size(of: .code(module: "Graphemes"), graphemes) > 0)
            }
        }

        @Test func aModuleForJavaScriptKeepsItsFiles() throws {
            let report = try report(Places.examples + "/MD5Page")
            #expect(size(of: .code(module: "MD5Page"), report) > 2_000)
            #expect(size(of: .bridge, report) > 0)
            #expect(size(of: .literals, report) == 17)
            #expect(report.items.contains { $0.kind == .data && $0.name == "“0123456789abcdef”" })
        }

        @Test func debugModulesHaveReportsToo() throws {
            try Places.withTemporaryFolder { folder in
                let package = try writePackage(
                    "Debug", in: folder, source: "@main struct App { static func main() { print(1) } }")
                var build = PackageBuild(package: package, configuration: .debug)
                build.reportsSizes = true
                let report = try #require(try build.run().sizes)
                #expect(report.items.reduce(0) { $0 + $1.size } == report.size)
                #expect(size(of: .names, report) > 1_000)
                // The module has names of its own; without the map they are what is known.
                let module = package + "/dist/Debug.wasm"
                let alone = try SizeReport(file: module, bytes: Files.read(module))
                #expect(alone.shares.reduce(0) { $0 + $1.size } == report.size)
                #expect(alone.hasNames)
                #expect(size(of: .code(module: "Debug"), alone) > 0)
            }
        }
    }
}

@Suite struct SizeReportErrorTests {
    private static let empty: [UInt8] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

    @Test(arguments: [
        [], Array("hello, this is text".utf8), empty + [1, 200], empty + [10, 4, 1, 9, 0, 0xb],
        empty + [11, 3, 1, 0, 0x41],
    ])
    func whatIsNoModule(bytes: [UInt8]) {
        let error = #expect(throws: BuildError.self) {
            try SizeReport(file: "x.wasm", bytes: bytes, map: nil, mainModule: nil)
        }
        #expect(error?.kind == .file)
        #expect(error?.message.hasPrefix("x.wasm: ") == true)
    }

    @Test func aMapOfAnotherModule() throws {
        // One function of one byte more than the map says.
        let bytes = Self.empty + [1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 5, 1, 3, 0, 1, 0xb]
        func map(_ size: String) -> LinkMap {
            LinkMap(
                parsing: """
                           -        8       1f CODE
                           -        8        \(size)         a.o:(f)
                    """)
        }
        let report = try SizeReport(file: "x.wasm", bytes: bytes, map: map("4"), mainModule: nil)
        #expect(report.items.first { $0.kind == .function(0) }?.name == "f")
        #expect(report.items.reduce(0) { $0 + $1.size } == bytes.count)
        for wrong in [map("3"), LinkMap(parsing: "")] {
            let error = #expect(throws: BuildError.self) {
                try SizeReport(file: "x.wasm", bytes: bytes, map: wrong, mainModule: nil)
            }
            #expect(error?.message.contains("another module") == true)
        }
    }

    @Test func whatIsNoModule() {
        #expect(throws: BuildError.self) { try SizeReport(file: "x.wasm", bytes: Array("(module)".utf8)) }
    }

    /// Sizes of anything that decodes add up, with any section cut short or repeated as the decoder allows.
    @Test func emptyModule() throws {
        let report = try SizeReport(file: "x.wasm", bytes: Self.empty, map: nil, mainModule: nil)
        #expect(report.shares.map(\.size) == [8])
        #expect(!report.hasNames)
    }
}
