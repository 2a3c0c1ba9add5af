import ArgumentParser
import SwiftletBuild
import SwiftletRun

struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build a package in Swift, or a program in Go, into a WebAssembly module.",
        discussion: """
            The module goes to dist/NAME.wasm in the package unless -o says otherwise.

              swiftlet build
              swiftlet build Hello -o hello.wasm
              swiftlet build --debug Hello
              swiftlet build --keep-names Hello
              swiftlet build --size-report Hello
              swiftlet build --wasm-opt Hello
              swiftlet build --target wasip1 gohello

            A folder with go.mod is built by the Go on this machine: for JavaScript (GOOS=js) if the program imports \
            syscall/js, with Go's own wasm_exec.js beside the module, else for WASI (GOOS=wasip1).

            Warnings of the compiler go to standard error; the last line says how large the module is.
            """)

    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Where the module goes.", valueName: "file"))
    var output: String?

    @Flag(help: "Keep names and checks, do not optimise.")
    var debug = false

    @Flag(help: "Keep the functions' names in a release module, for traps and swiftlet inspect.")
    var keepNames = false

    @Flag(help: "Make the module smaller with wasm-opt of Binaryen, if it is installed.")
    var wasmOpt = false

    @Flag(help: "Say what costs how much in the module, why it is there, and what can be done about it.")
    var sizeReport = false

    @Flag(help: "Print the size report as JSON, and nothing else on standard output.")
    var json = false

    @Option(
        name: .customLong("swift-sdk"),
        help: ArgumentHelp("Build with an installed Swift SDK, as `swift sdk list` names it.", valueName: "id"))
    var swiftSDK: String?

    @Option(help: ArgumentHelp("Which executable, if the package has several.", valueName: "name"))
    var product: String?

    @Option(help: ArgumentHelp("What a program in Go is built for.", valueName: "js|wasip1"))
    var target: GoBuild.Target?

    @Argument(help: "The package's folder.")
    var package = "."

    func validate() throws {
        guard !json || sizeReport else {
            throw ValidationError("--json is the form of the size report: add --size-report.")
        }
    }

    func run() throws {
        if GoBuild.concerns(package) { return try runGo() }
        if let target {
            throw ValidationError("--target \(target.rawValue) is for programs in Go, and \(package) has no go.mod.")
        }
        var build = PackageBuild(
            package: package, configuration: debug ? .debug : .release, product: product, output: output)
        build.swiftSDK = swiftSDK
        build.keepsNames = keepNames
        build.reportsSizes = sizeReport
        if wasmOpt {
            guard let program = ExternalTool.wasmOpt.find() else {
                throw BuildError(.process, "there is no wasm-opt on this machine", help: ExternalTool.wasmOpt.howToGet)
            }
            build.optimizer = program
        }
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
        if json, let sizes = result.sizes { return print(sizes.json) }
        print(BuildSummary(result))
        if let sizes = result.sizes {
            if wasmOpt {
                print("\nThe report is of the module before wasm-opt, which changes functions and their names.")
            }
            print("\n" + sizes.text(style: .standardOutput))
        }
    }

    private func runGo() throws {
        let others = [
            ("--wasm-opt", wasmOpt), ("--size-report", sizeReport), ("--keep-names", keepNames),
            ("--swift-sdk", swiftSDK != nil), ("--product", product != nil),
        ]
        if let option = others.first(where: \.1)?.0 {
            throw ValidationError("\(option) is for packages in Swift, and \(package) is a program in Go.")
        }
        let build = GoBuild(
            folder: package, target: target, configuration: debug ? .debug : .release, output: output)
        let progress = ProgressLine()
        defer { progress.clear() }
        let result = try build.run { progress.show($0) }
        progress.clear()
        print(BuildSummary(result))
    }
}

extension GoBuild.Target: ExpressibleByArgument {}
