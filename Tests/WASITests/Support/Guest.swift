import WebAssembly

@testable import WASI

/// Calls preview 1 functions as a guest would, with a memory of its own: strings and structures lie in its bytes.
final class Guest {
    let wasi: WASI
    let store = Store()
    let bytes: UnsafeMutableRawBufferPointer
    let memory: GuestMemory
    private var next: UInt32 = 1024

    /// Where results go.
    static let result: UInt32 = 16

    init(_ wasi: WASI, byteCount: Int = 65536) {
        self.wasi = wasi
        bytes = .allocate(byteCount: byteCount, alignment: 16)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        memory = GuestMemory(bytes)
    }

    /// With one preopen, descriptor 3, and no streams of the process.
    convenience init(
        _ kind: TreeKind, input: StandardStream = .null, output: StandardStream = .null,
        limits: WASI.Limits = WASI.Limits()
    ) throws {
        let tree = try kind.make()
        try self.init(
            WASI(
                preopens: [Preopen("/dir", tree.fileSystem)], standardInput: input, standardOutput: output,
                standardError: .null, limits: limits))
        folder = tree.folder
    }

    private var folder: TemporaryFolder?

    deinit { bytes.deallocate() }

    func allocate(_ count: Int) -> UInt32 {
        let address = next
        next = (next + UInt32(count) + 15) & ~15
        precondition(Int(next) <= bytes.count, "the guest's memory is full")
        return address
    }

    func put(_ data: some Collection<UInt8>) -> (address: UInt32, length: UInt32) {
        let address = allocate(data.count)
        UnsafeMutableRawBufferPointer(rebasing: bytes[Int(address)..<Int(address) + data.count]).copyBytes(from: data)
        return (address, UInt32(data.count))
    }

    func text(at address: UInt32, _ count: Int) -> String {
        String(decoding: bytes[Int(address)..<Int(address) + count], as: UTF8.self)
    }

    func load<T: FixedWidthInteger & BitwiseCopyable>(_ address: UInt32, as: T.Type = T.self) -> T {
        bytes.load(at: Int(address))
    }

    /// Each string one buffer: the address of the array.
    func vectors(_ buffers: [(address: UInt32, length: UInt32)]) -> UInt32 {
        let array = allocate(buffers.count * 8)
        for (index, buffer) in buffers.enumerated() {
            bytes.store(buffer.address, at: Int(array) + index * 8)
            bytes.store(buffer.length, at: Int(array) + index * 8 + 4)
        }
        return array
    }

    // The addresses that are only needed during a call are used again after it.
    private func temporarily<R>(_ body: () throws(Errno) -> R) throws(Errno) -> R {
        let before = next
        defer { next = before }
        return try body()
    }

    static let all = Rights(rawValue: (1 << 28) - 1)

    func open(
        _ path: String, fd: UInt32 = 3, follow: Bool = false, _ open: OpenFlags = [], rights: Rights = Guest.all,
        flags: DescriptorFlags = []
    ) throws(Errno) -> UInt32 {
        try temporarily { () throws(Errno) in
            let path = put(path.utf8)
            try wasi.pathOpen(
                memory, fd, lookup: follow ? 1 : 0, path: path.address, length: path.length,
                open: UInt32(open.rawValue), base: rights.rawValue, flags: UInt32(flags.rawValue),
                result: Guest.result)
            return load(Guest.result)
        }
    }

    /// Opens for reading and writing, without the rights that a folder has and a file has not.
    func openFile(_ path: String, _ open: OpenFlags = [.creat], flags: DescriptorFlags = []) throws(Errno) -> UInt32 {
        try self.open(path, open, rights: .file, flags: flags)
    }

    func write(_ fd: UInt32, _ strings: String...) throws(Errno) -> Int {
        try temporarily { () throws(Errno) in
            let array = vectors(strings.map { put($0.utf8) })
            try wasi.fdWrite(memory, store, fd, buffers: array, count: UInt32(strings.count), result: Guest.result)
            return Int(load(Guest.result, as: UInt32.self))
        }
    }

