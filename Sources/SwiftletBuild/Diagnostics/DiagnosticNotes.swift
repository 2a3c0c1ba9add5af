/// What to write instead, where the compiler only says what it does not take.
///
/// Modules are compiled as Embedded Swift: a subset of the language without the parts that need much support at run
/// time. This table follows Swift 6.3; a later compiler that takes more of the language simply never triggers its
/// rows.
enum DiagnosticNotes {
    private struct Rule {
        /// All of these must be in the compiler's message.
        let parts: [String]
        let note: String

        init(_ parts: String..., note: String) {
            self.parts = parts
            self.note = note
        }
    }

    /// The note for a message of the compiler; nil when its own words are enough.
    static func note(for message: String) -> String? {
        // The bridge's macros see no more of a type than its name: one that is not marked has no codec.
        if let name = UnmarkedTypes.name(in: message) {
            return "type '\(name)' cannot cross between Swift and JavaScript: mark it @JS"
        }
        let twice = "multiple definitions of symbol '__js_"
        if message.hasPrefix(twice) { return overload(of: message.dropFirst(twice.count).prefix { $0 != "'" }) }
        return rules.first { rule in rule.parts.allSatisfy { message.contains($0) } }?.note
    }

    /// Two functions of one name.
    static func overload(of name: Substring) -> String {
        "two declarations marked @JS are called \(name): JavaScript has no overloads, so give one of them another name"
    }

    private static let anyError = """
        write the error's type: throws(MyError), do throws(MyError) { … } catch { … }, Result<Value, MyError>. \
        Errors of unknown type ('any Error') do not exist in Embedded Swift
        """

    private static let foundation = """
        Foundation is not part of the small modules that swiftlet builds. There is File, StandardInput, CommandLine, \
        Environment, the mathematical functions and Double("…") without any import; for all of Foundation use the \
        official Swift SDK for WebAssembly: swiftlet build --swift-sdk ID
        """

    private static let concurrency = """
        there is no concurrency (Task, actors, async) in Embedded Swift 6.3: a module runs one call of its host at a \
        time. Call the function directly
        """

    private static let rules: [Rule] = [
        Rule("any Error", note: anyError),
        Rule("untyped throws", note: anyError),
        Rule(
            "protocol type 'Any'",
            note:
                """
                'Any' does not exist in Embedded Swift: use a concrete type, a generic parameter, or an enum \
                with a case for each type
                """
        ),
        Rule(
            "value of protocol type",
            note: """
                use a generic ('some P', <T: P>), an enum with a case for each type, or a protocol that only classes \
                adopt (protocol P: AnyObject): 'any P' works for those
                """),
        Rule(
            "Codable",
            note: "Codable needs run-time type information: write the few lines that read and write your format by hand"
        ),
        Rule(
            "Decodable",
            note: "Codable needs run-time type information: write the few lines that read and write your format by hand"
        ),
        Rule(
            "Encodable",
            note: "Codable needs run-time type information: write the few lines that read and write your format by hand"
        ),
        Rule("no such module 'Foundation", note: foundation),
        Rule("no such module 'Dispatch'", note: concurrency),
        Rule("no such module 'Glibc'", note: hostModule),
        Rule("no such module 'Darwin'", note: hostModule),
        Rule("no such module 'WASILibc'", note: hostModule),
        Rule("no such module 'RegexBuilder'", note: regex),
        Rule("'Regex' declaration", note: regex),
        Rule("cannot use key path", note: "use a closure: map { $0.name } instead of map(\\.name)"),
        Rule(
            "attribute 'weak'",
            note:
                """
                there are no weak references in Embedded Swift: break the cycle by hand, or use \
                unowned(unsafe) for what surely outlives
                """
        ),
        Rule(
            "attribute 'unowned'",
            note: """
                write unowned(unsafe), for what surely outlives the object that refers to it
                """),
        Rule(
            "'format:_:'",
            note: """
                String(format:) is part of Foundation: use interpolation "\\(value)", String(value, radix: 16), or \
                rounded() for decimals
                """),
        Rule("is not concurrency-safe", "global shared mutable state", note: topLevelVariable),
        Rule(
            "cannot find 'Mutex'",
            note: "a module has one thread, so a plain variable is as safe; Atomic is there for what must be shared"),
        Rule("cannot find 'Task'", note: concurrency),
        Rule("cannot find 'DispatchQueue'", note: concurrency),
        Rule("cannot find 'MainActor'", note: concurrency),
        Rule("cannot find type 'MainActor'", note: concurrency),
        Rule("unknown attribute 'MainActor'", note: concurrency),
        Rule("cannot find 'Date'", note: foundation),
        Rule(
            "cannot find 'ContinuousClock'",
            note: "clocks need Swift's concurrency library, which is not there for WebAssembly"),
        Rule("cannot find 'FileManager'", note: foundation),
        Rule(
            "cannot find 'ProcessInfo'",
            note: "use CommandLine.arguments and Environment[\"NAME\"], which need no import"),
        Rule("cannot find 'dump'", note: "use print with the properties that you want to see"),
        Rule("cannot find 'debugPrint'", note: "use print"),
        Rule("'init(describing:)'", note: "use interpolation \"\\(value)\" or the value's own description"),
        Rule("'Mirror' is unavailable", note: "there is no reflection in Embedded Swift: name the properties"),
        Rule(
            "'CustomStringConvertible' is unavailable",
            note: "print the elements one by one: for (key, value) in dictionary { print(key, value) }"),
        Rule("conform to 'BinaryInteger'", "print", note: printing),
        Rule("cannot conform to 'BinaryInteger'", note: printing),
        Rule("cannot conform to 'CustomStringConvertible'", note: printing),
        Rule("no member 'components'", note: "use split(separator: \",\"), which gives the parts as Substring"),
        Rule(
            "no member 'trimmingCharacters'",
            note: "drop the white space by drop(while:) and reversed(), or with split(separator: \" \")"),
        Rule("no member 'range'", note: "use contains(\"…\") to find text, or firstIndex(of:) for one character"),
        Rule("no member 'formatted'", note: "formatting is part of Foundation: use rounded() and interpolation"),
        Rule(
            "in a class must be 'final' in Embedded Swift",
            note: "mark the method 'final', or make the class a struct: generic methods cannot be overridden here"),
        Rule("Concurrency", note: concurrency),
    ]

    private static let regex = """
        regular expressions need a library that Embedded Swift lacks: use split(separator:), hasPrefix, \
        contains("…") or a loop over the text
        """

    private static let hostModule = """
        there is no such module for WebAssembly: wrap the import in #if canImport(Glibc) … #endif. Mathematical \
        functions, files and exit need no import here
        """

    private static let topLevelVariable = """
        a variable at the top of main.swift is shared with every function. Put the program into a function: \
        @main struct App { static func main() { … } } in a file that is not called main.swift
        """

    private static let printing = """
        give the type a description so that it can be printed: \
        extension MyType: CustomStringConvertible { var description: String { … } }
        """
}
