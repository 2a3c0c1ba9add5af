/// A string of JavaScript (ECMA-262 §6.1.4), kept as UTF-8, in which a lone surrogate has the three bytes that its number would have (WTF-8).
///
/// A name of a file that is not UTF-8 keeps its bytes as well, so that the file can be found again; everything else that looks at it sees
/// U+FFFD in their place.
public struct JSString: Sendable {
    /// UTF-8 with surrogates; the bytes of a file's name may be anything.
    let bytes: [UInt8]
    /// What stood in the guest's memory, if that was no UTF-8.
    let original: [UInt8]?

    init(bytes: [UInt8], original: [UInt8]? = nil) {
        self.bytes = bytes
        self.original = original
    }

    public init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    init(_ text: StaticString) {
        self.init(bytes: text.withUTF8Buffer(Array.init))
    }

    /// Text that a guest hands over, as a `TextDecoder` reads it: a byte order mark at the start goes, what is no UTF-8 becomes U+FFFD.
    init(decoding text: UnsafeRawBufferPointer) {
        if UTF8Validation.isASCII(text) {
            self.init(bytes: Array(text))
            return
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let rest = text.starts(with: mark) ? UnsafeRawBufferPointer(rebasing: text.dropFirst(3)) : text
        if UTF8Validation.isValid(rest) {
            self.init(bytes: Array(rest))
        } else {
            self.init(bytes: Array(String(decoding: rest, as: UTF8.self).utf8), original: Array(text))
        }
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The bytes to look for in a file system.
    var fileName: [UInt8] { original ?? bytes }
}

extension JSString: Hashable {
    public static func == (a: JSString, b: JSString) -> Bool {
        a.bytes == b.bytes && a.original == b.original
    }

    public func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension JSString: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) { self.init(value) }
}

extension JSString: CustomStringConvertible {
    public var description: String { String(self) }
}

extension String {
    /// The text of a JavaScript string; a lone surrogate becomes U+FFFD.
    public init(_ string: JSString) {
        self = String(decoding: string.scalarBytes, as: UTF8.self)
    }
}

extension JSString {
    /// The bytes with each lone surrogate as U+FFFD: what a `TextEncoder` makes of it.
    var scalarBytes: [UInt8] {
        guard hasSurrogates else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if isSurrogate(at: index) {
                result += [0xEF, 0xBF, 0xBD]
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private var hasSurrogates: Bool { bytes.indices.contains { isSurrogate(at: $0) } }

    private func isSurrogate(at index: Int) -> Bool {
        bytes[index] == 0xED && index + 2 < bytes.count && bytes[index + 1] >= 0xA0
    }

    /// The string of several, one after the other. Halves of a pair that meet become one character.
    static func joining(_ parts: [JSString]) -> JSString {
        if parts.count == 1 { return parts[0] }
        var needsPairing = false
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
        for part in parts {
            if part.bytes.count >= 3, part.isSurrogate(at: 0) { needsPairing = true }
            bytes += part.bytes
        }
        let joined = JSString(bytes: bytes)
        return needsPairing ? JSString(utf16: Array(joined.utf16)) : joined
    }

    static func + (a: JSString, b: JSString) -> JSString { joining([a, b]) }
}

/// What bytes are, looked at eight at a time.
enum UTF8Validation {
    static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 8 <= bytes.count {
            if bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
            index += 8
        }
        while index < bytes.count {
            if bytes[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }

    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}
