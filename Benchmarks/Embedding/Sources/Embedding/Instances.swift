import Foundation
import WASI
import WebAssembly

/// What instances cost.
enum Instances {
    static let hello = """
        (module
          (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 2)
          (data (i32.const 1024) "hello, world\\n")
          (data (i32.const 1040) "\\00\\04\\00\\00\\0d\\00\\00\\00")
          (global $stack (mut i32) (i32.const 65536))
          (table 4 funcref)
          (elem (i32.const 1) $args $sizes $start)
          (func $start (export "_start")
            (drop (call $write (i32.const 1) (i32.const 1040) (i32.const 1) (i32.const 1048)))))
        """

    static func prepare(_ text: String, engine: Engine) throws -> InstancePre {
        var linker = Linker()
        WASI.link(into: &linker)
        return try linker.prepare(Module(text: text, engine: engine))
    }

    static func measure(rounds: Int) throws -> [Measurement] {
        let engine = Engine()
        let program = try prepare(hello, engine: engine)
        func request() throws -> Instance {
            let store = Store(engine: engine)
            store[WASI.self] = try WASI(arguments: ["hello"])
            return try program.instantiate(in: store)
        }
        func each(_ name: String, mark: Measurement.Mark? = nil, _ body: () throws -> Void) throws -> Measurement {
            for _ in 0..<100 { try body() }
            return Measurement(
                name: name, unit: .microseconds,
                rounds: try (0..<rounds).map { _ in
                    try Embedding.each(2000) { for _ in 0..<2000 { try body() } } * 1e6
                }, mark: mark)
        }
        return [
            try each("new store, its WASI, and an instance of hello, pre-linked", mark: .atMost(10)) {
                _ = try request()
            },
            try each("a store alone") { _ = Store(engine: engine) },
            try each("a WASI alone") { _ = try WASI(arguments: ["hello"]) },
            try each("a WASI on streams of its own") {
                _ = try WASI(
                    arguments: ["hello"], standardInput: .null, standardOutput: .collecting(OutputBuffer()),
                    standardError: .null)
            },
            try each("the same as the first, and hello runs") {
                let store = Store(engine: engine)
                let output = OutputBuffer()
                store[WASI.self] = try WASI(
                    arguments: ["hello"], standardInput: .null, standardOutput: .collecting(output),
                    standardError: .null)
                guard try WASI.start(program.instantiate(in: store)) == 0, output.bytes.count == 13 else {
                    throw Failure("hello said \(output.text)")
                }
            },
            try memory(),
        ]
    }

    /// Many instances at once.
    private static func memory() throws -> Measurement {
        let engine = Engine()
        let large = hello.replacingOccurrences(
            of: "(memory (export \"memory\") 2)", with: "(memory (export \"memory\") 256)")
        let program = try prepare(large, engine: engine)
        let before = residentBytes()
        var instances: [Instance] = []
        for _ in 0..<1000 {
            let store = Store(engine: engine)
            store[WASI.self] = try WASI(arguments: ["hello"], standardOutput: .null)
            instances.append(try program.instantiate(in: store))
        }
        for instance in instances { _ = try WASI.start(instance) }
        let bytes = residentBytes() - before
        guard try instances.allSatisfy({ try $0.memory("memory").byteCount == 16 << 20 }) else {
            throw Failure("memory")
        }
        return Measurement(
            name: "1,000 instances with 16 MiB of memory each, all run", unit: .mebibytes,
            rounds: [Double(bytes) / Double(1 << 20)], mark: .atMost(64))
    }
}
