/// The Go that is installed on this machine.
package struct GoTool {
    private let path: String
    private let folder: String

    /// What Go says of a program.
    struct Program {
        /// As `go build` would call it.
        var name: String
        var usesJavaScript: Bool
    }

    /// - Parameter folder: where Go is run: its version may depend on `go.mod` there.
    package init(folder: String) throws(BuildError) {
        guard let path = Command.find("go") else {
            throw BuildError(
                .toolchain, "\(Files.name(of: folder)) is a program in Go, and there is no go on this machine",
                help:
                    "Install Go 1.21 or newer (https://go.dev/dl, Debian: apt-get install golang-go), and have it in PATH."
            )
        }
        self.path = path
        self.folder = folder
    }

    func program() throws(BuildError) -> Program {
        // A line for each package that is not Go's own, the program's last. Go's own all come to syscall/js in the end.
        let format = "{{if not .Standard}}{{.Name}}\t{{.ImportPath}}\t{{.Dir}}\t{{range .Imports}}{{.}} {{end}}{{end}}"
        let packages = try run(["list", "-e", "-deps", "-f", format, "."], for: .js).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        guard let program = packages.last, program.count == 4, !program[0].isEmpty else {
            throw BuildError(.package, "Go finds no program in \(folder)", help: "It needs a file of package main.")
        }
        guard program[0] == "main" else {
            throw BuildError(
                .package, "package \(program[0]) in \(folder) is a library", help: "Give the folder of a package main.")
        }
        // A module without a path, or with one that ends in a version, takes the folder's name.
        let last = program[1].split(separator: "/").last.map(String.init) ?? ""
        let isVersion = last.first == "v" && last.count > 1 && last.dropFirst().allSatisfy(\.isNumber)
        let name =
            last.isEmpty || isVersion || last == "command-line-arguments" ? Files.name(of: String(program[2])) : last
        let usesJavaScript = packages.contains { $0.count == 4 && $0[3].split(separator: " ").contains("syscall/js") }
        return Program(name: name, usesJavaScript: usesJavaScript)
    }

    func build(
        _ arguments: [String], for target: GoBuild.Target, timeLimit: Duration, isCancelled: (@Sendable () -> Bool)?
    ) throws(BuildError) {
        var command = command(arguments, for: target)
        command.timeLimit = timeLimit
        command.isCancelled = isCancelled
        let outcome = try command.capture()
        switch outcome.status {
        case .exited(0): return
        case .timedOut:
            throw BuildError(.timeLimit, "go build has not ended after \(timeLimit.components.seconds) s")
        default: throw BuildError(.compilation, GoTool.text(outcome))
        }
    }

    /// Go's `wasm_exec.js`, which belongs to this very version.
    package func supportScript() throws(BuildError) -> String {
        let root = GoTool.trimmed(try run(["env", "GOROOT"], for: .js))
        // Before Go 1.24 it was elsewhere.
        let places = ["lib", "misc"].map { "\(root)/\($0)/wasm/wasm_exec.js" }
        guard let place = places.first(where: Files.exists) else {
            throw BuildError(
                .toolchain, "this Go has no wasm_exec.js: \(places.joined(separator: " and ")) are missing",
                help: "Debian has it in the package golang-misc, others in Go itself.")
        }
        return place
    }

    private func run(_ arguments: [String], for target: GoBuild.Target) throws(BuildError) -> String {
        var command = command(arguments, for: target)
        command.timeLimit = .seconds(120)
        let outcome = try command.capture()
        guard outcome.status.isSuccess else { throw BuildError(.package, GoTool.text(outcome)) }
        return outcome.outputText
    }

    private func command(_ arguments: [String], for target: GoBuild.Target) -> Command {
        var command = Command(path, arguments)
        command.environment = ["GOOS": target.rawValue, "GOARCH": "wasm"]
        command.workingFolder = folder
        return command
    }

    private static func text(_ outcome: Command.Outcome) -> String {
        let text = trimmed(outcome.errorText)
        return text.isEmpty ? trimmed(outcome.outputText) : text
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
