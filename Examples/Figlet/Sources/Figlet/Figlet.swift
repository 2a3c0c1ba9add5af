/// Prints its arguments in large letters. It works with bytes and the font's own memory, so the module stays tiny.
@main
struct Figlet {
    static func main() {
        printLetters()
    }
}

/// The same for a host that calls functions instead of starting programs: `swiftlet run --invoke HelloWorld Figlet`.
@_expose(wasm, "HelloWorld")
@_cdecl("HelloWorld")
public func printLetters() {
    for row in 0..<6 {
        if CommandLine.argc > 1 {
            for index in 1..<Int(CommandLine.argc) {
                if index > 1 { printRow(row, of: UInt8(ascii: " ")) }
                printRow(row, ofTextAt: UnsafePointer(CommandLine.unsafeArgv[index]!))
            }
        } else {
            printRow(row, ofTextAt: ("Hello World" as StaticString).utf8Start)
        }
        StandardOutput.write(UInt8(ascii: "\n"))
    }
}

/// One row of a text that ends in a zero byte.
func printRow(_ row: Int, ofTextAt text: UnsafePointer<UInt8>) {
    var next = text
    while next.pointee != 0 {
        printRow(row, of: next.pointee)
        next += 1
    }
}

/// One row of one letter, and the gap to the next.
func printRow(_ row: Int, of letter: UInt8) {
    if letter == UInt8(ascii: " ") { return print("   ", terminator: "") }
    if letter & 0xc0 == 0x80 { return }  // the later bytes of a character that is not ASCII
    let isDrawn = letter > UInt8(ascii: " ") && letter <= UInt8(ascii: "~")
    let number = Int(isDrawn ? letter : UInt8(ascii: "?")) - 33

    // Find the letter's first line, its width, and the row.
    var line = font.utf8Start
    for _ in 0..<number * 6 { line += lineLength(line) + 1 }
    var width = 0
    var wanted = line
    for current in 0..<6 {
        if current == row { wanted = line }
        width = max(width, lineLength(line))
        line += lineLength(line) + 1
    }
    // Lines are as short as what is drawn in them, so the rest is blank.
    let drawn = lineLength(wanted)
    for column in 0...width {
        StandardOutput.write(column < drawn ? wanted[column] : UInt8(ascii: " "))
    }
}

/// How many bytes there are before the end of a line.
func lineLength(_ line: UnsafePointer<UInt8>) -> Int {
    var count = 0
    while line[count] != UInt8(ascii: "\n"), line[count] != 0 { count += 1 }
    return count
}
