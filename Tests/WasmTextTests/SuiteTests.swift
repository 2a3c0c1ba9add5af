import OfficialSuite
import Testing
import WasmBinary

@testable import WasmText

/// The official suite as a test of reader and printer: every script is read, every module in it becomes bytes that decode, every
/// text that is malformed is refused, and what is printed reads back to the same bytes.
@Suite struct SuiteTests {
    static let missing: Comment? = OfficialSuite.missing.map { Comment(rawValue: $0) }

    /// Modules of a newer standard than the script: these must be refused, but not by the reader.
    private static let refusedLater: Set<String> = [
        // The threads proposal is written against a version whose sizes had 32 bits. Now this is a matter of validation.
        "proposals/threads/memory.wast:83", "proposals/threads/memory.wast:87", "proposals/threads/memory.wast:91",
    ]

    @Test(.enabled(if: missing == nil, missing))
    func everyModule() throws {
        let suite = try OfficialSuite.find().get()
        var count = (scripts: 0, modules: 0, malformed: 0)
        var exceptions = Self.refusedLater
        let folders = [
            "core", "custom", "proposals", "proposals-phase3/custom-page-sizes", "proposals-phase3/wide-arithmetic",
        ]
        for name in suite.scripts(in: folders) {
            let script = try Script(parsing: suite.contents(name))
            count.scripts += 1
            for command in script.allCommands {
                let place = "\(name):\(command.position.line)"
                switch command.kind {
                case .module(let module), .definition(let module), .assertUnlinkable(let module, _),
                    .assertUninstantiable(let module, _):
                    if module.form != .binary {
                        count.modules += 1
                        try checkRoundTrip(module, place)
                    }
                case .assertInvalid(let module, _):
                    guard module.form != .binary else { continue }
                    count.modules += 1
                    // Some are so invalid that they do not decode.
                    do { try checkRoundTrip(module, place) } catch is ModuleError {}
                case .assertMalformed(let module, let message), .assertMalformedCustom(let module, let message):
                    guard module.form != .binary, exceptions.remove(place) == nil else { continue }
                    count.malformed += 1
                    _ = #expect(throws: TextError.self, "\(place): \(message)") { try module.encode() }
                case .assertInvalidCustom(let module, _):
                    _ = #expect(throws: TextError.self, "\(place)") { try module.encode() }
                default:
                    break
                }
            }
        }
        #expect(exceptions == [], "exceptions that are none any more")
        #expect(count.scripts > 280 && count.modules > 5_500 && count.malformed > 1_200)
        print("text format: \(count.scripts) scripts, \(count.modules) modules, \(count.malformed) malformed texts")
    }

    private func checkRoundTrip(_ module: ScriptModule, _ place: String) throws {
        let bytes = try module.encode()
        let decoded = try BinaryModule(decoding: bytes, features: .all)
        let text = try ModulePrinter(decoded).text()
        let isSame = try WasmText.encode(text) == bytes
        #expect(isSame, "\(place) is printed as another module:\n\(text)")
    }

    @Test(.enabled(if: missing == nil, missing))
    func oldExceptionsAreRefusedByName() throws {
        let suite = try OfficialSuite.find().get()
        var refused = 0
        for name in suite.scripts(in: ["legacy"]) {
            for command in try Script(parsing: suite.contents(name)).commands {
                guard case .module(let module) = command.kind else { continue }
                do {
                    _ = try module.encode()
                } catch {
                    #expect(error.message.contains("legacy exceptions"), "\(name): \(error)")
                    refused += 1
                }
            }
        }
        #expect(refused >= 4)
    }
}
