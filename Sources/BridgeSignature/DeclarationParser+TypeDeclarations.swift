extension DeclarationParser {
    /// The name, and the first type that it inherits from or conforms to.
    private mutating func header() throws(SignatureError) -> (name: String, inherited: Token?) {
        let name = try word()
        if sees("<") {
            throw SignatureError("a generic type cannot cross between Swift and JavaScript", offset: offset)
        }
        var inherited: Token?
        if take(":") {
            inherited = current
            while current != nil, !sees("{") { index += 1 }
        }
        try expect("{")
        return (name, inherited)
    }

    mutating func structure(documentation: [String]) throws(SignatureError) -> Declaration {
        let (name, _) = try header()
        var fields: [Field] = []
        while current != nil, !sees("}") {
            if take(";") { continue }
            let place = offset
            let attributes = attributes()
            if sees("init") {
                throw SignatureError(
                    "'\(name)' is made from its fields when it comes from JavaScript: write this initializer in an extension",
                    offset: place)
            }
            if sees("var") || sees("let"), !attributes.modifiers.contains("static") {
                let isConstant = sees("let")
                index += 1
                for (property, isComputed, hasValue, _) in try properties(attributes.documentation) where !isComputed {
                    if isConstant, hasValue {
                        throw SignatureError(
                            "a constant with a value cannot come from JavaScript: write 'var' or 'static let'",
                            offset: place)
                    }
                    if attributes.modifiers.contains("private") || attributes.modifiers.contains("fileprivate") {
                        throw SignatureError("a private field cannot come from JavaScript", offset: place)
                    }
                    fields.append(property)
                }
            } else {
                skipMember()
            }
        }
        return Declaration(name: name, kind: .structure(fields: fields), documentation: documentation)
    }

    mutating func enumeration(documentation: [String]) throws(SignatureError) -> Declaration {
        let (name, inherited) = try header()
        var raw: BridgeType?
        if let inherited {
            if inherited.text == "String" { raw = .string }
            if let scalar = BridgeType.Scalar(rawValue: inherited.text) { raw = .scalar(scalar) }
        }
        var cases: [Case] = []
        while current != nil, !sees("}") {
            if take(";") { continue }
            _ = attributes()
            guard take("case") else {
                skipMember()
                continue
            }
            repeat {
                var item = Case(name: try word())
                if sees("(") { item.values = try associatedValues() }
                if take("=") {
                    let minus = take("-") ? "-" : ""
                    item.raw = current.map { minus + $0.text }
                    index += 1
                }
                cases.append(item)
            } while take(",")
        }
        guard !cases.isEmpty else { throw SignatureError("an enum without cases cannot cross", offset: offset) }
        return Declaration(name: name, kind: .enumeration(raw: raw, cases: cases), documentation: documentation)
    }

    private mutating func associatedValues() throws(SignatureError) -> [(label: String?, type: BridgeType)] {
        var values: [(label: String?, type: BridgeType)] = []
        try expect("(")
        while !sees(")") {
            var label: String?
            if let token = current, token.kind == .word, index + 1 < tokens.count, tokens[index + 1].text == ":" {
                if token.text == "type" {
                    throw SignatureError(
                        "'type' is where JavaScript finds the case's name: give this value another label",
                        offset: token.offset)
                }
                label = token.text == "_" ? nil : token.text
                index += 2
            }
            values.append((label, try type()))
            if !take(",") { break }
        }
        try expect(")")
        return values
    }

    mutating func classType(documentation: [String]) throws(SignatureError) -> Declaration {
        let (name, _) = try header()
        var members: [Member] = []
        while current != nil, !sees("}") {
            if take(";") { continue }
            let attributes = attributes()
            let isAsync = attributes.names.contains("JSAsync")
            guard attributes.names.contains("JS") || isAsync else {
                skipMember()
                continue
            }
            let place = offset
            let isStatic = attributes.modifiers.contains("static")
            let keyword = try word()
            if isAsync, keyword != "func" {
                throw SignatureError("'@JSAsync' marks functions and methods: '\(keyword)' cannot wait", offset: place)
            }
            switch keyword {
            case "init":
                if sees("?") || sees("!") {
                    throw SignatureError(
                        "an initializer that may fail cannot be called from JavaScript: let it throw", offset: offset)
                }
                members.append(
                    Member(name: "init", kind: .initializer(try signature()), documentation: attributes.documentation))
            case "func":
                let method = try word()
                members.append(
                    Member(
                        name: method,
                        kind: .method(try signature(), isStatic: isStatic, isAsync: isAsync),
                        documentation: attributes.documentation))
            case "var", "let":
                let isPrivate = attributes.modifiers.contains("private")  // private(set)
                for (property, isComputed, _, error) in try properties(attributes.documentation) {
                    let isSettable = keyword == "var" && !isPrivate && (!isComputed || lastPropertyHasSetter)
                    members.append(
                        Member(
                            name: property.name,
                            kind: .property(property.type, isStatic: isStatic, isSettable: isSettable, error: error),
                            documentation: property.documentation))
                }
            default:
                throw SignatureError("'@JS' cannot mark '\(keyword)' in a class", offset: place)
            }
            if sees("{") { skipBrackets() }
        }
        return Declaration(name: name, kind: .classType(members: members), documentation: documentation)
    }

    /// The properties of one `var` or `let`, after the keyword: each with its type, which may follow the last one's name or from a literal.
    private mutating func properties(
        _ documentation: [String]
    ) throws(SignatureError) -> [(field: Field, isComputed: Bool, hasValue: Bool, error: BridgeType?)] {
        var result: [(field: Field, isComputed: Bool, hasValue: Bool, error: BridgeType?)] = []
        var untyped: [(name: String, offset: Int)] = []
        repeat {
            let place = offset
            let name = try word()
            var found: BridgeType?
            if take(":") { found = try type() }
            var hasValue = false
            if take("=") {
                hasValue = true
                if found == nil { found = literalType() }
                skipExpression()
            }
            var isComputed = false
            var error: BridgeType?
            if sees("{") {
                let start = index
                if index + 2 < tokens.count, tokens[index + 1].text == "get", tokens[index + 2].text == "throws" {
                    index += 2
                    error = try thrownType()
                    index = start
                }
                isComputed = !["willSet", "didSet"].contains(index + 1 < tokens.count ? tokens[index + 1].text : "")
                skipBrackets()
            }
            guard let found else {
                untyped.append((name, place))
                continue
            }
            for earlier in untyped {
                result.append((Field(name: earlier.name, type: found, documentation: documentation), false, false, nil))
            }
            untyped = []
            result.append((Field(name: name, type: found, documentation: documentation), isComputed, hasValue, error))
        } while take(",")
        if let first = untyped.first {
            throw SignatureError("write the type of '\(first.name)', so that the bridge knows it", offset: first.offset)
        }
        return result
    }

    /// Whether the accessors that were just skipped hold a `set`.
    private var lastPropertyHasSetter: Bool {
        var depth = 0
        var position = index - 1
        while position >= 0 {
            if tokens[position].text == "}" { depth += 1 }
            if tokens[position].text == "{" {
                depth -= 1
                if depth == 0 { return false }
            }
            if depth == 1, tokens[position].text == "set", ["{", "("].contains(tokens[position + 1].text) {
                return true
            }
            position -= 1
        }
        return false
    }

    private func literalType() -> BridgeType? {
        guard let token = sees("-") && index + 1 < tokens.count ? tokens[index + 1] : current else { return nil }
        switch token.kind {
        case .string: return .string
        case .number: return .scalar(token.text.contains(".") ? .double : .int)
        case .word where token.text == "true" || token.text == "false": return .scalar(.bool)
        default: return nil
        }
    }

    /// Skips a member that does not cross.
    private mutating func skipMember() {
        index += 1
        while let token = current, !sees("}") {
            if token.kind == .symbol, "([{".contains(token.text) {
                let isBody = token.text == "{"
                skipBrackets()
                if isBody { return }
                continue
            }
            if token.text == ";" { return }
            if token.startsLine, token.text != ".", token.text != "->" { return }
            index += 1
        }
    }
}
