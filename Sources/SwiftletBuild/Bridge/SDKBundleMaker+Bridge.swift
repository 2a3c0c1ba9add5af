// The bridge's share of the bundle: the module `JavaScript`, and the program that expands its macros.

extension SDKBundleMaker {
    static let bridgeModule = "JavaScript"
    private static let macroModule = "JavaScriptMacros"

    /// Which program expands the macros of which module; `bundle` is the folder of the finished bundle.
    static func macroFlags(in bundle: String) -> [String] {
        ["-load-plugin-executable", bundle + "/" + macroModule + "#" + macroModule]
    }

    /// Compiles the macros for this machine, then the module for the guest.
    func compileBridge(to folder: String) throws(BuildError) {
        let macroSources = ["BridgeSignature", Self.macroModule, "SwiftletBuild/Support"].flatMap {
            SysrootFile.files(in: $0)
        }
        try run(
            toolchain.swiftc,
            [
                "-swift-version", "6", "-parse-as-library", "-wmo", "-package-name", "swiftlet", "-module-name",
                Self.macroModule, "-o", bundle + "/" + Self.macroModule,
            ]
                + macroSources.map { sources + "/" + $0.path }, in: workshop)
        try run(
            toolchain.swiftc,
            Self.embeddedFlags + Self.macroFlags(in: bundle) + [
                "-target", Toolchain.triple, "-swift-version", "6", "-parse-as-library", "-Osize",
                "-warnings-as-errors",
                "-emit-module", "-module-name", Self.bridgeModule, "-o",
                folder + "/" + Self.bridgeModule + ".swiftmodule",
            ] + SysrootFile.files(in: Self.bridgeModule).map { sources + "/" + $0.path }, in: workshop)
    }
}
