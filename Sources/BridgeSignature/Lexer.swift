/// Swift source as a row of tokens: as much of the language's lexical structure as declarations need.
///
/// Bodies are skipped by their brackets, so strings and comments have to be told from code; what an interpolation holds is skipped too.
public struct Token: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        case word, number, string, symbol
    }

    public var kind: Kind
    public var text: String
    /// Where the token starts, in bytes from the start of the source.
    public var offset: Int
    /// The lines of a documentation comment that stand before it, without their `///`.
    public var documentation: [String] = []
    /// Whether a line ends between the token before and this one.
    public var startsLine = false
}

public struct Lexer {
    private let source: [UInt8]
    private var position = 0

    public init(_ source: String) { self.source = Array(source.utf8) }

    /// All tokens of a source.
    public static func tokens(of source: String) -> [Token] {
        var lexer = Lexer(source)
        var tokens: [Token] = []
        while let token = lexer.next() { tokens.append(token) }
        return tokens
    }

    private func byte(_ ahead: Int = 0) -> UInt8 {
        position + ahead < source.count ? source[position + ahead] : 0
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

    private mutating func next() -> Token? {
        var documentation: [String] = []
        let startsLine = skipTrivia(&documentation)
        guard position < source.count else { return nil }
        let start = position
        var kind = Token.Kind.symbol
        switch byte() {
        case UInt8(ascii: "\""),
            UInt8(ascii: "#") where isRawString:
            kind = .string
            skipString()
        case UInt8(ascii: "`"):
            position += 1
            while position < source.count, byte() != UInt8(ascii: "`") { position += 1 }
            position += 1
            kind = .word
            return Token(
                kind: kind, text: text(start + 1..<max(start + 1, position - 1)), offset: start,
                documentation: documentation, startsLine: startsLine)
        case let first where Lexer.isDigit(first):
            kind = .number
            while Lexer.isWord(byte()) || (byte() == UInt8(ascii: ".") && Lexer.isDigit(byte(1))) { position += 1 }
        case let first where Lexer.isWord(first):
            kind = .word
            while Lexer.isWord(byte()) { position += 1 }
        case UInt8(ascii: "-") where byte(1) == UInt8(ascii: ">"):
            position += 2
        default:
            position += 1
        }
        return Token(
            kind: kind, text: text(start..<position), offset: start, documentation: documentation, startsLine: startsLine)
    }

    /// Skips spaces and comments; documentation is kept until an empty line ends it.
    private mutating func skipTrivia(_ documentation: inout [String]) -> Bool {
        var startsLine = position == 0
        while position < source.count {
            let current = byte()
            if current == UInt8(ascii: "\n") {
                startsLine = true
                position += 1
            } else if current <= 0x20 {
                position += 1
            } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
                let isDocumentation = byte(2) == UInt8(ascii: "/")
                let start = position
                while position < source.count, byte() != UInt8(ascii: "\n") { position += 1 }
                if isDocumentation {
                    var line = text(start + 3..<position)
                    if line.hasPrefix(" ") { line.removeFirst() }
                    documentation.append(line)
                }
            } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                let start = position
                skipBlockComment()
                if source[start + 2] == UInt8(ascii: "*") {
                    documentation += Lexer.lines(ofBlock: text(start + 3..<max(start + 3, position - 2)))
                }
            } else {
                break
            }
        }
        return startsLine
    }

    private mutating func skipBlockComment() {
        var depth = 0
        while position < source.count {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                position += 1
            }
        }
    }

    private static func lines(ofBlock text: String) -> [String] {
        var lines: [String] = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var rest = line.drop { $0 == " " || $0 == "\t" }
            if rest.hasPrefix("*") { rest = rest.dropFirst() }
            if rest.hasPrefix(" ") { rest = rest.dropFirst() }
            return String(rest)
        }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private var isRawString: Bool {
        var ahead = 0
        while byte(ahead) == UInt8(ascii: "#") { ahead += 1 }
        return byte(ahead) == UInt8(ascii: "\"")
    }

    /// Skips a string literal of any form, with the code in its interpolations.
    private mutating func skipString() {
        var hashes = 0
        while byte() == UInt8(ascii: "#") {
            hashes += 1
            position += 1
        }
        let quote = UInt8(ascii: "\"")
        let isMultiline = byte(1) == quote && byte(2) == quote
        position += isMultiline ? 3 : 1
        func isHashes(at ahead: Int) -> Bool { (0..<hashes).allSatisfy { byte(ahead + $0) == UInt8(ascii: "#") } }
        while position < source.count {
            if byte() == UInt8(ascii: "\\"), isHashes(at: 1) {
                position += 1 + hashes
                if byte() == UInt8(ascii: "(") { skipInterpolation() } else { position += 1 }
            } else if byte() == quote, !isMultiline || (byte(1) == quote && byte(2) == quote), isHashes(at: isMultiline ? 3 : 1) {
                position += (isMultiline ? 3 : 1) + hashes
                return
            } else {
                position += 1
            }
        }
    }

    private mutating func skipInterpolation() {
        var depth = 0
        while position < source.count {
            switch byte() {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\""):
                skipString()
                continue
            default: break
            }
            position += 1
            if depth == 0 { return }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
