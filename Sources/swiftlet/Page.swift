import ArgumentParser
import SwiftletBuild
import SwiftletRun

struct Page: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a static site that runs a module.",
        usage: "swiftlet page [<options>] <file> [<arguments> ...]",
        discussion: """
            The folder gets index.html, which has a terminal, the program's arguments and its files, and the module. Any \
            static host can serve it; no headers are needed. Arguments, variables and folders that are given here are what \
            a visitor finds entered.

              swiftlet page hello.wasm -o site
              swiftlet page --dir notes::/notes cat.wasm -o site /notes/today.txt
              swiftlet page --single hello.wasm -o site

            With --single everything is inside index.html, which then also works when opened as a file; the module takes \
            a third more room so.

            With --features, a module that needs anything else is refused: so you know which browsers can run it.
            """)

    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("The site's folder.", valueName: "folder"))
    var output: String

    @Flag(help: "Put the module and the files into the page itself.")
    var single = false

    @Option(
        name: .customLong("dir"),
        help: ArgumentHelp("Copy a folder into the page, under another name if wanted.", valueName: "host[::guest]"))
    var folders: [String] = []

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("Set a variable for the program; without a value, pass on ours.", valueName: "name[=value]"))
    var variables: [String] = []

    @OptionGroup var features: FeatureOption

    @Argument(help: "A .wasm or .wat file.")
    var file: String

    @Argument(help: "The program's arguments; after -- also what looks like an option.")
    var arguments: [String] = []

    func run() throws {
        let page = try ModulePage(
            RunRequest(
                path: file, arguments: arguments, environment: try variables.map(RunRequest.variable),
                folders: try folders.map(RunRequest.Folder.init(option:))),
            features: features.list?.features)
        for file in try page.write(to: output, isSingle: single) {
            print("\(file.path): \(sizeText(file.bytes.count))")
        }
    }
}
