/// What the codecs of a declaration are called. Those of its closures are written with it, since no generic type can stand for closures of any
/// number of parameters in Embedded Swift.
struct CodecNames {
    /// The type that the closures' codecs lie in.
    let owner: String
    /// The types of all closures, the inner ones first.
    let functions: [BridgeType]

    init(_ declaration: Declaration) {
        owner = "__jsc_" + declaration.name
        var functions: [BridgeType] = []
        for type in declaration.types.flatMap(\.functions) where !functions.contains(type) { functions.append(type) }
        self.functions = functions
    }

    /// The Swift type that reads and writes values of a type.
    func codec(_ type: BridgeType) -> String {
        switch type {
        case .void: "JSVoid"
        case .scalar, .string, .object, .value: type.swift
        case .array(let element): "JSArray<\(codec(element))>"
        case .optional(let wrapped): "JSOptional<\(codec(wrapped))>"
        case .named("JSException"): "JSException"
        case .named(let name): "__jsc_" + name
        case .function: "\(owner).F\(functions.firstIndex(of: type)!)"
        }
    }
}