    func read(_ fd: UInt32, _ count: Int = 1000) throws(Errno) -> String {
        try temporarily { () throws(Errno) in
            let buffer = allocate(count)
            let array = vectors([(buffer, UInt32(count))])
            try wasi.fdRead(memory, store, fd, buffers: array, count: 1, result: Guest.result)
            return text(at: buffer, Int(load(Guest.result, as: UInt32.self)))
        }
    }

    func pread(_ fd: UInt32, _ count: Int, at offset: UInt64) throws(Errno) -> String {
        try temporarily { () throws(Errno) in
            let buffer = allocate(count)
            let array = vectors([(buffer, UInt32(count))])
            try wasi.fdPread(memory, fd, buffers: array, count: 1, offset: offset, result: Guest.result)
            return text(at: buffer, Int(load(Guest.result, as: UInt32.self)))
        }
    }

    func pwrite(_ fd: UInt32, _ string: String, at offset: UInt64) throws(Errno) -> Int {
        try temporarily { () throws(Errno) in
            let array = vectors([put(string.utf8)])
            try wasi.fdPwrite(memory, fd, buffers: array, count: 1, offset: offset, result: Guest.result)
            return Int(load(Guest.result, as: UInt32.self))
        }
    }

    @discardableResult
    func seek(_ fd: UInt32, _ offset: Int64, _ whence: UInt32) throws(Errno) -> UInt64 {
        try wasi.fdSeek(memory, fd, offset: offset, whence: whence, result: Guest.result)
        return load(Guest.result)
    }

    func tell(_ fd: UInt32) throws(Errno) -> UInt64 {
        try wasi.fdTell(memory, fd, result: Guest.result)
        return load(Guest.result)
    }

    func size(_ fd: UInt32) throws(Errno) -> UInt64 {
        try temporarily { () throws(Errno) in
            let status = allocate(64)
            try wasi.fdFilestatGet(memory, fd, result: status)
            return load(status + 32)
        }
    }

    func fdstat(_ fd: UInt32) throws(Errno) -> (type: UInt8, flags: UInt16, base: Rights, inheriting: Rights) {
        try temporarily { () throws(Errno) in
            let stat = allocate(24)
            try wasi.fdFdstatGet(memory, fd, result: stat)
            return (load(stat), load(stat + 2), Rights(rawValue: load(stat + 8)), Rights(rawValue: load(stat + 16)))
        }
    }

    func makeFolder(_ path: String, fd: UInt32 = 3) throws(Errno) {
        try temporarily { () throws(Errno) in
            let path = put(path.utf8)
            try wasi.pathCreateDirectory(memory, fd, path: path.address, length: path.length)
        }
    }

    func unlink(_ path: String, fd: UInt32 = 3) throws(Errno) {
        try temporarily { () throws(Errno) in
            let path = put(path.utf8)
            try wasi.pathUnlinkFile(memory, fd, path: path.address, length: path.length)
        }
    }

    func symlink(_ target: String, _ path: String, fd: UInt32 = 3) throws(Errno) {
        try temporarily { () throws(Errno) in
            let (target, path) = (put(target.utf8), put(path.utf8))
            try wasi.pathSymlink(
                memory, target: target.address, targetLength: target.length, fd, path: path.address, length: path.length
            )
        }
    }

    /// The entries of one call, and whether the buffer was full.
    func readdir(
        _ fd: UInt32, cookie: UInt64 = 0, _ count: Int = 256
    ) throws(Errno) -> (entries: [(name: String, next: UInt64, inode: UInt64, type: UInt8)], isFull: Bool) {
        try temporarily { () throws(Errno) in
            let buffer = allocate(count)
            try wasi.fdReaddir(
                memory, fd, buffer: buffer, length: UInt32(count), cookie: cookie, result: Guest.result)
            let used = load(Guest.result, as: UInt32.self)
            var entries: [(name: String, next: UInt64, inode: UInt64, type: UInt8)] = []
            var start: UInt32 = 0
            while start + 24 <= used {
                let length: UInt32 = load(buffer + start + 16)
                if start + 24 + length > used { break }
                entries.append(
                    (
                        text(at: buffer + start + 24, Int(length)), load(buffer + start), load(buffer + start + 8),
                        load(buffer + start + 20)
                    ))
                start += 24 + length
            }
            return (entries, Int(used) == count)
        }
    }
}
