/// Reads a declaration's source. What the bridge cannot carry is an error at its place.
public struct DeclarationParser {
    var tokens: [Token]
    var index = 0
    /// The named types that were read, and where.
    var mentions: [(name: String, offset: Int)] = []
    private let end: Int

    public init(_ source: String) {
        tokens = Lexer.tokens(of: source)
        end = source.utf8.count
    }

    /// Reads the one declaration of the source.
    public static func parse(_ source: String) throws(SignatureError) -> Declaration {
        var parser = DeclarationParser(source)
        return try parser.declaration()
    }

    // MARK: - Tokens

    var current: Token? { index < tokens.count ? tokens[index] : nil }
    var offset: Int { current?.offset ?? end }

    func sees(_ text: String) -> Bool { current.map { $0.text == text && $0.kind != .string } ?? false }

    mutating func take(_ text: String) -> Bool {
        guard sees(text) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ text: String) throws(SignatureError) {
        let place = offset
        guard take(text) else { throw SignatureError("expected '\(text)' in this declaration", offset: place) }
    }

    mutating func word() throws(SignatureError) -> String {
        guard let token = current, token.kind == .word else {
            throw SignatureError("expected a name in this declaration", offset: offset)
        }
        index += 1
        return token.text
    }

    /// Skips a bracket and all that it encloses.
    mutating func skipBrackets() {
        var depth = 0
        while let token = current {
            index += 1
            guard token.kind == .symbol else { continue }
            if "([{".contains(token.text) { depth += 1 }
            if ")]}".contains(token.text) { depth -= 1 }
            if depth == 0 { return }
        }
    }

    struct Attributes {
        var names: Set<String> = []
        var modifiers: Set<String> = []
        var documentation: [String] = []
    }

    private static let modifiers: Set<String> = [
        "public", "internal", "private", "fileprivate", "package", "open", "final", "static", "class", "nonisolated",
        "mutating",
        "nonmutating", "override", "required", "convenience", "lazy", "weak", "unowned", "dynamic", "indirect",
        "borrowing",
        "consuming", "isolated",
    ]

    /// Attributes and modifiers before a declaration.
    mutating func attributes() -> Attributes {
        var result = Attributes()
        while let token = current {
            result.documentation += token.documentation
            if token.text == "@", token.kind == .symbol {
                index += 1
                if let name = current, name.kind == .word {
                    result.names.insert(name.text)
                    index += 1
                    if sees("("), current?.startsLine == false { skipBrackets() }
                }
            } else if token.kind == .word, Self.modifiers.contains(token.text),
                !(token.text == "class" && index + 2 < tokens.count
                    && ["{", ":", "<"].contains(tokens[index + 2].text))
            {
                result.modifiers.insert(token.text)
                index += 1
                if sees("(") { skipBrackets() }
            } else {
                break
            }
        }
        return result
    }

    // MARK: - Declarations

    mutating func declaration() throws(SignatureError) -> Declaration {
        let attributes = attributes()
        let place = offset
        let keyword = try word()
        switch keyword {
        case "func":
            let name = try word()
            let signature = try signature()
            if attributes.modifiers.contains("mutating") {
                throw SignatureError("a mutating method cannot be called from JavaScript", offset: place)
            }
            return Declaration(
                name: name, kind: .function(signature), documentation: attributes.documentation,
                isAsync: attributes.names.contains("JSAsync"), isImported: attributes.names.contains("JSImport"))
        case "struct":
            return try structure(documentation: attributes.documentation)
        case "enum":
            return try enumeration(documentation: attributes.documentation)
        case "class":
            guard attributes.modifiers.contains("final") else {
                throw SignatureError(
                    "a class that JavaScript may hold must be final: write 'final class'", offset: place)
            }
            return try classType(documentation: attributes.documentation)
        default:
            throw SignatureError(
                "'@JS' marks functions, structs, enums, final classes and their members; '\(keyword)' is none of them",
                offset: place)
        }
    }

    /// From the parameters to the result, what follows is left alone.
    mutating func signature() throws(SignatureError) -> Signature {
        if sees("<") {
            throw SignatureError(
                "a generic function cannot be called from JavaScript: write the types out", offset: offset)
        }
        var signature = Signature(parameters: try parameters())
        if sees("async") {
            throw SignatureError(
                "an async function cannot cross: Embedded Swift has no concurrency for WebAssembly yet", offset: offset)
        }
        signature.error = try thrownType()
        if take("->") { signature.result = try type() }
        if sees("where") {
            throw SignatureError(
                "a generic function cannot be called from JavaScript: write the types out", offset: offset)
        }
        return signature
    }

    /// What stands in `throws(…)`; nil where nothing is thrown.
    mutating func thrownType() throws(SignatureError) -> BridgeType? {
        let place = offset
        guard take("throws") else { return nil }
        guard take("(") else {
            throw SignatureError(
                "say what is thrown: 'throws(MyError)' with an enum or a struct marked @JS, or 'throws(JSException)'",
                offset: place)
        }
        let inside = offset
        let error = try type()
        guard case .named = error else {
            throw SignatureError(
                "'\(error.swift)' cannot be thrown to JavaScript: throw an enum or a struct marked @JS, or a JSException",
                offset: inside)
        }
        try expect(")")
        return error
    }

    mutating func parameters() throws(SignatureError) -> [Parameter] {
        var result: [Parameter] = []
        try expect("(")
        while !sees(")") {
            let label = try word()
            var name = label
            if let token = current, token.kind == .word { name = try word() }
            if name == "_" { name = "value\(result.count + 1)" }
            try expect(":")
            let type = try type()
            result.append(Parameter(label: label == "_" ? nil : label, name: name, type: type))
            if sees(".") {
                throw SignatureError("a variable number of arguments cannot cross: take an array", offset: offset)
            }
            if take("=") { skipExpression() }
            if !take(",") { break }
        }
        try expect(")")
        return result
    }

    /// Skips a default or an initial value: to a comma, a closing bracket, a brace or the line's end.
    mutating func skipExpression() {
        var isFirst = true
        while let token = current {
            if token.kind == .symbol {
                if [",", ")", "}", "]", ";"].contains(token.text) { return }
                if !isFirst, token.startsLine, token.text != "." { return }
                if token.text == "{", !isFirst { return }
                if "([{".contains(token.text) {
                    skipBrackets()
                    isFirst = false
                    continue
                }
            } else if !isFirst, token.startsLine {
                return
            }
            index += 1
            isFirst = false
        }
    }
}
