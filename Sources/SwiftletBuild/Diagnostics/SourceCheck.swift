/// A look at a package's own sources before the compiler sees them, for what makes Swift 6.3's compiler crash or never
/// finish on this target. Those two cases would otherwise end without a word on the cause.
enum SourceCheck {
    struct Finding: Equatable {
        let path: String
        let line: Int
        let column: Int
        let message: String
        let help: String

        var text: String { "\(path):\(line):\(column): error: \(message)\n\(path):\(line):\(column): note: \(help)" }
    }

    /// What stands in the way of compiling these files; at most three for a file.
    static func check(_ paths: [String]) -> [Finding] {
        paths.filter { $0.hasSuffix(".swift") }.flatMap { path -> [Finding] in
            guard let bytes = try? Files.read(path) else { return [] }
            return Array(findings(in: bytes, path: path).prefix(3))
        }
    }

    static func findings(in bytes: [UInt8], path: String) -> [Finding] {
        SourceScanner.words(in: bytes).compactMap { word in
            guard let (message, help) = complaint(about: word) else { return nil }
            return Finding(path: path, line: word.line, column: word.column, message: message, help: help)
        }
    }

    private static func complaint(about word: SourceScanner.Word) -> (String, String)? {
        let isMember = word.before == UInt8(ascii: "."), isLabel = word.after == UInt8(ascii: ":")
        switch word.text {
        case "async" where !isMember && !isLabel, "await" where !isMember && !isLabel:
            return (
                """
                '\(word.text)' is not possible here: Embedded Swift 6.3 has no concurrency for WebAssembly, \
                and its compiler crashes on it
                """,
                "make the function an ordinary one and call it directly, or leave it out by #if !arch(wasm32) … #endif"
            )
        case "AnySequence":
            return (
                "'AnySequence' sends the Swift 6.3 compiler for WebAssembly into an endless loop",
                "use the concrete type, 'some Sequence', or an array"
            )
        default: return nil
        }
    }

    /// Whether an executable target has a start of its own: a `main.swift`, or a type marked `@main`.
    static func hasEntryPoint(_ paths: [String]) -> Bool {
        paths.contains { path in
            Files.name(of: path) == "main.swift" || !path.hasSuffix(".swift") || marksMain(path)
        }
    }

    /// Whether a file has a type marked `@main`.
    static func marksMain(_ path: String) -> Bool {
        guard path.hasSuffix(".swift"), let bytes = try? Files.read(path) else { return false }
        return SourceScanner.words(in: bytes).contains { $0.text == "main" && $0.before == UInt8(ascii: "@") }
    }
}
