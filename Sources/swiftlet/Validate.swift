import ArgumentParser
import SwiftletRun

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say whether modules are valid.",
        discussion: """
            Takes modules in the binary and in the text format. What is wrong is said with its place: a line and column \
            of text, or an offset and a function.

              swiftlet validate sums.wasm sums.wat
              swiftlet validate --features wasm2 sums.wasm
              swiftlet validate --features all,-threads sums.wasm

            Without --features, modules may use all of WebAssembly 3.0 and threads.

            Exit codes: 0 all are valid, 1 one is not, 64 wrong usage.
            """)

    @OptionGroup var features: FeatureOption

    @Argument(help: "Files with modules; - is the standard input.")
    var files: [String]

    func run() throws {
        var isValid = true
        for file in files {
            do {
                try ModuleCheck.check(ModuleFile(file), features: features.list?.features ?? FeatureList.usual)
            } catch {
                printError("\(error)")
                isValid = false
            }
        }
        if !isValid { throw ExitCode(1) }
    }
}
