import ArgumentParser
import SwiftletRun

struct Wat2Wasm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wat2wasm",
        abstract: "Translate a module from text to the binary format.",
        discussion: """
            Reads all of WebAssembly 3.0's text format. Identifiers become a name section, @custom annotations custom \
            sections. Errors show the line with a caret under the place.

              swiftlet wat2wasm sums.wat                  writes sums.wasm
              swiftlet wat2wasm -o - - < sums.wat > sums.wasm

            Exit codes: 0 translated, 1 the text is malformed or the module is not valid, 64 wrong usage.
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write; - is the standard output.", valueName: "file"))
    var output: String?

    @Flag(inversion: .prefixedNo, help: "Refuse a module that is not valid.")
    var validate = true

    @Argument(help: "A .wat file; - is the standard input.")
    var file: String

    func run() throws {
        try Translation.toBinary(ModuleFile(file), output: output, validates: validate)
    }
}
