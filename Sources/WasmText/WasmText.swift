/// The text format of WebAssembly (specification §6).
public enum WasmText {
    /// Translates a module from the text format to the binary format.
    ///
    /// The text has one `(module …)`, or the fields of one without the parentheses around them. Identifiers and `@name`
    /// annotations go into a name section, `@custom` annotations become sections where they ask for it, and branch hints the
    /// section `metadata.code.branch_hint`. The module that comes out is well-formed; whether it is valid is said by
    /// `BinaryModule.validate`.
    ///
    /// - Throws: ``TextError`` with the first place that does not follow the text format.
    public static func encode(_ source: [UInt8]) throws(TextError) -> [UInt8] {
        let source = SourceText(source)
        var cursor = Cursor(source, try Lexer.tokens(of: source))
        return try TextModule(wholeText: &cursor).encode()
    }

    /// The same for a string.
    public static func encode(_ source: String) throws(TextError) -> [UInt8] {
        try encode(Array(source.utf8))
    }
}
