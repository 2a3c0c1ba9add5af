/// Text in columns as wide as their widest cell.
struct Table {
    enum Alignment { case leading, trailing }

    private let alignments: [Alignment]
    private var rows: [[String]] = []

    init(_ alignments: [Alignment]) { self.alignments = alignments }

    mutating func add(_ cells: String...) { rows.append(cells) }

    /// The rows as lines. What `style` adds to a cell must not take room.
    func lines(style: (_ row: Int, _ column: Int, _ cell: String) -> String = { $2 }) -> [String] {
        let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.enumerated().map { number, row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                let styled = style(number, column, cell)
                if alignments[column] == .trailing { return padding + styled }
                return column == row.count - 1 ? styled : styled + padding
            }
            return cells.joined(separator: "  ")
        }
    }
}
