/// One way of harming a host, which goes on from one random try to the next.
package protocol Attack {
    /// What it is called in the report.
    static var name: String { get }
    /// - Parameter seed: the same seed attacks in the same way.
    init(seed: UInt64) throws
    /// A piece of the attack: some milliseconds.
    ///
    /// - Returns: how many tries it made.
    /// - Throws: ``Harm`` when the host was harmed.
    mutating func attack() throws -> Int
}

/// What should not have happened.
package struct Harm: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
