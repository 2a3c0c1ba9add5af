import SwiftletBuild

/// The kinds of browsers that run without a window, and how each is started.
enum BrowserKind {
    case chromium
    case firefox

    /// The kind by the program's name: all browsers that are not Firefox are taken for ones of Chromium's family.
    init(program: String) {
        self = Files.name(of: program).hasPrefix("firefox") ? .firefox : .chromium
    }

    /// The command that shows a page.
    ///
    /// The browser gets pipes as its descriptors 3 and 4, and must end when the other end of 3 is closed: that happens also when
    /// we are killed.
    func command(program: String, profile: String, page: String) -> [String] {
        switch self {
        case .chromium:
            return [program] + BrowserKind.chromiumOptions(profile: profile) + [page]
        case .firefox:
            // Firefox does not look at descriptor 3, so a shell does, and ends the group. It keeps none of our pipes but that, so
            // that their end still tells of Firefox's.
            let script = #""$@" & exec >/dev/null 2>&1 4>&-; read -r _ <&3; kill -9 0"#
            return ["/bin/sh", "-c", script, "sh", program, "--headless", "--no-remote", "--profile", profile, page]
        }
    }

    /// Puts what the browser needs into its new profile.
    func prepare(profile: String) throws(BuildError) {
        guard self == .firefox else { return }
        // A first start would show pages of its own, and tell its makers of itself.
        let preferences = [
            (#""browser.shell.checkDefaultBrowser""#, "false"), (#""browser.aboutwelcome.enabled""#, "false"),
            (#""browser.startup.homepage_override.mstone""#, #""ignore""#), (#""app.update.auto""#, "false"),
            (#""datareporting.policy.dataSubmissionEnabled""#, "false"),
            (#""datareporting.policy.firstRunURL""#, #""""#),
        ]
        let text = preferences.map { "user_pref(\($0), \($1));\n" }.joined()
        try Files.write(text.utf8, to: profile + "/user.js")
    }

    private static func chromiumOptions(profile: String) -> [String] {
        var options = [
            "--headless", "--user-data-dir=\(profile)", "--remote-debugging-pipe", "--no-first-run",
            "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-default-apps", "--disable-extensions", "--disable-sync", "--disable-gpu", "--mute-audio",
            // Without a crash reporter, which headless builds lack, the browser does not survive the signals by which it
            // would notice an access out of bounds.
            "--disable-features=WebAssemblyTrapHandler",
            // Containers give /dev/shm 64 MB, on which browsers fail in strange ways.
            "--disable-dev-shm-usage",
            // A page out of sight must run at full speed.
            "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows",
        ]
        // Chromium refuses to run as root with its sandbox. The only page it sees is ours.
        if geteuid() == 0 { options.append("--no-sandbox") }
        return options
    }
}
