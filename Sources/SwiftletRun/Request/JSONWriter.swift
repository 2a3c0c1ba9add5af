import SwiftletBuild

/// Writes JSON (RFC 8259) piece by piece, in the order given, indented by two spaces if asked.
///
/// Small on purpose: Foundation's encoder would cost the tool's start more than all that it writes.
struct JSONWriter {
    private(set) var text = ""
    private let isIndented: Bool
    private var depth = 0
    private var isFirst = true

    init(indented: Bool = false) { isIndented = indented }

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        nest("{", "}", members)
    }

    mutating func array<T>(_ items: [T], _ write: (inout JSONWriter, T) -> Void) {
        nest("[", "]") { json in
            for item in items {
                json.separate()
                write(&json, item)
            }
        }
    }

    mutating func member(_ name: String, _ write: (inout JSONWriter) -> Void) {
        separate()
        string(name)
        text += isIndented ? ": " : ":"
        write(&self)
    }

    mutating func member(_ name: String, _ value: String) { member(name) { $0.string(value) } }
    mutating func member(_ name: String, _ value: Int) { member(name) { $0.text += String(value) } }
    mutating func number(_ value: Int) { text += String(value) }
    mutating func null() { text += "null" }
    mutating func boolean(_ value: Bool) { text += value ? "true" : "false" }

    mutating func string(_ value: String) { text += JSON.quoted(value) }

    private mutating func nest(_ open: String, _ close: String, _ contents: (inout JSONWriter) -> Void) {
        text += open
        depth += 1
        isFirst = true
        contents(&self)
        depth -= 1
        if !isFirst { breakLine() }
        text += close
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { text += "," }
        isFirst = false
        breakLine()
    }

    private mutating func breakLine() {
        if isIndented { text += "\n" + String(repeating: "  ", count: depth) }
    }
}
