import SwiftletBuild
import Testing
import WasmText
import WebAssembly

/// The guests that samples run.
enum Modules {
    static func bytes(_ text: String) throws -> [UInt8] { try WasmText.encode(text) }

    /// A command that ends with exit code 7, and has functions besides.
    static let program = try! bytes(
        """
        (module
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start") (call $exit (i32.const 7)))
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "HelloWorld")))
        """)

    static let numbers = """
        (module
          (func (export "divide") (param i32 i32) (result i32 i32)
            (i32.div_s (local.get 0) (local.get 1)) (i32.rem_s (local.get 0) (local.get 1))))
        """

    static let endless = #"(module (func (export "run") (loop $again (br $again))))"#

    /// Copies its input to its output.
    static let cat = """
        (module
          (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 2)
          (func (export "_start")
            (block $end
              (loop $more
                (i32.store (i32.const 0) (i32.const 64))
                (i32.store (i32.const 4) (i32.const 65536))
                (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
                (br_if $end (i32.eqz (i32.load (i32.const 8))))
                (i32.store (i32.const 4) (i32.load (i32.const 8)))
                (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                (br $more)))))
        """

    /// Writes `work` into the file `report.txt` of its second folder, descriptor 4; its exit code is what the system said.
    static let writer = """
        (module
          (import "wasi_snapshot_preview1" "path_open"
            (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (data (i32.const 32) "report.txt")
          (data (i32.const 48) "work")
          (func (export "_start") (local $error i32)
            (local.set $error
              (call $open (i32.const 4) (i32.const 0) (i32.const 32) (i32.const 10) (i32.const 1)
                (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 0)))
            (if (local.get $error) (then (call $exit (local.get $error))))
            (i32.store (i32.const 8) (i32.const 48))
            (i32.store (i32.const 12) (i32.const 4))
            (call $exit (call $write (i32.load (i32.const 0)) (i32.const 8) (i32.const 1) (i32.const 16)))))
        """

    /// A random number and the time.
    static let chance = """
        (module
          (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "chance") (result i64 i64)
            (drop (call $random (i32.const 0) (i32.const 8)))
            (drop (call $time (i32.const 0) (i64.const 1) (i32.const 8)))
            (i64.load (i32.const 0)) (i64.load (i32.const 8))))
        """

    static let reactor = """
        (module (global $ready (mut i32) (i32.const 0))
          (func (export "_initialize") (global.set $ready (i32.const 1)))
          (func (export "ready") (result i32) (global.get $ready)))
        """
}

/// Folders of the host for the time of a test.
enum FolderForTest {
    /// An empty folder `data` in a folder of its own.
    static func with<Result>(_ body: (_ data: String) throws -> Result) throws -> Result {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-documentation-")
        defer { Files.remove(folder) }
        try Files.createFolder(folder + "/data")
        return try body(folder + "/data")
    }
}
