import WasmText
import WebAssembly

/// What this engine says of a text: whether it is a module and, if so, whether that is valid.
struct TextExamination {
    private(set) var json: JSON

    /// - Parameter output: the file that gets the module in the binary format.
    init(of source: [UInt8], features: Features, output: String) {
        let bytes: [UInt8]
        do throws(TextError) {
            bytes = try WasmText.encode(source)
        } catch {
            json = .object([("text", .text("refused")), ("message", .text(error.description))])
            return
        }
        write(bytes, to: output)
        do throws(ModuleError) {
            try BinaryModule(decoding: bytes, features: features).validate()
            json = .object([("text", .text("read")), ("verdict", .text("valid"))])
        } catch {
            json = .object([
                ("text", .text("read")), ("verdict", .text("refused")), ("message", .text(error.description)),
            ])
        }
    }
}
