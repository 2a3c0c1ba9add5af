/// A function that JavaScript calls: it reads the arguments, calls Swift and hands over the result.
///
/// A scalar is a parameter and a result of its own. All other arguments come in one row of bytes, whose address is the first parameter;
/// any other result is a row of bytes too, and its address is what returns. The result of a throwing function always is one: after a byte
/// that is 1 comes the error. See `JSReader` and `JSWriter`.
struct Thunk {
    var exportName: String
    var symbol: String
    var name: String
    let names: CodecNames
    /// A label that tells functions of one name apart.
    var label: String?
    /// Whether the first parameter is the object that a method is called on.
    var hasHandle = false
    /// Whether the function may wait: its first parameter says whom the result is for, when there is one.
    var hasTicket = false

    private var parameters: [String] = []
    private var statements: [String] = []

    init(exportName: String, symbol: String, name: String, names: CodecNames, label: String? = nil) {
        self.exportName = exportName
        self.names = names
        self.symbol = symbol
        self.name = name
        self.label = label
    }

    /// A name in backticks, so that it may be any word.
    static func quoted(_ name: String) -> String { name == "init" || name == "self" ? name : "`\(name)`" }

    /// A label before an argument: nearly any word is one as it is.
    static func label(_ label: String?) -> String {
        guard let label else { return "" }
        return (["inout", "var", "let"].contains(label) ? "`\(label)`" : label) + ": "
    }

    mutating func source(calling callee: String, _ signature: Signature) -> String {
        read(signature.parameters.map(\.type))
        let arguments = signature.parameters.enumerated().map { index, parameter in
            Thunk.label(parameter.label) + "a\(index)"
        }
        let call = "\(callee)(\(arguments.joined(separator: ", ")))"
        return finish(call, signature.result, signature.error)
    }

    /// Hands over the bytes of the result: at once by their address, or to the one who waits for them.
    private mutating func finishBytes() -> String {
        statements.append(hasTicket ? "settle(ticket, JSWriter.end())" : "return JSWriter.end()")
        return function(returning: hasTicket ? nil : "UnsafeRawPointer")
    }

    mutating func source(evaluating expression: String, _ type: BridgeType, _ error: BridgeType?) -> String {
        read([])
        return finish(expression, type, error)
    }

    mutating func source(assigning place: String, _ type: BridgeType) -> String {
        read([type])
        statements.append("\(place) = a0")
        return function(returning: nil)
    }

    /// The parameters, and the statements that make `a0`, `a1`, … of them.
    private mutating func read(_ types: [BridgeType]) {
        if hasTicket { parameters.append("_ ticket: Int") }
        if hasHandle { parameters.append("_ handle: Int") }
        if types.contains(where: { $0.direct == nil }) {
            parameters.append("_ bytes: UnsafeRawPointer")
            statements.append("var reader = JSReader(bytes)")
        }
        for (index, type) in types.enumerated() {
            if let direct = type.direct {
                parameters.append("_ p\(index): \(direct)")
                statements.append(
                    "let a\(index) = "
                        + (direct == type.swift ? "p\(index)" : "\(type.swift)(truncatingIfNeeded: p\(index))"))
            } else {
                statements.append("let a\(index) = \(names.codec(type)).read(&reader)")
            }
        }
    }

    private mutating func finish(_ expression: String, _ result: BridgeType, _ error: BridgeType?) -> String {
        if error != nil {
            statements += names.handOver(expression, result, error)
            return finishBytes()
        }
        if result == .void, !hasTicket {
            statements.append(expression)
            return function(returning: nil)
        }
        if result.direct != nil, !hasTicket {
            statements.append("return \(expression)")
            return function(returning: result.swift)
        }
        statements += names.handOver(expression, result, nil)
        return finishBytes()
    }

    private func function(returning result: String?) -> String {
        var list = parameters
        if let label {
            // Functions of one type have one name; their labels differ.
            if list.isEmpty { list.append("_ unused: Int") }
            list[0] = label + list[0].dropFirst()
        }
        let body = statements.joined(separator: "\n").split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        return """
            @_expose(wasm, "\(exportName)")
            @_cdecl("\(symbol)")
            public func \(name)(\(list.joined(separator: ", ")))\(result.map { " -> " + $0 } ?? "") {
            \(body)
            }

            """
    }
}
