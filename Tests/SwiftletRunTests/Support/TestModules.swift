import SwiftletBuild

/// Small modules, assembled from the text above each.
enum TestModule {
    /// Prints “你好, wasm” and exits with 7:
    ///
    ///     (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    ///     (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    ///     (memory (export "memory") 1)
    ///     (data (i32.const 8) "\10\00\00\00\0d\00\00\00")
    ///     (data (i32.const 16) "你好, wasm\0a")
    ///     (func (export "_start")
    ///       (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)))
    ///       (call $exit (i32.const 7)))
    static let hello = bytes(
        """
        0061736d0100000001100360047f7f7f7f017f60017f0060000002460216776173695f736e617073686f745f707265766965
        77310866645f7772697465000016776173695f736e617073686f745f70726576696577310970726f635f6578697400010302
        01020503010001071302066d656d6f72790200065f737461727400020a13011100410141084101410010001a410710010b0b
        20020041080b08100000000d0000000041100b0de4bda0e5a5bd2c207761736d0a0015046e616d65010e0200057772697465
        010465786974
        """)

    /// Prints what it reads, and has functions to call; one never ends:
    ///
    ///     (module
    ///       (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    ///       (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    ///       (memory (export "memory") 1)
    ///       (func (export "_start")
    ///         (loop $next
    ///           (i32.store (i32.const 0) (i32.const 64))
    ///           (i32.store (i32.const 4) (i32.const 1024))
    ///           (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    ///           (if (i32.load (i32.const 8)) (then
    ///             (i32.store (i32.const 4) (i32.load (i32.const 8)))
    ///             (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 12)))
    ///             (br $next)))))
    ///       (func (export "spin") (loop $again (br $again)))
    ///       (func (export "add") (param i64 i64) (result i64) (i64.add (local.get 0) (local.get 1)))
    ///       (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
    ///       (func (export "count") (result i32)
    ///         (i32.store (i32.const 16) (i32.add (i32.load (i32.const 16)) (i32.const 1)))
    ///         (i32.load (i32.const 16)))
    ///     )
    static let echo = bytes(
        """
        0061736d01000000011c0560047f7f7f7f017f60000060027e7e017e60027f7f017f6000017f02440216776173695f736e61
        7073686f745f70726576696577310766645f72656164000016776173695f736e617073686f745f7072657669657731086664
        5f7772697465000003060501010203040503010001073106066d656d6f72790200065f73746172740002047370696e000303
        616464000406646976696465000505636f756e7400060a6e053f000340410041c00036020041044180083602004100410041
        01410810001a4108280200044041044108280200360200410141004101410c10011a0c010b0b0b070003400c000b0b070020
        0020017c0b0700200020016d0b14004110411028020041016a36020041102802000b0029046e616d65010e02000472656164
        01057772697465031202020100046e65787403010005616761696e
        """)

    /// Functions to call:
    ///
    ///     (module $sums
    ///       (func $add (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    ///       (func $both (export "both") (param i64 f64) (result i64 f64) (local.get 0) (local.get 1))
    ///       (func $third (export "third") (param f32) (result f32) (f32.div (local.get 0) (f32.const 3)))
    ///       (func $divide (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
    ///       (func (export "ask") (param externref))
    ///       (global (export "zero") i32 (i32.const 0)))
    static let sums = bytes(
        """
        0061736d0100000001170460027f7f017f60027e7c027e7c60017d017d60016f0003060500010200030606017f0041000b07
        2c0603616464000004626f7468000105746869726400020664697669646500030361736b0004047a65726f03000a26050700
        200020016a0b0600200020010b0a0020004300004040950b0700200020016d0b02000b0029046e616d6500050473756d7301
        1b0400036164640104626f7468020574686972640306646976696465
        """)

    /// Wants what nobody has:
    ///
    ///     (import "env" "log" (func (param i32)))
    ///     (func (export "_start") (call 0 (i32.const 1)))
    static let needy = bytes(
        """
        0061736d0100000001080260017f00600000020b0103656e76036c6f67000003020101070a01065f737461727400010a0801
        0600410110000b
        """)

    /// Reads its memory where it is told:
    ///
    ///     (memory 1)
    ///     (func (export "peek") (param i32) (result i32) (i32.load (local.get 0)))
    static let peek = bytes(
        """
        0061736d0100000001060160017f017f030201000503010001070801047065656b00000a0901070020002802000b
        """)

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.filter { !$0.isWhitespace }.map { UInt8($0.hexDigitValue ?? 0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// A folder of a test's own, gone with it.
final class TemporaryFolder {
    let path: String

    init() throws { path = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-tests-") }
    deinit { Files.remove(path) }

    /// Writes a file and returns its path.
    func add(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
        let file = path + "/" + name
        try Files.createFolder(Files.parent(of: file))
        try Files.write(bytes, to: file)
        return file
    }
}
