/// A token of the text format (specification §6.2.2), as a range of the source.
struct Token {
    enum Kind: UInt8 {
        case open
        case close
        /// A word that starts with a small letter: a keyword, an instruction's name, `inf`, `nan:0x1`, `offset=4`.
        case keyword
        /// A word that starts with a digit or a sign. Whether it is a number is not known yet.
        case number
        /// A string with valid escapes.
        case string
        /// `$` and the characters of a name, which may be none.
        case identifier
        /// `$` and a string.
        case quotedIdentifier
        /// What the format keeps for later versions: `0drop`, `"a"b`, `[`, …
        case reserved
        /// The end of the text.
        case end
    }

    var kind: Kind
    var start: UInt32
    var end: UInt32

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
}

/// An annotation that means something here (§6.2.5, appendix 7.4), taken out of the stream of tokens.
struct Annotation {
    enum Kind: String {
        case name
        case custom
        case branchHint = "metadata.code.branch_hint"
    }

    var kind: Kind
    /// From `(@` to the closing parenthesis.
    var range: Range<Int>
    /// The token that it stands before, by its number.
    var token: Int
    /// Its contents, without the parenthesis that closes it, by their numbers in ``TokenList/annotationTokens``.
    var contents: Range<Int>
}

/// A text as tokens. Comments and annotations that nobody knows are gone; known annotations stand aside.
struct TokenList {
    /// The last one is ``Token/Kind/end``.
    var tokens: [Token] = []
    /// In the order of the text.
    var annotations: [Annotation] = []
    var annotationTokens: [Token] = []
}
