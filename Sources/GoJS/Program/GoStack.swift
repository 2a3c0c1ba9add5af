import WebAssembly

/// Arguments and results of an imported function, which lie on Go's stack in the guest's memory: at the stack pointer is the return
/// address, behind it the arguments as a Go structure, behind these the results.
///
/// It is made anew for each call and after each return of the guest. A memory never moves or shrinks, so that what was in it once stays so.
struct GoStack {
    private let base: UnsafeMutableRawPointer
    private let byteCount: UInt64
    private let pointer: UInt64

    init(_ memory: UnsafeMutableRawBufferPointer, _ pointer: UInt32) throws(Trap) {
        guard let base = memory.baseAddress else { throw Trap(.memoryOutOfBounds) }
        self.base = base
        byteCount = UInt64(memory.count)
        self.pointer = UInt64(pointer)
    }

    /// The place of an argument or result, if it lies in the memory. Offsets are small, so that nothing wraps.
    @inline(__always)
    private func place(_ offset: Int, _ size: Int) throws(Trap) -> UnsafeMutableRawPointer {
        let start = pointer &+ UInt64(truncatingIfNeeded: offset)
        guard start &+ UInt64(truncatingIfNeeded: size) <= byteCount else { throw Trap(.memoryOutOfBounds) }
        return base + Int(truncatingIfNeeded: start)
    }

    @inline(__always)
    func load<Number: FixedWidthInteger & BitwiseCopyable>(
        _ offset: Int, as type: Number.Type = Number.self
    ) throws(Trap) -> Number {
        Number(littleEndian: try place(offset, MemoryLayout<Number>.size).loadUnaligned(as: Number.self))
    }

    @inline(__always)
    func store<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number, _ offset: Int) throws(Trap) {
        try place(offset, MemoryLayout<Number>.size).storeBytes(of: value.littleEndian, as: Number.self)
    }

    func store(_ value: Bool, _ offset: Int) throws(Trap) { try store(UInt8(value ? 1 : 0), offset) }

    /// The bytes of a slice or string: a pointer and a length of 64 bits each.
    @inline(__always)
    func bytes(_ offset: Int) throws(Trap) -> UnsafeMutableRawBufferPointer {
        try range(load(offset, as: UInt64.self), load(offset + 8, as: UInt64.self))
    }

    /// A part of the memory.
    @inline(__always)
    func range(_ start: UInt64, _ count: UInt64) throws(Trap) -> UnsafeMutableRawBufferPointer {
        guard start <= byteCount, count <= byteCount - start else { throw Trap(.memoryOutOfBounds) }
        return UnsafeMutableRawBufferPointer(start: base + Int(start), count: Int(count))
    }

    func string(_ offset: Int) throws(Trap) -> JSString {
        JSString(decoding: UnsafeRawBufferPointer(try bytes(offset)))
    }

    /// The values of a slice of references.
    func values(_ offset: Int, _ references: borrowing ReferenceTable) throws(Trap) -> [JSValue] {
        let start = try load(offset, as: UInt64.self)
        let count = try load(offset + 8, as: UInt64.self)
        guard start <= byteCount, count <= (byteCount - start) / 8 else { throw Trap(.memoryOutOfBounds) }
        var result: [JSValue] = []
        result.reserveCapacity(Int(count))
        for index in 0..<Int(count) {
            let bits = (base + Int(start) + index * 8).loadUnaligned(as: UInt64.self)
            result.append(references.load(UInt64(littleEndian: bits)))
        }
        return result
    }
}
