import BridgeSignature

/// Types that cross to JavaScript and are not marked for it. The compiler finds them in what the bridge's macros have written, where nobody looks:
/// here each becomes an error at its place in the declaration.
struct UnmarkedTypes {
    private(set) var names: Set<String> = []
    private(set) var files: [String] = []

    /// The name in a message about the expansion of a macro; nil for any other message.
    static func name(in message: String) -> String? {
        for start in ["cannot find '__jsc_", "cannot find type '__jsc_"] where message.hasPrefix(start) {
            return String(message.dropFirst(start.count).prefix { $0 != "'" })
        }
        return nil
    }

    mutating func add(name: String) { names.insert(name) }

    mutating func add(file: String) {
        if !files.contains(file) { files.append(file) }
    }

    /// The lines of an error for each mention, in the compiler's form.
    func diagnostics() -> [[String]] {
        var result: [[String]] = []
        for file in files {
            guard let source = try? Files.readText(file) else { continue }
            let bytes = Array(source.utf8)
            for mention in DeclarationParser.mentions(in: source) where names.contains(mention.name) {
                let before = bytes[..<mention.offset]
                let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
                let end = bytes[mention.offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                let line = before.count { $0 == UInt8(ascii: "\n") } + 1
                let margin = String(repeating: " ", count: String(line).count)
                // Columns are bytes, the marker goes below characters.
                let width = String(decoding: bytes[start..<mention.offset], as: UTF8.self).count
                result.append([
                    "\(file):\(line):\(mention.offset - start + 1): error: type '\(mention.name)' cannot cross between Swift and "
                        + "JavaScript: mark it @JS. \(SignatureError.whatCrosses)",
                    "\(line) | " + String(decoding: bytes[start..<end], as: UTF8.self),
                    "\(margin) | " + String(repeating: " ", count: width) + "`- error: mark it @JS",
                ])
            }
        }
        return result
    }
}
