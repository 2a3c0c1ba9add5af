/// `application/x-www-form-urlencoded` (URL standard §5): pairs of a name and a value.
enum URLQuery {
    typealias Pair = (name: JSString, value: JSString)

    /// - Returns: nil if there are more pairs than one array may have elements.
    static func parse(_ text: ArraySlice<UInt8>) -> [Pair]? {
        var pairs: [Pair] = []
        for part in text.split(separator: UInt8(ascii: "&")) {
            if pairs.count >= JSArray.greatestCount { return nil }
            let mark = part.firstIndex(of: UInt8(ascii: "="))
            let name = part[..<(mark ?? part.endIndex)]
            let value = mark.map { part[part.index(after: $0)...] }
            pairs.append((decode(name), value.map { decode($0) } ?? ""))
        }
        return pairs
    }

    private static func decode(_ text: ArraySlice<UInt8>) -> JSString {
        let bytes = PercentCoding.decode(text.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 })
        if bytes.withUnsafeBytes(UTF8Validation.isValid) { return JSString(bytes: bytes) }
        return JSString(String(decoding: bytes, as: UTF8.self))
    }

    static func serialize(_ pairs: [Pair]) -> [UInt8] {
        var text: [UInt8] = []
        for (index, pair) in pairs.enumerated() {
            if index > 0 { text.append(UInt8(ascii: "&")) }
            encode(pair.name, into: &text)
            text.append(UInt8(ascii: "="))
            encode(pair.value, into: &text)
        }
        return text
    }

    private static func encode(_ string: JSString, into text: inout [UInt8]) {
        for byte in string.bytes {
            if byte == UInt8(ascii: " ") {
                text.append(UInt8(ascii: "+"))
            } else {
                PercentEncodeSet.form.append(byte, to: &text)
            }
        }
    }
}
