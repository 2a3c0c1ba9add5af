import ArgumentParser
import SwiftletBuild
import SwiftletRun

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a module, or build a package and run what it makes.",
        usage: "swiftlet run [<options>] <file or package> [<arguments> ...]",
        discussion: """
            Options come before the file. Everything after it is the program's, also what looks like an option.

              swiftlet run hello.wasm
              swiftlet run --on node --dir . cat.wasm notes.txt
              swiftlet run --on browser --env LANG=C Hello --verbose
              swiftlet run --invoke add sums.wasm 2 3

            Input, output, errors and the exit code are the program's own. The program sees no folder and no variable \
            that it is not given. With --on browser, folders are copied into the page: what the program changes there is \
            gone afterwards.

            Exit codes of our own: 1 the module could not be run, 64 wrong usage, 134 the module trapped.
            """)

    @Option(
        help: ArgumentHelp("Where it runs: host (our own runtime), node or browser (headless).", valueName: "place"))
    var on = Place.host

    @Option(help: ArgumentHelp("Call this exported function; the arguments are its values.", valueName: "export"))
    var invoke: String?

    @Option(
        name: .customLong("dir"),
        help: ArgumentHelp("Let the program use a folder, under another name if wanted.", valueName: "host[::guest]"))
    var folders: [String] = []

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("Set a variable for the program; without a value, pass on ours.", valueName: "name[=value]"))
    var variables: [String] = []

    @Argument(help: "A .wasm file, or the folder of a package, which is built first.")
    var file: String

    @Argument(parsing: .captureForPassthrough, help: "The program's arguments, or the call's values.")
    var arguments: [String] = []

    func run() throws {
        let path = try module()
        let runner = try ModuleRun(path: path)
        let outcome = try runner.run(
            on: on,
            request: RunRequest(
                path: path,
                arguments: invoke == nil ? [runner.name] + arguments : [runner.name],
                environment: try variables.map(RunRequest.variable),
                folders: try folders.map(RunRequest.Folder.init(option:)),
                call: try invoke.map { try runner.call($0, values: arguments) }))
        switch outcome {
        case .exited(let code):
            throw ExitCode(Int32(truncatingIfNeeded: code & 0xff))
        case .returned(let values):
            for value in values { print(value) }
        case .trapped(let trap):
            printError(trap.text(module: runner.name))
            throw ExitCode(134)
        }
    }

    /// The module's path; a package is built first, quietly unless that takes a while or fails.
    private func module() throws -> String {
        guard Files.isFolder(file) else { return file }
        let progress = ProgressLine(quietElsewhere: true)
        defer { progress.clear() }
        return try PackageBuild(package: file).run { progress.show($0) }.module
    }
}

extension Place: ExpressibleByArgument {}
