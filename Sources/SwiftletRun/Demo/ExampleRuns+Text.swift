import SwiftletBuild

extension ExampleRuns {
    /// The table, then what is missing, then the verdict.
    public func text(style: TextStyle) -> String {
        var table = Table([.leading, .trailing, .trailing, .leading, .trailing, .leading])
        table.add("Example", "Size", "gzip", "Place", "Time", "Output")
        var colours: [TextStyle.Colour] = [.bold]
        for row in rows {
            let compressed = BuildProduct.gzipSize(of: row.module).map(sizeText) ?? "?"
            for (number, run) in row.runs.enumerated() {
                let verdict = verdict(on: run, in: row)
                table.add(
                    number == 0 ? row.title : "", number == 0 ? sizeText(Files.size(row.module) ?? 0) : "",
                    number == 0 ? compressed : "", run.place.title, timeText(seconds: run.seconds), verdict.text)
                colours.append(verdict.colour)
            }
        }
        let lines = table.lines { row, column, cell in row == 0 || column == 5 ? style(cell, colours[row]) : cell }
        let missingLines = missing.compactMap { tool in tool.place.map { "Not here: \($0.title). \(tool.howToGet)" } }
        let pageLines = pages.map { "A page, to be seen in a browser: swiftlet serve --open Examples/\($0)" }
        return (lines + [""] + missingLines + failureLines + [conclusion] + pageLines).joined(separator: "\n")
    }

    private func verdict(on run: Run, in row: Row) -> (text: String, colour: TextStyle.Colour) {
        switch run.status {
        case .exited(0): break
        case .exited(let code): return ("failed with exit code \(code)", .red)
        case .signalled(let signal): return ("ended by signal \(signal)", .red)
        case .timedOut: return ("did not end in time", .red)
        }
        if row.runs.count == 1 { return ("nothing to compare with", .yellow) }
        return row.runs.allSatisfy(run.agrees) ? ("same", .green) : ("differs", .red)
    }

    /// What the runs of a row that is not good said.
    private var failureLines: [String] {
        var lines: [String] = []
        for row in rows where !row.isGood {
            for run in row.runs {
                lines.append("\(row.title), \(run.place.title):")
                let said = String(decoding: run.output, as: UTF8.self) + run.errors
                lines += said.split(separator: "\n").prefix(20).map { "  " + $0 }
            }
            lines.append("")
        }
        return lines
    }

    private var conclusion: String {
        let bad = rows.filter { !$0.isGood }.map(\.title)
        if !bad.isEmpty { return "Not the same everywhere: \(bad.joined(separator: ", "))." }
        let places = Place.allCases.count - missing.count
        return places == 1
            ? "Every example ran; only one place is here, so nothing could be compared."
            : "Every example says the same in all \(places) places."
    }
}

extension Place {
    /// The place's name in a table.
    var title: String {
        switch self {
        case .host: "our runtime"
        case .node: "Node"
        case .browser: "browser"
        }
    }
}
