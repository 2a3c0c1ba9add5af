import Foundation
import OfficialSuite
import WasmBinary

/// A module of the official suite, and whether it is valid.
struct SuiteModule {
    /// The script, and the line of the command that has the module.
    var place: String
    var bytes: [UInt8]
    var isValid: Bool
    /// What the specification's own interpreter says of an invalid one.
    var message: String
}

/// What a script has for a decoder and a validator.
struct SuiteModules {
    var modules: [SuiteModule] = []
    /// How many modules there are only as text, which no binary can be made of.
    var textCount = 0

    init(_ name: String, in suite: ConvertedSuite) throws {
        let folder = try suite.converted(name)
        let script = try JSONDecoder().decode(
            Script.self, from: Data(contentsOf: folder.appending(path: "script.json")))
        try add(script.commands, of: name, in: folder)
    }

    private mutating func add(_ commands: [Command], of name: String, in folder: URL) throws {
        for command in commands {
            try add(command.commands ?? [], of: name, in: folder)
            guard let filename = command.filename else { continue }
            guard let binary = command.moduleType == "text" ? command.binaryFilename : filename else {
                textCount += 1
                continue
            }
            modules.append(
                SuiteModule(
                    place: "\(name):\(command.line)",
                    bytes: [UInt8](try Data(contentsOf: folder.appending(path: binary))),
                    // A custom section that is wrong leaves the module as good as without it.
                    isValid: command.type != "assert_invalid" && command.type != "assert_malformed",
                    message: command.text ?? ""))
        }
    }

    private struct Script: Decodable { var commands: [Command] }

    private struct Command: Decodable {
        var type: String
        var line: Int
        var filename: String?
        var moduleType: String?
        /// The binary of a module that the script quotes as text, when the text is well-formed.
        var binaryFilename: String?
        var text: String?
        /// What a thread does.
        var commands: [Command]?

        enum CodingKeys: String, CodingKey {
            case type, line, filename, text, commands
            case moduleType = "module_type"
            case binaryFilename = "binary_filename"
        }
    }
}
