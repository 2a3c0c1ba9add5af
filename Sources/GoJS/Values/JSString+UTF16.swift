/// Strings as JavaScript counts them: in units of UTF-16 (ECMA-262 §6.1.4).
extension JSString {
    public init(utf16 units: [UInt16]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            let unit = units[index]
            index += 1
            if unit < 0x80 {
                bytes.append(UInt8(unit))
            } else if unit & 0xFC00 == 0xD800, index < units.count, units[index] & 0xFC00 == 0xDC00 {
                let scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(units[index] & 0x3FF))
                index += 1
                bytes.append(contentsOf: [
                    0xF0 | UInt8(scalar >> 18), JSString.continuation(scalar >> 12), JSString.continuation(scalar >> 6),
                    JSString.continuation(scalar),
                ])
            } else if unit < 0x800 {
                bytes.append(contentsOf: [0xC0 | UInt8(unit >> 6), JSString.continuation(UInt32(unit))])
            } else {
                bytes.append(contentsOf: [
                    0xE0 | UInt8(unit >> 12), JSString.continuation(UInt32(unit) >> 6),
                    JSString.continuation(UInt32(unit)),
                ])
            }
        }
        self.init(bytes: bytes)
    }

    private static func continuation(_ bits: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: bits & 0x3F) }

    public var utf16: [UInt16] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (scalar, count) = scalar(at: index)
            index += count
            if scalar < 0x10000 {
                units.append(UInt16(scalar))
            } else {
                units.append(0xD800 | UInt16((scalar - 0x10000) >> 10))
                units.append(0xDC00 | UInt16((scalar - 0x10000) & 0x3FF))
            }
        }
        return units
    }

    /// The length in units.
    public var utf16Count: Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
        return count
    }

    /// The number of the character at a byte, and how many bytes it takes. A byte that begins none (of a file's name) is U+FFFD.
    func scalar(at index: Int) -> (scalar: UInt32, count: Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first < 0xF5, index + count <= bytes.count else { return (0xFFFD, 1) }
        var scalar = UInt32(first) & (count == 4 ? 0x07 : count == 3 ? 0x0F : 0x1F)
        for offset in 1..<count {
            guard bytes[index + offset] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F)
        }
        return scalar <= 0x10FFFF ? (scalar, count) : (0xFFFD, 1)
    }

    /// Whether all of it is ASCII, so that units are bytes.
    var isASCII: Bool { bytes.withUnsafeBytes(UTF8Validation.isASCII) }

    /// The units of a range, which must lie within the string.
    func utf16Slice(_ range: Range<Int>) -> JSString {
        if isASCII { return JSString(bytes: Array(bytes[range])) }
        return JSString(utf16: Array(utf16[range]))
    }
}
