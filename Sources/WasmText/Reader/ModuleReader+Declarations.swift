// The first walk over a module's fields: how many of each kind there are, and what they are called.

extension ModuleReader {
    mutating func declareModuleName() throws(TextError) {
        if let identifier = try cursor.identifier() { names.module = identifier.text }
        if let name = try nameAnnotation(of: "module") { names.module = name }
    }

    mutating func declareFields(until end: Token.Kind) throws(TextError) {
        while cursor.token.kind != end {
            let start = cursor.position
            fields.append(start)
            try cursor.expectOpen(
                end == .close ? "a field of the module, or \")\"" : "a module, or a field of a module")
            try declareField()
            cursor.position = start
            try cursor.skipList()
        }
    }

    private mutating func declareField() throws(TextError) {
        let keyword = cursor.token
        if cursor.take("func") {
            try declare(.function, keyword)
        } else if cursor.take("type") {
            try declareBinding(.type)
        } else if cursor.take("rec") {
            try declareGroup()
        } else if cursor.take("import") {
            try declareImport(keyword)
        } else if cursor.take("global") {
            try declare(.global, keyword)
        } else if cursor.take("table") {
            try declare(.table, keyword)
        } else if cursor.take("memory") {
            try declare(.memory, keyword)
        } else if cursor.take("tag") {
            try declare(.tag, keyword)
        } else if cursor.take("elem") {
            try declareBinding(.element)
        } else if cursor.take("data") {
            try declareBinding(.data)
        } else if !cursor.take("export"), !cursor.take("start") {
            throw unknownField(keyword)
        }
    }

    private func unknownField(_ keyword: Token) -> TextError {
        let fields = [
            "type", "rec", "import", "func", "table", "memory", "global", "tag", "export", "start", "elem", "data",
        ]
        let word = cursor.text(keyword)
        if keyword.kind == .keyword, let suggestion = Suggestion.closest(to: word, among: fields) {
            return cursor.error(
                "unexpected token \(cursor.shown(keyword)): no field of a module has this name; did you mean \(suggestion)?"
            )
        }
        return cursor.unexpected("a field of a module (\(fields.joined(separator: ", ")))")
    }

    /// A field that may be an import (§6.6): `(func $f (export "a") (import "m" "n") …)`.
    private mutating func declare(_ space: IndexSpace, _ keyword: Token) throws(TextError) {
        try declareBinding(space)
        while cursor.isAt(list: "export") { try cursor.skipList() }
        if cursor.isAt(list: "import") {
            try checkImportOrder(keyword)
            return
        }
        if firstDefinition == nil { firstDefinition = space.what }
        switch space {
        case .table: try declareInlineSegment(.element, "elem")
        case .memory: try declareInlineSegment(.data, "data")
        default: break
        }
    }

    /// `(table funcref (elem …))` and `(memory (data …))` define a segment, too, which has no name.
    private mutating func declareInlineSegment(_ space: IndexSpace, _ keyword: StaticString) throws(TextError) {
        while cursor.token.kind != .close {
            if cursor.isAt(list: keyword) {
                _ = spaces[space.rawValue].declare(nil)
                return
            }
            if cursor.token.kind == .open {
                try cursor.skipList()
            } else if cursor.token.kind == .end {
                throw cursor.unexpected("\")\"")
            } else {
                cursor.advance()
            }
        }
    }

    private mutating func declareImport(_ keyword: Token) throws(TextError) {
        try checkImportOrder(keyword)
        _ = try cursor.name("the name of a module, in quotation marks")
        _ = try cursor.name("the name of what is imported, in quotation marks")
        try cursor.expectOpen("what is imported: (func …), (table …), (memory …), (global …) or (tag …)")
        if cursor.take("func") {
            try declareBinding(.function)
        } else if cursor.take("table") {
            try declareBinding(.table)
        } else if cursor.take("memory") {
            try declareBinding(.memory)
        } else if cursor.take("global") {
            try declareBinding(.global)
        } else if cursor.take("tag") {
            try declareBinding(.tag)
        } else {
            throw cursor.unexpected("func, table, memory, global or tag")
        }
    }

    private func checkImportOrder(_ keyword: Token) throws(TextError) {
        guard let definition = firstDefinition else { return }
        throw cursor.error(
            "import after \(definition): imports must come before all functions, tables, memories, globals and tags that"
                + " the module defines", at: keyword)
    }

    /// The types of a `(rec …)`.
    private mutating func declareGroup() throws(TextError) {
        while cursor.token.kind != .close {
            let opening = cursor.token
            guard cursor.take(list: "type") else { throw cursor.unexpected("(type …), or \")\"") }
            try declareBinding(.type)
            try cursor.skipToClose(of: opening)
        }
    }

    /// The identifier and the name of something, both of which may be missing.
    private mutating func declareBinding(_ space: IndexSpace) throws(TextError) {
        let token = cursor.token
        let identifier = try cursor.identifier()
        guard let index = spaces[space.rawValue].declare(identifier) else { throw duplicate(space.what, token) }
        if let name = try nameAnnotation(of: space.what) ?? identifier?.text { names.add(name, index, space) }
    }

    func duplicate(_ what: String, _ token: Token) -> TextError {
        cursor.error("duplicate \(what): there already is one with the name \(cursor.shown(token))", at: token)
    }

    /// The text of a `(@name "…")` here (appendix 7.4.1).
    mutating func nameAnnotation(of what: String) throws(TextError) -> String? {
        let annotations = cursor.annotations(.name)
        guard let annotation = annotations.first else { return nil }
        guard annotations.count == 1 else {
            throw cursor.error("multiple \(what) names", at: annotations[1])
        }
        var contents = cursor.contents(of: annotation)
        let name = try contents.name("a name in quotation marks")
        try contents.expectClose()
        return name
    }
}
