/// A linear memory. Numbers are little-endian; every access is checked.
public struct Memory {
    public let store: Store
    let storage: LinearMemory

    init(store: Store, storage: LinearMemory) {
        self.store = store
        self.storage = storage
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
    public var byteCount: Int { Int(storage.block.pointee.byteCount) }

    /// Grow by a number of pages: of 64 KiB, unless the type says otherwise.
    /// - Returns: The size in pages before, or nil when the memory cannot grow so far.
    public func grow(by pages: UInt64) -> UInt64? { storage.grow(by: pages) }

    /// The bytes of a range. They stay in place, and readable, as long as the store lives: a memory never moves or shrinks.
    ///
    /// - Throws: ``Trap`` when the range is not inside the memory.
    @inline(__always)
    public func bytes(at address: UInt64, count: UInt64) throws(Trap) -> UnsafeMutableRawBufferPointer {
        let size = UInt64(storage.block.pointee.byteCount)
        guard address <= size, count <= size - address else { throw Trap(.memoryOutOfBounds) }
        return UnsafeMutableRawBufferPointer(
            start: storage.block.pointee.base.map { $0 + Int(address) }, count: Int(count))
    }

    /// A number at an address.
    public func load<T: FixedWidthInteger>(_ address: UInt32, as type: T.Type) throws(Trap) -> T {
        let bytes = try bytes(at: UInt64(address), count: UInt64(MemoryLayout<T>.size))
        return T(littleEndian: bytes.loadUnaligned(as: T.self))
    }

    /// Put a number at an address.
    public func store<T: FixedWidthInteger>(_ value: T, at address: UInt32) throws(Trap) {
        let bytes = try bytes(at: UInt64(address), count: UInt64(MemoryLayout<T>.size))
        bytes.storeBytes(of: value.littleEndian, as: T.self)
    }

    /// A copy of a range.
    public func read(at address: UInt32, count: Int) throws(Trap) -> [UInt8] {
        guard count >= 0 else { throw Trap(.memoryOutOfBounds) }
        return Array(try bytes(at: UInt64(address), count: UInt64(count)))
    }

    /// Copy bytes into the memory.
    public func write(_ bytes: some Collection<UInt8>, at address: UInt32) throws(Trap) {
        try self.bytes(at: UInt64(address), count: UInt64(bytes.count)).copyBytes(from: bytes)
    }

    /// A range as text; what is not UTF-8 becomes U+FFFD.
    public func string(at address: UInt32, count: Int) throws(Trap) -> String {
        guard count >= 0 else { throw Trap(.memoryOutOfBounds) }
        return String(decoding: try bytes(at: UInt64(address), count: UInt64(count)), as: UTF8.self)
    }
}
