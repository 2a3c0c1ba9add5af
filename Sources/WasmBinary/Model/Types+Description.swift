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
    public var description: String {
        switch (isNullable, heapType) {
        case (true, .func): "funcref"
        case (true, .extern): "externref"
        case (false, .func): "(ref func)"
        case (false, .extern): "(ref extern)"
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

extension SizeLimits: CustomStringConvertible {
    public var description: String {
        if let maximum { "\(minimum)...\(maximum)" } else { "\(minimum)..." }
    }
}

extension ExternalKind: CustomStringConvertible {
    public var description: String {
        switch self {
        case .function: "function"
        case .table: "table"
        case .memory: "memory"
        case .global: "global"
        }
    }
}

extension ExternalType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .function(let type): "function \(type)"
        case .table(let type): "table \(type.limits) \(type.element)"
        case .memory(let type): "memory \(type.limits) pages"
        case .global(let type): type.isMutable ? "global mut \(type.value)" : "global \(type.value)"
        }
    }
}
