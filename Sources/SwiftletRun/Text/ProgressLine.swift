import SwiftletBuild

/// What is being done right now, on standard error: one line that renews itself at a terminal, lines elsewhere.
public struct ProgressLine: Sendable {
    private let isTerminal: Bool
    private let isQuietElsewhere: Bool

    /// - Parameter quietElsewhere: where there is no terminal, show nothing: standard error is somebody else's.
    public init(quietElsewhere: Bool = false) {
        isTerminal = isatty(2) == 1 && Environment["TERM"] != "dumb"
        isQuietElsewhere = quietElsewhere
    }

    /// Shows a step in place of the last one.
    public func show(_ step: String) {
        guard isTerminal else {
            if !isQuietElsewhere { printError(step) }
            return
        }
        var size = winsize()
        let width = ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 10 ? Int(size.ws_col) - 1 : 79
        write("\r\u{1b}[K" + step.prefix(width))
    }

    /// Takes the line away, before something else is printed.
    public func clear() {
        if isTerminal { write("\r\u{1b}[K") }
    }

    private func write(_ text: String) {
        _ = Platform.writeAll(Array(text.utf8), to: 2)
    }
}

/// Prints a line on standard error.
public func printError(_ line: String) {
    _ = Platform.writeAll(Array((line + "\n").utf8), to: 2)
}
