/// A linear memory (specification §4.2.8). Numbers are little-endian; every access is checked.
///
/// Addresses are integers of any type. A signed one is taken for the unsigned number of the same bits, since guests hand their pointers out as
/// `i32` or `i64`. A memory never moves: views stay right when the guest grows it.
public struct Memory {
    public let store: Store
    let storage: LinearMemory
    @usableFromInline let block: UnsafeMutablePointer<MemoryBlock>

    init(store: Store, storage: LinearMemory) {
        self.store = store
        self.storage = storage
        block = storage.block
    }

    /// A memory of the host's own, to be given to guests.
    public init(_ type: MemoryType, in store: Store) throws(LinkError) {
        self.init(store: store, storage: try store.makeMemory(type))
    }

    /// The type; its minimum is the present size.
    public var type: MemoryType {
        storage.currentType
    }

    /// The present size in bytes.
    @inlinable
    public var byteCount: Int { Int(block.pointee.byteCount) }

    /// Grow by a number of pages: of 64 KiB, unless the type says otherwise.
    /// - Returns: The size in pages before, or nil when the memory cannot grow so far.
    public func grow(by pages: UInt64) -> UInt64? { storage.grow(by: pages) }

    // MARK: Bytes

    /// The bytes of a range. They stay in place, and readable, as long as the store lives: a memory never moves or shrinks.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds`` when the range is not inside the memory.
    @inlinable @inline(__always)
    public func bytes(
        at address: some FixedWidthInteger, count: some FixedWidthInteger
    ) throws(Trap) -> UnsafeMutableRawBufferPointer {
        let start = Memory.unsigned(address)
        let count = Memory.unsigned(count)
        let size = UInt64(block.pointee.byteCount)
        guard start <= size, count <= size - start else { throw Trap(.memoryOutOfBounds) }
        // Both fit, as the size does.
        return UnsafeMutableRawBufferPointer(
            start: block.pointee.base.map { $0 + Int(truncatingIfNeeded: start) }, count: Int(truncatingIfNeeded: count)
        )
    }

    /// Read a range in place.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds`` when the range is not inside the memory; what `body` throws.
    @inlinable
    public func withBytes<Result>(
        at address: some FixedWidthInteger, count: some FixedWidthInteger, _ body: (RawSpan) throws -> Result
    ) throws -> Result {
        let bytes = UnsafeRawBufferPointer(try bytes(at: address, count: count))
        return try body(bytes.bytes)
    }

    /// Change a range in place.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds`` when the range is not inside the memory; what `body` throws.
    @inlinable
    public func withMutableBytes<Result>(
        at address: some FixedWidthInteger, count: some FixedWidthInteger,
        _ body: (inout MutableRawSpan) throws -> Result
    ) throws -> Result {
        let bytes = try bytes(at: address, count: count)
        var span = bytes.mutableBytes
        return try body(&span)
    }

    /// A copy of a range.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds`` when the range is not inside the memory.
    public func read(at address: some FixedWidthInteger, count: some FixedWidthInteger) throws(Trap) -> [UInt8] {
        Array(try bytes(at: address, count: count))
    }

    /// Copy bytes into the memory.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds`` when they do not fit; nothing is written then.
    public func write(_ bytes: some Collection<UInt8>, at address: some FixedWidthInteger) throws(Trap) {
        try self.bytes(at: address, count: bytes.count).copyBytes(from: bytes)
    }

    // MARK: Numbers

    /// An integer at an address.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds``.
    @inlinable
    public func load<T: FixedWidthInteger>(_ address: some FixedWidthInteger, as type: T.Type = T.self) throws(Trap)
        -> T
    {
        T(littleEndian: try bytes(at: address, count: MemoryLayout<T>.size).loadUnaligned(as: T.self))
    }

    /// A floating-point number at an address.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds``.
    @inlinable
    public func load(_ address: some FixedWidthInteger, as type: Float.Type = Float.self) throws(Trap) -> Float {
        Float(bitPattern: try load(address, as: UInt32.self))
    }

    /// A floating-point number at an address.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds``.
    @inlinable
    public func load(_ address: some FixedWidthInteger, as type: Double.Type = Double.self) throws(Trap) -> Double {
        Double(bitPattern: try load(address, as: UInt64.self))
    }

    /// Put an integer at an address.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds``.
    @inlinable
    public func store<T: FixedWidthInteger>(_ value: T, at address: some FixedWidthInteger) throws(Trap) {
        try bytes(at: address, count: MemoryLayout<T>.size).storeBytes(of: value.littleEndian, as: T.self)
    }

    /// Put a floating-point number at an address.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds``.
    @inlinable
    public func store(_ value: Float, at address: some FixedWidthInteger) throws(Trap) {
        try store(value.bitPattern, at: address)
    }

    /// Put a floating-point number at an address.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds``.
    @inlinable
    public func store(_ value: Double, at address: some FixedWidthInteger) throws(Trap) {
        try store(value.bitPattern, at: address)
    }

    // MARK: Text

    /// A range as text; what is not UTF-8 becomes U+FFFD.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds`` when the range is not inside the memory.
    public func string(at address: some FixedWidthInteger, count: some FixedWidthInteger) throws(Trap) -> String {
        String(decoding: try bytes(at: address, count: count), as: UTF8.self)
    }

    /// The text up to the next zero byte, as C has it; what is not UTF-8 becomes U+FFFD.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/memoryOutOfBounds`` when there is no zero up to the memory's end.
    public func string(at address: some FixedWidthInteger) throws(Trap) -> String {
        let start = Memory.unsigned(address)
        let size = UInt64(block.pointee.byteCount)
        guard start < size else { throw Trap(.memoryOutOfBounds) }
        let rest = try bytes(at: start, count: size - start)
        guard let end = rest.firstIndex(of: 0) else { throw Trap(.memoryOutOfBounds) }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// The number with the bits of an address or a count.
    @inlinable @inline(__always)
    static func unsigned<T: FixedWidthInteger>(_ value: T) -> UInt64 {
        UInt64(truncatingIfNeeded: T.Magnitude(truncatingIfNeeded: value))
    }
}
