extension Expansion {
    /// The import behind an `@JSImport` declaration, or the body that calls it.
    func importing() throws(SignatureError) -> String {
        guard !isNested else {
            throw SignatureError("an imported function must stand on its own, outside of types", offset: start)
        }
        let declaration = try DeclarationParser.parse(source)
        guard case .function(let signature) = declaration.kind else {
            throw SignatureError("'@JSImport' marks functions without a body", offset: start)
        }
        if let error = signature.error, error != .named("JSException") {
            throw SignatureError("what JavaScript throws is a JSException: write 'throws(JSException)'", offset: start)
        }
        if declaration.isAsync, signature.error == nil {
            throw SignatureError("a promise may be rejected: write 'throws(JSException)'", offset: start)
        }
        let names = CodecNames(declaration)
        return role == "body"
            ? body(declaration, signature, names) : peer(declaration, signature) + "\n" + names.functionOwner()
    }

    /// Where JavaScript has the function, from its global object: the attribute's argument, or the Swift name.
    private func path(_ declaration: Declaration) -> String {
        guard let literal = Lexer.tokens(of: attribute).first(where: { $0.kind == .string }) else {
            return declaration.name
        }
        return String(literal.text.dropFirst().dropLast())
    }

    private func peer(_ declaration: Declaration, _ signature: Signature) -> String {
        var list: [String] = []
        let types = signature.parameters.map(\.type)
        if types.contains(where: { $0.direct == nil }) { list.append("_ bytes: UnsafeRawPointer") }
        for (index, type) in types.enumerated() {
            if let direct = type.direct { list.append("_ a\(index): \(direct)") }
        }
        let result =
            if declaration.isAsync { "Int" } else if signature.error != nil {
                "UnsafeRawPointer"
            } else if signature
                .result == .void
            { "Void" } else { signature.result.direct ?? "UnsafeRawPointer" }
        return """
            @_extern(wasm, module: "js", name: "\(ExportName.encode(path(declaration) + " " + declaration.source))")
            @_extern(c, "__jsi_\(declaration.name)")
            func __js_\(declaration.name)(\(list.joined(separator: ", "))) -> \(result)
            """
    }

    private func body(_ declaration: Declaration, _ signature: Signature, _ names: CodecNames) -> String {
        let parameters = signature.parameters
        var lines: [String] = []
        var arguments: [String] = []
        if parameters.contains(where: { $0.type.direct == nil }) {
            lines.append("JSWriter.begin()")
            for parameter in parameters where parameter.type.direct == nil {
                lines.append("\(names.codec(parameter.type)).write(\(Thunk.quoted(parameter.name)))")
            }
            arguments.append("JSWriter.end()")
        }
        for parameter in parameters {
            guard let direct = parameter.type.direct else { continue }
            let name = Thunk.quoted(parameter.name)
            arguments.append(direct == parameter.type.swift ? name : "\(direct)(\(name))")
        }
        let call = "__js_\(declaration.name)(\(arguments.joined(separator: ", ")))"
        let reading = "return \(names.codec(signature.result)).read(&reader)"
        if declaration.isAsync {
            // The promise's value is a function that writes the result.
            lines.append("\(signature.result == .void ? "_" : "var reader") = try JSPromised.result(of: \(call))")
            if signature.result != .void { lines.append(reading) }
        } else if signature.error != nil {
            lines.append("var reader = JSReader(\(call))")
            lines.append("if UInt8.read(&reader) != 0 { throw JSException.read(&reader) }")
            if signature.result != .void { lines.append(reading) }
        } else if signature.result == .void {
            lines.append(call)
        } else if let direct = signature.result.direct {
            lines.append(
                "return "
                    + (direct == signature.result.swift
                        ? call : "\(signature.result.swift)(truncatingIfNeeded: \(call))"))
        } else {
            lines.append("var reader = JSReader(\(call))")
            lines.append(reading)
        }
        return "{\n    " + lines.joined(separator: "\n    ") + "\n}"
    }
}
