/// The example Figlet as one would first write it, with strings, characters and a dictionary: for the size of it.
@main
struct App {
    static func main() {
        let words = CommandLine.arguments.dropFirst()
        let text = words.isEmpty ? "Hello World" : words.joined(separator: " ")
        for row in 0..<6 {
            let parts = text.map { letter in
                letter == " " ? "   " : (letters[letter] ?? letters["?"]!)[row] + " "
            }
            print(parts.joined())
        }
    }

    /// The six rows of every letter, all of them equally wide.
    static let letters: [Character: [String]] = {
        let lines = font.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        var letters: [Character: [String]] = [:]
        for code in 33...126 {
            let rows = lines[(code - 33) * 6..<(code - 32) * 6]
            let width = rows.map { $0.count }.max() ?? 0
            letters[Character(Unicode.Scalar(UInt8(code)))] = rows.map { row in
                row + String(repeating: " ", count: width - row.count)
            }
        }
        return letters
    }()
}
