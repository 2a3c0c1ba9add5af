/// Walks over the tokens of a text, and says what was expected where they do not fit.
struct Cursor {
    let source: SourceText
    let tokens: [Token]
    private let annotations: [Annotation]
    private let annotationTokens: [Token]
    /// By the number of an annotation: whether somebody has read it.
    private var isRead: [Bool]
    /// The number of the next token.
    var position = 0

    init(_ source: SourceText, _ list: TokenList) {
        self.source = source
        tokens = list.tokens
        annotations = list.annotations
        annotationTokens = list.annotationTokens
        isRead = Array(repeating: false, count: list.annotations.count)
    }

    var token: Token { tokens[position] }

    /// A token behind the next one. There is always one: the last token is the end, and stays.
    func token(ahead count: Int) -> Token { tokens[min(position + count, tokens.count - 1)] }

    mutating func advance(_ count: Int = 1) { position = min(position + count, tokens.count - 1) }

    func text(_ token: Token) -> String { source.text(token.range) }
    func bytes(_ token: Token) -> ArraySlice<UInt8> { source[token.range] }

    func isKeyword(_ token: Token, _ word: StaticString) -> Bool {
        guard token.kind == .keyword, token.range.count == word.utf8CodeUnitCount else { return false }
        return source.bytes[token.range].elementsEqual(
            UnsafeBufferPointer(start: word.utf8Start, count: token.range.count))
    }

    /// Whether the next token is a keyword.
    func isAt(_ word: StaticString) -> Bool { isKeyword(token, word) }

    /// Whether a parenthesis and a keyword come next.
    func isAt(list word: StaticString) -> Bool { token.kind == .open && isKeyword(token(ahead: 1), word) }

    /// Reads a keyword if it comes next.
    mutating func take(_ word: StaticString) -> Bool {
        guard isAt(word) else { return false }
        advance()
        return true
    }

    /// Reads a parenthesis and a keyword if they come next.
    mutating func take(list word: StaticString) -> Bool {
        guard isAt(list: word) else { return false }
        advance(2)
        return true
    }

    mutating func take(_ kind: Token.Kind) -> Token? {
        guard token.kind == kind else { return nil }
        defer { advance() }
        return token
    }

    mutating func expect(_ word: StaticString) throws(TextError) {
        guard take(word) else { throw unexpected("\"\(word)\"") }
    }

    mutating func expectOpen(_ expected: @autoclosure () -> String) throws(TextError) {
        guard take(.open) != nil else { throw unexpected(expected()) }
    }

    mutating func expectClose(_ expected: @autoclosure () -> String = "\")\"") throws(TextError) {
        guard take(.close) != nil else { throw unexpected(expected()) }
    }

    /// Skips to behind the parenthesis that closes the innermost open one, which is `opening`.
    mutating func skipToClose(of opening: Token) throws(TextError) {
        var depth = 0
        while true {
            switch token.kind {
            case .open: depth += 1
            case .close where depth == 0:
                advance()
                return
            case .close: depth -= 1
            case .end:
                let position = source.position(of: opening.range.lowerBound)
                throw unexpected(
                    "\")\" for the parenthesis that was opened in line \(position.line), column \(position.column)")
            default: break
            }
            advance()
        }
    }

    /// Skips a list whose parenthesis comes next.
    mutating func skipList() throws(TextError) {
        let opening = token
        advance()
        try skipToClose(of: opening)
    }
}

// Errors

extension Cursor {
    func error(_ message: String, at token: Token) -> TextError { TextError(message, at: token.range, in: source) }

    func error(_ message: String) -> TextError { error(message, at: token) }

    /// What is wrong when the next token is none of those that may come.
    func unexpected(_ expected: String) -> TextError {
        switch token.kind {
        case .reserved:
            error("unknown operator \(shown(token)): expected \(expected)")
        case .identifier where token.range.count == 1:
            error("empty identifier: a name must follow \"$\"")
        case .end:
            error("unexpected end of the text: expected \(expected)")
        default:
            error("unexpected token \(shown(token)): expected \(expected)")
        }
    }

    /// A token in a message; long ones are cut.
    func shown(_ token: Token) -> String {
        let text = text(token)
        return text.count > 60 ? text.prefix(60) + "…" : text
    }
}

// Strings, identifiers, numbers

extension Cursor {
    mutating func string(_ what: @autoclosure () -> String) throws(TextError) -> [UInt8] {
        guard let token = take(.string) else { throw unexpected(what()) }
        return source.stringContents(token)
    }

    /// A string that must be UTF-8 (§6.3.4).
    mutating func name(_ what: @autoclosure () -> String) throws(TextError) -> String {
        let start = token
        let contents = try string(what())
        guard UTF8Check.isWellFormed(contents) else {
            throw error("malformed UTF-8 encoding: a name must be UTF-8", at: start)
        }
        return String(decoding: contents, as: UTF8.self)
    }

