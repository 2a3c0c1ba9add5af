/// Writes the artifact bundles of an ``SDKBundle`` into a workshop folder. The paths inside the bundles name the final
/// folder.
struct SDKBundleMaker {
    let toolchain: Toolchain
    /// A folder of our own to work in; the result is its subfolder `bundle`.
    let workshop: String
    /// Where the result will lie when it is used.
    let finalFolder: String

    var bundle: String { workshop + "/bundle" }
    var sources: String { workshop + "/sources" }

    func make(progress: (String) -> Void) throws(BuildError) {
        for file in SysrootFile.all {
            let path = sources + "/" + file.path
            try Files.createFolder(Files.parent(of: path))
            try Files.write(file.bytes, to: path)
        }
        let sysroot = bundle + "/" + Self.plainSysroot
        try Files.createFolder(sysroot + "/lib")
        try Files.createFolder(sysroot + "/include")
        try Files.createFolder(sysroot + "/swift")
        for file in SysrootFile.files(in: "include") {
            let path = sysroot + "/" + file.path
            try Files.createFolder(Files.parent(of: path))
            try Files.write(file.bytes, to: path)
        }
        try Files.copy(toolchain.unicodeTables, to: sysroot + "/lib/libswiftUnicodeDataTables.a")
        try compileLibraries(to: sysroot + "/lib")
        try compileGuestLibrary(to: sysroot + "/swift")
        try compileBridge(to: sysroot + "/swift")
        try writeBundle(.debug, sysroot: Self.plainSysroot)
        try writeBundle(.plain, sysroot: Self.plainSysroot)

        try makeOptimizingSysroot()
        progress("Checking link-time optimisation")
        let optimizes = try probeShowsNoDifference()
        if optimizes {
            try writeBundle(.release, sysroot: Self.optimizingSysroot)
        } else {
            Files.remove(bundle + "/" + Self.optimizingSysroot)
        }
        try Files.write("{\"linkTimeOptimization\": \(optimizes)}\n".utf8, to: bundle + "/" + SDKBundle.stateFile)
    }

    /// The sysroot for ordinary linking.
    static let plainSysroot = "sysroot"
    /// The same with start files in LLVM bitcode; see `crt/never.h`.
    static let optimizingSysroot = "sysroot-lto"

    /// Everything of the plain sysroot by symbolic links, and start files of its own.
    private func makeOptimizingSysroot() throws(BuildError) {
        let folder = bundle + "/" + Self.optimizingSysroot
        try Files.createFolder(folder + "/lib")
        for name in ["include", "swift"] {
            try Files.link("../" + Self.plainSysroot + "/" + name, at: folder + "/" + name)
        }
        for name in Files.list(bundle + "/" + Self.plainSysroot + "/lib") where name.hasSuffix(".a") {
            try Files.link("../../" + Self.plainSysroot + "/lib/" + name, at: folder + "/lib/" + name)
        }
        try compileStartFiles(to: folder + "/lib", extraFlags: ["-flto", "-DSWIFTLET_LINK_TIME_OPTIMIZATION"])
    }

    // MARK: - Compiling

    static let cFlags = [
        "--target=" + Toolchain.triple, "-std=c17", "-Os", "-ffreestanding", "-fno-builtin", "-mbulk-memory",
        "-mcpu=generic",
        "-fvisibility=hidden", "-fno-math-errno", "-Wall", "-Wextra", "-Werror",
    ]

    /// `libc.a` (with the arithmetic helpers that the compiler calls), an empty `libm.a` for packages that ask for it
    /// by name, and the start files.
    private func compileLibraries(to folder: String) throws(BuildError) {
        let units = ["libc", "libm", "builtins"].flatMap { SysrootFile.files(in: $0) }
            .map(\.path).filter { $0.hasSuffix(".c") || $0.hasSuffix(".s") }
        let objects = workshop + "/objects"
        try Files.createFolder(objects)
        try run(
            toolchain.clang,
            Self.cFlags + ["-I" + sources + "/include", "-I" + sources, "-c"] + units.map { sources + "/" + $0 },
            in: objects)
        let names = units.map { String(Files.name(of: $0).split(separator: ".")[0]) + ".o" }
        try run(toolchain.archiver, ["rcs", folder + "/libc.a"] + names, in: objects)
        try run(toolchain.archiver, ["rcs", folder + "/libm.a"], in: objects)
        try compileStartFiles(to: folder, extraFlags: [])
    }

    private func compileStartFiles(to folder: String, extraFlags: [String]) throws(BuildError) {
        for start in ["crt1", "crt1-reactor"] {
            try run(
                toolchain.clang,
                Self.cFlags + extraFlags + ["-c", sources + "/crt/" + start + ".c", "-o", folder + "/" + start + ".o"],
                in: workshop)
        }
    }

