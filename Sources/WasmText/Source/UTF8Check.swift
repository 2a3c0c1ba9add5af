/// The encoding of source text (specification §6.2.1) and of names (§5.2.4).
enum UTF8Check {
    /// Where the first byte is that belongs to no character; nil if all are well-formed.
    ///
    /// This is by the table of the Unicode standard (3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
    static func firstError(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let count: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch byte {
            case 0xC2...0xDF: count = 1
            case 0xE0: (count, second) = (2, 0xA0...0xBF)
            case 0xE1...0xEC, 0xEE, 0xEF: count = 2
            case 0xED: (count, second) = (2, 0x80...0x9F)
            case 0xF0: (count, second) = (3, 0x90...0xBF)
            case 0xF1...0xF3: count = 3
            case 0xF4: (count, second) = (3, 0x80...0x8F)
            default: return index
            }
            guard index + count < bytes.count, second.contains(bytes[index + 1]) else { return index }
            for offset in stride(from: 2, through: count, by: 1) where bytes[index + offset] & 0xC0 != 0x80 {
                return index
            }
            index += count + 1
        }
        return nil
    }

    static func isWellFormed(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { firstError(in: $0) == nil }
    }
}
