/// Parameters and results of a function (§2.3.9).
public struct FunctionType: Hashable, Sendable {
    public var parameters: [ValueType]
    public var results: [ValueType]

    public init(parameters: [ValueType] = [], results: [ValueType] = []) {
        self.parameters = parameters
        self.results = results
    }
}

/// What a field or an element is stored as: a value, or an integer of fewer bits than any value has (§2.3.8).
public enum StorageType: Hashable, Sendable {
    case value(ValueType)
    case i8
    case i16

    /// The type that the stored has on the operand stack.
    public var unpacked: ValueType {
        switch self {
        case .value(let type): type
        case .i8, .i16: .i32
        }
    }

    /// Whether reading needs to know how to extend the integer.
    public var isPacked: Bool {
        switch self {
        case .value: false
        case .i8, .i16: true
        }
    }
}

/// A field of a structure, or the elements of an array (§2.3.8).
public struct FieldType: Hashable, Sendable {
    public var storage: StorageType
    public var isMutable: Bool

    public init(storage: StorageType, isMutable: Bool) {
        self.storage = storage
        self.isMutable = isMutable
    }
}

/// What a type index defines (§2.3.9).
public enum CompositeType: Hashable, Sendable {
    case function(FunctionType)
    case structure([FieldType])
    case array(FieldType)
}

/// A type definition and where it stands in the hierarchy of types (§2.3.10).
public struct SubType: Hashable, Sendable {
    /// Whether no type may name this one as its supertype.
    public var isFinal: Bool
    /// The type indices of the declared supertypes. A valid module has at most one, which comes before the type.
    public var supertypes: [UInt32]
    public var composite: CompositeType

    public init(isFinal: Bool = true, supertypes: [UInt32] = [], composite: CompositeType) {
        self.isFinal = isFinal
        self.supertypes = supertypes
        self.composite = composite
    }

    /// The function type, if that is what is defined.
    public var function: FunctionType? {
        if case .function(let type) = composite { type } else { nil }
    }
}
