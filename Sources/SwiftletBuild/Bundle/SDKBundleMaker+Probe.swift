// Whether this compiler and the replaced functions of `crt/never.h` get along: a program that walks the paths where
// the standard library asks for foreign strings must print the same when linked with them and without.

extension SDKBundleMaker {
    /// Builds the probe in both ways and runs both. False when anything at all goes wrong or there is nothing to run
    /// modules with: then release builds do without link-time optimisation.
    func probeShowsNoDifference() throws(BuildError) -> Bool {
        guard let engine = probeEngine else { return false }
        let folder = workshop + "/probe"
        try Files.createFolder(folder)
        try Files.write(Self.probeSource.utf8, to: folder + "/Probe.swift")
        do {
            try run(
                toolchain.swiftc,
                Self.embeddedFlags + [
                    "-target", Toolchain.triple, "-parse-as-library", "-Osize", "-lto=llvm-full", "-emit-bc",
                    "-module-name", "Probe",
                    "-I" + bundle + "/" + Self.plainSysroot + "/swift", "-Xfrontend", "-import-module", "-Xfrontend",
                    Self.guestModule,
                    "Probe.swift", "-o", "Probe.bc",
                ], in: folder)
            let expected = try output(of: Self.plainSysroot, engine: engine, in: folder)
            let actual = try output(of: Self.optimizingSysroot, engine: engine, in: folder)
            return !expected.isEmpty && expected == actual
        } catch {
            return false
        }
    }

    /// Links the probe with a sysroot, runs it, and returns what it prints; nothing when it fails.
    private func output(of sysroot: String, engine: [String], in folder: String) throws(BuildError) -> [UInt8] {
        let libraries = bundle + "/" + sysroot + "/lib"
        try run(
            toolchain.linker,
            [
                libraries + "/crt1.o", "Probe.bc", "-L" + libraries, "-lc", "-lswiftUnicodeDataTables", "--gc-sections",
                "--lto-O2",
                "--strip-all", "-o", "Probe.wasm",
            ], in: folder)
        var command = Command(engine[0], Array(engine.dropFirst()) + ["Probe.wasm"])
        command.workingFolder = folder
        command.timeLimit = .seconds(30)
        let outcome = try command.capture()
        return outcome.status.isSuccess ? outcome.output : []
    }

    /// A program that runs modules, with the arguments that come before the module's name.
    private var probeEngine: [String]? {
        if let wasmkit = toolchain.wasmkit { return [wasmkit, "run"] }
        if let node = Command.find("node") { return [node, "--no-warnings", "-e", Self.nodeScript] }
        return nil
    }

    private static let nodeScript = """
        const { WASI } = require('node:wasi');
        const wasi = new WASI({ version: 'preview1', args: ['Probe.wasm'] });
        WebAssembly.instantiate(require('node:fs').readFileSync(process.argv[1]), wasi.getImportObject())
            .then(({ instance }) => wasi.start(instance));
        """

    private static let probeSource = """
        @main
        struct Probe {
            static func main() {
                var text = CommandLine.arguments.joined(separator: "é") + "Grüße, 你好 e\\u{301}!"
                text += String(text.utf8.count)
                print(text, text.count, text.utf16.count)
                for unit in text.utf16 { print(Int(unit), terminator: ",") }
                text.withUTF8 { print($0.count) }
                print(String(text.dropFirst(2)))
                print(text.hasPrefix("x"), text == "Grüße")
            }
        }

        """
}
