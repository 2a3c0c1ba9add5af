/// A host object that a guest can hold and pass on, but not look into.
///
/// A guest that puts something of its own into this hierarchy, with `extern.convert_any`, gives the host a ``HeapObject`` or an
/// ``I31`` as the object.
public struct ExternReference: Hashable {
    public let object: AnyObject

    public init(_ object: AnyObject) { self.object = object }

    /// The same object; for what guests made, the same struct or array, and the same integer.
    public static func == (a: ExternReference, b: ExternReference) -> Bool {
        if a.object === b.object { return true }
        if let a = a.object as? HeapObject, let b = b.object as? HeapObject { return a == b }
        if let a = a.object as? I31, let b = b.object as? I31 { return a == b }
        return false
    }

    public func hash(into hasher: inout Hasher) {
        switch object {
        case let object as HeapObject: hasher.combine(object)
        case let integer as I31: hasher.combine(integer)
        default: hasher.combine(ObjectIdentifier(object))
        }
    }
}

extension ExternReference: WasmReference {
    public static var referenceType: ReferenceType { .externref }

    public init(reference: UInt64, in store: Store) {
        if ReferenceBits.isHostValue(reference) {
            object = store.heap.hostValues.object(reference)
        } else if ReferenceBits.isI31(reference) {
            object = I31(ReferenceBits.signedValue(reference))
        } else {
            object = HeapObject(reference, in: store)
        }
    }

    public func reference(in store: Store) -> UInt64 {
        switch object {
        // An object of another store is a host value here, like anything that the guest cannot look into.
        case let object as HeapObject where object.store === store: object.reference
        case let integer as I31: ReferenceBits.i31(UInt32(bitPattern: integer.value))
        default: store.reference(to: object)
        }
    }
}
