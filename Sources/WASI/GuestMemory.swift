/// The guest's linear memory, for the length of one call: every address that the guest gives is checked here, and a bad
/// one is `fault`. Numbers are little-endian, and need not be aligned.
struct GuestMemory {
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

    /// POSIX's IOV_MAX on the systems that we know: more buffers in one call are `inval`.
    static let maximumBufferCount: UInt32 = 1024

    func bytes(_ address: UInt32, _ count: UInt32) throws(Errno) -> UnsafeMutableRawBufferPointer {
        let end = UInt64(address) + UInt64(count)
        guard end <= UInt64(bytes.count) else { throw .fault }
        return UnsafeMutableRawBufferPointer(rebasing: bytes[Int(address)..<Int(end)])
    }

    /// `count` structures of `size` bytes.
    func array(_ address: UInt32, count: UInt32, size: UInt32) throws(Errno) -> UnsafeMutableRawBufferPointer {
        let (length, overflow) = count.multipliedReportingOverflow(by: size)
        if overflow { throw .fault }
        return try bytes(address, length)
    }

    func load<Number: FixedWidthInteger & BitwiseCopyable>(
        _ address: UInt32, as type: Number.Type = Number.self
    ) throws(Errno) -> Number {
        try bytes(address, UInt32(MemoryLayout<Number>.size)).load(at: 0)
    }

    func store<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number, at address: UInt32) throws(Errno) {
        try bytes(address, UInt32(MemoryLayout<Number>.size)).store(value, at: 0)
    }

    /// Calls with the buffers of an array of `iovec`.
    func withReadBuffers<Result>(
        _ address: UInt32, _ count: UInt32, _ body: (ReadBuffers) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        let vectors = try checkedVectors(address, count)
        return try withUnsafeTemporaryAllocation(
            of: UnsafeMutableRawBufferPointer.self, capacity: Int(count)
        ) { (buffers) throws(Errno) in
            for index in 0..<Int(count) {
                let buffer = try bytes(vectors.load(at: index * 8), vectors.load(at: index * 8 + 4))
                buffers.initializeElement(at: index, to: buffer)
            }
            return try body(ReadBuffers(buffers))
        }
    }

    /// Calls with the buffers of an array of `ciovec`.
    func withWriteBuffers<Result>(
        _ address: UInt32, _ count: UInt32, _ body: (WriteBuffers) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        let vectors = try checkedVectors(address, count)
        return try withUnsafeTemporaryAllocation(
            of: UnsafeRawBufferPointer.self, capacity: Int(count)
        ) { (buffers) throws(Errno) in
            for index in 0..<Int(count) {
                let buffer = try bytes(vectors.load(at: index * 8), vectors.load(at: index * 8 + 4))
                buffers.initializeElement(at: index, to: UnsafeRawBufferPointer(buffer))
            }
            return try body(WriteBuffers(buffers))
        }
    }

    /// The `iovec`s, whose lengths together fit the 32 bits in which the call answers.
    private func checkedVectors(_ address: UInt32, _ count: UInt32) throws(Errno) -> UnsafeMutableRawBufferPointer {
        if count > Self.maximumBufferCount { throw .inval }
        let vectors = try array(address, count: count, size: 8)
        var total: UInt64 = 0
        for index in 0..<Int(count) { total += UInt64(vectors.load(at: index * 8 + 4, as: UInt32.self)) }
        if total > UInt64(UInt32.max) { throw .inval }
        return vectors
    }
}

extension UnsafeMutableRawBufferPointer {
    /// A little-endian number; the caller knows that it lies inside.
    func load<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Number.Type = Number.self) -> Number
    {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    func store<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number, at offset: Int) {
        storeBytes(of: value.littleEndian, toByteOffset: offset, as: Number.self)
    }
}
