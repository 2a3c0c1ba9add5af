/// What a reference below `any` refers to (specification §2.3.3).
public enum AnyReference: Hashable {
    /// A small integer, sign-extended from its 31 bits.
    case i31(Int32)
    case object(HeapObject)
    /// A host value that a guest took into this hierarchy with `any.convert_extern`.
    case host(ExternReference)
}

/// A small integer in the hierarchy of `extern`, where a guest put it with `extern.convert_any`.
public final class I31: Hashable, Sendable {
    /// Sign-extended from 31 bits.
    public let value: Int32

    /// - Parameter value: Of which the lower 31 bits count.
    public init(_ value: Int32) { self.value = (value << 1) >> 1 }

    public static func == (a: I31, b: I31) -> Bool { a.value == b.value }
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension AnyReference: WasmReference {
    public static var referenceType: ReferenceType { .anyref }

    public init(reference: UInt64, in store: Store) {
        if ReferenceBits.isI31(reference) {
            self = .i31(ReferenceBits.signedValue(reference))
        } else if ReferenceBits.isHostValue(reference) {
            self = .host(ExternReference(reference: reference, in: store))
        } else {
            self = .object(HeapObject(reference, in: store))
        }
    }

    public func reference(in store: Store) -> UInt64 {
        switch self {
        case .i31(let value): return ReferenceBits.i31(UInt32(bitPattern: value))
        case .host(let reference): return reference.reference(in: store)
        case .object(let object):
            precondition(object.store === store, "an object can only be used in its own store")
            return object.reference
        }
    }

    /// The store that the reference can be used in; nil for any.
    var store: Store? {
        switch self {
        case .i31: nil
        case .object(let object): object.store
        case .host(let reference): (reference.object as? HeapObject)?.store
        }
    }
}

extension AnyReference: CustomStringConvertible {
    public var description: String {
        switch self {
        case .i31(let value): "i31 \(value)"
        case .object(let object): object.description
        case .host(let reference): "\(reference.object)"
        }
    }
}
