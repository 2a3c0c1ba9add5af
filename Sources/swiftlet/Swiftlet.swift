import ArgumentParser
import WasmText

@main
struct Swiftlet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swiftlet",
        abstract: "Build Swift for WebAssembly, and run WebAssembly anywhere.",
        discussion: """
            A first program:

              swiftlet new Hello
              swiftlet run Hello
              swiftlet run --on browser Hello
            """,
        version: "0.1.0",
        subcommands: [
            New.self, Build.self, Run.self, GoExec.self, Serve.self, Page.self, Inspect.self, Validate.self, Wat2Wasm.self,
            Wasm2Wat.self, Wast.self, Doctor.self, Demo.self,
        ])

    static func main() {
        // The parser has no suggestions for subcommands.
        if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") {
            let names = configuration.subcommands.map { $0._commandName } + ["help"]
            if !names.contains(word) {
                let hint = Suggestion.closest(to: word, among: names).map { "Did you mean ‘\($0)’?" }
                let all = "There are \(names.joined(separator: ", "))."
                exit(withError: ValidationError("There is no subcommand ‘\(word)’. \(hint ?? all)"))
            }
        }
        main(nil)
    }
}
