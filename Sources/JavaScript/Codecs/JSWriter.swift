/// The bytes for JavaScript: one block, used again by every call. JavaScript reads all of it before anything else happens.
public enum JSWriter {
    private nonisolated(unsafe) static var start: UnsafeMutableRawPointer?
    private nonisolated(unsafe) static var capacity = 0
    private nonisolated(unsafe) static var count = 0

    @inline(__always)
    public static func begin() { count = 0 }

    /// The address of what was written since `begin`.
    @inline(__always)
    public static func end() -> UnsafeRawPointer {
        UnsafeRawPointer(start ?? reserve(0))
    }

    /// Room for more bytes.
    @inline(never)
    static func reserve(_ more: Int) -> UnsafeMutableRawPointer {
        if count &+ more > capacity || start == nil {
            let grown = (count &+ more) &* 2
            start = growBlock(start, count, grown)
            capacity = grown
        }
        defer { count &+= more }
        return start.unsafelyUnwrapped + count
    }

    @inline(__always)
    static func store<T: BitwiseCopyable>(_ value: T) {
        reserve(MemoryLayout<T>.size).storeBytes(of: value, as: T.self)
    }

    /// A count, and the bytes of as many items.
    static func run(_ bytes: UnsafeRawBufferPointer, count: Int) {
        let block = reserve(4 &+ bytes.count)
        block.storeBytes(of: count, as: Int.self)
        if let start = bytes.baseAddress { (block + 4).copyMemory(from: start, byteCount: bytes.count) }
    }
}

/// A block with the first bytes of another, which it takes the place of; see bridge_input.c.
@_extern(c, "__js_input")
func growBlock(_ block: UnsafeMutableRawPointer?, _ used: Int, _ size: Int) -> UnsafeMutableRawPointer
