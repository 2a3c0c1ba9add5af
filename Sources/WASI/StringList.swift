/// Arguments or environment in the form in which a guest gets them: one after the other, each with a zero at the end.
struct StringList {
    let bytes: [UInt8]
    /// Where each begins.
    let offsets: [UInt32]

    init(_ strings: [String]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = []
        for string in strings {
            offsets.append(UInt32(bytes.count))
            bytes += string.utf8
            bytes.append(0)
        }
        self.bytes = bytes
        self.offsets = offsets
    }

    func storeSizes(_ memory: GuestMemory, count: UInt32, size: UInt32) throws(Errno) {
        try memory.store(UInt32(offsets.count), at: count)
        try memory.store(UInt32(bytes.count), at: size)
    }

    /// Writes the bytes to `buffer`, and the address of each string to the array at `pointers`.
    func store(_ memory: GuestMemory, pointers: UInt32, buffer: UInt32) throws(Errno) {
        let array = try memory.array(pointers, count: UInt32(offsets.count), size: 4)
        try memory.bytes(buffer, UInt32(bytes.count)).copyBytes(from: bytes)
        for (index, offset) in offsets.enumerated() { array.store(buffer + offset, at: index * 4) }
    }
}
