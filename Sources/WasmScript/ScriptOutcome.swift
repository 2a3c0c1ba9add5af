/// How a command of a script ended.
public enum ScriptOutcome: Hashable, Sendable {
    case passed
    /// The payload says what happened, and what was expected.
    case failed(String)
    /// It needs the module of an earlier command, in the line that the payload says, which was refused.
    case blocked(by: Int)
}
