/// The first eight bytes of a module: magic number and version (specification §5.5.16).
enum Preamble {
    static let size = 8
    private static let magic: [UInt8] = [0x00, 0x61, 0x73, 0x6D]
    /// What a module starts with.
    static var bytes: [UInt8] { magic + moduleVersion }
    private static let moduleVersion: [UInt8] = [1, 0, 0, 0]
    /// Components share the magic number; the second half of their version is the layer, 1.
    private static let componentLayer: [UInt8] = [1, 0]

    /// Refuses what is not a module, saying what it is instead: people hand over all kinds of files.
    static func check(_ bytes: UnsafeRawBufferPointer) throws(ModuleError) {
        guard !bytes.isEmpty else {
            throw ModuleError(
                .malformed, "the file is empty; a WebAssembly module starts with the bytes \"\\0asm\"", offset: 0)
        }
        guard bytes.starts(with: magic) else {
            if magic.starts(with: bytes) {
                throw ModuleError(.malformed, "the file ends within its magic number", offset: bytes.count)
            }
            throw ModuleError(.malformed, notAModule(bytes), offset: 0)
        }
        guard bytes.count >= size else {
            throw ModuleError(.malformed, "the file ends within its version", offset: bytes.count)
        }
        let version = bytes[4..<size]
        if version.suffix(2).elementsEqual(componentLayer) {
            throw ModuleError(
                .malformed,
                "this is a component, not a core module; build the program as a core module, or take one out of the"
                    + " component with a tool such as `wasm-tools component unbundle`", offset: 4)
        }
        guard version.elementsEqual(moduleVersion) else {
            let number = version.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            throw ModuleError(
                .malformed, "unknown binary version \(number): modules have version 1", offset: 4)
        }
    }

    private static func notAModule(_ bytes: UnsafeRawBufferPointer) -> String {
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        let start = bytes.prefix(4096).drop { blanks.contains($0) }
        let expected = "a WebAssembly module starts with the bytes \"\\0asm\""
        if start.starts(with: "(".utf8) || start.starts(with: ";;".utf8) {
            return
                "this is WebAssembly text, not a binary module; translate it first with `swiftlet wat2wasm FILE.wat`, or in a"
                + " program with `WasmText.encode`"
        }
        if start.starts(with: "<".utf8) {
            return "this is a page of HTML or XML, not a module; if it was downloaded, check the address"
        }
        if bytes.starts(with: [0x1F, 0x8B]) {
            return "this is a gzip file, not a module; unpack it first with `gunzip`"
        }
        let found = bytes.prefix(4).map(hex).joined(separator: " ")
        return "this is not a WebAssembly module: it starts with \(found), but \(expected)"
    }
}
