import BridgeSignature

extension GlueWriter {
    /// Parameters and body of a function that calls the module. `first` comes before all else; `last` is what to do with a result among bytes,
    /// if that is not to return it.
    func callBody(
        _ signature: Signature, callee: String, handle: String? = nil, indent: String, first: String? = nil,
        last: String? = nil
    ) -> String {
        let names = signature.parameters.map { Self.safe($0.name) }
        var lines = first.map { [$0] } ?? []
        var arguments: [String] = handle.map { [$0] } ?? []
        writeArguments(signature, names, to: &lines, &arguments)
        let call = "\(callee)(\(arguments.joined(separator: ", ")))"
        if let error = signature.error {
            lines.append("from(\(call));")
            lines.append("if (readNumber('getUint8', 1)) throw \(thrown(error));")
            if signature.result != .void { lines.append(last ?? "return \(read(signature.result));") }
        } else if signature.result == .void {
            lines.append("\(call);")
        } else if signature.result.isDirect {
            lines.append("return \(signature.result.fromDirect(call));")
        } else {
            lines.append("from(\(call));")
            lines.append(last ?? "return \(read(signature.result));")
        }
        let body = lines.map { "\n\(indent)    " + $0 }.joined()
        return "(\(names.joined(separator: ", "))) {\(body)\n\(indent)}"
    }

    /// The lines that write arguments, and what to call with.
    private func writeArguments(
        _ signature: Signature, _ names: [String], to lines: inout [String], _ arguments: inout [String]
    ) {
        let writes = zip(names, signature.parameters).filter { !$1.type.isDirect }.map { write($1.type, $0) }
        if !writes.isEmpty {
            lines.append("const start = mark();")
            let canFail = signature.parameters.contains { !$0.type.isDirect && $0.type != .string }
            if canFail {
                // What was written half is given back when a getter throws.
                lines.append("try {")
                lines += writes.map { "    " + $0 }
                lines += ["} catch (error) {", "    finish(start);", "    throw error;", "}"]
            } else {
                lines += writes
            }
            arguments.append("finish(start)")
        }
        for (name, parameter) in zip(names, signature.parameters) where parameter.type.isDirect {
            arguments.append(parameter.type.toDirect(name))
        }
    }

    /// Parameters and body of a function that may wait: the result comes later, to a function that reads it.
    func waitingBody(_ signature: Signature, callee: String, handle: String? = nil, indent: String = "") -> String {
        let names = signature.parameters.map { Self.safe($0.name) }
        var lines: [String] = []
        var arguments: [String] = handle.map { [$0] } ?? []
        writeArguments(signature, names, to: &lines, &arguments)
        let check = signature.error.map { "if (readNumber('getUint8', 1)) throw \(thrown($0)); " } ?? ""
        lines.append(
            "return waiting(\(callee), ticket => [\((["ticket"] + arguments).joined(separator: ", "))], () => { \(check)return \(read(signature.result)); });"
        )
        return "(\(names.joined(separator: ", "))) {\(lines.map { "\n\(indent)    " + $0 }.joined())\n\(indent)}"
    }

    /// What JavaScript gets for an error of Swift: the value that it was, or an `Error` around ours.
    private func thrown(_ type: BridgeType) -> String {
        type == .named("JSException") ? "readObject()" : "swiftError(\(read(type)))"
    }

    // MARK: - Values among bytes

    /// A statement that writes a value.
    func write(_ type: BridgeType, _ value: String) -> String {
        switch type {
        case .void: ""
        case .scalar(let scalar):
            "writeNumber('set\(scalar.view.name)', \(scalar.view.size), \(value));"
        case .string: "writeText(\(value));"
        case .array(let element):
            if let typed = element.typedArray {
                "writeNumbers(\(typed), \(value));"
            } else {
                "writeArray(\(value), \(writer(element)));"
            }
        case .optional(let wrapped): "writeOptional(\(value), \(writer(wrapped)));"
        case .named("JSException"): "writeObject(\(value));"
        case .named(let name): "write\(name)(\(value));"
        case .object: "writeObject(\(value));"
        case .value: "writeValue(\(value));"
        case .function(let parameters, let result, let error):
            "writeFunction(\(value), value => \(calledFromSwift(parameters, result, error)));"
        }
    }

    /// A function that writes one value.
    private func writer(_ type: BridgeType) -> String {
        let statement = write(type, "value")
        if statement.hasSuffix("(value);") { return String(statement.dropLast("(value);".utf8.count)) }
        return "value => { \(statement) }"
    }

    /// An expression that reads a value.
    func read(_ type: BridgeType) -> String {
        switch type {
        case .void: "undefined"
        case .scalar(.bool): "!!readNumber('getUint8', 1)"
        case .scalar(let scalar): "readNumber('get\(scalar.view.name)', \(scalar.view.size))"
        case .string: "readText()"
        case .array(let element):
            if let typed = element.typedArray { "readNumbers(\(typed))" } else { "readArray(\(reader(element)))" }
        case .optional(let wrapped): "readOptional(\(reader(wrapped)))"
        case .named("JSException"): "readObject()"
        case .named(let name): "read\(name)()"
        case .object: "readObject()"
        case .value: "readValue()"
        case .function(let parameters, let result, let error):
            "readClosure(call => \(callingSwift(parameters, result, error)))"
        }
    }

    private func reader(_ type: BridgeType) -> String {
        let expression = read(type)
        if expression.hasSuffix("()"), !expression.contains("!") { return String(expression.dropLast(2)) }
        return "() => \(expression)"
    }

    /// A JavaScript function as Swift calls it: the address of arguments in, the address of the result out.
    private func calledFromSwift(_ parameters: [BridgeType], _ result: BridgeType, _ error: BridgeType?) -> String {
        let reads = parameters.indices.map { "const a\($0) = \(read(parameters[$0])); " }.joined()
        let start = parameters.isEmpty ? "" : "from(address); "
        let call = "value(\(parameters.indices.map { "a\($0)" }.joined(separator: ", ")))"
        return "address => { \(start)\(reads)\(answering(call, result, error)) }"
    }

    /// Statements that evaluate a call of JavaScript for Swift, and return the address of what comes of it.
    func answering(_ call: String, _ result: BridgeType, _ error: BridgeType?) -> String {
        guard let error else {
            return "const result = \(call), start = mark(); \(write(result, "result")) return finish(start);"
        }
        let success =
            result == .void
            ? "() => { \(call); }" : "() => { const result = \(call); return () => { \(write(result, "result")) }; }"
        return error == .named("JSException")
            ? "return attempt(\(success));" : "return attempt(\(success), swiftErrors(\(writer(error))));"
    }

    /// A closure of Swift as JavaScript calls it.
    private func callingSwift(_ parameters: [BridgeType], _ result: BridgeType, _ error: BridgeType?) -> String {
        let list = parameters.indices.map { "a\($0)" }.joined(separator: ", ")
        let writes = parameters.indices.map { write(parameters[$0], "a\($0)") + " " }.joined()
        let check = error.map { "if (readNumber('getUint8', 1)) throw \(thrown($0)); " } ?? ""
        return
            "(\(list)) => { const start = mark(); \(writes)from(call(finish(start))); \(check)return \(read(result)); }"
    }
}
