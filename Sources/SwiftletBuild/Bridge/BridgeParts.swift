import WebFiles

/// The glue's own JavaScript, from `Web/bridge`: plain ES modules, of whose declarations only those that are used go into a package's glue.
struct BridgeParts {
    private struct Declaration {
        var names: [String]
        var words: Set<String>
        var text: String
    }

    private static let files = [
        "memory", "number", "numbers", "text", "array", "optional", "object", "stop", "closure", "handle", "error",
        "value", "member", "throwing", "suspend", "waiting-closure", "wasi", "load",
    ]

    private let declarations: [Declaration]

    static let all = BridgeParts()

    private init() {
        declarations = Self.files.flatMap { Self.declarations(in: Self.contents(of: $0)) }
    }

    private static func contents(of part: String) -> String {
        guard let file = web_file_find("bridge/\(part).js")?.pointee else { return "" }
        return String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.size), as: UTF8.self)
    }

    /// Every name that a part declares at its top.
    var names: Set<String> { Set(declarations.flatMap(\.names)) }

    func declares(_ name: String) -> Bool { declarations.contains { $0.names.contains(name) } }

    /// The declarations that some code needs, with all that they need themselves.
    func text(for code: String) -> String {
        var needed: Set<Int> = []
        var open = [Self.words(of: code)]
        while let words = open.popLast() {
            for (index, declaration) in declarations.enumerated() where !needed.contains(index) {
                guard declaration.names.contains(where: words.contains) else { continue }
                needed.insert(index)
                open.append(declaration.words)
            }
        }
        return needed.sorted().map { declarations[$0].text }.joined(separator: "\n")
    }

    /// The top-level declarations of an ES module in our style: each starts in the first column and ends in the line that closes it.
    private static func declarations(in source: String) -> [Declaration] {
        var result: [Declaration] = []
        var lines: [String] = []
        var isComment = false
        for line in source.split(separator: "\n") {
            let bare = line.drop { $0 == " " }
            let opensComment = bare.hasPrefix("/**") && (bare.hasSuffix("*/") || !isWholeComment(bare))
            if isComment || opensComment || bare.hasPrefix("//") || bare.hasPrefix("import ") {
                isComment = (isComment || opensComment) && !line.hasSuffix("*/")
                continue
            }
            lines.append(withoutCasts(Substring(withTabs(String(line)))))
            let closes = line.first == "}" || (lines.count == 1 && line.hasSuffix(";"))
            guard closes else { continue }
            lines[0] = lines[0].hasPrefix("export ") ? String(lines[0].dropFirst(7)) : lines[0]
            let text = lines.joined(separator: "\n")
            result.append(Declaration(names: names(declaredBy: lines[0]), words: words(of: text), text: text))
            lines = []
        }
        return result
    }

    /// The lines of a text indented by tabs, which are a quarter of the bytes.
    static func withTabs(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let bare = line.drop { $0 == " " }
            return String(repeating: "\t", count: (line.count - bare.count) / 4) + bare
        }.joined(separator: "\n")
    }

    /// Whether a comment both starts and ends in a line.
    private static func isWholeComment(_ line: Substring) -> Bool {
        line.split(separator: "*/", omittingEmptySubsequences: false).count > 1
    }

    /// A line without `/** @type … */` in its middle.
    private static func withoutCasts(_ line: Substring) -> String {
        let parts = String(line).split(separator: "/** @type", omittingEmptySubsequences: false)
        var text = String(parts[0])
        for part in parts.dropFirst() {
            guard let end = part.firstIndex(of: "*") else { continue }
            var rest = part[end...].drop { $0 == "*" || $0 == "/" }
            if rest.first == " " { rest = rest.dropFirst() }
            text += rest
        }
        return text
    }

    /// `function a(…`, `class A …`, `const a = …, b = …;`
    private static func names(declaredBy line: String) -> [String] {
        let words = line.split { !isWord($0) }.map(String.init)
        guard let keyword = words.firstIndex(where: { ["function", "class", "const", "let"].contains($0) }) else {
            return []
        }
        if words[keyword] == "function" || words[keyword] == "class" { return [words[keyword + 1]] }
        var depth = 0
        var names: [String] = []
        var isName = true
        var word = ""
        for character in line.drop(while: { $0 != " " }) {
            if isWord(character) {
                if depth == 0, isName { word.append(character) }
                continue
            }
            if !word.isEmpty {
                names.append(word)
                word = ""
                isName = false
            }
            switch character {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "," where depth == 0: isName = true
            default: break
            }
        }
        return names
    }

    private static func isWord(_ character: Character) -> Bool {
        character == "_" || character == "$" || character.isLetter || character.isNumber
    }

    static func words(of text: String) -> Set<String> {
        Set(text.split { !isWord($0) }.map(String.init))
    }
}
