extension Value {
    /// Whether the value is one of a type. References to types in it hold the engine's numbers (specification §4.5.2).
    ///
    /// What belongs to another store matches all types of its hierarchy: writing it fails, and says why.
    func matches(_ type: ValueType, in store: Store) -> Bool {
        guard case .ref(let type) = type else { return type == self.type }
        let types = store.engine.types
        func isOfType(_ own: HeapType) -> Bool {
            types.matches(.ref(ReferenceType(isNullable: false, heapType: own)), .ref(type))
        }
        switch self {
        case .i32, .i64, .f32, .f64, .v128:
            return false
        case .funcref(nil):
            return type.isNullable && isOfType(.nofunc)
        case .externref(nil):
            return type.isNullable && isOfType(.noextern)
        case .exnref(nil):
            return type.isNullable && isOfType(.noexn)
        case .exnref:
            return isOfType(.exn)
        case .anyref(nil):
            return type.isNullable && isOfType(.none)
        case .funcref(let function?) where function.store !== store:
            return type.heapType.hierarchy(in: store) == .func
        case .anyref(.object(let object)) where object.store !== store:
            return type.heapType.hierarchy(in: store) == .any
        case .funcref(let function?):
            return isOfType(.type(function.block.pointee.typeID))
        case .externref:
            return isOfType(.extern)
        case .anyref(.i31):
            return isOfType(.i31)
        case .anyref(.object(let object)):
            return isOfType(.type(object.typeNumber))
        case .anyref(.host):
            return isOfType(.any)
        }
    }

    /// Whether values are those of some types, one by one.
    static func match(_ values: [Value], _ types: [ValueType], in store: Store) -> Bool {
        values.count == types.count && zip(values, types).allSatisfy { $0.type == $1 || $0.matches($1, in: store) }
    }
}
