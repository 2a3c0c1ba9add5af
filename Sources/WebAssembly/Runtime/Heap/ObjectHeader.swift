/// The first eight bytes of each object of the heap. Fields of a struct follow; so do the elements of an array.
///
/// Everything is naturally aligned, up to 8 bytes: a vector lies on a multiple of 8.
struct ObjectHeader {
    /// The number of the object's type.
    var type: UInt32
    /// The number of an array's elements; unused in other objects.
    var count: UInt32

    static let byteCount = 8
}

/// An object's address.
typealias ObjectPointer = UnsafeMutableRawPointer

extension UnsafeMutableRawPointer {
    /// The header of the object here.
    @inline(__always) var header: UnsafeMutablePointer<ObjectHeader> { assumingMemoryBound(to: ObjectHeader.self) }
}

/// How references lie in a slot: null is 0, and the low bits tell the rest apart.
///
/// An `i31` has bit 0 set, a host value's handle ends in `10`, and an address of an object or of a ``FunctionBlock`` is a multiple
/// of 8. So `any.convert_extern` and `extern.convert_any` change nothing.
enum ReferenceBits {
    @inline(__always) static func isI31(_ bits: UInt64) -> Bool { bits & 1 != 0 }
    @inline(__always) static func isHostValue(_ bits: UInt64) -> Bool { bits & 3 == 2 }
    /// Whether this is an object of the heap, given that it lies in a slot of the `any` hierarchy and is not null.
    @inline(__always) static func isObject(_ bits: UInt64) -> Bool { bits & 3 == 0 }

    @inline(__always) static func i31(_ value: UInt32) -> UInt64 { UInt64(value << 1 | 1) }
    @inline(__always) static func signedValue(_ bits: UInt64) -> Int32 { Int32(truncatingIfNeeded: bits) >> 1 }
    @inline(__always) static func unsignedValue(_ bits: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: bits) >> 1 }
}
