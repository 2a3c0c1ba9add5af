/// How a declaration travels as the name of an export or an import: a mark, and the source with what a string literal of an attribute
/// cannot hold written as `%` and two hexadecimal digits.
public enum ExportName {
    public static let mark = "@JS "

    public static func encode(_ source: String) -> String {
        var text = ""
        for scalar in source.unicodeScalars {
            switch scalar {
            case "%", "\"", "\\", "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    public static func decode(_ text: String) -> String {
        var bytes: [UInt8] = []
        let encoded = Array(text.utf8)
        var index = 0
        while index < encoded.count {
            if encoded[index] == UInt8(ascii: "%"), index + 2 < encoded.count,
                let value = UInt8(String(decoding: encoded[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(encoded[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
