extension DeclarationParser {
    /// Where the declarations of a file that are marked for the bridge mention types which have to be marked themselves.
    ///
    /// - Returns: Each mention's name and its place, in bytes from the start of the source.
    public static func mentions(in source: String) -> [(name: String, offset: Int)] {
        var parser = DeclarationParser(source)
        var found: [(name: String, offset: Int)] = []
        for index in parser.tokens.indices.dropLast()
        where parser.tokens[index].text == "@" && marks.contains(parser.tokens[index + 1].text) {
            parser.index = index
            parser.mentions = []
            // What cannot be read has an error of its own; what was read until there counts.
            _ = try? parser.declaration()
            for mention in parser.mentions where !found.contains(where: { $0.offset == mention.offset }) {
                found.append(mention)
            }
        }
        return found
    }

    private static let marks: Set<String> = ["JS", "JSAsync", "JSImport"]
}
