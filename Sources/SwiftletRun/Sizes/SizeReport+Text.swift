import SwiftletBuild

extension SizeReport {
    /// The most functions and pieces of data that the text lists; JSON lists all.
    private static let mostItems = 20
    /// What is worth a person's time, in bytes.
    private static let leastSaving = 500
    private static let lineWidth = 100

    /// The report for a person: what is there for which reason, what is largest, and what can be done about it.
    public func text(style: TextStyle) -> String {
        [reasonLines(style), itemLines(style), adviceLines(style)].filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func reasonLines(_ style: TextStyle) -> [String] {
        var table = Table([.trailing, .trailing, .leading, .trailing])
        let last = shares.count
        for share in shares {
            table.add(
                exactText(share.size), percent(share.size), share.reason.title,
                share.functionCount == 0
                    ? "" : share.functionCount == 1 ? "1 function" : "\(share.functionCount) functions")
        }
        table.add(exactText(size), "100.0%", "all of \(Files.name(of: file))", "")
        let lines = table.lines { row, column, cell in row == last && column != 1 ? style(cell, .bold) : cell }
        return [style("Bytes by reason", .bold)] + lines.map { "  " + SizeReport.trimmed($0) }
    }

    private func itemLines(_ style: TextStyle) -> [String] {
        let shown = items.prefix(SizeReport.mostItems)
        var table = Table([.trailing, .trailing, .leading, .leading])
        for item in shown {
            table.add(exactText(item.size), percent(item.size), item.reason.title, SizeReport.shortened(item.name))
        }
        let lines = table.lines { _, column, cell in column == 2 ? style(cell, .dim) : cell }
        var result = [style("Largest functions and data", .bold)] + lines.map { "  " + $0 }
        if items.count > shown.count { result.append("  … and \(items.count - shown.count) more (--json lists all)") }
        if !hasNames {
            result.append("  The module has no names: swiftlet build --size-report knows them for a package.")
        }
        return result
    }

    private func adviceLines(_ style: TextStyle) -> [String] {
        var lines: [String] = []
        var seen: Set<String> = []
        let worthwhile = shares.filter { $0.saving >= SizeReport.leastSaving }.sorted { $0.saving > $1.saving }
        for share in worthwhile {
            guard let advice = share.reason.advice, seen.insert(advice).inserted else { continue }
            lines.append(
                "  " + style("\(share.reason.title): would save about \(sizeText(share.saving)) or more", .yellow))
            lines += SizeReport.wrapped(advice).map { "    " + $0 }
            if !share.chain.isEmpty {
                lines.append("    kept by " + SizeReport.shortened(share.chain[0]))
                for name in share.chain.dropFirst() { lines.append("         → " + SizeReport.shortened(name)) }
                for name in share.keepers.dropFirst().prefix(3) {
                    lines.append("    and by  " + SizeReport.shortened(name))
                }
                if share.keepers.count > 4 { lines.append("    and by  \(share.keepers.count - 4) more functions") }
            }
        }
        if lines.isEmpty { return [] }
        lines.append("  What is called in one place only was put there by the linker and counts there.")
        return [style("What would make it smaller", .bold)] + lines
    }

    /// A part of the file in percent.
    private func percent(_ bytes: Int) -> String {
        let tenths = size == 0 ? 0 : (bytes * 1000 + size / 2) / size
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// Without the spaces of empty last cells.
    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// Demangled generic functions have names of several lines.
    private static func shortened(_ name: String) -> String {
        name.count <= 88 ? name : name.prefix(87) + "…"
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].count + word.count >= lineWidth { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines
    }
}

/// A number of bytes to the last one, as sums need it: 12,345.
func exactText(_ bytes: Int) -> String {
    var digits = Array(String(bytes))
    var position = digits.count - 3
    while position > 0 {
        digits.insert(",", at: position)
        position -= 3
    }
    return String(digits)
}
