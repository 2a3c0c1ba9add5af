import Testing

/// A browser that pages are tried in.
public enum TestBrowser: String, Sendable {
    case chromium
    case firefox

    /// The program, if it is here.
    public var program: String? {
        switch self {
        case .chromium:
            TestTool.find("chromium-headless-shell") ?? TestTool.find("chromium") ?? TestTool.find("google-chrome")
        case .firefox: TestTool.find("firefox") ?? TestTool.find("firefox-esr")
        }
    }

    /// What to say of a test that needs the browser, and Node, which drives it; nil when both are here.
    public var missing: Comment? {
        if program == nil { return "not here: \(rawValue); run scripts/install-tools" }
        return TestTool.missing("node")
    }
}
