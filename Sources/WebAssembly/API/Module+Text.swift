import WasmText

extension Module {
    /// Translates a module from the text format, and decodes and validates it: for small modules that are written by hand.
    ///
    /// - Throws: `TextError` when the text is malformed, with line, column and a caret under the place; `ModuleError` when the
    ///   module is not valid, or uses a feature that is missing here.
    public convenience init(text: String, engine: Engine = Engine()) throws {
        try self.init(WasmText.encode(text), engine: engine)
    }
}
