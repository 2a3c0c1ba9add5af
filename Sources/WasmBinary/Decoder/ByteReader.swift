/// Reads the primitives of the binary format (specification §5.2) from a range of a module's bytes, in order.
///
/// Every read is checked against the end of the range. Invariant: `0 <= offset <= end <= byte count`; whoever makes a
/// reader keeps the bytes alive for as long as it reads.
struct ByteReader {
    private let base: UnsafeRawPointer
    /// Where the next byte lies in the module.
    private(set) var offset: Int
    /// Where the range ends in the module.
    let end: Int
    /// What types and instructions may use.
    let features: Features

    init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, features: Features = .all) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the module")
        // An empty buffer may have no address; nothing is ever read from the stand-in.
        base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!
        offset = range.lowerBound
        end = range.upperBound
        self.features = features
    }

    private init(base: UnsafeRawPointer, range: Range<Int>, features: Features) {
        self.base = base
        offset = range.lowerBound
        end = range.upperBound
        self.features = features
    }

    var isAtEnd: Bool { offset >= end }
    var remaining: Int { end - offset }

    /// The next byte, without consuming it.
    var peeked: UInt8? {
        @inline(__always) get { offset < end ? base.load(fromByteOffset: offset, as: UInt8.self) : nil }
    }

    /// Consumes the byte that ``peeked`` returned; there must have been one.
    @inline(__always)
    mutating func skipPeeked() { offset += 1 }

    @inline(__always)
    mutating func byte() throws(ModuleError) -> UInt8 {
        guard offset < end else { throw endError() }
        let byte = base.load(fromByteOffset: offset, as: UInt8.self)
        offset += 1
        return byte
    }

    /// Four bytes, little-endian (§5.2.3).
    @inline(__always)
    mutating func fixed32() throws(ModuleError) -> UInt32 {
        guard remaining >= 4 else { throw endError() }
        defer { offset += 4 }
        return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// Eight bytes, little-endian (§5.2.3).
    @inline(__always)
    mutating func fixed64() throws(ModuleError) -> UInt64 {
        guard remaining >= 8 else { throw endError() }
        defer { offset += 8 }
        return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Consumes `count` bytes and says where they were.
    mutating func bytes(_ count: UInt32) throws(ModuleError) -> Range<Int> {
        guard Int(count) <= remaining else {
            throw ModuleError(
                .malformed, "unexpected end: \(count) bytes announced, \(remaining) left", offset: offset)
        }
        defer { offset += Int(count) }
        return offset..<offset + Int(count)
    }

    /// A reader over some of these bytes, which must be a part of what the module holds.
    func slice(_ range: Range<Int>) -> ByteReader {
        ByteReader(base: base, range: range, features: features)
    }

    /// The bytes of a range that this or another reader of the module returned.
    func contents(of range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    @inline(never)
    func endError() -> ModuleError {
        ModuleError(.malformed, "unexpected end of the bytes that belong here", offset: offset)
    }
}
