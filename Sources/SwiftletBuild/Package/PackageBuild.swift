/// Builds a SwiftPM package into a WebAssembly module with the stock toolchain.
public struct PackageBuild: Sendable {
    /// The folder that holds `Package.swift`.
    public var package: String

    public var configuration: SDKBundle.Configuration

    /// The executable product to build; nil stands for the only one, or the one called like the package.
    public var product: String?

    /// Where the module is to lie; nil stands for `dist/PRODUCT.wasm` in the package.
    public var output: String?

    /// An installed Swift SDK to build with instead of ours, as `swift sdk list` names it: the official
    /// `swift-6.3.1-RELEASE_wasm`, for example.
    public var swiftSDK: String?

    /// Whether a release module keeps the names of its functions. Without them it is smaller, and backtraces show
    /// numbers. Debug modules always keep them.
    public var keepsNames = false

    /// The program `wasm-opt`, which is to make the module smaller; nil leaves it as the linker made it.
    public var optimizer: String?

    /// Whether to say what costs how much in the module; see ``BuildProduct/sizes``. The module is the same.
    public var reportsSizes = false

    /// The longest that the compiler may work. Some sources send it into an endless loop.
    public var timeLimit: Duration = .seconds(600)

    /// The folder of the generated Swift SDKs.
    public var cache = SDKBundle.defaultCache

    public init(
        package: String, configuration: SDKBundle.Configuration = .release, product: String? = nil,
        output: String? = nil
    ) {
        self.package = package
        self.configuration = configuration
        self.product = product
        self.output = output
    }

    /// Asked while the compiler works; when it says yes, the compiler is ended and the build fails.
    public var isCancelled: (@Sendable () -> Bool)?

    /// Builds. `progress` hears one line a step: ours, and SwiftPM's as they come.
    public func run(progress: (String) -> Void = { _ in }) throws(BuildError) -> BuildProduct {
        let start = ContinuousClock.now
        return try run(prepare(), since: start, progress: progress)
    }

    /// Builds what was prepared from the same settings; for who builds often.
    public func run(
        _ preparation: Preparation, since start: ContinuousClock.Instant = .now, progress: (String) -> Void = { _ in }
    ) throws(BuildError) -> BuildProduct {
        let (folder, toolchain) = (preparation.folder, preparation.toolchain)
        let (description, executable) = (preparation.description, preparation.executable)
        var basics = ["build", "--package-path", folder, "-c", configuration.rawValue, "--product", executable.name]
        // A quarter of a small debug build's time: no editor reads this triple's index, and one compiler process that
        // also writes the module starts once where two would.
        if configuration == .debug {
            basics += ["--disable-index-store", "-Xswiftc", "-no-emit-module-separately-wmo"]
        }
        // The linker's map has the names that a release module lacks, and changes nothing in it. It is written whenever the
        // linker runs, so the module is taken away to make it run.
        let map = map(of: preparation)
        if reportsSizes { basics += ["-Xlinker", "-Map=" + map] }
        func prepareMap(_ built: String) {
            guard reportsSizes else { return }
            Files.remove(map)
            Files.remove(built + "/" + executable.name + ".wasm")
        }
        let built: String
        let warnings: String
        if let swiftSDK {
            let withoutOptimizer = ["-Xswiftc", "-Xclang-linker", "-Xswiftc", "--no-wasm-opt"]
            let arguments = basics + ["--swift-sdk", swiftSDK] + withoutOptimizer
            do {
                if reportsSizes { prepareMap(try binFolder(arguments, toolchain: toolchain)) }
                warnings = try compile(arguments, with: toolchain, progress: progress)
            } catch {
                guard error.message.contains("No Swift SDK found") || error.message.contains("swift-sdks") else {
                    throw error
                }
                throw BuildError(
                    .usage, "there is no Swift SDK \(swiftSDK) on this machine:\n\(error.message)",
                    help: "swift sdk list names those that are installed. Without --swift-sdk, swiftlet uses its own.")
            }
            built = try binFolder(arguments, toolchain: toolchain)
        } else {
            let bundle = try SDKBundle.prepare(for: toolchain, in: cache, progress: progress)
            let arguments = try basics + startArguments(description, executable)
            built = preparation.binFolder(configuration)
            prepareMap(built)
            warnings = try compile(arguments, with: bundle, toolchain, progress: progress)
        }
        return try deliver(
            built + "/" + executable.name + ".wasm", preparation, warnings: warnings, since: start, progress: progress)
    }

    /// Where the linker writes what it knows of the module, for a size report.
    private func map(of preparation: Preparation) -> String {
        preparation.folder + "/.build/" + preparation.executable.name + ".map"
    }

