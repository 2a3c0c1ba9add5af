import WasmBinary

// Uses of function types (specification §6.4): `(type $t)`, or parameters and results, or both, which must then agree.

extension ModuleReader {
    /// What a type use says.
    struct TypeUse {
        /// The type that `(type …)` names.
        var index: UInt32?
        /// What the parameters and results say.
        var function = FunctionType()
        /// Whether there are parameters or results.
        var hasFunction = false
    }

    /// What binds a parameter or a local.
    struct Binding {
        /// Where its identifier stands, if it has one.
        var token: Token
        var identifier: Identifier?
        /// What the name section calls it.
        var name: String?
    }

    /// A type use whose parameters have no names, as in block types and `call_indirect`.
    mutating func typeUse() throws(TextError) -> TypeUse {
        try typeUse { (reader: inout ModuleReader, binding) throws(TextError) in
            guard binding.identifier == nil else {
                throw reader.cursor.error(
                    "unexpected token \(reader.cursor.shown(binding.token)): parameters have no names here",
                    at: binding.token)
            }
        }
    }

    /// A type use; `declare` gets each parameter.
    mutating func typeUse(
        _ declare: (inout ModuleReader, Binding) throws(TextError) -> Void
    ) throws(TextError) -> TypeUse {
        var use = TypeUse()
        let start = cursor.token(ahead: 2)
        if cursor.take(list: "type") {
            use.index = try index(.type)
            try cursor.expectClose()
        }
        let first = cursor.position
        use.function.parameters = try parameters(declare)
        use.function.results = try results()
        use.hasFunction = cursor.position != first
        if let index = use.index, use.hasFunction {
            guard index < contents.types.count, let function = contents.types[Int(index)].function else {
                throw cursor.error("unknown type: there is no function type \(index)", at: start)
            }
            guard function == use.function else {
                throw cursor.error(
                    "inline function type: the type \(index) is \(function), but the parameters and results here are"
                        + " \(use.function)", at: start)
            }
        }
        return use
    }

    /// The index of the type that a use means. A type that is nowhere defined is appended.
    mutating func resolve(_ use: TypeUse) -> UInt32 {
        if let index = use.index { return index }
        if let index = typeIndices[use.function] { return index }
        let index = UInt32(contents.types.count)
        contents.types.append(SubType(composite: .function(use.function)))
        contents.recursionGroups.append(Int(index)..<Int(index) + 1)
        typeIndices[use.function] = index
        return index
    }

    /// `(param $x i32)` and `(param i32 i64)`, any number of them.
    mutating func parameters(
        _ declare: (inout ModuleReader, Binding) throws(TextError) -> Void
    ) throws(TextError) -> [ValueType] {
        var types: [ValueType] = []
        while cursor.take(list: "param") {
            if let binding = try optionalBinding("parameter") {
                try declare(&self, binding)
                types.append(try valueType())
                try cursor.expectClose()
                continue
            }
            while cursor.token.kind != .close {
                try declare(&self, Binding(token: cursor.token))
                types.append(try valueType())
            }
            cursor.advance()
        }
        return types
    }

    /// The identifier or the name of a parameter or a local, if it has one.
    mutating func optionalBinding(_ what: String) throws(TextError) -> Binding? {
        let token = cursor.token
        let identifier = try cursor.identifier()
        let name = try nameAnnotation(of: what) ?? identifier?.text
        return name == nil ? nil : Binding(token: token, identifier: identifier, name: name)
    }

    /// `(result i32 i64)`, any number of them.
    mutating func results() throws(TextError) -> [ValueType] {
        var results: [ValueType] = []
        while cursor.take(list: "result") {
            while cursor.token.kind != .close { results.append(try valueType()) }
            cursor.advance()
        }
        return results
    }
}
