/// Where a module can run.
public enum Place: String, CaseIterable, Sendable {
    /// Our own runtime, in the tool's process.
    case host
    /// Node, over its own WASI.
    case node
    /// A page of a headless browser, over the WASI of `Web/`.
    case browser
}
