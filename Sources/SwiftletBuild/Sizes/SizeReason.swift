/// Why bytes are in a module.
public enum SizeReason: Hashable, Sendable {
    /// What a Swift module says itself: the package's, or one that it depends on.
    case code(module: String)
    /// Functions with names of C: the package's C code, and exports by such a name.
    case exports
    case literals
    case normalization
    case comparison
    case graphemes
    case characterProperties
    case floatPrinting
    case floatParsing
    case integerText
    case strings
    case dictionaries
    case sorting
    case arrays
    case memory
    case bridge
    case guestLibrary
    case cLibrary
    case math
    case wideArithmetic
    case standardLibrary
    /// Functions and data of which nothing is known.
    case unknown
    case start
    case declarations
    case names
    case padding
    case format

    /// The name for programs.
    public var identifier: String {
        switch self {
        case .code(let module): "code:" + module
        default: "\(self)"
        }
    }

    /// What a person reads.
    public var title: String {
        switch self {
        case .code(let module): "code of \(module)"
        case .exports: "exports by C names, C code"
        case .literals: "text in string literals"
        case .normalization: "Unicode normalisation"
        case .comparison: "String comparison, hashing"
        case .graphemes: "grapheme breaking"
        case .characterProperties: "character properties, case"
        case .floatPrinting: "printing Float, Double"
        case .floatParsing: "parsing Float, Double"
        case .integerText: "integers to and from text"
        case .strings: "String"
        case .dictionaries: "Dictionary, Set"
        case .sorting: "sorting"
        case .arrays: "Array: growth, copies"
        case .memory: "allocation, reference counts"
        case .bridge: "bridge to JavaScript"
        case .guestLibrary: "print, files, environment"
        case .cLibrary: "C library"
        case .math: "sin, pow and the like"
        case .wideArithmetic: "128-bit arithmetic"
        case .standardLibrary: "standard library, the rest"
        case .unknown: "without a name"
        case .start: "start code"
        case .declarations: "types, imports, exports, tables"
        case .names: "names, custom sections"
        case .padding: "padding of data"
        case .format: "headers, lengths"
        }
    }

    /// What a developer can do without it; nil when there is nothing to be said that holds in general.
    public var advice: String? {
        switch self {
        case .normalization, .comparison:
            """
            ==, <, switch and hashing of String follow Unicode's canonical equivalence. Where bytes will do, compare \
            a.utf8.elementsEqual(b.utf8), and use integers, enums or arrays of bytes as keys.
            """
        case .graphemes:
            """
            count, indices, reversed, split and loops over a String go by Character. text.utf8 and text.unicodeScalars \
            have all of them without these tables.
            """
        case .characterProperties:
            "uppercased(), isLetter and the like know all of Unicode. For ASCII, compare the bytes of text.utf8."
        case .floatPrinting:
            """
            A Double or Float that becomes text brings the shortest-digits algorithm. Print scaled integers, or give the \
            number to the host and let it print.
            """
        case .floatParsing:
            "Double(text) and Float(text) read every form of number. Parse integers, or let the host give a number."
        case .integerText:
            "Int(text) and String(_:radix:) work in any radix and width. A loop over digits is smaller for a fixed one."
        case .dictionaries:
            "For a handful of entries an array of pairs that is searched from its start is smaller, and as fast."
        case .sorting:
            "sort() is a stable merge sort of its own for each element type. Sort one type, or indices of type Int."
        default: nil
        }
    }

    /// Reasons that come and go together: the advice for one is the advice for all.
    var companions: [SizeReason] {
        switch self {
        case .normalization, .comparison: [.normalization, .comparison]
        default: [self]
        }
    }

    /// Whether it is what the person wrote, rather than what that brought along.
    var isOwnCode: Bool {
        switch self {
        case .code, .exports: true
        default: false
        }
    }
}
