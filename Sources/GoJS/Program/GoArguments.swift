import WebAssembly

/// Arguments and environment as Go expects them in its memory: texts that end in zero from 4096 on, then their addresses.
enum GoArguments {
    private static let start = 4096
    /// Where the linker puts the program's data at the earliest (wasmMinDataAddr of Go's cmd/link).
    private static let end = 4096 + 8192

    /// Writes them, and returns what `run` is called with.
    static func write(
        _ arguments: [String], _ environment: [String], into memory: Memory
    ) throws -> (count: Int32, address: Int32) {
        var bytes: [UInt8] = []
        func place(_ text: String) -> UInt64 {
            let address = start + bytes.count
            bytes += Array(text.utf8) + [0]
            while bytes.count % 8 != 0 { bytes.append(0) }
            return UInt64(address)
        }
        let pointers = arguments.map(place) + [0] + environment.map(place) + [0]
        let table = start + bytes.count
        for pointer in pointers { withUnsafeBytes(of: pointer.littleEndian) { bytes += $0 } }
        guard start + bytes.count < end else {
            let longest = (arguments + environment).sorted { $0.utf8.count > $1.utf8.count }.prefix(3)
            throw GoProgramError.argumentsTooLong(
                byteCount: bytes.count, longest: longest.map { "\($0.prefix(24))… (\($0.utf8.count) bytes)" })
        }
        try memory.write(bytes, at: start)
        return (Int32(arguments.count), Int32(table))
    }
}
