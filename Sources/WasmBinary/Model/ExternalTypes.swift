// The types of tables, memories and globals, and of imports and exports (specification §2.3.11 to §2.3.17).

/// What addresses of a memory, or indices of a table, are (§2.3.11).
public enum AddressType: Hashable, Sendable {
    case i32
    case i64

    /// The type of an address on the operand stack.
    public var valueType: ValueType {
        switch self {
        case .i32: .i32
        case .i64: .i64
        }
    }

    /// The most things that a number of the type can count: the most elements of a table (§3.2.15).
    package var maximumCount: UInt64 {
        switch self {
        case .i32: UInt64(UInt32.max)
        case .i64: .max
        }
    }
}

/// The size range of a memory (in pages) or a table (in elements) (§2.3.12).
public struct SizeLimits: Hashable, Sendable {
    public var minimum: UInt64
    public var maximum: UInt64?

    public init(minimum: UInt64, maximum: UInt64? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// A linear memory; the limits count pages (§2.3.14).
public struct MemoryType: Hashable, Sendable {
    /// The size of a page in bytes, where a memory does not have one of its own.
    public static let pageSize = 65_536
    /// The most pages of 64 KiB that a memory with 32-bit addresses can have: 4 GiB.
    public static let maximumPages: UInt64 = 65_536

    public var limits: SizeLimits
    public var addressType: AddressType
    /// Whether threads may share the memory (threads proposal).
    public var isShared: Bool
    /// The binary logarithm of the size of a page in bytes: 16, or 0 (custom page sizes proposal).
    public var pageSizeLog2: UInt32

    public init(
        limits: SizeLimits, addressType: AddressType = .i32, isShared: Bool = false, pageSizeLog2: UInt32 = 16
    ) {
        self.limits = limits
        self.addressType = addressType
        self.isShared = isShared
        self.pageSizeLog2 = pageSizeLog2
    }

    /// The size of a page in bytes.
    package var pageByteCount: UInt64 { 1 << UInt64(pageSizeLog2) }

    /// The most pages that a type may ask for (§3.2.14): as many as there are addresses for their bytes, and no more than a number of
    /// the address type can say, which is one less where a page has a single byte.
    package var maximumPageCount: UInt64 {
        guard pageSizeLog2 > 0 else { return addressType.maximumCount }
        return switch addressType {
        case .i32: (1 << 32) >> UInt64(pageSizeLog2)
        case .i64: (.max >> UInt64(pageSizeLog2)) + 1
        }
    }
}

/// A table of references; the limits count elements (§2.3.15).
public struct TableType: Hashable, Sendable {
    public var element: ReferenceType
    public var limits: SizeLimits
    public var addressType: AddressType

    public init(element: ReferenceType, limits: SizeLimits, addressType: AddressType = .i32) {
        self.element = element
        self.limits = limits
        self.addressType = addressType
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

/// The kinds of things that cross a module's border, as the binary format numbers them (§5.5.5).
public enum ExternalKind: UInt8, Hashable, Sendable {
    case function = 0
    case table = 1
    case memory = 2
    case global = 3
    case tag = 4
}

/// The type of an import or export (§2.3.17). A tag has the type of a function that takes what an exception carries.
public enum ExternalType: Hashable, Sendable {
    case function(FunctionType)
    case table(TableType)
    case memory(MemoryType)
    case global(GlobalType)
    case tag(FunctionType)

    public var kind: ExternalKind {
        switch self {
        case .function: .function
        case .table: .table
        case .memory: .memory
        case .global: .global
        case .tag: .tag
        }
    }
}
