/// Writes the primitives of the binary format (specification §5.2): what ``ByteReader`` reads.
package struct ByteWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package var count: Int { bytes.count }

    package mutating func append(byte: UInt8) { bytes.append(byte) }

    package mutating func append(bytes: some Sequence<UInt8>) { self.bytes.append(contentsOf: bytes) }

    /// Forgets everything, and keeps the room.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// An unsigned integer of any size.
    package mutating func append(unsigned value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    package mutating func append(u32 value: UInt32) { append(unsigned: UInt64(value)) }

    /// A signed integer of any size.
    package mutating func append(signed value: Int64) {
        var value = value
        while true {
            let low = UInt8(truncatingIfNeeded: value) & 0x7F
            value >>= 7
            // The rest is nothing but the sign, which is the last byte's highest bit.
            if value == (low & 0x40 == 0 ? 0 : -1) { return bytes.append(low) }
            bytes.append(low | 0x80)
        }
    }

    /// The low bytes of a number, little-endian.
    package mutating func append(fixed value: UInt64, byteCount: Int) {
        for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }

    /// Bytes with their count before them.
    package mutating func append(sized contents: [UInt8]) {
        append(unsigned: UInt64(contents.count))
        bytes.append(contentsOf: contents)
    }

    /// A name (§5.2.4).
    package mutating func append(name: String) {
        var name = name
        name.withUTF8 {
            append(unsigned: UInt64($0.count))
            bytes.append(contentsOf: $0)
        }
    }
}
