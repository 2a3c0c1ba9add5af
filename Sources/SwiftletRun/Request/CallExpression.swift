/// A call as JavaScript writes it, with values in place: `CalcMd5("text")`, `app.sum(1, [2, 3])`.
public struct CallExpression: Hashable, Sendable {
    /// A value that stands in the text itself.
    public indirect enum Literal: Hashable, Sendable {
        case undefined, null
        case boolean(Bool)
        case number(Double)
        case string(String)
        case array([Literal])
        case object([Member])
    }

    public struct Member: Hashable, Sendable {
        public var name: String
        public var value: Literal
    }

    /// The function's name, with those of the objects that it lies in: `app.sum`.
    public var name: String
    public var arguments: [Literal]

    /// - Parameters:
    ///   - text: a call, or only the function's name.
    ///   - values: arguments, if the text is only a name: values of the same kinds, or else texts.
    public init(_ text: String, values: [String] = []) throws(RunError) {
        var parser = LiteralParser(text)
        name = try parser.path()
        guard parser.take("(") else {
            guard parser.isAtEnd else { throw parser.problem("a name and its arguments in parentheses were expected") }
            arguments = values.map { value in
                var parser = LiteralParser(value)
                guard let literal = try? parser.literal(), parser.isAtEnd else { return .string(value) }
                return literal
            }
            return
        }
        arguments = try parser.list(until: ")")
        guard parser.isAtEnd else { throw parser.problem("nothing may follow the call") }
        guard values.isEmpty else {
            throw RunError("the call \(text) has its arguments already: leave out what follows the file")
        }
    }
}

/// Reads literals of JavaScript: numbers, texts, arrays, objects.
private struct LiteralParser {
    private let text: String
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    /// Deeper nested values nobody writes on a command line.
    private static let greatestDepth = 200

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
        skipSpace()
    }

    var isAtEnd: Bool { index == scalars.count }

    func problem(_ what: String) -> RunError {
        // Characters that take two columns in a terminal are counted as two.
        let width = scalars.prefix(index).reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
        return RunError("--invoke: \(what)\n  \(text)\n  \(String(repeating: " ", count: width))^")
    }

    private mutating func skipSpace() {
        while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard index < scalars.count, scalars[index] == scalar else { return false }
        index += 1
        skipSpace()
        return true
    }

    private mutating func word() -> String {
        let start = index
        while index < scalars.count {
            let scalar = scalars[index]
            guard
                scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            else { break }
            index += 1
        }
        defer { skipSpace() }
        return String(String.UnicodeScalarView(scalars[start..<index]))
    }

    mutating func path() throws(RunError) -> String {
        var names: [String] = []
        repeat {
            let name = word()
            if name.isEmpty { throw problem("the name of a function was expected") }
            names.append(name)
        } while take(".")
        return names.joined(separator: ".")
    }

    mutating func list(until end: Unicode.Scalar) throws(RunError) -> [CallExpression.Literal] {
        var result: [CallExpression.Literal] = []
        while !take(end) {
            result.append(try literal())
            if take(",") { continue }
            guard take(end) else { throw problem("“,” or “\(end)” was expected") }
            return result
        }
        return result
    }

    mutating func literal() throws(RunError) -> CallExpression.Literal {
        guard depth < LiteralParser.greatestDepth else { throw problem("values are nested too deep") }
        depth += 1
        defer { depth -= 1 }
        guard index < scalars.count else { throw problem("a value was expected") }
        switch scalars[index] {
        case "\"", "'", "`": return .string(try string())
        case "[":
            _ = take("[")
            return .array(try list(until: "]"))
        case "{":
            _ = take("{")
            return .object(try members())
        case "-", "+", ".", "0"..."9": return .number(try number())
        default:
            let start = index
            switch word() {
            case "undefined": return .undefined
            case "null": return .null
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            case "NaN": return .number(.nan)
            case "Infinity": return .number(.infinity)
            default:
                index = start
                throw problem("a value was expected: a number, a text in quotes, true, null, [1, 2] or {a: 1}")
            }
        }
    }

    private mutating func members() throws(RunError) -> [CallExpression.Member] {
        var result: [CallExpression.Member] = []
        while !take("}") {
            let isQuoted = index < scalars.count && "\"'".unicodeScalars.contains(scalars[index])
            let name = try isQuoted ? string() : word()
            if name.isEmpty, !isQuoted { throw problem("the name of a property was expected") }
            guard take(":") else { throw problem("“:” was expected") }
            result.append(CallExpression.Member(name: name, value: try literal()))
            if take(",") { continue }
            guard take("}") else { throw problem("“,” or “}” was expected") }
            return result
        }
        return result
    }

    private mutating func number() throws(RunError) -> Double {
        let start = index
        let isNegative = scalars[index] == "-"
        if isNegative || scalars[index] == "+" { index += 1 }
        let rest = scalars[index...]
        if rest.starts(with: "Infinity".unicodeScalars) {
            index += 8
            skipSpace()
            return isNegative ? -.infinity : .infinity
        }
        while index < scalars.count {
            let scalar = scalars[index]
            let isSign = (scalar == "-" || scalar == "+") && "eE".unicodeScalars.contains(scalars[index - 1])
            guard scalar.isASCII,
                isSign || scalar == "." || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            else { break }
            index += 1
        }
        let digits = String(String.UnicodeScalarView(rest.prefix(upTo: index)))
        let value: Double? =
            digits.hasPrefix("0x") ? UInt64(digits.dropFirst(2), radix: 16).map { Double($0) } : Double(digits)
        guard let value, value.isFinite else {
            index = start
            throw problem("this is no number")
        }
        skipSpace()
        return isNegative ? -value : value
    }

    private mutating func string() throws(RunError) -> String {
        let quote = scalars[index]
        let start = index
        index += 1
        var result = String.UnicodeScalarView()
        while index < scalars.count, scalars[index] != quote {
            if scalars[index] == "\\" {
                index += 1
                result.append(contentsOf: try escape())
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        guard index < scalars.count else {
            index = start
            throw problem("this text has no end: a closing \(quote) was expected")
        }
        index += 1
        skipSpace()
        return String(result)
    }

    private mutating func escape() throws(RunError) -> String.UnicodeScalarView {
        guard index < scalars.count else { throw problem("something must follow a backslash") }
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "n": return "\n".unicodeScalars
        case "t": return "\t".unicodeScalars
        case "r": return "\r".unicodeScalars
        case "0": return "\0".unicodeScalars
        case "b": return "\u{8}".unicodeScalars
        case "f": return "\u{C}".unicodeScalars
        case "u":
            let isLong = index < scalars.count && scalars[index] == "{"
            if isLong { index += 1 }
            var digits = String.UnicodeScalarView()
            while index < scalars.count, scalars[index].properties.isASCIIHexDigit, isLong || digits.count < 4 {
                digits.append(scalars[index])
                index += 1
            }
            if isLong {
                guard index < scalars.count, scalars[index] == "}" else { throw problem("“}” was expected") }
                index += 1
            }
            guard let value = UInt32(String(digits), radix: 16), let result = Unicode.Scalar(value) else {
                throw problem("\\u takes four digits of a character’s number, or \\u{…}")
            }
            return String.UnicodeScalarView([result])
        default: return String.UnicodeScalarView([scalar])
        }
    }
}
