/// What `console.table` draws.
enum ConsoleTable {
    /// Nil if the value has no rows.
    static func text(_ value: JSValue, _ filter: JSValue, _ realm: JSRealm) -> String? {
        guard let object = value.object?.portrait else { return nil }
        var rows: [(String, JSValue)] = []
        var indexName = "(index)"
        if let collection = object as? JSCollection {
            indexName = "(iteration index)"
            for (index, entry) in collection.values.prefix(10_000).enumerated() {
                rows.append(
                    (String(index), collection.isMap ? .object(realm.array([entry.key, entry.value])) : entry.key))
            }
        } else {
            for key in object.enumerableKeys.prefix(10_000) {
                rows.append((String(key.string), object.getOwnProperty(key)?.value ?? .undefined))
            }
        }
        var columns: [String] = []
        var cells: [[String: String]] = []
        var values: [String] = []
        var hasValues = false
        let wanted = filter.object.map { list in
            list.enumerableKeys.compactMap { list.getOwnProperty($0)?.value?.string }
        }
        for (_, row) in rows {
            var line: [String: String] = [:]
            if case .object(let inner) = row, !inner.isCallable {
                for key in inner.enumerableKeys {
                    let name = String(key.string)
                    if let wanted, !wanted.contains(name) { continue }
                    if !columns.contains(name) {
                        guard columns.count < 100 else { continue }
                        columns.append(name)
                    }
                    line[name] = cell(inner.getOwnProperty(key)?.value ?? .undefined, realm)
                }
                values.append("")
            } else {
                hasValues = true
                values.append(cell(row, realm))
            }
            cells.append(line)
        }
        if let wanted { columns = wanted }
        var table = [[indexName] + columns + (hasValues ? ["Values"] : [])]
        for (index, row) in rows.enumerated() {
            table.append([row.0] + columns.map { cells[index][$0] ?? "" } + (hasValues ? [values[index]] : []))
        }
        return draw(table)
    }

    private static func cell(_ value: JSValue, _ realm: JSRealm) -> String {
        Inspector.text(value, realm, depth: 0)
    }

    private static func draw(_ table: [[String]]) -> String {
        let widths = table[0].indices.map { column in (table.map { $0[column].count }.max() ?? 0) + 2 }
        func rule(_ left: String, _ middle: String, _ right: String) -> String {
            left + widths.map { String(repeating: "─", count: $0) }.joined(separator: middle) + right
        }
        func row(_ cells: [String]) -> String {
            let texts = zip(cells, widths).map { cell, width in
                " " + cell + String(repeating: " ", count: max(0, width - cell.count - 1))
            }
            return "│" + texts.joined(separator: "│") + "│"
        }
        return
            ([rule("┌", "┬", "┐"), row(table[0]), rule("├", "┼", "┤")] + table.dropFirst().map(row)
            + [rule("└", "┴", "┘")]).joined(separator: "\n")
    }
}
