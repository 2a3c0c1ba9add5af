extension Declaration {
    /// The declaration in Swift again, without bodies and values: what a module's export says of itself. `DeclarationParser` reads it.
    public var source: String {
        var text = Self.comment(documentation)
        switch kind {
        case .function(let signature):
            text += (isAsync ? "@JSAsync " : "") + "func \(name)\(signature.source)"
        case .structure(let fields):
            text += "struct \(name) {\n"
            for field in fields {
                text += Self.comment(field.documentation) + "var \(field.name): \(field.type.swift)\n"
            }
            text += "}"
        case .enumeration(let raw, let cases):
            text += "enum \(name)" + (raw.map { ": " + $0.swift } ?? "") + " {\n"
            for item in cases { text += "case " + item.source + "\n" }
            text += "}"
        case .classType(let members):
            text += "final class \(name) {\n"
            for member in members { text += Self.comment(member.documentation) + member.source + "\n" }
            text += "}"
        }
        return text
    }

    private static func comment(_ lines: [String]) -> String {
        lines.map { "/// " + $0 + "\n" }.joined()
    }
}

extension Signature {
    var source: String {
        let list = parameters.map { parameter in
            let label = parameter.label ?? "_"
            return (label == parameter.name ? label : label + " " + parameter.name) + ": " + parameter.type.swift
        }
        return "(" + list.joined(separator: ", ") + ")" + (error.map { " throws(\($0.swift))" } ?? "")
            + (result == .void ? "" : " -> " + result.swift)
    }
}

extension Case {
    var source: String {
        let list = values.map { ($0.label.map { $0 + ": " } ?? "") + $0.type.swift }
        return name + (list.isEmpty ? "" : "(" + list.joined(separator: ", ") + ")") + (raw.map { " = " + $0 } ?? "")
    }
}

extension Member {
    var source: String {
        switch kind {
        case .initializer(let signature): "@JS init\(signature.source)"
        case .method(let signature, let isStatic, let isAsync):
            "@\(isAsync ? "JSAsync" : "JS") \(isStatic ? "static " : "")func \(name)\(signature.source)"
        case .property(let type, let isStatic, let isSettable, let error):
            "@JS \(isStatic ? "static " : "")\(isSettable || error != nil ? "var" : "let") \(name): \(type.swift)"
                + (error.map { " { get throws(\($0.swift)) }" } ?? "")
        }
    }
}
