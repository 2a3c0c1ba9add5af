extension BridgeType {
    /// The Swift type that reads and writes values of this type.
    var codec: String {
        switch self {
        case .void: "JSVoid"
        case .scalar, .string, .object, .value: swift
        case .array(let element): "JSArray<\(element.codec)>"
        case .optional(let wrapped): "JSOptional<\(wrapped.codec)>"
        case .named("JSException"): "JSException"
        case .named(let name): "__jsc_" + name
        case .function(let parameters, let result):
            "JSFunction\(parameters.count)<\((parameters.map(\.codec) + [result.codec]).joined(separator: ", "))>"
        }
    }

    /// The type of the WebAssembly parameter or result that carries this type; nil when it goes through bytes. Small integers come as
    /// JavaScript has them, and lose what does not fit, as in a typed array.
    var direct: String? {
        guard case .scalar(let scalar) = self else { return nil }
        switch scalar {
        case .int8, .int16, .uint8, .uint16: return "Int32"
        default: return scalar.rawValue
        }
    }
}
