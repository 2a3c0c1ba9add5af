// Annotations (specification §6.2.5): `(@id …)` may stand wherever a blank may, and contains anything whose parentheses match.

extension Lexer {
    /// Reads an annotation whose parenthesis is at `start`; the position is at its `@`.
    mutating func annotation(start: Int) throws(TextError) {
        let id = try annotationID(start)
        guard let kind = Annotation.Kind(rawValue: id) else {
            try skipToEnd(ofAnnotation: start)
            return
        }
        let first = list.annotationTokens.count
        var depth = 0
        while true {
            guard let token = try next() else { throw unclosed(start) }
            switch token.kind {
            case .open where byte(at: position) == Ascii.at:
                // Within an annotation others are contents like all else; none of the known ones has any.
                try skipToEnd(ofAnnotation: token.range.lowerBound)
                continue
            case .open:
                depth += 1
            case .close where depth == 0:
                list.annotations.append(
                    Annotation(
                        kind: kind, range: start..<position, token: list.tokens.count,
                        contents: first..<list.annotationTokens.count))
                return
            case .close:
                depth -= 1
            default:
                break
            }
            list.annotationTokens.append(token)
        }
    }

    /// What stands behind `(@`: characters of names, or a string.
    private mutating func annotationID(_ start: Int) throws(TextError) -> String {
        position += 1
        let idStart = position
        if byte(at: position) == Ascii.quote {
            try skipString()
            let contents = source.stringContents(idStart..<position)
            guard UTF8Check.isWellFormed(contents) else {
                throw error("malformed UTF-8 encoding of an annotation's name", idStart..<position)
            }
            if !contents.isEmpty { return String(decoding: contents, as: UTF8.self) }
        } else {
            while let byte = byte(at: position), Self.isNameCharacter(byte) { position += 1 }
            if position > idStart { return source.text(idStart..<position) }
        }
        throw error(
            "empty annotation id: a name must follow \"(@\" without a blank between them", start..<start + 2)
    }

    private mutating func skipToEnd(ofAnnotation start: Int) throws(TextError) {
        var depth = 0
        while let token = try next() {
            switch token.kind {
            case .open: depth += 1
            case .close where depth == 0: return
            case .close: depth -= 1
            default: break
            }
        }
        throw unclosed(start)
    }

    private func unclosed(_ start: Int) -> TextError {
        error("unclosed annotation: a closing parenthesis is missing", start..<start + 2)
    }
}
