import ArgumentParser
import SwiftletBuild
import SwiftletRun

struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build a package into a WebAssembly module.",
        discussion: """
            The module goes to dist/NAME.wasm in the package unless -o says otherwise.

              swiftlet build
              swiftlet build Hello -o hello.wasm
              swiftlet build --debug Hello
              swiftlet build --keep-names Hello

            Warnings of the compiler go to standard error; the last line says how large the module is.
            """)

    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Where the module goes.", valueName: "file"))
    var output: String?

    @Flag(help: "Keep names and checks, do not optimise.")
    var debug = false

    @Flag(help: "Keep the functions' names in a release module, for traps and swiftlet inspect.")
    var keepNames = false

    @Option(
        name: .customLong("swift-sdk"),
        help: ArgumentHelp("Build with an installed Swift SDK, as `swift sdk list` names it.", valueName: "id"))
    var swiftSDK: String?

    @Option(help: ArgumentHelp("Which executable, if the package has several.", valueName: "name"))
    var product: String?

    @Argument(help: "The package's folder.")
    var package = "."

    func run() throws {
        var build = PackageBuild(
            package: package, configuration: debug ? .debug : .release, product: product, output: output)
        build.swiftSDK = swiftSDK
        build.keepsNames = keepNames
        let progress = ProgressLine()
        let result: BuildProduct
        do {
            result = try build.run { progress.show($0) }
        } catch {
            progress.clear()
            throw error
        }
        progress.clear()
        if !result.warnings.isEmpty { printError(result.warnings) }
        print(BuildSummary(result))
    }
}
