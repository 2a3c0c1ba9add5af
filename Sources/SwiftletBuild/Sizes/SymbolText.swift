/// A demangled name in its parts: what a function is made from, and what it is called apart from its types.
struct SymbolText {
    /// The name without what the optimizer did to the function's signature; generic arguments stay.
    let display: String
    /// What is declared, without parameters, results and generic arguments: `String.append`, `closure #1 in App.main`.
    let subject: String

    init(_ name: String) {
        let whole = SymbolText.unwrapped(name, prefixes: ["merged ", "function signature specialization <"])
        display = whole
        subject = SymbolText.withoutTypes(
            SymbolText.unwrapped(
                whole, prefixes: ["merged ", "function signature specialization <", "generic specialization <"]))
    }

    /// Takes prefixes away as long as there are any: `generic specialization <Double> of Array.append(…)` has nothing to do with
    /// floats.
    private static func unwrapped(_ name: String, prefixes: [String]) -> String {
        var rest = Array(name.unicodeScalars)
        while let prefix = prefixes.first(where: { rest.starts(with: $0.unicodeScalars) }) {
            rest.removeFirst(prefix.unicodeScalars.count)
            guard prefix.hasSuffix("<") else { continue }
            var depth = 1
            var index = 0
            while index < rest.count, depth > 0 {
                if rest[index] == "<" { depth += 1 }
                // An arrow is no bracket.
                if rest[index] == ">", index == 0 || rest[index - 1] != "-" { depth -= 1 }
                index += 1
            }
            rest.removeFirst(index)
            if rest.starts(with: " of ".unicodeScalars) { rest.removeFirst(4) }
        }
        return text(rest[...])
    }

    private static func withoutTypes(_ name: String) -> String {
        var result: [Unicode.Scalar] = []
        var depth = 0
        var isInResult = false
        let scalars = Array(name.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let isArrow = scalar == "-" && index + 1 < scalars.count && scalars[index + 1] == ">"
            if depth == 0, isArrow || scalars[index...].starts(with: " : ".unicodeScalars) {
                isInResult = true
                if result.last == " " { result.removeLast() }
            } else if depth == 0, scalars[index...].starts(with: " in ".unicodeScalars) {
                isInResult = false
                if result.last == " " { result.removeLast() }
            }
            // A name in parentheses is one that is private to its file; it starts the name or follows a point.
            let opensName =
                scalar == "(" && (result.last.map { $0 == "." || $0 == " " } ?? true) && !isInResult && depth == 0
            if isArrow {
                index += 2
                continue
            }
            if scalar == "(" || scalar == "<" || scalar == "[" {
                if opensName, let end = privateNameEnd(scalars, index) {
                    result += scalars[index...end]
                    index = end + 1
                    continue
                }
                depth += 1
            } else if scalar == ")" || scalar == ">" || scalar == "]" {
                depth -= 1
            } else if depth == 0, !isInResult {
                result.append(scalar)
            }
            index += 1
        }
        return text(result[...])
    }

    /// The end of `(name in _0123ABCD)` or `(extension in Swift)`.
    private static func privateNameEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard let end = scalars[start...].firstIndex(of: ")") else { return nil }
        let inside = text(scalars[start...end])
        return inside.split(separator: " ").dropFirst().first == "in" ? end : nil
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
