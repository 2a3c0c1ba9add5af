/// The word among some that a person probably meant: the nearest, if it is near.
func suggestion(for word: String, among words: [String]) -> String? {
    let nearest = words.map { (word: $0, distance: editDistance(word, $0)) }.min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= max(1, word.count / 2) else { return nil }
    return nearest.word
}

/// How many characters must be inserted, deleted, replaced or swapped with their neighbour to make one word the other.
private func editDistance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var rows = [Array(0...b.count)]
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
            row.append(best)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
