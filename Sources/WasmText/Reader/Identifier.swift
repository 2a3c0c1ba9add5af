/// A name as the text format compares it: by its bytes. `$"a\u{62}"` and `$ab` are one, but no two spellings of an accent are.
struct Identifier: Hashable, Sendable, CustomStringConvertible {
    let text: String

    static func == (left: Identifier, right: Identifier) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(text.utf8.count)
    }

    /// As a text writes it: quoted where it must be.
    var description: String { TextName.identifier(text) }
}

/// One of the index spaces of a module or function: how many there are, and which of them have an identifier.
struct NameSpace {
    /// What it holds, for messages: "function", "local".
    let what: String
    private(set) var count: UInt32 = 0
    private var indices: [Identifier: UInt32] = [:]

    init(_ what: String) { self.what = what }

    /// Makes room for one more.
    ///
    /// - Returns: Its index, or nil if another one has the identifier.
    mutating func declare(_ identifier: Identifier?) -> UInt32? {
        let index = count
        if let identifier {
            guard indices.updateValue(index, forKey: identifier) == nil else { return nil }
        }
        count += 1
        return index
    }

    subscript(identifier: Identifier) -> UInt32? { indices[identifier] }

    /// The identifier that somebody may have meant by one that does not exist.
    func suggestion(for identifier: Identifier) -> Identifier? {
        // Comparing with thousands of names costs more than a hint is worth.
        guard indices.count <= 10_000 else { return nil }
        let text = Suggestion.closest(to: identifier.text, among: indices.keys.lazy.map(\.text))
        return text.map(Identifier.init(text:))
    }
}
