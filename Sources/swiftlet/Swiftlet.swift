import ArgumentParser

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
        subcommands: [New.self, Build.self, Run.self, Inspect.self, Doctor.self, Demo.self])
}
