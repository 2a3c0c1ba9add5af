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
              swiftlet run --invoke double lanes.wat i32x4:1,2,3,4
              swiftlet run --invoke 'CalcMd5("text")' md5.wasm
              swiftlet run --on browser --open hello.wasm
              swiftlet run --dir site::/site:ro --dir mem::/tmp convert.wasm
              swiftlet run --overlay --dir . --seed 1 --clock fixed:2026-01-31 tests.wasm
              swiftlet run --tcp-listen 127.0.0.1:8080 server.wasm
              swiftlet run --allow-net api.example.com client.wasm

            Input, output, errors and the exit code are the program's own. The program sees no folder and no variable \
            that it is not given. With --on browser, folders are copied into the page, and what the program has changed \
            is brought back when it ends. With --open, a page with a terminal opens in your own browser instead, until \
            Ctrl-C here; files stay in that page, which lets you download them.

            Values of --invoke are numbers, in decimal or as 0xff; vectors as a shape with its lanes, such as f64x2:1.5,-inf; \
            and null for references. Vectors come back as i32x4 in hexadecimal, since a vector does not know its shape.

            A module of Go for JavaScript (GOOS=js) runs in our own runtime, without Node. There, --invoke calls a function             that the program has set on the global object, with values as JavaScript writes them.

            Without --features, a module may use all of WebAssembly 3.0 and threads in our own runtime, and elsewhere \
            whatever that place knows.

            Exit codes of our own: 1 the module could not be run, 64 wrong usage, 134 the module trapped.
            """)

    @Option(
        help: ArgumentHelp("Where it runs: host (our own runtime), node or browser (headless).", valueName: "place"))
    var on = Place.host

    @Flag(help: "With --on browser: open a page with a terminal in your browser.")
    var open = false

    @Option(help: ArgumentHelp("Call this exported function; the arguments are its values.", valueName: "export"))
    var invoke: String?

    @Option(
        name: .customLong("dir"),
        help: ArgumentHelp(
            "Let the program use a folder, under another name if wanted; :ro lets it only read, with :overlay its changes are lost at the end. mem::GUEST is an empty folder in memory.",
            valueName: "host[::guest][:ro|:overlay]"))
    var folders: [String] = []

    @Flag(help: "As if every --dir that the program may change had :overlay.")
    var overlay = false

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("Set a variable for the program; without a value, pass on ours.", valueName: "name[=value]"))
    var variables: [String] = []

    @Option(
        name: .customLong("stdin"), help: ArgumentHelp("Take the program's input from a file.", valueName: "file"))
    var input: String?

    @Option(help: ArgumentHelp("Give the program the same random numbers each time.", valueName: "number"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "Let the program's clocks stand still at a time (UTC), but for what it waits, which then takes no time; or let them go on by a millisecond at each look.",
            valueName: "fixed:time|step:time"))
    var clock: String?

    @Option(
        name: .customLong("tcp-listen"),
        help: ArgumentHelp(
            "Give the program a socket that listens, as a descriptor behind those of its folders (3 without any).",
            valueName: "address:port"))
    var listeners: [String] = []

    @Option(
        name: .customLong("allow-net"),
        help: ArgumentHelp(
            "Let a program of Go for JavaScript reach a host by HTTP; *.example.com for all that end so, * for all.",
            valueName: "host[:port]"))
    var network: [String] = []

    @Option(
        help: ArgumentHelp(
            "Stop the program, as by a trap, when it has executed so many instructions.", valueName: "instructions"))
    var fuel: UInt64?

    @OptionGroup var features: FeatureOption

    @Argument(help: "A .wasm or .wat file, or the folder of a package, which is built first.")
    var file: String

    @Argument(parsing: .captureForPassthrough, help: "The program's arguments, or the call's values.")
    var arguments: [String] = []

    func validate() throws {
        if open, on != .browser { throw ValidationError("--open opens a page in a browser: add --on browser.") }
        if open, input != nil { throw ValidationError("--open takes input on the page: leave out --stdin.") }
        if open, invoke != nil {
            throw ValidationError("--open shows all exports: call them on the page, without --invoke.")
        }
    }

    func run() throws {
        let path = try module()
        if open { return try openPage(path) }
        let runner = try ModuleRun(path: path, features: features.list?.features)
        if let input { try StandardInput.replace(by: input) }
        let sandbox = try requestSandbox()
        for (number, listener) in sandbox.listeners.enumerated() {
            printError("listening on \(listener.address) (descriptor \(3 + folders.count + number))")
        }
        let callsGo = invoke != nil && runner.isGo
        let outcome = try runner.run(
            on: on,
            request: RunRequest(
                path: path,
                arguments: invoke == nil ? [runner.name] + arguments : [runner.name],
                environment: try variables.map(RunRequest.variable),
                folders: try requestFolders(),
                call: callsGo ? nil : try invoke.map { try runner.call($0, values: arguments) },
                expression: callsGo ? try invoke.map { try CallExpression($0, values: arguments) } : nil,
                sandbox: sandbox,
                fuel: fuel))
        switch outcome {
        case .exited(let code):
            throw ExitCode(Int32(truncatingIfNeeded: code & 0xff))
        case .returned(let values):
            for value in values { print(value) }
        case .answered(let text): print(text)
        case .trapped(let trap):
            printError(trap.text(module: runner.name))
            throw ExitCode(134)
        }
    }

    private func requestFolders() throws -> [RunRequest.Folder] {
        try folders.map { option in
            var folder = try RunRequest.Folder(option: option)
            if overlay, folder.access == .changes { folder.access = .overlay }
            return folder
        }
    }

    private func requestSandbox() throws -> Sandbox {
        Sandbox(
            seed: seed, clock: try clock.map(Sandbox.Clock.init) ?? .system,
            listeners: try listeners.map(Listener.init), network: try NetworkOption.places(network))
    }

    private func openPage(_ path: String) throws {
        let opener = try PageOpener(
            ModulePage(
                RunRequest(
                    path: path, arguments: arguments, environment: try variables.map(RunRequest.variable),
                    folders: try requestFolders(), sandbox: try requestSandbox(), fuel: fuel),
                features: features.list?.features))
        print("The page is at \(opener.address) until Ctrl-C.")
        // A pipe would keep the address to itself until the end.
        fflush(nil)
        if !opener.open() { printError("Open it in a browser: this machine has no xdg-open.") }
        opener.serve()
    }

    /// The module's path; a package is built first, quietly unless that takes a while or fails.
    private func module() throws -> String {
        guard Files.isFolder(file) else { return file }
        let progress = ProgressLine(quietElsewhere: true)
        defer { progress.clear() }
        if GoBuild.concerns(file) { return try GoBuild(folder: file).run { progress.show($0) }.module }
        return try PackageBuild(package: file).run { progress.show($0) }.module
    }
}

extension Place: ExpressibleByArgument {}
