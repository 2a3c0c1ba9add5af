// The types of values (specification §2.3). Definitions of functions, structures and arrays are in `TypeDefinitions.swift`, the types of
// what crosses a module's border in `ExternalTypes.swift`.

/// The type of a value on the operand stack, in a local or in a global (§2.3.5).
public enum ValueType: Hashable, Sendable {
    case i32
    case i64
    case f32
    case f64
    case v128
    case ref(ReferenceType)

    public static var funcref: ValueType { .ref(.funcref) }
    public static var externref: ValueType { .ref(.externref) }
    public static var anyref: ValueType { .ref(.anyref) }
    public static var exnref: ValueType { .ref(.exnref) }

    public var isReference: Bool {
        if case .ref = self { true } else { false }
    }

    /// Whether a variable of the type starts with a value, zero or null, without being given one (§3.4.1).
    public var isDefaultable: Bool {
        if case .ref(let type) = self { type.isNullable } else { true }
    }
}

/// A reference to something of the store or of the host (§2.3.4).
public struct ReferenceType: Hashable, Sendable {
    /// Whether null is one of the values.
    public var isNullable: Bool
    public var heapType: HeapType

    public init(isNullable: Bool = true, heapType: HeapType) {
        self.isNullable = isNullable
        self.heapType = heapType
    }

    public static var funcref: ReferenceType { ReferenceType(heapType: .func) }
    public static var externref: ReferenceType { ReferenceType(heapType: .extern) }
    public static var anyref: ReferenceType { ReferenceType(heapType: .any) }
    public static var exnref: ReferenceType { ReferenceType(heapType: .exn) }
}

/// What a reference points at (§2.3.3).
///
/// There are four hierarchies without a common type: that of `any`, whose lowest type is `none`; `func` and `nofunc`; `extern` and
/// `noextern`; `exn` and `noexn`. The lowest types have no values, so that only null has a nullable reference to one as its type.
public enum HeapType: Hashable, Sendable {
    /// Any object of the guest's own heap, and any external object that was converted to one.
    case any
    /// An object that `ref.eq` compares.
    case eq
    /// A small integer in place of an object.
    case i31
    /// Any structure.
    case `struct`
    /// Any array.
    case array
    case none
    /// Any function of the store.
    case `func`
    case nofunc
    /// A host value that the guest cannot look into.
    case extern
    case noextern
    /// A caught exception.
    case exn
    case noexn
    /// What the module's type with this index defines.
    case type(UInt32)
}
