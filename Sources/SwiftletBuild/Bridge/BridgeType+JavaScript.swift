import BridgeSignature

extension BridgeType.Scalar {
    /// DataView's word for it, and its size in bytes.
    var view: (name: String, size: Int) {
        switch self {
        case .bool, .uint8: ("Uint8", 1)
        case .int8: ("Int8", 1)
        case .int16: ("Int16", 2)
        case .uint16: ("Uint16", 2)
        case .int, .int32: ("Int32", 4)
        case .uint, .uint32: ("Uint32", 4)
        case .int64: ("BigInt64", 8)
        case .uint64: ("BigUint64", 8)
        case .float: ("Float32", 4)
        case .double: ("Float64", 8)
        }
    }
}

extension BridgeType {
    /// Whether the type is a WebAssembly value by itself.
    var isDirect: Bool {
        if case .scalar = self { true } else { false }
    }

    /// The typed array of these numbers; nil for all else.
    var typedArray: String? {
        guard case .scalar(let scalar) = self, scalar != .bool else { return nil }
        return scalar.view.name + "Array"
    }

    /// A value for a parameter or a result of WebAssembly; the engine converts numbers by itself.
    func toDirect(_ expression: String) -> String { expression }

    /// What WebAssembly gave, as JavaScript is to see it.
    func fromDirect(_ expression: String) -> String {
        guard case .scalar(let scalar) = self else { return expression }
        switch scalar {
        case .bool: return "!!\(expression)"
        case .uint, .uint32: return "\(expression) >>> 0"
        case .uint64: return "BigInt.asUintN(64, \(expression))"
        default: return expression
        }
    }

    /// The type in TypeScript; `isArgument` is true where JavaScript gives the value, and more may be given than comes back.
    func typeScript(isArgument: Bool) -> String {
        switch self {
        case .void: return "void"
        case .scalar(.bool): return "boolean"
        case .scalar(.int64), .scalar(.uint64): return "bigint"
        case .scalar: return "number"
        case .string: return "string"
        case .array(let element):
            if let typed = element.typedArray {
                let item = element.typeScript(isArgument: false)
                return isArgument ? "\(typed) | \(item)[]" : typed
            }
            let item = element.typeScript(isArgument: isArgument)
            return item.contains(" ") ? "(\(item))[]" : item + "[]"
        case .optional(let wrapped):
            let item = wrapped.typeScript(isArgument: isArgument)
            return (item.contains("=>") ? "(\(item))" : item) + (isArgument ? " | null | undefined" : " | undefined")
        case .named("JSException"): return "unknown"
        case .named(let name): return name
        case .object: return "object"
        case .value: return isArgument ? "unknown" : "any"
        case .function(let parameters, let result, _):
            let list = parameters.enumerated().map { "value\($0 + 1): " + $1.typeScript(isArgument: !isArgument) }
            let type = "(\(list.joined(separator: ", "))) => \(result.typeScript(isArgument: isArgument))"
            return isArgument ? type : "(\(type)) & { free(): void }"
        }
    }
}