    /// Puts a module that was built into its place.
    func deliver(
        _ built: String, _ preparation: Preparation, warnings: String, since start: ContinuousClock.Instant,
        progress: (String) -> Void
    ) throws(BuildError) -> BuildProduct {
        let name = preparation.executable.name
        let destination = Files.absolute(output ?? preparation.folder + "/dist/" + name + ".wasm")
        try Files.createFolder(Files.parent(of: destination))
        let files = try BridgeOutput.write(built, to: destination)
        // The report is of the module as linked: after wasm-opt nobody knows its functions' names.
        let mainModule = preparation.description.mainTarget(of: preparation.executable)?.moduleName
        let sizes =
            try reportsSizes ? SizeReport(module: destination, map: map(of: preparation), mainModule: mainModule) : nil
        let linkedSize = Files.size(destination)
        if let optimizer {
            progress("Optimising with wasm-opt")
            let keepsNames = keepsNames || configuration == .debug
            try WasmOptimizer(program: optimizer, keepsNames: keepsNames).optimize(destination)
        }
        return try BuildProduct(
            module: destination, files: files, seconds: start.duration(to: .now).seconds, warnings: warnings,
            sizes: sizes,
            unoptimizedSize: optimizer == nil ? nil : linkedSize)
    }

    /// Builds with our bundle: release builds with link-time optimisation first, and without it when the linker breaks
    /// down over that.
    private func compile(
        _ arguments: [String], with bundle: SDKBundle, _ toolchain: Toolchain, progress: (String) -> Void
    ) throws(BuildError) -> String {
        let plain: SDKBundle.Variant = configuration == .debug ? .debug : .plain
        if configuration == .release && bundle.optimizesAtLinkTime {
            do {
                return try compile(
                    arguments + bundle.arguments(.release, keepsNames: keepsNames), with: toolchain, progress: progress)
            } catch {
                guard error.message.contains(CompilerOutput.linkerBreakdown) else { throw error }
                progress(
                    "The linker broke down over link-time optimisation; building without it (the module will be larger)"
                )
            }
        }
        return try compile(
            arguments + bundle.arguments(plain, keepsNames: keepsNames), with: toolchain, progress: progress)
    }

    /// Runs SwiftPM; returns the compiler's warnings.
    private func compile(
        _ arguments: [String], with toolchain: Toolchain, progress: (String) -> Void
    ) throws(BuildError) -> String {
        let outcome = try limited(Command(toolchain.swift, arguments)).capture { _, line in
            if Self.isProgress(line) { progress(line) }
        }
        return try warnings(outcome)
    }

    /// A command of a build, which ends when the build does.
    func limited(_ command: Command) -> Command {
        var command = command
        command.timeLimit = timeLimit
        command.grace = .seconds(5)
        command.isCancelled = isCancelled
        return command
    }

    /// What the compiler warned of; throws what it failed for.
    func warnings(_ outcome: Command.Outcome) throws(BuildError) -> String {
        switch outcome.status {
        case .exited(0): return CompilerOutput(warningsIn: outcome.outputText + "\n" + outcome.errorText).text
        case .timedOut:
            throw BuildError(
                .timeLimit, "the compiler did not finish within \(Int(timeLimit.seconds)) seconds, so it was stopped",
                help: "Some sources send it into an endless loop. Take out what is new, or allow more time.")
        case .exited, .signalled:
            let output = CompilerOutput(outcome.outputText + "\n" + outcome.errorText)
            throw BuildError(
                .compilation, output.text,
                help: output.isCrash
                    ? """
                    Take out what is new until it builds. Known to crash it: async functions, in this \
                    package or in one it depends on.
                    """
                    : "")
        }
    }

    /// Whether SwiftPM tells with this line how far it is: "[3/7] Compiling …", "Fetching …".
    private static func isProgress(_ line: String) -> Bool {
        if line.hasPrefix("[") { return line.dropFirst().first?.isNumber == true }
        return ["Fetch", "Comput", "Creating", "Updating", "Another instance"].contains { line.hasPrefix($0) }
    }

    /// Checks the sources, then chooses the start file: a target without `main` becomes a reactor, a module that is
    /// only called. An executable written in C gets its arguments.
    func startArguments(
        _ description: PackageDescription, _ executable: PackageDescription.Product
    ) throws(BuildError) -> [String] {
        let sources = description.targets(of: executable).filter { $0.moduleType == "SwiftTarget" }.flatMap(\.sources)
        let findings = SourceCheck.check(sources)
        guard findings.isEmpty else {
            throw BuildError(.compilation, findings.map(\.text).joined(separator: "\n"))
        }
        guard let main = description.mainTarget(of: executable) else { return [] }
        if main.moduleType == "ClangTarget" { return ["-Xlinker", "--undefined=__has_c_main"] }
        if SourceCheck.hasEntryPoint(main.sources) { return [] }
        return ["-Xswiftc", "-parse-as-library", "-Xswiftc", "-Xclang-linker", "-Xswiftc", "-mexec-model=reactor"]
    }

    /// The folder into which SwiftPM builds with these arguments.
    private func binFolder(_ arguments: [String], toolchain: Toolchain) throws(BuildError) -> String {
        let outcome = try Command(toolchain.swift, arguments + ["--show-bin-path"]).capture()
        let path = outcome.outputText.split(separator: "\n").last.map(String.init)
        guard outcome.status.isSuccess, let path else {
            throw BuildError(.package, "SwiftPM does not say where it builds:\n" + outcome.errorText)
        }
        return path
    }
}

extension Duration {
    /// As a number of seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
