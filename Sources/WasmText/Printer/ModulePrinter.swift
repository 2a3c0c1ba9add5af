import WasmBinary

/// Prints a decoded module as text (specification §6) that reads back to the same module.
///
/// Instructions are flat, one a line, indented by their blocks. Names come from the name section; where one is no valid or no
/// unique identifier, a `@name` annotation keeps it. Custom sections become `@custom` annotations, branch hints stand before
/// their instructions. Encodings that the text format cannot tell apart, such as padded integers, come back in their short form.
public struct ModulePrinter {
    let module: BinaryModule
    let names: ModuleIdentifiers
    /// Whether each line of a function body starts with the instruction's offset in the module's bytes, as a comment.
    let showsOffsets: Bool
    var writer = TextWriter()
    /// By function and offset in its body: the branch hints that are printed where they belong.
    let hints: [UInt32: [Int: UInt8]]

    public init(_ module: BinaryModule, showsOffsets: Bool = false) {
        self.module = module
        self.showsOffsets = showsOffsets
        names = ModuleIdentifiers(module)
        hints = BranchHintSection(module).hints
    }

    /// The text, ending with a line break. The module need not be valid.
    ///
    /// - Throws: `ModuleError` of kind `malformed` when the bytes of a body are no instructions.
    public func text() throws(ModuleError) -> String {
        var printer = self
        try module.bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            try printer.printModule(UnsafeRawBufferPointer(buffer))
        }
        return String(decoding: printer.writer.bytes, as: UTF8.self)
    }

    private mutating func printModule(_ bytes: UnsafeRawBufferPointer) throws(ModuleError) {
        writer.write("(module" + names.moduleBinding)
        writer.indent()
        printTypes()
        printImports()
        try printTables(bytes)
        printMemories()
        printTags()
        try printGlobals(bytes)
        printExports()
        if let start = module.start { line("(start \(names.functions.reference(start)))") }
        try printElements(bytes)
        try printFunctions(bytes)
        try printDataSegments(bytes)
        printCustomSections(bytes)
        writer.outdent()
        writer.write(")\n")
    }

    mutating func line(_ text: String) {
        writer.newLine()
        writer.write(text)
    }

    /// The index of a definition as a comment, where no identifier says it.
    func comment(_ index: UInt32, _ table: IdentifierTable) -> String {
        table.has(index) ? table.binding(index) : " (;\(index);)"
    }
}
