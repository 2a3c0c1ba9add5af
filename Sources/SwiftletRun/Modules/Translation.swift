import WasmBinary
import WasmText

/// Modules from one format to the other.
public enum Translation {
    /// Writes a module that is text in the binary format.
    ///
    /// - Parameters:
    ///   - output: Where to; nil stands for the file's name with `.wasm`, and for the standard output where there is no file.
    ///   - validates: Whether a module that is not valid is refused.
    public static func toBinary(_ file: ModuleFile, output: String?, validates: Bool) throws(RunError) {
        guard file.isText else {
            throw RunError("\(file.name) is in the binary format already; swiftlet wasm2wat prints it as text.")
        }
        let bytes = try file.binary()
        if validates { try ModuleCheck.check(bytes, name: file.name, features: .all) }
        try ModuleFile.write(bytes, to: output ?? (file.path == "-" ? "-" : file.binaryPath))
    }

    /// Prints a module as text.
    ///
    /// - Parameter output: Where to; nil stands for the standard output.
    public static func toText(_ file: ModuleFile, output: String?, showsOffsets: Bool) throws(RunError) {
        let bytes = try file.binary()
        let text: String
        do throws(ModuleError) {
            text = try ModulePrinter(BinaryModule(decoding: bytes, features: .all), showsOffsets: showsOffsets).text()
        } catch {
            throw RunError("\(file.name): \(error)")
        }
        try ModuleFile.write(text.utf8, to: output ?? "-")
    }
}

/// Whether modules are valid.
public enum ModuleCheck {
    /// - Throws: ``RunError`` which says what is wrong with a module, and where.
    public static func check(_ file: ModuleFile, features: Features) throws(RunError) {
        try check(file.binary(), name: file.name, features: features)
    }

    static func check(_ bytes: [UInt8], name: String, features: Features) throws(RunError) {
        do throws(ModuleError) {
            try BinaryModule(decoding: bytes, features: features).validate()
        } catch {
            throw RunError("\(name): \(error)")
        }
    }
}
