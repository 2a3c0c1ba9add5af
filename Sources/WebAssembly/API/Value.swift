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
    /// A struct, an array or a small integer, or null; also of the types below `any`.
    case anyref(AnyReference?)
    /// An exception, or null.
    case exnref(Exception?)

    /// The type at the top of the value's hierarchy; null belongs to it.
    public var type: ValueType {
        switch self {
        case .i32: .i32
        case .i64: .i64
        case .f32: .f32
        case .f64: .f64
        case .v128: .v128
        case .funcref: .funcref
        case .externref: .externref
        case .anyref: .anyref
        case .exnref: .ref(Exception.referenceType)
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
        case .funcref(nil), .externref(nil), .anyref(nil), .exnref(nil): "null"
        case .funcref(let function?): "function \(function.type)"
        case .externref(let reference?): "\(reference.object)"
        case .anyref(let reference?): "\(reference)"
        case .exnref(let exception?): "exception \(exception.arguments)"
        }
    }
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
            switch type.heapType.hierarchy(in: store) {
            case .func: self = .funcref(Function?(slots: slots, in: store))
            case .extern: self = .externref(ExternReference?(slots: slots, in: store))
            case .any: self = .anyref(AnyReference?(slots: slots, in: store))
            default: self = .exnref(Exception?(slots: slots, in: store))
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
    /// - Throws: ``CallError/foreignReference`` for a function or an object of another store.
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
    /// - Throws: ``CallError/foreignReference`` for a function or an object of another store.
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
        case .anyref(let reference):
            if let own = reference?.store, own !== store { throw .foreignReference }
            reference.write(to: slots, in: store)
        case .exnref(let exception):
            if let exception, exception.tag.store !== store { throw .foreignReference }
            exception.write(to: slots, in: store)
        }
    }
}

extension HeapType {
    /// The type at the top of the hierarchy. A reference to a type of a module holds its number.
    func hierarchy(in store: Store) -> HeapType {
        switch self {
        case .any, .eq, .i31, .struct, .array, .none: .any
        case .func, .nofunc: .func
        case .extern, .noextern: .extern
        case .exn, .noexn: .exn
        case .type(let number): store.engine.types.record(number).pointee.kind == .function ? .func : .any
        }
    }
}
