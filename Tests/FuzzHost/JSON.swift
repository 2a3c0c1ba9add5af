/// As much of JSON as the answers need.
enum JSON: CustomStringConvertible {
    case text(String)
    case number(Int)
    case list([JSON])
    case members([Member])

    struct Member {
        var name: String
        var value: JSON
    }

    static func object(_ members: [(String, JSON)]) -> JSON { .members(members.map { Member(name: $0, value: $1) }) }

    var description: String {
        switch self {
        case .text(let text): JSON.quoted(text)
        case .number(let number): "\(number)"
        case .list(let items): "[" + items.map(\.description).joined(separator: ",") + "]"
        case .members(let members):
            "{" + members.map { JSON.quoted($0.name) + ":" + $0.value.description }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            // Module names may hold anything. One line must stay one line, also for readers that know U+2028.
            if scalar.isASCII, scalar.value >= 0x20, scalar != "\"", scalar != "\\" {
                result.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return result + "\""
    }
}
