import Foundation
import Testing

/// A guest that takes what the process itself has little of: it gets an error code, and the process goes on.
@Suite struct ProcessLimitTests {
    /// Opens the same file until there is an error, writes a line, and exits with the error.
    private static let greedy = """
        (module
          (import "wasi_snapshot_preview1" "path_open"
            (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "file")
          (data (i32.const 16) "\\20\\00\\00\\00\\06\\00\\00\\00")
          (data (i32.const 32) "still\\n")
          (func (export "_start") (local $code i32)
            (loop $again
              (local.set $code
                (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 1)
                  (i64.const 66) (i64.const 66) (i32.const 0) (i32.const 64)))
              (br_if $again (i32.eqz (local.get $code))))
            (drop (call $write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 64)))
            (call $exit (local.get $code))))
        """

    /// - Parameter limit: of descriptors in the process: WASI's own is 512.
    @Test(arguments: [40, 4000]) func descriptors(_ limit: Int) throws {
        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let module = folder.appending(path: "greedy.wat")
        try Data(Self.greedy.utf8).write(to: module)
        let finished = try Finished.run(
            URL(filePath: "/bin/sh"),
            [
                "-c", "ulimit -n \(limit) && exec \"$0\" run --dir \"$1\"::/ \"$2\"", Tools.swiftlet.path, folder.path,
                module.path,
            ])
        // `mfile`
        #expect(finished.code == 33, "\(finished.errors)")
        #expect(finished.output == "still\n")
    }
}