    /// Strings in a row as one.
    mutating func strings() -> [UInt8] {
        var contents: [UInt8] = []
        while let token = take(.string) { contents += source.stringContents(token) }
        return contents
    }

    /// An identifier if one comes next.
    mutating func identifier() throws(TextError) -> Identifier? {
        guard token.kind == .identifier || token.kind == .quotedIdentifier else { return nil }
        defer { advance() }
        return try identifier(token)
    }

    func identifier(_ token: Token) throws(TextError) -> Identifier {
        guard token.kind == .quotedIdentifier else {
            let name = source[token.range].dropFirst()
            guard !name.isEmpty else { throw error("empty identifier: a name must follow \"$\"", at: token) }
            return Identifier(text: String(decoding: name, as: UTF8.self))
        }
        let contents = source.stringContents(token)
        guard UTF8Check.isWellFormed(contents) else {
            throw error("malformed UTF-8 encoding of an identifier", at: token)
        }
        guard !contents.isEmpty else { throw error("empty identifier: a name must follow \"$\"", at: token) }
        return Identifier(text: String(decoding: contents, as: UTF8.self))
    }

    /// Whether an index or an identifier comes next.
    var isAtIndex: Bool {
        token.kind == .number || token.kind == .identifier || token.kind == .quotedIdentifier
    }

    /// A number without a sign.
    mutating func unsigned(bits: Int = 32, _ what: @autoclosure () -> String) throws(TextError) -> UInt64 {
        guard token.kind == .number else { throw unexpected(what()) }
        do throws(IntegerLiteral.Failure) {
            let value = try IntegerLiteral.unsigned(bytes(token), bits: bits)
            advance()
            return value
        } catch {
            throw number(error, "an unsigned integer of \(bits) bits")
        }
    }

    /// The bits of an integer constant.
    mutating func integer(bits: Int) throws(TextError) -> UInt64 {
        guard token.kind == .number else { throw unexpected("an integer of \(bits) bits") }
        do throws(IntegerLiteral.Failure) {
            let value = try IntegerLiteral.constant(bytes(token), bits: bits)
            advance()
            return value
        } catch {
            throw number(error, "an integer of \(bits) bits")
        }
    }

    /// The bits of a floating-point constant.
    mutating func float(_ format: FloatLiteral.Format) throws(TextError) -> UInt64 {
        let what = "a floating-point number of \(format.exponentBits == 8 ? 32 : 64) bits"
        guard token.kind == .number || token.kind == .keyword else { throw unexpected(what) }
        do throws(IntegerLiteral.Failure) {
            let value = try FloatLiteral.bits(bytes(token), format)
            advance()
            return value
        } catch {
            throw number(error, what)
        }
    }

    private func number(_ failure: IntegerLiteral.Failure, _ expected: String) -> TextError {
        switch failure {
        case .malformed: error("unknown operator \(shown(token)): expected \(expected)")
        case .outOfRange: error("constant out of range: \(shown(token)) is not \(expected)")
        }
    }
}

// Annotations

extension Cursor {
    /// The annotations of a kind that stand before the next token, which count as read now.
    mutating func annotations(_ kind: Annotation.Kind) -> [Annotation] {
        guard !annotations.isEmpty else { return [] }
        var low = 0
        var high = annotations.count
        while low < high {
            let middle = (low + high) / 2
            if annotations[middle].token < position { low = middle + 1 } else { high = middle }
        }
        var found: [Annotation] = []
        while low < annotations.count, annotations[low].token == position {
            if annotations[low].kind == kind {
                isRead[low] = true
                found.append(annotations[low])
            }
            low += 1
        }
        return found
    }

    /// A cursor over the contents of an annotation.
    func contents(of annotation: Annotation) -> Cursor {
        var list = TokenList()
        list.tokens = Array(annotationTokens[annotation.contents])
        let end = annotation.range.upperBound
        list.tokens.append(Token(.close, end - 1..<end))
        list.tokens.append(Token(.end, end..<end))
        return Cursor(source, list)
    }

    func error(_ message: String, at annotation: Annotation) -> TextError {
        TextError("@\(annotation.kind.rawValue) annotation: \(message)", at: annotation.range, in: source)
    }

    /// Refuses annotations within a range of tokens that stand where they mean nothing.
    func checkAnnotations(in range: ClosedRange<Int>) throws(TextError) {
        for (annotation, isRead) in zip(annotations, isRead) where !isRead && range.contains(annotation.token) {
            let place =
                switch annotation.kind {
                case .name: "it belongs behind the keyword, or the identifier, of what it names"
                case .custom: "it belongs between the fields of a module"
                case .branchHint: "not in a function: it belongs before an if or a br_if"
                }
            throw TextError(
                "misplaced @\(annotation.kind.rawValue) annotation: \(place)", at: annotation.range, in: source)
        }
    }
}