    private func compileGuestLibrary(to folder: String) throws(BuildError) {
        let files = SysrootFile.files(in: Self.guestModule).map { sources + "/" + $0.path }
        try run(
            toolchain.swiftc,
            [
                "-target", Toolchain.triple, "-swift-version", "6", "-parse-as-library", "-wmo", "-Osize",
                "-enable-experimental-feature", "Embedded", "-enable-experimental-feature", "Extern",
                "-warnings-as-errors", "-emit-module", "-module-name", Self.guestModule,
                "-o", folder + "/" + Self.guestModule + ".swiftmodule",
            ] + files, in: workshop)
    }

    func run(_ program: String, _ arguments: [String], in folder: String) throws(BuildError) {
        var command = Command(program, arguments)
        command.workingFolder = folder
        command.timeLimit = .seconds(120)
        let outcome = try command.capture()
        guard outcome.status.isSuccess else {
            throw BuildError(
                .bundle,
                "\(Files.name(of: program)) could not compile the WebAssembly SDK:\n"
                    + outcome.outputText + outcome.errorText,
                help:
                    """
                    This compiler (\(toolchain.version)) may be one that swiftlet does not know yet; Swift \
                    6.3.1 works.
                    """
            )
        }
    }

    // MARK: - The three files of a bundle

    /// The module that every Swift file sees without importing it: the overloads of `print`, `CommandLine` and the
    /// like.
    static let guestModule = "SwiftletGuest"

    private func writeBundle(_ variant: SDKBundle.Variant, sysroot: String) throws(BuildError) {
        let identifier = variant.identifier
        let folder = bundle + "/" + identifier + ".artifactbundle"
        try Files.createFolder(folder + "/wasm32")
        try Files.write(
            """
            {
              "schemaVersion": "1.0",
              "artifacts": {
                \(JSON.quoted(identifier)): {
                  "type": "swiftSDK", "version": "1.0.0", "variants": [{ "path": "wasm32" }]
                }
              }
            }

            """.utf8, to: folder + "/info.json")
        try Files.write(
            """
            {
              "schemaVersion": "4.0",
              "targetTriples": {
                "\(Toolchain.triple)": {
                  "sdkRootPath": \(JSON.quoted(finalFolder + "/" + sysroot)),
                  "toolsetPaths": ["toolset.json"]
                }
              }
            }

            """.utf8, to: folder + "/wasm32/swift-sdk.json")
        let swiftFlags = swiftFlags(variant).map(JSON.quoted).joined(separator: ", ")
        let cFlags = Self.cPackageFlags.map(JSON.quoted).joined(separator: ", ")
        let linkFlags = Self.linkFlags(variant).map(JSON.quoted).joined(separator: ", ")
        try Files.write(
            """
            {
              "schemaVersion": "1.0",
              "swiftCompiler": { "extraCLIOptions": [\(swiftFlags)] },
              "cCompiler": { "extraCLIOptions": [\(cFlags)] },
              "linker": { "extraCLIOptions": [\(linkFlags)] }
            }

            """.utf8, to: folder + "/wasm32/toolset.json")
    }

    /// What makes Swift compile for this target at all.
    static let embeddedFlags = [
        "-enable-experimental-feature", "Embedded", "-enable-experimental-feature", "Extern", "-wmo",
        "-Xfrontend", "-disable-stack-protector",
    ]

    private static let driverFlags = [
        // The driver of clang would add a compiler-rt that is not there; ours is part of libc.a.
        "-Xclang-linker", "-nodefaultlibs",
        // It would also run a wasm-opt that it finds in PATH, unasked: decision 066.
        "-Xclang-linker", "--no-wasm-opt",
    ]

    private func swiftFlags(_ variant: SDKBundle.Variant) -> [String] {
        var flags =
            Self.embeddedFlags + [
                "-I" + finalFolder + "/" + Self.plainSysroot + "/swift",
                "-Xfrontend", "-import-module", "-Xfrontend", Self.guestModule,
            ] + Self.driverFlags + Self.macroFlags(in: finalFolder)
        if variant != .debug { flags.append("-Osize") }
        return flags
    }

    /// All flags that a bundle is made with and builds with: the part of its key that is neither source nor compiler.
    static var recipe: String {
        (cFlags + embeddedFlags + driverFlags + cPackageFlags + SDKBundle.Variant.allCases.flatMap(linkFlags)).joined(
            separator: " ")
    }

    /// What the C code of packages is compiled with besides SwiftPM's own flags.
    private static let cPackageFlags = ["-D__EMBEDDED_SWIFT__", "-fno-math-errno"]

    private static func linkFlags(_ variant: SDKBundle.Variant) -> [String] {
        // The stack comes first in memory, so that a recursion without end traps at address zero instead of writing over
        // the program's data. 512 KiB are eight times the linker's default, and cost nothing until they are touched.
        let flags = ["-lc", "-lswiftUnicodeDataTables", "--stack-first", "-z", "stack-size=524288"]
        return variant == .release ? flags + ["--lto-O2"] : flags
    }
}
