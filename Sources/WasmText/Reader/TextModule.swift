import WasmBinary

/// A module as it stands in a text, not read yet (specification §6.6), or in the forms that only scripts have.
struct TextModule {
    enum Form {
        /// Fields, up to a token of a kind.
        case fields(until: Token.Kind)
        /// `(module binary "…")`: the bytes of the binary format.
        case binary([UInt8])
        /// `(module quote "…")`: a text of its own.
        case quote([UInt8])
    }

    let form: Form
    /// At the first field, or the name of the module.
    private let cursor: Cursor

    private init(fieldsUntilEnd cursor: Cursor) {
        form = .fields(until: .end)
        self.cursor = cursor
    }

    /// A text that is one module, or the fields of one.
    init(wholeText cursor: inout Cursor) throws(TextError) {
        let opening = cursor.token
        guard cursor.take(list: "module") else {
            self.init(fieldsUntilEnd: cursor)
            return
        }
        try self.init(behindKeyword: &cursor, opening: opening)
        guard cursor.token.kind == .end else {
            throw cursor.unexpected("the end of the text: it has one module")
        }
    }

    /// What comes behind `(module` or `(module definition`. The cursor is left behind the parenthesis that closes it, whose
    /// counterpart is `opening`.
    init(behindKeyword cursor: inout Cursor, opening: Token) throws(TextError) {
        let start = cursor
        // A name may stand before the form.
        if cursor.token.kind == .identifier || cursor.token.kind == .quotedIdentifier { cursor.advance() }
        if cursor.take("binary") {
            form = .binary(cursor.strings())
            try cursor.expectClose("a string, or \")\"")
        } else if cursor.take("quote") {
            form = .quote(cursor.strings())
            try cursor.expectClose("a string, or \")\"")
        } else {
            form = .fields(until: .close)
            try cursor.skipToClose(of: opening)
        }
        self.cursor = start
    }

    /// The module in the binary format.
    ///
    /// - Throws: ``TextError``; of a quoted text with the place in that text.
    func encode() throws(TextError) -> [UInt8] {
        switch form {
        case .fields(let end):
            var reader = ModuleReader(cursor)
            return try reader.read(until: end)
        case .binary(let bytes):
            return bytes
        case .quote(let text):
            return try WasmText.encode(text)
        }
    }
}
