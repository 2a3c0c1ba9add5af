/// A value type in one byte: what the validator's operand stack holds.
enum OperandType: UInt8, BitwiseCopyable, CaseIterable {
    /// The type of a value that code after an unconditional branch takes from nowhere: it matches every type (§A.3).
    case unknown
    case i32
    case i64
    case f32
    case f64
    case v128
    case funcref
    case externref

    init(_ type: ValueType) {
        switch type {
        case .i32: self = .i32
        case .i64: self = .i64
        case .f32: self = .f32
        case .f64: self = .f64
        case .v128: self = .v128
        case .ref(let type): self.init(type)
        }
    }

    init(_ type: ReferenceType) {
        switch type.heapType {
        case .func: self = .funcref
        case .extern: self = .externref
        }
    }

    var isReference: Bool { self == .funcref || self == .externref }
}

extension OperandType: CustomStringConvertible {
    var description: String {
        switch self {
        case .unknown: "any"
        case .i32: "i32"
        case .i64: "i64"
        case .f32: "f32"
        case .f64: "f64"
        case .v128: "v128"
        case .funcref: "funcref"
        case .externref: "externref"
        }
    }
}
