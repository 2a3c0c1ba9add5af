import WasmBinary

/// Reads one module (specification §6.6) and writes it in the binary format.
///
/// Identifiers may be used before they are bound, so the fields are walked over twice: ``declareFields(until:)`` counts and
/// names what is there, ``readTypes()`` reads the types, and then each field is read in turn and becomes bytes. Nothing
/// recurses where the text nests.
struct ModuleReader {
    var cursor: Cursor
    var spaces = IndexSpace.allCases.map { NameSpace($0.what) }
    /// By type index: the names of the fields.
    var fieldNames: [UInt32: NameSpace] = [:]
    var names = ModuleNames()
    var contents = ModuleContents()
    var body = BodyState()

    /// Where fields start, by the numbers of their tokens, in order.
    var fields: [Int] = []
    /// The first field that defines something of a kind that is also imported, for the rule that imports come first.
    var firstDefinition: String?

    /// Types for which no definition was written are appended; each form is there once.
    var typeIndices: [FunctionType: UInt32] = [:]

    init(_ cursor: Cursor) { self.cursor = cursor }

    /// Reads the fields of a module up to the token that ends them.
    ///
    /// - Parameter end: The kind of that token: a parenthesis, or the end of a text that leaves out `(module …)`.
    mutating func read(until end: Token.Kind) throws(TextError) -> [UInt8] {
        let start = cursor.position
        try declareModuleName()
        try declareFields(until: end)
        let last = cursor.position
        try readTypes()
        for field in fields {
            cursor.position = field
            try readCustomAnnotations()
            try readField()
        }
        cursor.position = last
        try readCustomAnnotations()
        try cursor.checkAnnotations(in: start...last)
        return contents.encoded(names: names)
    }

    /// Reads the field whose parenthesis comes next. That its keyword is one of these is known.
    private mutating func readField() throws(TextError) {
        let start = cursor.position
        cursor.advance()
        if cursor.take("func") {
            try readFunction()
        } else if cursor.take("import") {
            try readImport()
        } else if cursor.take("export") {
            try readExport()
        } else if cursor.take("global") {
            try readGlobal()
        } else if cursor.take("table") {
            try readTable()
        } else if cursor.take("memory") {
            try readMemory()
        } else if cursor.take("elem") {
            try readElementSegment()
        } else if cursor.take("data") {
            try readDataSegment()
        } else if cursor.take("tag") {
            try readTag()
        } else if cursor.take("start") {
            try readStart()
        } else {
            // `type` and `rec` were read before everything else.
            cursor.position = start
            try cursor.skipList()
        }
    }

    /// An index: a number, or the identifier of something in a space.
    mutating func index(_ space: IndexSpace) throws(TextError) -> UInt32 {
        let token = cursor.token
        guard let identifier = try cursor.identifier() else {
            return UInt32(try cursor.unsigned("the index or the name of a \(space.what)"))
        }
        guard let index = spaces[space.rawValue][identifier] else {
            throw unknown(identifier, in: spaces[space.rawValue], at: token)
        }
        return index
    }

    /// An index if one comes next, and 0 otherwise.
    mutating func optionalIndex(_ space: IndexSpace) throws(TextError) -> UInt32 {
        cursor.isAtIndex ? try index(space) : 0
    }

    func unknown(_ identifier: Identifier, in space: NameSpace, at token: Token) -> TextError {
        let hint = space.suggestion(for: identifier).map { "; did you mean \($0)?" } ?? ""
        return cursor.error("unknown \(space.what) \(identifier)\(hint)", at: token)
    }
}
