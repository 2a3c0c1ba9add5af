/// The labels of the blocks around an instruction. Inner ones hide outer ones of the same name.
///
/// Blocks nest as deep as the text likes, so a look-up must not walk over them.
struct LabelStack {
    private var entries: [Identifier?] = []
    private var positions: [Identifier: [Int]] = [:]

    var depth: Int { entries.count }

    /// The identifier of the innermost block.
    var innermost: Identifier? { entries.last ?? nil }

    mutating func enter(_ identifier: Identifier?) {
        if let identifier { positions[identifier, default: []].append(entries.count) }
        entries.append(identifier)
    }

    mutating func leave() {
        guard let identifier = entries.removeLast() else { return }
        positions[identifier]!.removeLast()
        if positions[identifier]!.isEmpty { positions[identifier] = nil }
    }

    /// How many blocks lie between here and the one with the identifier.
    subscript(identifier: Identifier) -> UInt32? {
        guard let position = positions[identifier]?.last else { return nil }
        return UInt32(entries.count - 1 - position)
    }

    /// The label that somebody may have meant by one that does not exist.
    func suggestion(for identifier: Identifier) -> Identifier? {
        guard positions.count <= 1_000 else { return nil }
        return Suggestion.closest(to: identifier.text, among: positions.keys.lazy.map(\.text))
            .map(Identifier.init(text:))
    }
}
