import WasmBinary

/// `wasm-opt` of the Binaryen project: makes a finished module smaller.
struct WasmOptimizer {
    /// The program.
    let program: String
    /// Whether the functions' names stay.
    var keepsNames = false

    /// What Swift's modules use beyond WebAssembly 1.0; a release module does not say so itself. All of it belongs to
    /// WebAssembly 2.0, so the optimizer may use it too.
    private static let features = [
        "bulk-memory", "sign-ext", "nontrapping-float-to-int", "mutable-globals", "multivalue", "reference-types",
    ]

    /// Optimises a module in place. The file is replaced in one step, and only by a valid module with the same exports.
    ///
    /// - Throws: ``BuildError``; the file is then what it was.
    func optimize(_ module: String) throws(BuildError) {
        let before = try Files.read(module)
        let workshop = try Files.createTemporaryFolder(
            prefix: Files.parent(of: Files.absolute(module)) + "/.optimizing-")
        defer { Files.remove(workshop) }
        let result = workshop + "/optimized.wasm"
        var command = Command(program, ["-Oz", Files.absolute(module), "-o", result])
        command.arguments += WasmOptimizer.features.map { "--enable-" + $0 }
        if keepsNames { command.arguments.append("-g") }
        command.timeLimit = .seconds(300)
        let outcome = try command.capture()
        switch outcome.status {
        case .exited(0): break
        case .timedOut: throw failure(module, "it did not finish within 300 seconds")
        case .exited(let code): throw failure(module, "it ended with exit code \(code)\n" + outcome.errorText)
        case .signalled(let signal): throw failure(module, "it was ended by signal \(signal)\n" + outcome.errorText)
        }
        guard Files.exists(result) else { throw failure(module, "it wrote nothing") }
        let after = try Files.read(result)
        guard let exports = try? BinaryModule(decoding: before, features: .all).exports.map(WasmOptimizer.key) else {
            throw failure(module, "the module cannot be read")
        }
        let optimized: BinaryModule
        do throws(ModuleError) {
            optimized = try BinaryModule(decoding: after, features: .all)
            try optimized.validate()
        } catch {
            throw failure(module, "what it wrote is no module that can run: \(error)")
        }
        guard Set(exports) == Set(optimized.exports.map(WasmOptimizer.key)) else {
            throw failure(module, "what it wrote has other exports")
        }
        guard try Files.move(result, to: module) else { throw failure(module, "its module cannot be put in place") }
    }

    private static func key(_ export: Export) -> String { "\(export.kind.rawValue) \(export.name)" }

    private func failure(_ module: String, _ reason: String) -> BuildError {
        BuildError(
            .process, "wasm-opt (\(program)) failed: \(reason)",
            help:
                "The module that was built is whole, not optimised, at \(module). Build without --wasm-opt, or try another version."
        )
    }
}
