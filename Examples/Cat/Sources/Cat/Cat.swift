/// Prints files one after the other, or standard input when there are none ("-" stands for it, too).
@main
struct Cat {
    static func main() {
        let names = CommandLine.arguments.dropFirst()
        var succeeded = true
        for name in names.isEmpty ? ["-"] : names {
            // Bytes are enough here: `==` on strings would bring the tables of Unicode, 45 KB of them.
            do throws(FileError) {
                try name.utf8.elementsEqual("-".utf8) ? printInput() : printFile(name)
            } catch {
                StandardError.write("cat: \(name): \(error)\n")
                succeeded = false
            }
        }
        if !succeeded { exit(1) }
    }

    static func printFile(_ name: String) throws(FileError) {
        let file = try File(name)
        try copy { buffer throws(FileError) in try file.read(into: buffer) }
    }

    static func printInput() throws(FileError) {
        try copy { buffer throws(FileError) in try StandardInput.read(into: buffer) }
    }

    /// Reads piece by piece until nothing is left, so that a file of any size passes through a small buffer.
    static func copy(
        _ read: (UnsafeMutableRawBufferPointer) throws(FileError) -> Int
    ) throws(FileError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = try read(buffer)
            if count == 0 { return }
            StandardOutput.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
