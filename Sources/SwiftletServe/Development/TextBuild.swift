import SwiftletBuild
import SwiftletRun
import WasmBinary
import WasmText

/// Makes a module of a text, so that the page gets the binary format.
struct TextBuild {
    /// The file of the text.
    let path: String

    /// The file's name, for messages.
    var name: String { Files.name(of: path) }

    /// - Throws: ``BuildFailure``; for a text that is malformed, with line and column and the line with a caret under the place.
    func run() throws(BuildFailure) -> Site.Module {
        let file: ModuleFile
        do throws(RunError) {
            file = try ModuleFile(path)
        } catch {
            throw BuildFailure(text: "\(error)")
        }
        do {
            let bytes = file.isText ? try WasmText.encode(file.contents) : file.contents
            // A browser says in its console alone what is wrong with a module, and not in these words.
            try BinaryModule(decoding: bytes, features: .all).validate()
            let served = Files.name(of: file.binaryPath)
            return Site.Module(address: "/" + served, name: served, contents: bytes)
        } catch let error as TextError {
            throw BuildFailure(
                BuildFailure.Problem(
                    file: name, line: error.line, column: error.column, message: error.message, excerpt: error.excerpt))
        } catch {
            throw BuildFailure(text: "\(name): \(error)")
        }
    }
}
