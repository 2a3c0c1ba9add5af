extension CodecNames {
    /// The codecs of a declaration's closures, to stand inside the owner.
    func functionCodecs() -> String {
        functions.enumerated().map { index, type in
            guard case .function(let parameters, let result, let error) = type else { return "" }
            return """
                enum F\(index): JSCodec {
                    typealias Value = \(type.swift)
                \(reading(parameters, result, error))
                \(writing(parameters, result, error))
                }

                """
        }.joined()
    }

    /// The same in an owner of their own, for declarations that are no type; nothing when there are no closures.
    func functionOwner() -> String {
        functions.isEmpty ? "" : "enum \(owner) {\n\(functionCodecs())}\n"
    }

    /// A JavaScript function as a closure.
    private func reading(_ parameters: [BridgeType], _ result: BridgeType, _ error: BridgeType?) -> String {
        let list = parameters.enumerated().map { "a\($0): \($1.swift)" }.joined(separator: ", ")
        var lines = ["JSWriter.begin()"] + parameters.enumerated().map { "\(codec($1)).write(a\($0))" }
        if error == nil, result == .void {
            lines.append("_ = function.call()")
        } else {
            lines.append("var reader = function.call()")
            if let error { lines.append("if UInt8.read(&reader) != 0 { throw \(codec(error)).read(&reader) }") }
            if result != .void { lines.append("return \(codec(result)).read(&reader)") }
        }
        let throwing = error.map { "throws(\($0.swift)) " } ?? ""
        return """
                static func read(_ reader: inout JSReader) -> Value {
                    let function = JSCallable(&reader)
                    return { (\(list)) \(throwing)-> \(result.swift) in
                        \(lines.joined(separator: "\n            "))
                    }
                }
            """
    }

    /// A closure as a JavaScript function.
    private func writing(_ parameters: [BridgeType], _ result: BridgeType, _ error: BridgeType?) -> String {
        let reads = parameters.enumerated().map { "let a\($0) = \(codec($1)).read(&reader)\n            " }.joined()
        let arguments = parameters.indices.map { "a\($0)" }.joined(separator: ", ")
        return """
                static func write(_ value: @escaping Value) {
                    JSClosureBox { \(parameters.isEmpty ? "_" : "arguments") in
                        \(parameters.isEmpty ? "" : "var reader = JSReader(arguments)\n            ")\(reads)\
            \(handOver("value(\(arguments))", result, error).joined(separator: "\n            "))
                        return JSWriter.end()
                    }.write()
                }
            """
    }

    /// Statements that evaluate a call and write what comes of it, behind a byte that is 1 for an error where there may be one.
    func handOver(_ call: String, _ result: BridgeType, _ error: BridgeType?) -> [String] {
        let isVoid = result == .void
        let write = isVoid ? [] : ["\(codec(result)).write(result)"]
        guard let error else {
            return [isVoid ? call : "let result: \(result.swift) = \(call)", "JSWriter.begin()"] + write
        }
        return ["do throws(\(error.swift)) {", "    \(isVoid ? "" : "let result = ")try \(call)"]
            + (["JSWriter.begin()", "UInt8.write(0)"] + write).map { "    " + $0 } + [
                "} catch {", "    JSWriter.begin()", "    UInt8.write(1)", "    \(codec(error)).write(error)", "}",
            ]
    }
}
