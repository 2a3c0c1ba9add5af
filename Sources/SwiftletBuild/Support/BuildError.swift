/// Why the tool could not do what it was asked: what went wrong, and what the person can do about it.
public struct BuildError: Error, CustomStringConvertible, Sendable {
    /// The stage that failed; a caller decides by it, a person reads ``description``.
    public enum Kind: Sendable, Equatable {
        /// No toolchain, or one that cannot compile for WebAssembly.
        case toolchain
        /// The Swift SDK bundle could not be written or compiled.
        case bundle
        /// The package cannot be described, or it has nothing to build.
        case package
        /// The sources do not compile; `message` holds the compiler's words with our notes.
        case compilation
        /// The compiler was stopped because it did not finish in time.
        case timeLimit
        /// A file or folder could not be read or written.
        case file
        /// A process could not be started.
        case process
        /// A name or an option that is not allowed.
        case usage
    }

    public let kind: Kind

    /// What was wrong and where.
    public let message: String

    /// What to do about it; empty when the message says it all.
    public let help: String

    public init(_ kind: Kind, _ message: String, help: String = "") {
        self.kind = kind
        self.message = message
        self.help = help
    }

    public var description: String {
        help.isEmpty ? message : message + "\n" + help
    }
}
