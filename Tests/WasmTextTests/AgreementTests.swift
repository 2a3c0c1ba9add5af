import Foundation
import OfficialSuite
import Testing
import WasmBinary

@testable import WasmText

/// The modules of the official suite, as we translate them and as `wasm-tools` does: they must be the same, but for names and
/// for encodings that mean the same.
@Suite struct AgreementTests {
    static let missing: Comment? =
        if case .failure(let missing) = ConvertedSuite.find() { Comment(rawValue: missing.description) } else { nil }

    /// Modules in which a function without a type index means a type of the module by our reading of §6.4, which takes the first
    /// one that is final and alone in its group, and another one by that of `wasm-tools`.
    private static let otherImplicitTypes: Set<String> = [
        "core/type-rec:45", "core/type-rec:185", "core/type-rec:197", "core/gc/type-subtyping:344",
        "core/gc/type-subtyping:373",
    ]

    private struct Converted: Decodable {
        struct Command: Decodable {
            var line: Int
            var filename: String?
            var moduleType: String?
            var binaryFilename: String?

            enum CodingKeys: String, CodingKey {
                case line, filename
                case moduleType = "module_type"
                case binaryFilename = "binary_filename"
            }

            var binary: String? { moduleType == "text" ? binaryFilename : filename }
        }

        var commands: [Command]
    }

    @Test(.enabled(if: missing == nil, missing))
    func sameModules() throws {
        let suite = try ConvertedSuite.find().get()
        let source = try OfficialSuite.find().get()
        var same = 0
        var different: Set<String> = []
        for name in suite.scripts() {
            let folder = try suite.converted(name)
            let converted = try JSONDecoder().decode(
                Converted.self, from: Data(contentsOf: folder.appending(path: "script.json")))
            let files = Dictionary(grouping: converted.commands.filter { $0.binary != nil }, by: \.line)
            let modules = try Script(parsing: source.contents(name + ".wast")).commands.compactMap(module)
            for (line, module) in modules {
                // Where several commands stand in a line, nothing says which is which.
                guard let file = files[line], file.count == 1, modules.filter({ $0.line == line }).count == 1 else {
                    continue
                }
                let theirs = try [UInt8](Data(contentsOf: folder.appending(path: file[0].binary!)))
                if try printed(module.encode()) == printed(theirs) {
                    same += 1
                } else {
                    different.insert("\(name):\(line)")
                }
            }
        }
        #expect(different == Self.otherImplicitTypes)
        #expect(same > 1_000)
        print("text format: \(same) modules are as wasm-tools translates them")
    }

    /// The module that a command makes. Of invalid ones not all can be decoded.
    private func module(_ command: ScriptCommand) -> (line: Int, module: ScriptModule)? {
        switch command.kind {
        case .module(let module), .definition(let module), .assertUnlinkable(let module, _),
            .assertUninstantiable(let module, _):
            module.form == .text ? (command.position.line, module) : nil
        default: nil
        }
    }

    private func printed(_ bytes: [UInt8]) throws -> String {
        try ModulePrinter(BinaryModule(decoding: bytes.withoutNames, features: .all)).text()
    }
}
