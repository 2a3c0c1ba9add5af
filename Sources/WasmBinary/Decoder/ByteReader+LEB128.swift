// Variable-length integers (specification §5.2.2). One byte is by far the most frequent length, so each reader takes that
// in line and leaves the rest to a loop. An encoding longer than the type needs at most, or with bits set that the type
// does not have, is malformed.

extension ByteReader {
    /// An unsigned integer of 32 bits.
    @inline(__always)
    mutating func u32() throws(ModuleError) -> UInt32 {
        if let byte = peeked, byte < 0x80 {
            skipPeeked()
            return UInt32(byte)
        }
        return UInt32(truncatingIfNeeded: try unsignedLEB128(bits: 32))
    }

    /// An unsigned integer of 64 bits.
    @inline(__always)
    mutating func u64() throws(ModuleError) -> UInt64 {
        if let byte = peeked, byte < 0x80 {
            skipPeeked()
            return UInt64(byte)
        }
        return try unsignedLEB128(bits: 64)
    }

    /// A signed integer of 32 bits.
    @inline(__always)
    mutating func s32() throws(ModuleError) -> Int32 { Int32(truncatingIfNeeded: try signed(bits: 32)) }

    /// A signed integer of 33 bits: block types hold one (§5.4.1).
    @inline(__always)
    mutating func s33() throws(ModuleError) -> Int64 { try signed(bits: 33) }

    /// A signed integer of 64 bits.
    @inline(__always)
    mutating func s64() throws(ModuleError) -> Int64 { try signed(bits: 64) }

    @inline(__always)
    private mutating func signed(bits: Int) throws(ModuleError) -> Int64 {
        if let byte = peeked, byte < 0x80 {
            skipPeeked()
            return Int64(Int8(bitPattern: byte << 1) >> 1)
        }
        return try signedLEB128(bits: bits)
    }

    @inline(never)
    private mutating func unsignedLEB128(bits: Int) throws(ModuleError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift = 0
        while true {
            let byte = try byte()
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            let left = bits - shift
            if left < 7 {
                // The last byte that the type allows: nothing may follow, and the bits above the type's are zero.
                guard byte < 0x80 else { throw Self.tooLong(bits, offset: start) }
                guard byte >> UInt8(left) == 0 else { throw Self.tooLarge(bits, offset: start) }
                return value
            }
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    @inline(never)
    private mutating func signedLEB128(bits: Int) throws(ModuleError) -> Int64 {
        let start = offset
        var value: Int64 = 0
        var shift = 0
        while true {
            let byte = try byte()
            value |= Int64(byte & 0x7F) << Int64(shift)
            let left = bits - shift
            if left < 7 {
                // The last byte that the type allows: the bits above the sign bit repeat it.
                guard byte < 0x80 else { throw Self.tooLong(bits, offset: start) }
                let sign = Int8(bitPattern: byte << 1) >> Int8(left)
                guard sign == 0 || sign == -1 else { throw Self.tooLarge(bits, offset: start) }
                return (value << Int64(64 - bits)) >> Int64(64 - bits)
            }
            shift += 7
            if byte < 0x80 {
                let unused = Int64(64 - shift)
                return (value << unused) >> unused
            }
        }
    }

    @inline(never)
    private static func tooLong(_ bits: Int, offset: Int) -> ModuleError {
        ModuleError(.malformed, "integer representation too long for \(bits) bits", offset: offset)
    }

    @inline(never)
    private static func tooLarge(_ bits: Int, offset: Int) -> ModuleError {
        ModuleError(.malformed, "integer too large for \(bits) bits", offset: offset)
    }
}
