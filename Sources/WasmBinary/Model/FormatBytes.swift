// Bytes of the binary format that decoder and encoder share.

/// What a type definition starts with (specification §5.3.7 to §5.3.9).
enum TypeForm {
    static let recursionGroup: UInt8 = 0x4E
    static let finalSubtype: UInt8 = 0x4F
    static let subtype: UInt8 = 0x50
    static let array: UInt8 = 0x5E
    static let structure: UInt8 = 0x5F
    static let function: UInt8 = 0x60
    // The storage types that are no value types.
    static let i16: UInt8 = 0x77
    static let i8: UInt8 = 0x78
}

/// A reference type that has no byte of its own (§5.3.5).
enum ReferenceForm {
    static let nullable: UInt8 = 0x63
    static let nonNullable: UInt8 = 0x64
}

/// The bits before limits, which say what follows (§5.3.12, and the threads and custom page sizes proposals).
enum LimitsFlag {
    static let maximum: UInt8 = 1
    static let shared: UInt8 = 2
    static let address64: UInt8 = 4
    static let pageSize: UInt8 = 8
}

/// The bit of an alignment that says that a memory's index follows (§5.4.6).
let memoryIndexFlag: UInt32 = 0x40
