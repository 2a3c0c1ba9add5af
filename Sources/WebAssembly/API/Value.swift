/// A WebAssembly value of any type, for calls whose types are not known at compile time.
public enum Value: Hashable {
    case i32(Int32)
    case i64(Int64)
    case f32(Float)
    case f64(Double)
    case v128(V128)
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
        case .v128: .v128
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
        case .v128(let value): "\(value)"
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
    /// The value that lies in a slot, or in two.
    init(slots: UnsafePointer<UInt64>, type: ValueType, in store: Store) {
        switch type {
        case .i32: self = .i32(Int32(slot: slots.pointee))
        case .i64: self = .i64(Int64(slot: slots.pointee))
        case .f32: self = .f32(Float(slot: slots.pointee))
        case .f64: self = .f64(Double(slot: slots.pointee))
        case .v128: self = .v128(V128(slots: slots, in: store))
        case .ref(let type):
            switch type.heapType {
            case .func: self = .funcref(Function?(slots: slots, in: store))
            case .extern: self = .externref(ExternReference?(slots: slots, in: store))
            default: preconditionFailure("a module with \(type) is refused when it is decoded")
            }
        }
    }

    /// The values of some types that lie in slots one behind the other.
    static func list(
        from slots: UnsafePointer<UInt64>, _ types: [ValueType], in store: Store
    ) -> [Value] {
        var slot = slots
        return types.map { type in
            defer { slot += type.slotCount }
            return Value(slots: slot, type: type, in: store)
        }
    }

    /// Put values into slots one behind the other.
    /// - Throws: ``CallError/foreignReference`` for a function of another store.
    static func write(
        _ values: [Value], to slots: UnsafeMutablePointer<UInt64>, in store: Store
    ) throws(CallError) {
        var slot = slots
        for value in values {
            try value.write(to: slot, in: store)
            slot += value.type.slotCount
        }
    }

    /// Put the value into a slot, or into two.
    /// - Throws: ``CallError/foreignReference`` for a function of another store.
    func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) throws(CallError) {
        switch self {
        case .i32(let value): slots.pointee = value.slot
        case .i64(let value): slots.pointee = value.slot
        case .f32(let value): slots.pointee = value.slot
        case .f64(let value): slots.pointee = value.slot
        case .v128(let value): value.write(to: slots, in: store)
        case .funcref(let function):
            if let function, function.store !== store { throw .foreignReference }
            function.write(to: slots, in: store)
        case .externref(let reference): reference.write(to: slots, in: store)
        }
    }
}
