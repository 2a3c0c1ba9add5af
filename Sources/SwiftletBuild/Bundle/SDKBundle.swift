/// The Swift SDK that SwiftPM builds with: a few small artifact bundles (see ``Variant``) in a folder of the cache,
/// made from the sysroot's sources with the toolchain's own compiler, once for each compiler version.
///
/// Nothing is installed: SwiftPM is given the folder by `--swift-sdks-path`.
public struct SDKBundle: Sendable {
    public enum Configuration: String, Sendable, CaseIterable {
        case release, debug
    }

    /// The folder for `--swift-sdks-path`.
    public let folder: String

    /// Whether release builds go through link-time optimisation with the bitcode start file. False when the probe of
    /// ``prepare(for:in:progress:)`` failed: modules are then larger, and right.
    public let optimizesAtLinkTime: Bool

    /// What the folder holds: one artifact bundle for each.
    enum Variant: String, CaseIterable {
        case debug
        /// Small, by link-time optimisation.
        case release
        /// Small without link-time optimisation, for a compiler or a package that does not get along with it.
        case plain

        /// The identifier for `--swift-sdk`.
        var identifier: String { "swiftlet-" + rawValue }
    }

    /// What `swift build` must be told to build with this bundle.
    func arguments(_ variant: Variant, keepsNames: Bool) -> [String] {
        var arguments = ["--swift-sdks-path", folder, "--swift-sdk", variant.identifier]
        if variant == .release { arguments.append("--experimental-lto-mode=full") }
        if variant != .debug { arguments += ["-Xlinker", keepsNames ? "--strip-debug" : "--strip-all"] }
        return arguments
    }

    /// Where bundles are kept unless the caller says otherwise: `SWIFTLET_CACHE`, or `swiftlet` in `XDG_CACHE_HOME`, or
    /// `~/.cache/swiftlet`.
    public static var defaultCache: String {
        if let folder = Environment["SWIFTLET_CACHE"], !folder.isEmpty { return folder }
        if let folder = Environment["XDG_CACHE_HOME"], !folder.isEmpty { return folder + "/swiftlet" }
        if let home = Environment["HOME"], !home.isEmpty { return home + "/.cache/swiftlet" }
        return Files.temporaryFolder + "/swiftlet-cache"
    }

    /// The name of the bundle's folder in the cache: a new compiler, a changed sysroot or changed flags get a new one.
    static func key(for toolchain: Toolchain) -> String {
        var hash = SysrootFile.fingerprint
        for byte in (toolchain.version + toolchain.binFolder + SDKBundleMaker.recipe).utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return toolchain.tag + "-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Finds the bundle in the cache or makes it (a second or two). Two tools that do this at once both succeed: each
    /// works in a folder of its own, and the first to finish puts its folder in place.
    public static func prepare(
        for toolchain: Toolchain, in cache: String = defaultCache, progress: (String) -> Void = { _ in }
    ) throws(BuildError) -> SDKBundle {
        let root = Files.absolute(cache)
        let folder = root + "/" + key(for: toolchain)
        if let bundle = SDKBundle(existing: folder) { return bundle }

        progress("Preparing the WebAssembly SDK for \(toolchain.tag)")
        do {
            try Files.createFolder(root)
        } catch {
            throw BuildError(
                .bundle, error.message, help: "Set SWIFTLET_CACHE to a folder that swiftlet may write to.")
        }
        let workshop = try Files.createTemporaryFolder(prefix: root + "/.preparing-")
        defer { Files.remove(workshop) }
        let maker = SDKBundleMaker(toolchain: toolchain, workshop: workshop, finalFolder: folder)
        try maker.make(progress: progress)
        if try !Files.move(workshop + "/bundle", to: folder), SDKBundle(existing: folder) == nil {
            // What lies there is neither complete nor being made: a leftover. Replace it.
            Files.remove(folder)
            _ = try Files.move(workshop + "/bundle", to: folder)
        }
        guard let bundle = SDKBundle(existing: folder) else {
            throw BuildError(
                .bundle, "the WebAssembly SDK in \(folder) is incomplete",
                help: "Remove the folder \(root) and try again.")
        }
        return bundle
    }

    /// The name of the file that is written last and says how the bundle was made.
    static let stateFile = "state.json"

    private init?(existing folder: String) {
        guard let text = try? Files.read(folder + "/" + SDKBundle.stateFile), let state = JSON(parsing: text),
            case .boolean(let optimizes)? = state["linkTimeOptimization"]
        else { return nil }
        self.folder = folder
        self.optimizesAtLinkTime = optimizes
    }
}
