import SwiftletBuild

/// Colours for a person at a terminal, and nothing for anybody else.
public struct TextStyle: Sendable {
    public enum Colour: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    private let isColoured: Bool

    public static let plain = TextStyle(isColoured: false)

    /// Colours if standard output is a terminal that knows them, and `NO_COLOR` is not set.
    public static var standardOutput: TextStyle {
        TextStyle(
            isColoured: isatty(1) == 1 && (Environment["NO_COLOR"] ?? "").isEmpty && Environment["TERM"] != "dumb")
    }

    public func callAsFunction(_ text: String, _ colour: Colour) -> String {
        isColoured ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }
}
