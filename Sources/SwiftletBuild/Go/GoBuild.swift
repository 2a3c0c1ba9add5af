/// Builds a program in Go into a WebAssembly module, by the person's own Go.
public struct GoBuild: Sendable {
    /// What the module is for.
    public enum Target: String, Sendable, CaseIterable {
        /// JavaScript: browsers, Node, and our own runtime.
        case js
        /// WASI preview 1.
        case wasip1
    }

    /// The folder of the program's package, in a module: one with `go.mod`, or a folder beneath it.
    public var folder: String

    /// Nil stands for `js` if the program imports `syscall/js`, else `wasip1`.
    public var target: Target?

    public var configuration: SDKBundle.Configuration

    /// Where the module is to lie; nil stands for `NAME.wasm` in ``productFolder``.
    public var output: String?

    /// Where what is built is to lie, unless ``output`` says so.
    public var productFolder: String

    /// The longest that Go may work. The first build for a target compiles Go's own library.
    public var timeLimit: Duration = .seconds(600)

    /// Asked while Go works; when it says yes, the build is ended and fails.
    public var isCancelled: (@Sendable () -> Bool)?

    public init(
        folder: String, target: Target? = nil, configuration: SDKBundle.Configuration = .release, output: String? = nil,
        productFolder: String? = nil
    ) {
        self.folder = folder
        self.target = target
        self.configuration = configuration
        self.output = output
        self.productFolder = productFolder ?? folder + "/dist"
    }

    /// Whether a folder has a program in Go rather than a Swift package.
    public static func concerns(_ folder: String) -> Bool {
        Files.exists(folder + "/go.mod") && !Files.exists(folder + "/Package.swift")
    }

    /// Builds. `progress` hears one line a step.
    public func run(progress: (String) -> Void = { _ in }) throws(BuildError) -> BuildProduct {
        let start = ContinuousClock.now
        let folder = Files.canonical(folder)
        let go = try GoTool(folder: folder)
        progress("Asking Go about \(Files.name(of: folder))")
        let program = try go.program()
        let target = target ?? (program.usesJavaScript ? .js : .wasip1)
        let destination = Files.absolute(output ?? productFolder + "/" + program.name + ".wasm")
        try Files.createFolder(Files.parent(of: destination))
        // Under its name only when it is whole: somebody may be serving it.
        let unfinished = destination + ".new"
        defer { Files.remove(unfinished) }
        progress("Compiling \(program.name) with Go for \(target.rawValue)")
        var arguments = ["build", "-o", unfinished]
        // Without symbols the module is smaller, and backtraces of panics stay as they are.
        if configuration == .release { arguments += ["-ldflags=-s -w"] }
        try go.build(arguments + ["."], for: target, timeLimit: timeLimit, isCancelled: isCancelled)
        _ = try Files.move(unfinished, to: destination)
        var files = [destination]
        if target == .js {
            let support = Files.parent(of: destination) + "/wasm_exec.js"
            try Files.write(Files.read(go.supportScript()), to: support)
            files.append(support)
        }
        return try BuildProduct(
            module: destination, files: files, seconds: start.duration(to: .now).seconds, warnings: "", sizes: nil,
            unoptimizedSize: nil)
    }
}
