/// Cuts text into tokens (specification §6.2).
struct Lexer {
    let source: SourceText
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    var list = TokenList()

    /// - Throws: ``TextError`` for what is no UTF-8, characters outside of the format, unclosed strings, comments and
    ///   annotations, and wrong escapes.
    static func tokens(of source: SourceText) throws(TextError) -> TokenList {
        guard source.bytes.count < UInt32.max else {
            throw TextError("the text is too long: at most 4 GiB can be read", at: 0..<0, in: source)
        }
        return try source.bytes.withUnsafeBufferPointer { bytes throws(TextError) in
            if let offset = UTF8Check.firstError(in: bytes) {
                throw TextError("malformed UTF-8 encoding", at: offset..<offset + 1, in: source)
            }
            var lexer = Lexer(source: source, bytes: bytes)
            try lexer.run()
            return lexer.list
        }
    }

    private mutating func run() throws(TextError) {
        list.tokens.reserveCapacity(bytes.count / 6 + 1)
        while let token = try next() {
            if token.kind == .open, byte(at: position) == Ascii.at {
                try annotation(start: position - 1)
            } else {
                list.tokens.append(token)
            }
        }
        list.tokens.append(Token(.end, bytes.count..<bytes.count))
    }

    /// The next token; nil at the end. The parenthesis of an annotation is a token of its own.
    mutating func next() throws(TextError) -> Token? {
        while position < bytes.count {
            let start = position
            let byte = bytes[start]
            switch Self.classes[Int(byte)] {
            case .blank:
                position += 1
            case .word:
                return try word()
            case .open:
                if self.byte(at: start + 1) == Ascii.semicolon {
                    try skipBlockComment()
                } else {
                    position += 1
                    return Token(.open, start..<start + 1)
                }
            case .close:
                position += 1
                return Token(.close, start..<start + 1)
            case .semicolon where self.byte(at: start + 1) == Ascii.semicolon:
                skipLineComment()
            case .semicolon, .punctuation:
                position += 1
                return Token(.reserved, start..<start + 1)
            case .illegal:
                throw illegalCharacter()
            }
        }
        return nil
    }

    func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    func error(_ message: String, _ range: Range<Int>) -> TextError { TextError(message, at: range, in: source) }

    /// Characters of names and strings in a row: one token, whatever it is made of.
    private mutating func word() throws(TextError) -> Token {
        let start = position
        var strings = 0
        var stringStart = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Ascii.quote {
                strings += 1
                stringStart = position
                try skipString()
            } else if Self.classes[Int(byte)] == .word {
                position += 1
            } else {
                break
            }
        }
        return Token(kind(start, strings: strings, stringStart: stringStart), start..<position)
    }

    private func kind(_ start: Int, strings: Int, stringStart: Int) -> Token.Kind {
        let first = bytes[start]
        if strings == 0 {
            switch first {
            case Ascii.dollar: return .identifier
            case UInt8(ascii: "a")...UInt8(ascii: "z"): return .keyword
            case UInt8(ascii: "0")...UInt8(ascii: "9"), Ascii.plus, Ascii.minus: return .number
            default: return .reserved
            }
        }
        // The string is all that there is, or all but the dollar sign, if it starts there and ends with the token.
        guard strings == 1, endOfString(stringStart) == position else { return .reserved }
        if stringStart == start { return .string }
        return first == Ascii.dollar && stringStart == start + 1 ? .quotedIdentifier : .reserved
    }

    /// Where the string ends that starts here and whose escapes are valid.
    private func endOfString(_ start: Int) -> Int {
        var index = start + 1
        while bytes[index] != Ascii.quote { index += bytes[index] == Ascii.backslash ? 2 : 1 }
        return index + 1
    }

    private mutating func skipLineComment() {
        while position < bytes.count, !SourceText.isLineBreak(bytes[position]) { position += 1 }
    }

    /// Comments nest (§6.2.4); a counter stands for the nesting.
    private mutating func skipBlockComment() throws(TextError) {
        let start = position
        var depth = 0
        while position < bytes.count {
            switch (bytes[position], byte(at: position + 1)) {
            case (Ascii.open, Ascii.semicolon):
                depth += 1
                position += 2
            case (Ascii.semicolon, Ascii.close):
                depth -= 1
                position += 2
                if depth == 0 { return }
            default:
                position += 1
            }
        }
        throw error("unclosed comment: it is never closed by \";)\"", start..<start + 2)
    }

    private func illegalCharacter() -> TextError {
        let byte = bytes[position]
        guard byte >= 0x80 else {
            let code = String(byte, radix: 16, uppercase: true)
            return error(
                "illegal character U+00\(byte < 16 ? "0" : "")\(code); such characters are allowed in comments only",
                position..<position + 1)
        }
        var end = position + 1
        while let byte = self.byte(at: end), byte & 0xC0 == 0x80 { end += 1 }
        return error(
            "illegal character \(source.text(position..<end)); beyond ASCII, characters are allowed in strings, in names"
                + " such as $\"…\" and in comments only", position..<end)
    }
}

/// The characters that mean something to the lexer.
enum Ascii {
    static let open = UInt8(ascii: "(")
    static let close = UInt8(ascii: ")")
    static let semicolon = UInt8(ascii: ";")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let dollar = UInt8(ascii: "$")
    static let at = UInt8(ascii: "@")
    static let plus = UInt8(ascii: "+")
    static let minus = UInt8(ascii: "-")
    static let underscore = UInt8(ascii: "_")

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension Lexer {
    /// What a byte can be the start of.
    enum ByteClass: UInt8 {
        case illegal
        case blank
        /// A character of names (§6.3.5) or a string's quotation mark.
        case word
        case open
        case close
        case semicolon
        case punctuation
    }

    static let classes: [ByteClass] = {
        var classes = [ByteClass](repeating: .illegal, count: 256)
        func set(_ characters: String, _ value: ByteClass) {
            for byte in characters.utf8 { classes[Int(byte)] = value }
        }
        set(" \t\n\r", .blank)
        set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", .word)
        set("!#$%&'*+-./:<=>?@\\^_`|~\"", .word)
        set("(", .open)
        set(")", .close)
        set(";", .semicolon)
        set(",[]{}", .punctuation)
        return classes
    }()

    static func isNameCharacter(_ byte: UInt8) -> Bool { classes[Int(byte)] == .word && byte != Ascii.quote }
}
