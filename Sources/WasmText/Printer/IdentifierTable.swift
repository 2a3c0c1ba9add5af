/// The identifiers that a printed text binds in one index space, made from the names of the name section.
///
/// Names there may be empty or the same for several indices. An identifier must be neither, so such a name becomes a `@name`
/// annotation beside an identifier that is like it.
struct IdentifierTable {
    struct Entry {
        /// As the text writes it, with the dollar sign; nil if the name could not be made an identifier.
        var identifier: String?
        /// The annotation, if the identifier alone does not say the name.
        var annotation: String?

        /// What stands behind a keyword.
        var binding: String {
            [identifier, annotation].compactMap(\.self).map { " " + $0 }.joined()
        }
    }

    private var entries: [UInt32: Entry] = [:]

    init() {}

    init(_ names: [(index: UInt32, name: String)]) {
        var taken = Set(names.map { Identifier(text: $0.name) })
        var used: Set<Identifier> = []
        entries.reserveCapacity(names.count)
        for (index, name) in names {
            if !name.isEmpty, used.insert(Identifier(text: name)).inserted {
                entries[index] = Entry(identifier: TextName.identifier(name))
                continue
            }
            let annotation = Self.annotation(name)
            guard !name.isEmpty else {
                entries[index] = Entry(annotation: annotation)
                continue
            }
            var candidate = "\(name)_\(index)"
            while !taken.insert(Identifier(text: candidate)).inserted { candidate += "_" }
            entries[index] = Entry(identifier: TextName.identifier(candidate), annotation: annotation)
        }
    }

    static func annotation(_ name: String) -> String { "(@name \(TextName.string(name)))" }

    var isEmpty: Bool { entries.isEmpty }

    /// What stands behind the keyword that defines something: ` $name`, or nothing.
    func binding(_ index: UInt32) -> String { entries[index]?.binding ?? "" }

    func has(_ index: UInt32) -> Bool { entries[index] != nil }

    /// What stands for an index where it is used.
    func reference(_ index: UInt32) -> String { entries[index]?.identifier ?? String(index) }
}
