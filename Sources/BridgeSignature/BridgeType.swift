/// A type that can cross between Swift and JavaScript.
public indirect enum BridgeType: Equatable, Sendable {
    case void
    case scalar(Scalar)
    case string
    case array(BridgeType)
    case optional(BridgeType)
    /// A struct, an enum or a class that is marked `@JS`.
    case named(String)
    /// `JSObject`: any object of JavaScript, by handle.
    case object
    /// `JSValue`: any value of JavaScript.
    case value
    /// A closure; `error` is what it throws, nil when it does not.
    case function(parameters: [BridgeType], result: BridgeType, error: BridgeType?)

    /// The types that are one WebAssembly value.
    public enum Scalar: String, Equatable, Sendable, CaseIterable {
        case bool = "Bool"
        case int = "Int", int8 = "Int8", int16 = "Int16", int32 = "Int32", int64 = "Int64"
        case uint = "UInt", uint8 = "UInt8", uint16 = "UInt16", uint32 = "UInt32", uint64 = "UInt64"
        case float = "Float", double = "Double"
    }

    /// The type as Swift writes it.
    public var swift: String {
        switch self {
        case .void: "Void"
        case .scalar(let scalar): scalar.rawValue
        case .string: "String"
        case .array(let element): "[\(element.swift)]"
        case .optional(let wrapped):
            if case .function = wrapped { "(\(wrapped.swift))?" } else { "\(wrapped.swift)?" }
        case .named(let name): name
        case .object: "JSObject"
        case .value: "JSValue"
        case .function(let parameters, let result, let error):
            "(\(parameters.map(\.swift).joined(separator: ", ")))\(error.map { " throws(\($0.swift))" } ?? "") -> \(result.swift)"
        }
    }

    /// The names of all marked types in it.
    public var names: [String] {
        switch self {
        case .named(let name): [name]
        case .array(let inner), .optional(let inner): inner.names
        case .function(let parameters, let result, let error):
            parameters.flatMap(\.names) + result.names + (error?.names ?? [])
        default: []
        }
    }

    /// The types of all closures in it, the inner ones first.
    public var functions: [BridgeType] {
        switch self {
        case .array(let inner), .optional(let inner): inner.functions
        case .function(let parameters, let result, _): parameters.flatMap(\.functions) + result.functions + [self]
        default: []
        }
    }
}
