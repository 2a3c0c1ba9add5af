/// How names and strings are written in the text format.
enum TextName {
    /// `$name`, or `$"…"` if it has characters that plain identifiers must not have (§6.3.5). The name must not be empty.
    static func identifier(_ name: String) -> String {
        name.utf8.allSatisfy(Lexer.isNameCharacter) ? "$" + name : "$" + string(name)
    }

    /// A string with quotation marks (§6.3.3). What people can read stays as it is.
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            default:
                if isShown(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += "\\u{\(String(scalar.value, radix: 16))}"
                }
            }
        }
        return result + "\""
    }

    /// Bytes as a string: ASCII as it is, everything else as `\hh`.
    static func string(bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = [Ascii.quote]
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes {
            switch byte {
            case Ascii.quote, Ascii.backslash:
                result += [Ascii.backslash, byte]
            case 0x20..<0x7F:
                result.append(byte)
            default:
                result += [Ascii.backslash, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        result.append(Ascii.quote)
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a character can stand in a text without being misread: no controls, nothing invisible, and none of the marks
    /// that change the direction of what follows.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }
}
