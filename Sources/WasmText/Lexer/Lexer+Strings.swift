// Strings (specification §6.3.3). The lexer checks their escapes, so that decoding a string's token cannot fail.

extension Lexer {
    /// Skips the string that starts here.
    mutating func skipString() throws(TextError) {
        let start = position
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case Ascii.quote:
                position += 1
                return
            case Ascii.backslash:
                try skipEscape()
            case 0x0A, 0x0D:
                throw error("unclosed string: write line breaks as \\n", start..<position)
            case 0..<0x20, 0x7F:
                throw error(
                    "illegal character in a string; write it as \\\(hexPair(byte))", position..<position + 1)
            default:
                position += 1
            }
        }
        throw error("unclosed string: its closing quotation mark is missing", start..<start + 1)
    }

    private mutating func skipEscape() throws(TextError) {
        let start = position
        guard let character = byte(at: start + 1) else {
            position = bytes.count
            return
        }
        switch character {
        case UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "r"), Ascii.quote, UInt8(ascii: "'"), Ascii.backslash:
            position += 2
        case UInt8(ascii: "u"):
            guard let (_, end) = Self.unicodeEscape(bytes, at: start) else {
                throw error(
                    "malformed escape: expected \\u{…} with the number of a Unicode scalar in hexadecimal digits",
                    start..<start + 2)
            }
            position = end
        default:
            guard Ascii.hexDigit(character) != nil, let low = byte(at: start + 2), Ascii.hexDigit(low) != nil else {
                throw error(
                    "malformed escape: expected two hexadecimal digits, u{…}, or one of t n r \" ' \\ after the backslash",
                    start..<min(start + 2, bytes.count))
            }
            position += 3
        }
    }

    /// The scalar of `\u{…}` at an offset and where it ends; nil if it is malformed.
    fileprivate static func unicodeEscape(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (Unicode.Scalar, end: Int)? {
        var index = start + 2
        guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return nil }
        index += 1
        var value: UInt32 = 0
        var mayBeUnderscore = false
        while index < bytes.count, bytes[index] != UInt8(ascii: "}") {
            if bytes[index] == Ascii.underscore, mayBeUnderscore {
                mayBeUnderscore = false
            } else {
                guard let digit = Ascii.hexDigit(bytes[index]) else { return nil }
                value = value << 4 | UInt32(digit)
                guard value < 0x11_0000 else { return nil }
                mayBeUnderscore = true
            }
            index += 1
        }
        guard index < bytes.count, mayBeUnderscore, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, index + 1)
    }

    private func hexPair(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}

extension SourceText {
    /// The contents of a string's token: its bytes with escapes replaced. They need not be UTF-8.
    func stringContents(_ token: Token) -> [UInt8] {
        // A quoted identifier is a dollar sign and a string.
        stringContents(token.range.lowerBound + (token.kind == .quotedIdentifier ? 1 : 0)..<token.range.upperBound)
    }

    /// The same for a string with its quotation marks.
    func stringContents(_ range: Range<Int>) -> [UInt8] {
        bytes.withUnsafeBufferPointer { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(range.count - 2)
            var index = range.lowerBound + 1
            let end = range.upperBound - 1
            while index < end {
                let byte = bytes[index]
                guard byte == Ascii.backslash else {
                    result.append(byte)
                    index += 1
                    continue
                }
                let character = bytes[index + 1]
                index += 2
                switch character {
                case UInt8(ascii: "t"): result.append(0x09)
                case UInt8(ascii: "n"): result.append(0x0A)
                case UInt8(ascii: "r"): result.append(0x0D)
                case UInt8(ascii: "u"):
                    // The lexer has seen that the escape is whole.
                    let (scalar, next) = Lexer.unicodeEscape(bytes, at: index - 2)!
                    result.append(contentsOf: String(scalar).utf8)
                    index = next
                default:
                    guard let high = Ascii.hexDigit(character) else {
                        result.append(character)
                        continue
                    }
                    result.append(high << 4 | Ascii.hexDigit(bytes[index])!)
                    index += 1
                }
            }
            return result
        }
    }
}
