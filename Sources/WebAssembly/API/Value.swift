/// A WebAssembly value of any type, for calls whose types are not known at compile time.
public enum Value: Hashable {
    case i32(Int32)
    case i64(Int64)
    case f32(Float)
    case f64(Double)
    /// A function, or null.
    case funcref(Function?)
    /// A host object, or null.
    case externref(ExternReference?)

    public var type: ValueType {
        switch self {
        case .i32: .i32
        case .i64: .i64
        case .f32: .f32
        case .f64: .f64
        case .funcref: .funcref
        case .externref: .externref
        }
    }
}

extension Value: CustomStringConvertible {
    public var description: String {
        switch self {
        case .i32(let value): "\(value)"
        case .i64(let value): "\(value)"
        case .f32(let value): "\(value)"
        case .f64(let value): "\(value)"
        case .funcref(nil), .externref(nil): "null"
        case .funcref(let function?): "function \(function.type)"
        case .externref(let reference?): "\(reference.object)"
        }
    }
}

/// A host object that a guest can hold and pass on, but not look into.
public struct ExternReference: Hashable {
    public let object: AnyObject

    public init(_ object: AnyObject) { self.object = object }

    public static func == (a: ExternReference, b: ExternReference) -> Bool { a.object === b.object }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(object)) }
}

extension Value {
    init(slot: UInt64, type: ValueType, in store: Store) {
        switch type {
        case .i32: self = .i32(Int32(slot: slot))
        case .i64: self = .i64(Int64(slot: slot))
        case .f32: self = .f32(Float(slot: slot))
        case .f64: self = .f64(Double(slot: slot))
        case .ref(let type):
            switch type.heapType {
            case .func: self = .funcref(Function?(slot: slot, in: store))
            case .extern: self = .externref(ExternReference?(slot: slot, in: store))
            }
        case .v128: preconditionFailure("a module with v128 is refused when it is decoded")
        }
    }

    /// - Throws: ``CallError/foreignReference`` for a function of another store.
    func checkedSlot(in store: Store) throws(CallError) -> UInt64 {
        if case .funcref(let function?) = self, function.store !== store { throw .foreignReference }
        return slot(in: store)
    }

    /// - Precondition: a function belongs to the store.
    private func slot(in store: Store) -> UInt64 {
        switch self {
        case .i32(let value): value.slot
        case .i64(let value): value.slot
        case .f32(let value): value.slot
        case .f64(let value): value.slot
        case .funcref(let function): function.slot(in: store)
        case .externref(let reference): reference.slot(in: store)
        }
    }
}
