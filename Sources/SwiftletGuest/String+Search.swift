// What strings can do only with Swift's string processing, which Embedded Swift lacks. These compare bytes: for text
// that is not normalised alike ("é" as one scalar and as two) they find less than the standard library would.

extension StringProtocol {
    /// Whether the other text is part of this one.
    @_disfavoredOverload
    public func contains(_ other: some StringProtocol) -> Bool {
        firstOffset(of: Array(other.utf8), in: Array(utf8), from: 0) != nil
    }

    /// This text with every occurrence of one text replaced by another.
    @_disfavoredOverload
    public func replacing(_ other: some StringProtocol, with replacement: some StringProtocol) -> String {
        let bytes = Array(utf8), pattern = Array(other.utf8)
        var result: [UInt8] = []
        var position = 0
        while !pattern.isEmpty, let found = firstOffset(of: pattern, in: bytes, from: position) {
            result.append(contentsOf: bytes[position..<found])
            result.append(contentsOf: replacement.utf8)
            position = found + pattern.count
        }
        result.append(contentsOf: bytes[position...])
        return String(decoding: result, as: UTF8.self)
    }
}

private func firstOffset(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard pattern.count <= bytes.count else { return nil }
    var offset = start
    while offset <= bytes.count - pattern.count {
        var matched = 0
        while matched < pattern.count, bytes[offset + matched] == pattern[matched] { matched += 1 }
        if matched == pattern.count { return offset }
        offset += 1
    }
    return nil
}
