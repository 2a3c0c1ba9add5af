/// Why something cannot be served: what was wrong, and what to do.
public struct ServeError: Error, Equatable, CustomStringConvertible, Sendable {
    public var description: String

    public init(_ description: String) { self.description = description }
}
