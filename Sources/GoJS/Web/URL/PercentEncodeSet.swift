/// Which bytes of a part of a URL are written as `%XX` (URL standard §1.3). All beyond ASCII are, in every part.
struct PercentEncodeSet: Sendable {
    /// A bit for each byte of ASCII.
    private let low: UInt64
    private let high: UInt64

    private init(_ base: PercentEncodeSet?, _ characters: String) {
        // Without a base: what controls are, U+007F among them.
        var (low, high) = base.map { ($0.low, $0.high) } ?? (0xFFFF_FFFF, 1 << 63)
        for byte in characters.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
        (self.low, self.high) = (low, high)
    }

    func contains(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return true }
        return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 1
    }

    static let control = PercentEncodeSet(nil, "")
    static let fragment = PercentEncodeSet(control, " \"<>`")
    static let query = PercentEncodeSet(control, " \"#<>")
    static let specialQuery = PercentEncodeSet(query, "'")
    static let path = PercentEncodeSet(query, "?^`{}")
    static let userinfo = PercentEncodeSet(path, "/:;=@[\\]|")
    static let component = PercentEncodeSet(userinfo, "$%&+,")
    static let form = PercentEncodeSet(component, "!'()~")

    func encode(_ bytes: some Sequence<UInt8>, into result: inout [UInt8]) {
        for byte in bytes { append(byte, to: &result) }
    }

    func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        encode(bytes, into: &result)
        return result
    }

    @inline(__always)
    func append(_ byte: UInt8, to result: inout [UInt8]) {
        if contains(byte) { PercentCoding.append(byte, to: &result) } else { result.append(byte) }
    }
}
