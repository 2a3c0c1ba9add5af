import Foundation

/// A script of the specification's test suite, as `wasm-tools json-from-wast` writes it.
struct Script: Decodable {
    var commands: [Command]

    /// One command. Which fields are there depends on its type.
    struct Command: Decodable {
        var type: String
        /// The line in the .wast file.
        var line: Int
        /// A module's own name, or the name of the module that `register` and `module_instance` refer to.
        var name: String?
        /// The name under which `register` offers an instance to later modules.
        var registeredName: String?
        var instance: String?
        var module: String?
        var filename: String?
        var moduleType: String?
        /// The binary form of a module that the script quotes as text, when the text is well-formed.
        var binaryFilename: String?
        /// The message that the specification's own interpreter gives.
        var text: String?
        var action: Action?
        var expected: [Constant]?

        enum CodingKeys: String, CodingKey {
            case type, line, name, instance, module, filename, text, action, expected
            case registeredName = "as"
            case moduleType = "module_type"
            case binaryFilename = "binary_filename"
        }

        /// The file with the module's bytes; nil for text that only a reader of the text format could judge.
        var binary: String? { moduleType == "text" ? binaryFilename : filename }
    }

    /// A call of an exported function or a look at an exported global.
    struct Action: Decodable {
        var type: String
        var module: String?
        var field: String
        var args: [Constant]?
    }

    /// An argument or an expected result.
    struct Constant: Decodable {
        var type: String
        /// Decimal digits of the bits, `nan:canonical`, `nan:arithmetic`, `null`, or absent (any non-null reference).
        var value: String?
        /// The lanes of a vector, each a constant of the lanes' type; a lane of `i8` or `i16` is one, too.
        var lanes: [Constant] = []
        /// What an `either` may be.
        var alternatives: [Constant] = []

        enum CodingKeys: String, CodingKey {
            case type, value, values
            case laneType = "lane_type"
        }

        private init(lane: String, type: String) {
            self.type = type
            value = lane
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decode(String.self, forKey: .type)
            if type == "v128" {
                let type = try container.decode(String.self, forKey: .laneType)
                lanes = try container.decode([String].self, forKey: .value).map { Constant(lane: $0, type: type) }
            } else {
                value = try container.decodeIfPresent(String.self, forKey: .value)
            }
            alternatives = try container.decodeIfPresent([Constant].self, forKey: .values) ?? []
        }
    }

    init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(Script.self, from: Data(contentsOf: file))
    }
}
