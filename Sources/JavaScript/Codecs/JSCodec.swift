/// How values of a type cross to JavaScript and back, as bytes without tags: both sides know the type. `@JS` and `@JSImport` write the calls.
///
/// Numbers are in little-endian order and nothing is aligned. A string, an array of numbers and any other array start with their count
/// in four bytes; an optional and an enum start with one byte.
public protocol JSCodec {
    associatedtype Value
    static func read(_ reader: inout JSReader) -> Value
    static func write(_ value: Value)
}

/// The bytes that JavaScript has written. All of them are read before anything else happens: the next call uses the same memory.
public struct JSReader {
    @usableFromInline var position: UnsafeRawPointer

    @inline(__always)
    public init(_ position: UnsafeRawPointer) {
        keepInput()
        self.position = position
    }

    @inline(__always)
    mutating func load<T: BitwiseCopyable>(_ type: T.Type) -> T {
        let value = position.loadUnaligned(as: type)
        position += MemoryLayout<T>.size
        return value
    }

    /// A count, and the bytes of as many items.
    @inline(__always)
    mutating func run(stride: Int) -> UnsafeRawBufferPointer {
        let count = load(Int.self) &* stride
        defer { position += count }
        return UnsafeRawBufferPointer(start: position, count: count)
    }
}

/// Links the function that gives JavaScript memory to write into; see bridge_input.c.
@_extern(c, "__js_keep_input")
func keepInput()
