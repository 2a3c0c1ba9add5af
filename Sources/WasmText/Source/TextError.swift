/// Why a text was refused, and where.
///
/// Printed, it shows the line with a caret under the place:
///
///     line 3, column 6: unknown operator i32.ad; did you mean i32.add?
///      3 |     (i32.ad
///        |      ^~~~~~
public struct TextError: Error, Hashable, Sendable {
    /// What is wrong and what was expected, without the place.
    public var message: String
    /// Where the first wrong character is.
    public var position: TextPosition
    /// The same place as a byte offset in the text.
    public var offset: Int
    /// The line at ``position``, or the part of a very long line that is around it.
    public var sourceLine: String
    /// How many characters of ``sourceLine`` come before the place.
    public var caretColumn: Int
    /// How many characters of ``sourceLine`` are wrong; at least 1.
    public var caretLength: Int

    public var line: Int { position.line }
    public var column: Int { position.column }
}

extension TextError {
    /// What of a long line is shown on each side of the place, in bytes.
    private static let context = 72

    init(_ message: String, at range: Range<Int>, in source: SourceText) {
        self.message = message
        position = source.position(of: range.lowerBound)
        offset = range.lowerBound
        let line = source.line(around: range.lowerBound)
        var start = line.lowerBound
        var end = line.upperBound
        // Texts without line breaks are common: show what is near. A cut never goes through a character.
        if range.lowerBound - start > Self.context {
            start = range.lowerBound - Self.context
            while source.bytes[start] & 0xC0 == 0x80 { start += 1 }
        }
        if end - range.lowerBound > Self.context {
            end = range.lowerBound + Self.context
            while source.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        let prefix = start > line.lowerBound ? "…" : ""
        let suffix = end < line.upperBound ? "…" : ""
        sourceLine = prefix + source.text(start..<end) + suffix
        let caret = max(start, min(range.lowerBound, end))
        caretColumn = prefix.count + source.scalarCount(start..<caret)
        caretLength = max(1, source.scalarCount(caret..<max(caret, min(range.upperBound, end))))
    }
}

extension TextError: CustomStringConvertible {
    public var description: String { "line \(line), column \(column): \(message)\n\(excerpt)" }

    /// The line with its number, and below it the caret.
    public var excerpt: String {
        let number = String(line)
        let margin = String(repeating: " ", count: number.count)
        // A tab before the caret stays a tab, so that the caret stands below its place however wide tabs are. Control
        // characters would move the caret or worse: they are shown as a replacement character.
        let scalars = sourceLine.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F ? "\u{FFFD}" : scalar
        }
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: scalars)
        let indent = String(scalars.prefix(caretColumn).map { $0 == "\t" ? "\t" : " " })
        let underline = "^" + String(repeating: "~", count: caretLength - 1)
        return " \(number) | \(String(shown))\n \(margin) | \(indent)\(underline)"
    }
}
