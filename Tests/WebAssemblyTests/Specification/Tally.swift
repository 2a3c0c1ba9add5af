/// How a command ended.
enum Outcome: Equatable {
    case passed
    case failed(String)
    /// It needs the module of an earlier command (the payload is its line), which was refused.
    case blocked(by: Int)
    /// It is about the text format, which the runtime does not read.
    case textForm
}

/// Counts of outcomes by the type of the command.
struct Tally {
    struct Counts {
        var passed = 0
        var failed = 0
        var outOfScope = 0
        var textForm = 0

        static func += (sum: inout Counts, other: Counts) {
            sum.passed += other.passed
            sum.failed += other.failed
            sum.outOfScope += other.outOfScope
            sum.textForm += other.textForm
        }
    }

    var byType: [String: Counts] = [:]

    var total: Counts { byType.values.reduce(into: Counts()) { $0 += $1 } }

    static func += (sum: inout Tally, other: Tally) {
        for (type, counts) in other.byType { sum.byType[type, default: Counts()] += counts }
    }

    /// One line: what there was.
    var summary: String {
        let counts = total
        let parts = [
            (counts.passed, "passed"), (counts.failed, "failed"), (counts.outOfScope, "out of scope"),
            (counts.textForm, "text form"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    /// A table: one row a type of command, and the sum.
    var table: String {
        let columns = ["passed", "failed", "out of scope", "text form"]
        func row(_ name: String, _ cells: [String]) -> String {
            (name + String(repeating: " ", count: max(1, 22 - name.count)))
                + cells.map { String(repeating: " ", count: max(1, 14 - $0.count)) + $0 }.joined()
        }
        func row(_ name: String, _ counts: Counts) -> String {
            row(name, [counts.passed, counts.failed, counts.outOfScope, counts.textForm].map { String($0) })
        }
        var lines = [row("command", columns)]
        for (type, counts) in byType.sorted(by: { $0.key < $1.key }) { lines.append(row(type, counts)) }
        lines.append(row("all", total))
        return lines.joined(separator: "\n")
    }
}
