/// Finds the word that somebody may have meant: in a text, or on the command line.
package enum Suggestion {
    /// The most similar of some words, if it differs in few characters only.
    package static func closest(to word: String, among words: some Sequence<String>) -> String? {
        let bytes = Array(word.utf8)
        // Short words are similar to too many; long ones cost too much.
        guard bytes.count >= 3, bytes.count <= 100 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in words where abs(candidate.utf8.count - bytes.count) <= 2 {
            let distance = distance(bytes, Array(candidate.utf8))
            if distance < best?.distance ?? (bytes.count < 6 ? 2 : 3) { best = (candidate, distance) }
        }
        return best?.word
    }

    /// How many insertions, deletions, replacements and exchanges of neighbours lead from one to the other.
    private static func distance(_ from: [UInt8], _ to: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...to.count)
        for (index, byte) in from.enumerated() {
            var row = [index + 1]
            for (column, other) in to.enumerated() {
                var best = min(last[column] + (byte == other ? 0 : 1), min(last[column + 1], row[column]) + 1)
                if index > 0, column > 0, byte == to[column - 1], from[index - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[to.count]
    }
}
