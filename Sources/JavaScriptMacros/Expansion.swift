/// One use of a macro: the declaration it is attached to, and what to write beside it.
struct Expansion {
    let source: String
    /// The attribute's own source, `@JS` or `@JSImport("Math.max")`.
    let attribute: String
    /// What the compiler asks for: `peer` or `body`.
    let role: String
    /// Whether the declaration lies inside another.
    let isNested: Bool

    /// The functions behind an `@JS` declaration.
    func exporting() throws(SignatureError) -> String {
        // Members speak through their type, which sees them all.
        if isNested {
            guard
                Lexer.tokens(of: source).contains(where: {
                    ["struct", "enum", "class"].contains($0.text) && $0.kind == .word
                })
            else { return "" }
            throw SignatureError(
                "a type that crosses to JavaScript must stand on its own, outside of other types", offset: start)
        }
        let declaration = try DeclarationParser.parse(source)
        let names = CodecNames(declaration)
        switch declaration.kind {
        case .function(let signature):
            // `@JSImport` does its own waiting.
            if declaration.isImported { return "" }
            let name = declaration.name
            var thunk = Thunk(
                exportName: ExportName.mark + ExportName.encode(declaration.source), symbol: "__js_" + name,
                name: "__js_" + name, names: names)
            thunk.hasTicket = declaration.isAsync
            return thunk.source(calling: Thunk.quoted(name), signature) + names.functionOwner()
        case .structure(let fields): return structure(declaration, fields, names)
        case .enumeration(let raw, let cases): return enumeration(declaration, raw, cases, names)
        case .classType(let members): return classType(declaration, members, names)
        }
    }

    var start: Int { Lexer.tokens(of: source).first?.offset ?? 0 }

    /// An empty function whose export's name describes a type. The tool takes the export away.
    private func description(of declaration: Declaration) -> String {
        """
        @_expose(wasm, "\(ExportName.mark)\(ExportName.encode(declaration.source))")
        @_cdecl("__js_\(declaration.name)")
        public func __js_\(declaration.name)() {}

        """
    }

    private func codecHeader(_ declaration: Declaration, _ names: CodecNames) -> String {
        "enum __jsc_\(declaration.name): JSCodec {\n" + names.functionCodecs()
    }

    private func structure(_ declaration: Declaration, _ fields: [Field], _ names: CodecNames) -> String {
        let name = declaration.name
        let arguments = fields.map { Thunk.label($0.name) + "\(names.codec($0.type)).read(&reader)" }
        return description(of: declaration) + codecHeader(declaration, names) + """
                static func read(_ reader: inout JSReader) -> \(name) {
                    \(name)(\(arguments.joined(separator: ", ")))
                }
                static func write(_ value: \(name)) {
                    \(fields.map { "\(names.codec($0.type)).write(value.\(Thunk.quoted($0.name)))" }.joined(separator: "\n        "))
                }
            }

            """
    }

    private func enumeration(
        _ declaration: Declaration, _ raw: BridgeType?, _ cases: [Case], _ codecs: CodecNames
    ) -> String {
        let name = declaration.name
        var reading = "", writing = ""
        for (index, item) in cases.enumerated() {
            let isLast = index == cases.count - 1
            let arguments = item.values.map { Thunk.label($0.label) + "\(codecs.codec($0.type)).read(&reader)" }
            reading +=
                "\n        \(isLast ? "default" : "case \(index)"): return .\(Thunk.quoted(item.name))"
                + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))")
            let names = item.values.indices.map { "v\($0)" }
            writing +=
                "\n        case .\(Thunk.quoted(item.name))"
                + (names.isEmpty ? "" : "(\(names.map { "let " + $0 }.joined(separator: ", ")))")
                + ":\n            UInt8.write(\(index))"
            for (name, value) in zip(names, item.values) {
                writing += "\n            \(codecs.codec(value.type)).write(\(name))"
            }
        }
        return description(of: declaration) + codecHeader(declaration, codecs) + """
                static func read(_ reader: inout JSReader) -> \(name) {
                    switch UInt8.read(&reader) {\(reading)
                    }
                }
                static func write(_ value: \(name)) {
                    switch value {\(writing)
                    }
                }
            }

            """
    }

    private func classType(_ declaration: Declaration, _ members: [Member], _ names: CodecNames) -> String {
        let name = declaration.name
        var text =
            description(of: declaration) + codecHeader(declaration, names) + """
                    static func read(_ reader: inout JSReader) -> \(name) {
                        JSClassHandle.object(Int.read(&reader))
                    }
                    static func write(_ value: \(name)) {
                        Int.write(JSClassHandle.retain(value))
                    }
                }
                @_expose(wasm, "\(name).free")
                @_cdecl("__js_\(name).free")
                public func __js_\(name)(free handle: Int) {
                    JSClassHandle.release(handle, as: \(name).self)
                }

                """
        for member in members {
            func thunk(_ part: String, _ label: String) -> Thunk {
                Thunk(
                    exportName: "\(name).\(part)", symbol: "__js_\(name).\(part)", name: "__js_" + name, names: names,
                    label: label)
            }
            let receiver = "(JSClassHandle.object(handle) as \(name))."
            switch member.kind {
            case .initializer(let signature):
                var thunk = thunk("init", "initializer")
                var made = signature
                made.result = .named(name)
                text += thunk.source(calling: name, made)
            case .method(let signature, let isStatic, let isAsync):
                var thunk = thunk(member.name, "method_" + member.name)
                thunk.hasHandle = !isStatic
                thunk.hasTicket = isAsync
                text += thunk.source(calling: (isStatic ? name + "." : receiver) + Thunk.quoted(member.name), signature)
            case .property(let type, let isStatic, let isSettable, let error):
                let place = (isStatic ? name + "." : receiver) + Thunk.quoted(member.name)
                var getter = thunk("get " + member.name, "get_" + member.name)
                getter.hasHandle = !isStatic
                text += getter.source(evaluating: place, type, error)
                guard isSettable else { continue }
                var setter = thunk("set " + member.name, "set_" + member.name)
                setter.hasHandle = !isStatic
                text += setter.source(assigning: place, type)
            }
        }
        return text
    }
}
