/// A Swift toolchain that can compile for WebAssembly: Swift 6.3 or later from swift.org, with Embedded Swift's
/// standard library.
public struct Toolchain: Sendable, Equatable {
    /// The triple that everything is compiled for. The stock toolchain has a standard library for this one alone.
    public static let triple = "wasm32-unknown-none-wasm"

    /// The folder of the programs, for example `/opt/swift/usr/bin`.
    public let binFolder: String
    /// The folder of Swift's libraries, for example `/opt/swift/usr/lib/swift`.
    public let resourceFolder: String
    /// What the compiler says of itself, for example `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
    public let version: String
    /// The short form of the version that names a folder, for example `swift-6.3.1-RELEASE`.
    public let tag: String

    public var swift: String { binFolder + "/swift" }
    public var swiftc: String { binFolder + "/swiftc" }
    public var clang: String { binFolder + "/clang" }
    public var archiver: String { binFolder + "/llvm-ar" }
    public var symbolLister: String { binFolder + "/llvm-nm" }
    /// The linker. Another `wasm-ld` may come first in `PATH` and be too old to read this compiler's objects.
    public var linker: String { binFolder + "/wasm-ld" }
    /// The interpreter that Linux toolchains of 6.2 and later carry; nil where there is none.
    public var wasmkit: String? {
        let path = binFolder + "/wasmkit"
        return Files.isExecutable(path) ? path : nil
    }
    /// Finds sources by addresses; nil where the toolchain lacks it.
    package var symbolizer: String? {
        let path = binFolder + "/llvm-symbolizer"
        return Files.isExecutable(path) ? path : nil
    }
    /// The tables behind `Character` and string comparison, to be linked into modules that use them.
    var unicodeTables: String {
        resourceFolder + "/embedded/" + Toolchain.triple + "/libswiftUnicodeDataTables.a"
    }
    private var standardLibrary: String {
        resourceFolder + "/embedded/Swift.swiftmodule/" + Toolchain.triple + ".swiftmodule"
    }

    /// Finds the toolchain: the one that `SWIFTLET_TOOLCHAIN` names (a folder that has `usr/bin/swiftc` or
    /// `bin/swiftc`), or the `swiftc` of `PATH`.
    public static func find() throws(BuildError) -> Toolchain {
        let compiler: String
        if let folder = Environment["SWIFTLET_TOOLCHAIN"], !folder.isEmpty {
            let candidates = [folder + "/usr/bin/swiftc", folder + "/bin/swiftc", folder + "/swiftc"]
            guard let found = candidates.first(where: Files.isExecutable) else {
                throw BuildError(
                    .toolchain, "SWIFTLET_TOOLCHAIN is \(folder), and there is no swiftc in it",
                    help: "Set it to the folder of a Swift toolchain, the one that has usr/bin/swiftc, or unset it.")
            }
            compiler = found
        } else if let found = Command.find("swiftc") {
            compiler = found
        } else {
            throw BuildError(
                .toolchain, "no Swift compiler: there is no swiftc in PATH",
                help: "Install Swift 6.3 or later from https://www.swift.org/install, then run swiftlet again.")
        }
        let toolchain = try ask(compiler)
        guard Files.exists(toolchain.standardLibrary), Files.isExecutable(toolchain.linker) else {
            throw BuildError(
                .toolchain,
                "\(toolchain.version) at \(toolchain.binFolder) has no Embedded Swift for WebAssembly",
                help: """
                    Install Swift 6.3 or later from https://www.swift.org/install (Xcode's own toolchain lacks these \
                    parts) and put it first in PATH, or set SWIFTLET_TOOLCHAIN to its folder.
                    """)
        }
        return toolchain
    }

    /// Asks the compiler where it really lives: what is found in `PATH` may be a version manager's stand-in.
    private static func ask(_ compiler: String) throws(BuildError) -> Toolchain {
        var command = Command(compiler, ["-print-target-info"])
        command.timeLimit = .seconds(60)
        let outcome = try command.capture()
        guard outcome.status.isSuccess, let information = JSON(parsing: outcome.output),
            let resourceFolder = information["paths"]?["runtimeResourcePath"]?.string,
            let version = information["compilerVersion"]?.string
        else {
            throw BuildError(
                .toolchain, "\(compiler) does not answer -print-target-info\n\(outcome.errorText)",
                help: "Install Swift 6.3 or later from https://www.swift.org/install.")
        }
        let root = Files.parent(of: Files.parent(of: resourceFolder))
        return Toolchain(
            binFolder: root + "/bin", resourceFolder: resourceFolder, version: version,
            tag: information["swiftCompilerTag"]?.string ?? shortName(of: version))
    }

    /// `Swift version 6.3.1 (swift-6.3.1-RELEASE)` as a folder's name, for compilers that do not give a tag.
    static func shortName(of version: String) -> String {
        let allowed = version.utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
                byte
            default: UInt8(ascii: "-")
            }
        }
        return String(decoding: allowed, as: UTF8.self)
    }
}
