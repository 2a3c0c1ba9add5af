/// Text as it was given: its bytes, and where lines are in them.
struct SourceText: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

    /// The text of a range, for messages. What is no UTF-8 is shown as replacement characters.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The line that has the byte at an offset, without its line break. A line ends at `\n`, `\r` or both (§6.2.3).
    func line(around offset: Int) -> Range<Int> {
        var start = min(offset, bytes.count)
        while start > 0, !Self.isLineBreak(bytes[start - 1]) { start -= 1 }
        var end = min(offset, bytes.count)
        while end < bytes.count, !Self.isLineBreak(bytes[end]) { end += 1 }
        return start..<end
    }

    /// The line and column of an offset, counted from 1; columns count Unicode scalars.
    ///
    /// This walks over the text from its start: it is for errors. ``LineTable`` serves many offsets.
    func position(of offset: Int) -> TextPosition {
        let offset = min(offset, bytes.count)
        var line = 1
        var lineStart = 0
        var index = 0
        while index < offset {
            let byte = bytes[index]
            index += 1
            if Self.isLineBreak(byte) {
                if byte == 0x0D, index < offset, bytes[index] == 0x0A { index += 1 }
                line += 1
                lineStart = index
            }
        }
        return TextPosition(line: line, column: scalarCount(lineStart..<max(offset, lineStart)) + 1)
    }

    /// How many Unicode scalars a range holds: every byte of UTF-8 that continues none starts one.
    func scalarCount(_ range: Range<Int>) -> Int {
        bytes[range].reduce(into: 0) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
    }

    static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

/// A place in a text, for people: both numbers count from 1, and columns count Unicode scalars.
public struct TextPosition: Hashable, Sendable, CustomStringConvertible {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }
}

/// Where the lines of a text start, so that the position of an offset is a binary search.
struct LineTable: Sendable {
    private let source: SourceText
    private var starts = [0]

    init(_ source: SourceText) {
        self.source = source
        let bytes = source.bytes
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard SourceText.isLineBreak(byte) else { continue }
            if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
            starts.append(index)
        }
    }

    func position(of offset: Int) -> TextPosition {
        var low = 0
        var high = starts.count
        // Invariant: starts[low] <= offset < starts[high].
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let start = starts[low]
        return TextPosition(line: low + 1, column: source.scalarCount(start..<max(start, offset)) + 1)
    }
}
