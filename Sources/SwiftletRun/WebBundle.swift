/// Modules of `Web/` as one script without imports of each other, for an engine that is given a program as text.
///
/// Each module that the first one needs becomes a function that returns its exports, so that names of one stay out of
/// another's way. What it asks of our modules: an import or an export from another module is one line, and what is
/// exported is a declaration. Comments that have lines of their own are left out.
struct WebBundle {
    private(set) var text = ""
    /// Imports of what the engine brings (`node:fs`), which must stay where an import may be.
    private var engineImports = ""
    /// The names that modules have in the script, by their paths.
    private var names: [String: String] = [:]

    /// Bundles a module, by its path below `Web/`, with all that it imports.
    init(_ path: String) {
        let body = translated(path)
        text = engineImports + text + body.lines.joined(separator: "\n") + "\n"
    }

    /// A module's lines with imports turned into constants, after what it needs was added to ``text``.
    private mutating func translated(_ path: String) -> (lines: [String], exports: [String]) {
        var lines: [String] = []
        var exports: [String] = []
        var isInComment = false
        for line in String(decoding: WebFile.contents(path) ?? [], as: UTF8.self).split(separator: "\n") {
            let code = line.drop { $0 == " " }
            if isInComment || code.hasPrefix("/**") && (!code.contains("*/") || code.hasSuffix("*/")) {
                isInComment = !code.hasSuffix("*/")
            } else if code.hasPrefix("//") {
                continue
            } else if line.hasPrefix("import "), !line.contains(" from '.") {
                engineImports += line + "\n"
            } else if line.hasPrefix("import ") || line.hasPrefix("export {") {
                let module = name(of: WebBundle.resolve(WebBundle.quoted(line), from: path))
                let names = WebBundle.braced(line)
                if line.hasPrefix("import ") {
                    let constants = names.map { $0.inside == $0.outside ? $0.inside : "\($0.outside): \($0.inside)" }
                    lines.append("const { \(constants.joined(separator: ", ")) } = \(module);")
                } else {
                    exports += names.map { "\($0.inside): \(module).\($0.outside)" }
                }
            } else if line.hasPrefix("export ") {
                let declaration = line.dropFirst("export ".count)
                let words = declaration.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
                exports +=
                    words.first { !["async", "function", "class", "const"].contains($0) }.map { [String($0)] } ?? []
                lines.append(String(declaration))
            } else {
                lines.append(String(line))
            }
        }
        return (lines, exports)
    }

    /// The name of a module in the script; the module is added when it is first asked for.
    private mutating func name(of path: String) -> String {
        if let name = names[path] { return name }
        let name = "module\(names.count)"
        names[path] = name
        let (lines, exports) = translated(path)
        text += "const \(name) = (() => {\n\(lines.joined(separator: "\n"))\n"
        text += "return { \(exports.joined(separator: ", ")) };\n})();\n"
        return name
    }

    /// `./b.js` as seen from `a/c.js` is `a/b.js`.
    private static func resolve(_ address: Substring, from path: String) -> String {
        var parts = path.split(separator: "/").dropLast()
        for part in address.split(separator: "/") where part != "." {
            if part == ".." { parts.removeLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private static func quoted(_ line: Substring) -> Substring {
        line.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first ?? ""
    }

    /// The names between braces: `a, b as c`.
    private static func braced(_ line: Substring) -> [(outside: Substring, inside: Substring)] {
        let list = line.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
        return list.split(separator: ",").map { item in
            let words = item.split(separator: " ")
            return (words[0], words[words.count - 1])
        }
    }
}
