import SwiftletBuild

/// A program that the tool uses when the machine has it.
public enum ExternalTool: CaseIterable, Sendable {
    case node
    case browser
    case wasmOpt

    /// The environment variable that names the program outright.
    public var variable: String {
        switch self {
        case .node: "SWIFTLET_NODE"
        case .browser: "SWIFTLET_BROWSER"
        case .wasmOpt: "SWIFTLET_WASM_OPT"
        }
    }

    /// The names to look for, the best first.
    public var programs: [String] {
        switch self {
        case .node: ["node", "nodejs"]
        case .wasmOpt: ["wasm-opt"]
        case .browser:
            [
                "chromium-headless-shell", "chrome-headless-shell", "headless_shell", "chromium", "chromium-browser",
                "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "firefox", "firefox-esr",
            ]
        }
    }

    /// Where the program is: what ``variable`` says, else in the project's tools folder, else on `PATH`.
    public func find() -> String? {
        if let path = Environment[variable], !path.isEmpty { return Command.find(path) }
        for program in programs {
            for folder in ExternalTool.toolFolders where Files.isExecutable(folder + "/" + program) {
                return folder + "/" + program
            }
            if let path = Command.find(program) { return path }
        }
        #if os(macOS)
            if self == .browser {
                let applications = [
                    "Google Chrome", "Chromium", "Microsoft Edge",
                ].map { "/Applications/\($0).app/Contents/MacOS/\($0)" }
                return (applications + ["/Applications/Firefox.app/Contents/MacOS/firefox"]).first(
                    where: Files.isExecutable)
            }
        #endif
        return nil
    }

    /// How to get the program, in one sentence.
    public var howToGet: String {
        switch self {
        case .node:
            "Install Node 20 or newer (Debian: apt-get install nodejs; macOS: brew install node), or name it by \(variable)."
        case .browser:
            """
            Install a headless Chromium (Debian: apt-get install chromium-headless-shell), Chromium, Chrome or Firefox, \
            or name one by \(variable).
            """
        case .wasmOpt:
            "Install Binaryen (Debian: apt-get install binaryen; macOS: brew install binaryen), or name wasm-opt by \(variable)."
        }
    }

    /// Where `scripts/install-tools` puts programs: `SWIFTLET_TOOLS`, else `.tools` of this folder or one above it.
    private static var toolFolders: [String] {
        if let folder = Environment["SWIFTLET_TOOLS"], !folder.isEmpty { return [folder + "/bin"] }
        var folder = Files.currentFolder()
        while folder != "/" {
            if Files.isFolder(folder + "/.tools/bin") { return [folder + "/.tools/bin"] }
            folder = Files.parent(of: folder)
        }
        return []
    }
}
