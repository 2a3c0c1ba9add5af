/// A value type in one number: its ``TypeCode``, and above it the index for a reference to a type of the module.
///
/// ``Instruction`` holds types in this form, so that it stays small and copies like a number.
struct PackedType: Hashable, Sendable, BitwiseCopyable {
    var bits: UInt64

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    @inline(__always)
    init(_ code: TypeCode, index: UInt32 = 0) { bits = UInt64(code.rawValue) | UInt64(index) << 8 }

    var code: TypeCode { @inline(__always) get { TypeCode(rawValue: UInt8(truncatingIfNeeded: bits)) } }
    /// The type index of a reference to a type of the module.
    var index: UInt32 { @inline(__always) get { UInt32(truncatingIfNeeded: bits >> 8) } }
}

/// A value type in one byte; of the references to types of a module, that it is one.
struct TypeCode: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    var rawValue: UInt8

    @inline(__always)
    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// No type. On the validator's operand stack: a value from nowhere, which has every type (§A.3).
    static let unknown = TypeCode(rawValue: 0)
    static let i32 = TypeCode(rawValue: 1)
    static let i64 = TypeCode(rawValue: 2)
    static let f32 = TypeCode(rawValue: 3)
    static let f64 = TypeCode(rawValue: 4)
    static let v128 = TypeCode(rawValue: 5)

    static let referenceBit: UInt8 = 0x40
    static let indexBit: UInt8 = 0x80
    static let nullableBit: UInt8 = 0x20

    @inline(__always)
    init(_ heap: HeapCode, isNullable: Bool) {
        rawValue = Self.referenceBit | (isNullable ? Self.nullableBit : 0) | heap.rawValue
    }

    /// A reference to a type of the module, whose index is elsewhere.
    @inline(__always)
    init(indexedAndNullable isNullable: Bool) {
        rawValue = Self.referenceBit | Self.indexBit | (isNullable ? Self.nullableBit : 0)
    }

    var isReference: Bool { @inline(__always) get { rawValue & Self.referenceBit != 0 } }
    /// Whether this is a reference to a type of the module.
    var hasIndex: Bool { @inline(__always) get { rawValue & Self.indexBit != 0 } }
    var isNullable: Bool { @inline(__always) get { rawValue & Self.nullableBit != 0 } }
    /// What a reference without an index points at.
    var heap: HeapCode { @inline(__always) get { HeapCode(rawValue: rawValue & 0x0F)! } }
}

/// A heap type without an index, in the order of the bytes that the binary format has for them (§5.3.3).
enum HeapCode: UInt8, BitwiseCopyable {
    case exn
    case array
    case `struct`
    case i31
    case eq
    case any
    case extern
    case `func`
    case none
    case noextern
    case nofunc
    case noexn
    /// Below every other: what a reference from nowhere points at (§A.3). No module can name it.
    case bottom
}

extension PackedType {
    @inline(__always)
    init(_ type: ValueType) {
        switch type {
        case .i32: self.init(TypeCode.i32)
        case .i64: self.init(TypeCode.i64)
        case .f32: self.init(TypeCode.f32)
        case .f64: self.init(TypeCode.f64)
        case .v128: self.init(TypeCode.v128)
        case .ref(let type): self.init(type)
        }
    }

    init(_ type: ReferenceType) {
        switch type.heapType {
        case .any: self.init(TypeCode(.any, isNullable: type.isNullable))
        case .eq: self.init(TypeCode(.eq, isNullable: type.isNullable))
        case .i31: self.init(TypeCode(.i31, isNullable: type.isNullable))
        case .struct: self.init(TypeCode(.struct, isNullable: type.isNullable))
        case .array: self.init(TypeCode(.array, isNullable: type.isNullable))
        case .none: self.init(TypeCode(.none, isNullable: type.isNullable))
        case .func: self.init(TypeCode(.func, isNullable: type.isNullable))
        case .nofunc: self.init(TypeCode(.nofunc, isNullable: type.isNullable))
        case .extern: self.init(TypeCode(.extern, isNullable: type.isNullable))
        case .noextern: self.init(TypeCode(.noextern, isNullable: type.isNullable))
        case .exn: self.init(TypeCode(.exn, isNullable: type.isNullable))
        case .noexn: self.init(TypeCode(.noexn, isNullable: type.isNullable))
        case .type(let index): self.init(TypeCode(indexedAndNullable: type.isNullable), index: index)
        }
    }

    /// The type; nil for what stands for no type of a module.
    var valueType: ValueType? {
        switch code {
        case .i32: return .i32
        case .i64: return .i64
        case .f32: return .f32
        case .f64: return .f64
        case .v128: return .v128
        default:
            guard code.isReference else { return nil }
            let heapType: HeapType
            if code.hasIndex {
                heapType = .type(index)
            } else {
                switch code.heap {
                case .any: heapType = .any
                case .eq: heapType = .eq
                case .i31: heapType = .i31
                case .struct: heapType = .struct
                case .array: heapType = .array
                case .none: heapType = .none
                case .func: heapType = .func
                case .nofunc: heapType = .nofunc
                case .extern: heapType = .extern
                case .noextern: heapType = .noextern
                case .exn: heapType = .exn
                case .noexn: heapType = .noexn
                case .bottom: return nil
                }
            }
            return .ref(ReferenceType(isNullable: code.isNullable, heapType: heapType))
        }
    }
}
