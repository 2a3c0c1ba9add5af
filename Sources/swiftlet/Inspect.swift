import ArgumentParser
import SwiftletBuild
import SwiftletRun

struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what a module is made of.",
        discussion: """
            Its sections with their sizes, what it imports and exports, the functions that take most room, and its custom \
            sections. Function names come from the module's name section, which release builds leave out.

              swiftlet inspect hello.wasm
              swiftlet inspect --json hello.wasm
              swiftlet inspect --sizes hello.wasm
            """)

    @Flag(help: "Print JSON, with all functions.")
    var json = false

    @Flag(help: "Show what costs how much, by reason: swiftlet build --size-report for a module that has names.")
    var sizes = false

    @Argument(help: "A .wasm or .wat file.")
    var file: String

    func run() throws {
        if sizes {
            let report = try SizeReport(file: file, bytes: ModuleFile(file).binary())
            return print(json ? report.json : report.text(style: .standardOutput))
        }
        let report = try ModuleReport(path: file)
        print(json ? report.json : report.text(style: .standardOutput))
    }
}
