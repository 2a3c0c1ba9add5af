/// Reads Swift source for its words: what is in comments, in strings and inside `#if` is passed over. (What is inside
/// `#if` may not be meant for WebAssembly at all.)
struct SourceScanner {
    struct Word: Equatable {
        let text: String
        let line: Int
        let column: Int
        /// The last byte before the word that is not white space; 0 at the start.
        let before: UInt8
        /// The first byte after the word that is not a space; 0 at the end.
        let after: UInt8
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var lineStart = 0
    private var conditionDepth = 0
    private var previous: UInt8 = 0
    private var words: [Word] = []

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func words(in bytes: [UInt8]) -> [Word] {
        var scanner = SourceScanner(bytes)
        scanner.scanCode(untilParenthesis: false)
        return scanner.words
    }

    private func peek(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private func isAt(_ text: StaticString) -> Bool {
        for offset in 0..<text.utf8CodeUnitCount where peek(offset) != text.utf8Start[offset] { return false }
        return true
    }

    private mutating func advance() {
        if peek() == UInt8(ascii: "\n") {
            line += 1
            lineStart = position + 1
        }
        position += 1
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte == 0x5f || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
    }

    /// Scans code to its end, or (inside an interpolation) to the parenthesis that closes it.
    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while position < bytes.count {
            let byte = peek()
            if isAt("//") {
                while position < bytes.count, peek() != UInt8(ascii: "\n") { advance() }
            } else if isAt("/*") {
                skipBlockComment()
            } else if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "#") && startsRawString()) {
                skipString()
                previous = UInt8(ascii: "\"")
            } else if byte == UInt8(ascii: "`") {
                // A quoted name is never a keyword.
                repeat { advance() } while position < bytes.count && peek() != UInt8(ascii: "`")
                advance()
                previous = UInt8(ascii: "`")
            } else if byte == UInt8(ascii: "#") {
                scanDirective()
            } else if SourceScanner.isWordByte(byte) {
                scanWord()
            } else {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") {
                    if depth == 0 && untilParenthesis { return advance() }
                    depth -= 1
                }
                if byte > 0x20 { previous = byte }
                advance()
            }
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if isAt("/*") {
                depth += 1
                advance()
            } else if isAt("*/") {
                depth -= 1
                advance()
            }
            advance()
        } while depth > 0 && position < bytes.count
    }

    private func startsRawString() -> Bool {
        var offset = 0
        while peek(offset) == UInt8(ascii: "#") { offset += 1 }
        return peek(offset) == UInt8(ascii: "\"")
    }

    private mutating func skipString() {
        var hashes = 0
        while peek() == UInt8(ascii: "#") {
            hashes += 1
            advance()
        }
        let isMultiline = isAt("\"\"\"")
        let quotes = isMultiline ? 3 : 1
        for _ in 0..<quotes { advance() }
        while position < bytes.count {
            if peek() == UInt8(ascii: "\\"), hasHashes(hashes, at: 1) {
                for _ in 0...hashes { advance() }
                if peek() == UInt8(ascii: "(") {
                    advance()
                    scanCode(untilParenthesis: true)
                } else {
                    advance()
                }
            } else if peek() == UInt8(ascii: "\""), !isMultiline || isAt("\"\"\""), hasHashes(hashes, at: quotes) {
                for _ in 0..<quotes + hashes { advance() }
                return
            } else if !isMultiline, peek() == UInt8(ascii: "\n") {
                return  // a string that was never closed; the compiler will say so
            } else {
                advance()
            }
        }
    }

    private func hasHashes(_ count: Int, at offset: Int) -> Bool {
        for index in 0..<count where peek(offset + index) != UInt8(ascii: "#") { return false }
        return true
    }

    private mutating func scanDirective() {
        if isAt("#if") {
            conditionDepth += 1
        } else if isAt("#endif") {
            conditionDepth -= 1
        }
        repeat { advance() } while SourceScanner.isWordByte(peek())
        previous = UInt8(ascii: "#")
    }

    private mutating func scanWord() {
        let start = position, column = position - lineStart + 1
        while SourceScanner.isWordByte(peek()) { advance() }
        var next = position
        while next < bytes.count, bytes[next] == 0x20 { next += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if conditionDepth == 0 {
            words.append(
                Word(
                    text: text, line: line, column: column, before: previous,
                    after: next < bytes.count ? bytes[next] : 0))
        }
        previous = bytes[position - 1]
    }
}
