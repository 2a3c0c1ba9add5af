extension DeclarationParser {
    /// A type, with what follows it: `?`, `->`.
    mutating func type() throws(SignatureError) -> BridgeType {
        while sees("@") {
            index += 2  // @escaping, @Sendable
        }
        let place = offset
        if sees("inout") || sees("consuming") || sees("borrowing") || sees("some") || sees("any") {
            throw SignatureError(
                "'\(current!.text)' cannot cross between Swift and JavaScript. \(SignatureError.whatCrosses)",
                offset: place)
        }
        var result: BridgeType
        if take("(") {
            var items: [BridgeType] = []
            while !sees(")") {
                // A label: `(_ name: Int) -> Void`.
                if let token = current, token.kind == .word, index + 1 < tokens.count {
                    if tokens[index + 1].text == ":" {
                        index += 2
                    } else if tokens[index + 1].kind == .word, index + 2 < tokens.count, tokens[index + 2].text == ":" {
                        index += 3
                    }
                }
                items.append(try type())
                if !take(",") { break }
            }
            try expect(")")
            if sees("async") {
                throw SignatureError(
                    "an async closure cannot cross: let it return the promise as a JSObject, and wait for that",
                    offset: offset)
            }
            let error = try thrownType()
            if error != nil, !sees("->") { try expect("->") }
            if take("->") {
                return .function(parameters: items, result: try type(), error: error)
            }
            switch items.count {
            case 0: result = .void
            case 1: result = items[0]
            default:
                throw SignatureError(
                    "a tuple cannot cross between Swift and JavaScript: use a struct marked @JS", offset: place)
            }
        } else if take("[") {
            let element = try type()
            if sees(":") {
                throw SignatureError(
                    "a dictionary cannot cross between Swift and JavaScript: use an array of a struct marked @JS",
                    offset: place)
            }
            try expect("]")
            result = .array(element)
        } else {
            result = try named()
        }
        while sees("?") || sees("!") {
            index += 1
            result = .optional(result)
        }
        return result
    }

    private mutating func named() throws(SignatureError) -> BridgeType {
        let place = offset
        var name = try word()
        while sees("."), index + 1 < tokens.count, tokens[index + 1].kind == .word {
            index += 1
            let next = try word()
            name = name == "Swift" || name == "JavaScript" ? next : name + "." + next
        }
        if sees("<") {
            let isArray = name == "Array", isOptional = name == "Optional"
            guard isArray || isOptional else {
                throw SignatureError(
                    "the generic type '\(name)' cannot cross between Swift and JavaScript. \(SignatureError.whatCrosses)",
                    offset: place)
            }
            index += 1
            let inner = try type()
            try expect(">")
            return isArray ? .array(inner) : .optional(inner)
        }
        if let scalar = BridgeType.Scalar(rawValue: name) { return .scalar(scalar) }
        switch name {
        case "String": return .string
        case "Void": return .void
        case "JSObject": return .object
        case "JSValue": return .value
        case _ where Self.strangers.contains(name) || name.contains("."):
            throw SignatureError(
                "type '\(name)' cannot cross between Swift and JavaScript. \(SignatureError.whatCrosses)", offset: place
            )
        case "JSException": return .named(name)
        default:
            mentions.append((name, place))
            return .named(name)
        }
    }

    /// Well-known types that nobody can mark `@JS`.
    private static let strangers: Set<String> = [
        "Any", "AnyObject", "Self", "Never", "Character", "Substring", "StaticString", "Int128", "UInt128", "Float16",
        "Float80",
        "UnsafeRawPointer", "UnsafeMutableRawPointer", "OpaquePointer", "Error", "Duration", "Range", "Set",
        "Dictionary",
    ]
}
