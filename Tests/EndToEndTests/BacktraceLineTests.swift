import Foundation
import Testing
import WASI
import WebAssembly

/// The lines of backtraces, from the DWARF that a real compiler left.
@Suite struct BacktraceLineTests {
    private static let source = "trap.c"

    private static func compile(version: Int, optimization: String) throws -> [UInt8] {
        let folder = Tools.packageRoot.appending(path: ".build/programs")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let module = folder.appending(path: "trap-\(version)\(optimization).wasm")
        let result = try Finished.run(
            try #require(Tools.find("zigcc")),
            [
                "-g", "-gdwarf-\(version)", optimization, "-fno-sanitize=all", "-o", module.path,
                Tools.programs.appending(path: "C/\(source)").path,
            ], timeLimit: 300)
        try #require(result.code == 0, "\(result.errors)")
        return Array(try Data(contentsOf: module))
    }

    @Test(.enabled(if: Tools.find("zigcc") != nil, "zigcc is missing"), arguments: [4, 5], ["-O0", "-O1"])
    func aTrapNamesItsLine(version: Int, optimization: String) throws {
        let module = try Module(try Self.compile(version: version, optimization: optimization))
        let store = Store(engine: module.engine)
        store[WASI.self] = try WASI(arguments: ["trap"], standardOutput: .null)
        var linker = Linker()
        WASI.link(into: &linker)
        let instance = try linker.instantiate(module, in: store)
        let trap = try #require(#expect(throws: Trap.self) { _ = try WASI.start(instance) })
        #expect(trap.kind == .integerDivideByZero)
        func frame(_ name: String) -> Trap.Frame? { trap.backtrace.first { $0.name == name } }
        let divide = try #require(frame("divide")?.location, "\(trap)")
        #expect(divide.file.hasSuffix("Programs/C/trap.c"))
        #expect(divide.line == 8)
        #expect(divide.column == 11)
        #expect(frame("middle")?.location?.line == 15)
        // The compiler names `main` with its parameters.
        #expect(trap.backtrace.contains { $0.location?.file.hasSuffix("trap.c") == true && $0.location?.line == 23 })
        #expect(trap.description.contains("divide ("), "\(trap)")
        #expect(trap.description.contains("Programs/C/trap.c:8:11)"), "\(trap)")
    }

    /// LLVM's own reader of line tables says the same, for addresses all over the module.
    @Test(
        .enabled(
            if: Tools.find("zigcc") != nil && Tools.find("llvm-symbolizer") != nil,
            "zigcc or llvm-symbolizer is missing"),
        arguments: [4, 5])
    func linesAreThoseOfLLVM(version: Int) throws {
        let bytes = try Self.compile(version: version, optimization: "-O1")
        let module = try BinaryModule(decoding: bytes)
        let lines = try #require(LineTables(module))
        let code = try #require(module.sections.first { $0.name == "code" }).contents.lowerBound
        // Each function's bytes at strides that are no multiple of anything.
        let offsets = module.code.flatMap { Array(stride(from: $0.range.lowerBound, to: $0.range.upperBound, by: 3)) }
        #expect(offsets.count > 500)
        let locations = lines.locations(of: offsets)

        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "module.wasm")
        try Data(bytes).write(to: file)
        let result = try Finished.run(
            try #require(Tools.find("llvm-symbolizer")),
            ["--obj=" + file.path, "--no-inlines", "--functions=none"],
            input: offsets.map { "0x" + String($0 - code, radix: 16) }.joined(separator: "\n") + "\n")
        let expected = result.output.split(separator: "\n").map(String.init)
        try #require(expected.count == offsets.count)
        var differences: [String] = []
        var found = 0
        for (index, location) in locations.enumerated() {
            let own = location.map { "\(($0.file as NSString).lastPathComponent):\($0.line):\($0.column)" } ?? "??:0:0"
            let other = (expected[index] as NSString).lastPathComponent
            if location != nil { found += 1 }
            if own != other { differences.append("at \(offsets[index]): \(own), but LLVM says \(other)") }
        }
        #expect(found > offsets.count / 2)
        #expect(differences.isEmpty, "\(differences.count) of \(offsets.count): \(differences.prefix(5))")
    }
}
