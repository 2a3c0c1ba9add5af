import SysrootSources

/// One source file of the sysroot or of the guest library, carried inside this program.
struct SysrootFile {
    /// Path inside the sources, for example `libc/string.c`.
    let path: String
    let bytes: [UInt8]

    /// All files, in the order in which they are listed.
    static let all: [SysrootFile] = (0..<swiftlet_sysroot_count()).map { index in
        let file = swiftlet_sysroot_file(index)
        let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.count)
        return SysrootFile(path: String(cString: file.path), bytes: [UInt8](bytes))
    }

    /// The files of one folder, `crt` or `libc` for example.
    static func files(in folder: String) -> [SysrootFile] {
        all.filter { $0.path.hasPrefix(folder + "/") }
    }

    /// A number that changes with any byte of any file (FNV-1a, 64 bits): half of the cache's key.
    static let fingerprint: UInt64 = {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        for file in all {
            for byte in file.path.utf8 { add(byte) }
            add(0)
            for byte in file.bytes { add(byte) }
            add(0)
        }
        return hash
    }()
}
