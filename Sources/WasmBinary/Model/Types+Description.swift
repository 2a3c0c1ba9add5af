// Types print as the text format spells them, so that messages read like the specification.

extension ValueType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .i32: "i32"
        case .i64: "i64"
        case .f32: "f32"
        case .f64: "f64"
        case .v128: "v128"
        case .ref(let type): type.description
        }
    }
}

extension ReferenceType: CustomStringConvertible {
    /// Nullable references to types without an index have a short form (§6.4.4).
    public var description: String {
        guard isNullable else { return "(ref \(heapType))" }
        return switch heapType {
        case .any: "anyref"
        case .eq: "eqref"
        case .i31: "i31ref"
        case .struct: "structref"
        case .array: "arrayref"
        case .none: "nullref"
        case .func: "funcref"
        case .nofunc: "nullfuncref"
        case .extern: "externref"
        case .noextern: "nullexternref"
        case .exn: "exnref"
        case .noexn: "nullexnref"
        case .type(let index): "(ref null \(index))"
        }
    }
}

extension HeapType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .any: "any"
        case .eq: "eq"
        case .i31: "i31"
        case .struct: "struct"
        case .array: "array"
        case .none: "none"
        case .func: "func"
        case .nofunc: "nofunc"
        case .extern: "extern"
        case .noextern: "noextern"
        case .exn: "exn"
        case .noexn: "noexn"
        case .type(let index): "\(index)"
        }
    }
}

extension FunctionType: CustomStringConvertible {
    public var description: String {
        func list(_ types: [ValueType]) -> String {
            "(" + types.map(\.description).joined(separator: ", ") + ")"
        }
        return "\(list(parameters)) -> \(list(results))"
    }
}

extension StorageType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .value(let type): type.description
        case .i8: "i8"
        case .i16: "i16"
        }
    }
}

extension FieldType: CustomStringConvertible {
    public var description: String { isMutable ? "(mut \(storage))" : "\(storage)" }
}

extension CompositeType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .function(let type): type.description
        case .structure(let fields): "struct {" + fields.map(\.description).joined(separator: ", ") + "}"
        case .array(let element): "array [\(element)]"
        }
    }
}

extension SubType: CustomStringConvertible {
    public var description: String {
        guard !isFinal || !supertypes.isEmpty else { return composite.description }
        let supertypes = supertypes.map { " \($0)" }.joined()
        return "sub\(isFinal ? " final" : "")\(supertypes) \(composite)"
    }
}

extension AddressType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .i32: "i32"
        case .i64: "i64"
        }
    }
}

extension SizeLimits: CustomStringConvertible {
    public var description: String {
        if let maximum { "\(minimum)...\(maximum)" } else { "\(minimum)..." }
    }
}

extension TableType: CustomStringConvertible {
    public var description: String { "\(addressType == .i64 ? "i64 " : "")\(limits) \(element)" }
}

extension MemoryType: CustomStringConvertible {
    public var description: String {
        let address = addressType == .i64 ? "i64 " : ""
        let pages = pageSizeLog2 == 16 ? "pages" : "pages of 2^\(pageSizeLog2) bytes"
        return "\(address)\(limits) \(pages)\(isShared ? " shared" : "")"
    }
}

extension ExternalKind: CustomStringConvertible {
    public var description: String {
        switch self {
        case .function: "function"
        case .table: "table"
        case .memory: "memory"
        case .global: "global"
        case .tag: "tag"
        }
    }
}

extension ExternalType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .function(let type): "function \(type)"
        case .table(let type): "table \(type)"
        case .memory(let type): "memory \(type)"
        case .global(let type): type.isMutable ? "global mut \(type.value)" : "global \(type.value)"
        case .tag(let type): "tag \(type)"
        }
    }
}
