// The types of WebAssembly (specification §2.3).

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

    public var isReference: Bool {
        if case .ref = self { true } else { false }
    }
}

/// A reference to something of the store or of the host (§2.3.4).
public struct ReferenceType: Hashable, Sendable {
    public var isNullable: Bool
    public var heapType: HeapType

    public init(isNullable: Bool = true, heapType: HeapType) {
        self.isNullable = isNullable
        self.heapType = heapType
    }

    public static var funcref: ReferenceType { ReferenceType(heapType: .func) }
    public static var externref: ReferenceType { ReferenceType(heapType: .extern) }
}

/// What a reference points at (§2.3.3).
public enum HeapType: Hashable, Sendable {
    /// Any function of the store.
    case `func`
    /// A host value that the guest cannot look into.
    case extern
}

/// Parameters and results of a function (§2.3.6).
public struct FunctionType: Hashable, Sendable {
    public var parameters: [ValueType]
    public var results: [ValueType]

    public init(parameters: [ValueType] = [], results: [ValueType] = []) {
        self.parameters = parameters
        self.results = results
    }
}

/// The size range of a memory (in pages) or a table (in elements) (§2.3.10).
public struct SizeLimits: Hashable, Sendable {
    public var minimum: UInt64
    public var maximum: UInt64?

    public init(minimum: UInt64, maximum: UInt64? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// A linear memory; the limits count pages of 64 KiB (§2.3.11).
public struct MemoryType: Hashable, Sendable {
    public static let pageSize = 65_536
    /// The most pages a memory with 32-bit addresses can have: 4 GiB.
    public static let maximumPages: UInt64 = 65_536

    public var limits: SizeLimits

    public init(limits: SizeLimits) { self.limits = limits }
}

/// A table of references; the limits count elements (§2.3.12).
public struct TableType: Hashable, Sendable {
    public var element: ReferenceType
    public var limits: SizeLimits

    public init(element: ReferenceType, limits: SizeLimits) {
        self.element = element
        self.limits = limits
    }
}

/// A global variable (§2.3.13).
public struct GlobalType: Hashable, Sendable {
    public var value: ValueType
    public var isMutable: Bool

    public init(value: ValueType, isMutable: Bool) {
        self.value = value
        self.isMutable = isMutable
    }
}

/// The four kinds of things that cross a module's border, as the binary format numbers them (§5.5.5).
public enum ExternalKind: UInt8, Hashable, Sendable {
    case function = 0
    case table = 1
    case memory = 2
    case global = 3
}

/// The type of an import or export (§2.3.15).
public enum ExternalType: Hashable, Sendable {
    case function(FunctionType)
    case table(TableType)
    case memory(MemoryType)
    case global(GlobalType)

    public var kind: ExternalKind {
        switch self {
        case .function: .function
        case .table: .table
        case .memory: .memory
        case .global: .global
        }
    }
}
