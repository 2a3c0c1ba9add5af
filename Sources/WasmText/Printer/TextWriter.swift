/// Collects text, line by line.
struct TextWriter {
    private(set) var bytes: [UInt8] = []
    /// How far new lines are indented.
    var depth = 0
    /// Guests nest deeper than people read: from here on lines are not indented further, or the text would grow as the square
    /// of the depth.
    private static let maximumDepth = 40
    private static let blanks = [UInt8](repeating: 0x20, count: 2 * maximumDepth)

    mutating func indent() { depth += 1 }
    mutating func outdent() { depth -= 1 }

    /// Starts a new line.
    mutating func newLine() {
        if !bytes.isEmpty { bytes.append(0x0A) }
        bytes += Self.blanks[..<(2 * min(max(depth, 0), Self.maximumDepth))]
    }

    mutating func write(_ text: String) { bytes += text.utf8 }
    mutating func write(_ text: StaticString) {
        bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// A blank and a text.
    mutating func word(_ text: String) {
        bytes.append(0x20)
        bytes += text.utf8
    }
}
