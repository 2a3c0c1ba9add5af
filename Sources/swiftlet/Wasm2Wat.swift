import ArgumentParser
import SwiftletRun

struct Wasm2Wat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wasm2wat",
        abstract: "Print a module as text.",
        discussion: """
            One instruction a line, indented by blocks, with the names of the name section. swiftlet wat2wasm turns the \
            text back into the same module. A module that is not valid is printed as far as it decodes.

              swiftlet wasm2wat sums.wasm
              swiftlet wasm2wat --offsets -o sums.wat sums.wasm

            Exit codes: 0 printed, 1 the file is no module, 64 wrong usage.
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write; otherwise the standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Before each instruction, its offset in the file as a comment, in hexadecimal digits.")
    var offsets = false

    @Argument(help: "A .wasm file; - is the standard input.")
    var file: String

    func run() throws {
        try Translation.toText(ModuleFile(file), output: output, showsOffsets: offsets)
    }
}
