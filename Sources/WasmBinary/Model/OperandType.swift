/// A value type in four bytes, with the interned number in place of a type's index: equal types are equal numbers. This is what the
/// validator's operand stack holds.
struct OperandType: BitwiseCopyable, Equatable {
    /// The ``TypeCode``, and above it the number.
    var rawValue: UInt32

    @inline(__always)
    init(_ code: TypeCode, number: UInt32 = 0) { rawValue = UInt32(code.rawValue) | number << 8 }

    /// A type that holds numbers already.
    init(numbered type: ValueType) {
        let packed = PackedType(type)
        self.init(packed.code, number: packed.index)
    }

    var code: TypeCode { @inline(__always) get { TypeCode(rawValue: UInt8(truncatingIfNeeded: rawValue)) } }
    /// The number of the type that this is a reference to, if its code has an index.
    var number: UInt32 { @inline(__always) get { rawValue >> 8 } }

    static let unknown = OperandType(.unknown)
    static let i32 = OperandType(.i32)
    static let i64 = OperandType(.i64)
    static let f32 = OperandType(.f32)
    static let f64 = OperandType(.f64)
    static let v128 = OperandType(.v128)
    static let funcref = OperandType(TypeCode(.func, isNullable: true))
    /// An exception that is there.
    static let exception = OperandType(TypeCode(.exn, isNullable: false))

    var isReference: Bool { @inline(__always) get { code.isReference } }
    /// Whether a variable of the type needs to be given a value before it is read.
    var needsValue: Bool { @inline(__always) get { code.isReference && !code.isNullable } }

    /// The same reference type with or without null.
    func withNull(_ isNullable: Bool) -> OperandType {
        var type = self
        let bit = UInt32(TypeCode.nullableBit)
        type.rawValue = isNullable ? rawValue | bit : rawValue & ~bit
        return type
    }
}
