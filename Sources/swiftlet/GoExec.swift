import ArgumentParser
import SwiftletBuild
import SwiftletRun

struct GoExec: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "go-exec",
        abstract: "Run a module for go run and go test, in the place of Go's own scripts.",
        usage: "swiftlet go-exec [<options>] <file> [<arguments> ...]",
        discussion: """
            Go runs modules for js by Node, and those for wasip1 by wasmtime, unless it is told otherwise:

              GOOS=js GOARCH=wasm go test -exec "swiftlet go-exec" ./...
              GOOS=wasip1 GOARCH=wasm go run -exec "swiftlet go-exec" .

            The program has all files, the environment and the working folder of this process: it is not shut in. It reaches no \
            network but hosts of --allow-net; its own connections within Go's library work as they do everywhere.

            Exit codes are the program's; of our own: 1 the module could not be run, 134 it trapped.
            """)

    @Option(
        name: .customLong("allow-net"),
        help: ArgumentHelp("Let http.Get reach a host; * for all.", valueName: "host[:port]"))
    var network: [String] = []

    @Argument(help: "The module.")
    var file: String

    @Argument(parsing: .captureForPassthrough, help: "The program's arguments.")
    var arguments: [String] = []

    func run() throws {
        let execution = try GoExecution(path: file, arguments: arguments, network: NetworkOption.places(network))
        switch try execution() {
        case .exited(let code): throw ExitCode(Int32(truncatingIfNeeded: code & 0xff))
        case .trapped(let trap):
            printError(trap.text(module: Files.name(of: file)))
            throw ExitCode(134)
        case .returned, .answered: return
        }
    }
}
