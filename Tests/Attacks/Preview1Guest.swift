import WASI
import WebAssembly

/// A module that imports every function of the preview, and calls each when it is asked to.
package final class Preview1Guest {
    package let store: Store
    package let wasi: WASI
    package let memory: Memory
    private let instance: Instance

    /// - Parameter pages: of memory at the start; it may grow to 100.
    package init(_ wasi: WASI, in store: Store = Store(), pages: Int = 2) throws {
        self.store = store
        self.wasi = wasi
        var linker = Linker()
        WASI.link(into: &linker)
        store[WASI.self] = wasi
        instance = try linker.instantiate(Module(text: Self.module(pages), engine: store.engine), in: store)
        memory = try instance.memory("memory")
    }

    /// Each function of the preview, and an export of the same name that calls it.
    private static func module(_ pages: Int) -> String {
        var imports = ""
        var exports = ""
        for (name, parameters) in Preview1.functions {
            let types = parameters.map { $0 == "i" ? "i32" : "i64" }.joined(separator: " ")
            let type = "(param \(types))" + (name == "proc_exit" ? "" : " (result i32)")
            let arguments = (0..<parameters.count).map { "(local.get \($0))" }
            imports += "(import \"\(WASI.moduleName)\" \"\(name)\" (func $\(name) \(type)))\n"
            exports += "(func (export \"\(name)\") \(type) (call $\(name) \(arguments.joined(separator: " "))))\n"
        }
        return "(module \(imports) (memory (export \"memory\") \(pages) 100) \(exports))"
    }

    /// Calls a function; of what is an `i32` the lower bits count.
    ///
    /// - Returns: its error code; nil from what has none.
    @discardableResult
    package func call(_ name: String, _ arguments: [UInt64]) throws -> UInt32? {
        let function = try instance.function(name)
        let values = zip(function.type.parameters, arguments).map { type, bits -> Value in
            type == .i32 ? .i32(Int32(truncatingIfNeeded: bits)) : .i64(Int64(bitPattern: bits))
        }
        guard case .i32(let code)? = try function.call(values).first else { return nil }
        return UInt32(bitPattern: code)
    }

    @discardableResult
    package func call(_ name: String, _ arguments: UInt64...) throws -> UInt32? { try call(name, arguments) }

    /// Writes a text to a descriptor, by way of the memory from an address on.
    ///
    /// - Returns: its error code.
    package func write(_ text: String, to descriptor: UInt64, at address: UInt32 = 1024) throws -> UInt32? {
        let bytes = Array(text.utf8)
        try memory.write(bytes, at: address + 8)
        try memory.store(address + 8, at: address)
        try memory.store(UInt32(bytes.count), at: address + 4)
        return try call("fd_write", descriptor, UInt64(address), 1, 0)
    }

    /// Opens a path beneath descriptor 3 with all rights, and makes the file.
    package func open(_ path: String, flags: UInt64 = 1) throws -> (code: UInt32?, descriptor: UInt64) {
        try memory.write(Array(path.utf8), at: 512)
        let code = try call("path_open", 3, 0, 512, UInt64(path.utf8.count), flags, (1 << 28) - 1, (1 << 28) - 1, 0, 0)
        return (code, UInt64(try memory.load(0, as: UInt32.self)))
    }
}
