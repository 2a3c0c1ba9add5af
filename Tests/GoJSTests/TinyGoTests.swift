import GoJS
import Testing
import WASI
import WebAssembly

/// Modules written after TinyGo's interface, the present and the older one: there is no TinyGo to be had here.
struct TinyGoTests {
    private static let global: UInt64 = 0x7FF8_0001_0000_0005
    private static let go: UInt64 = 0x7FF8_0001_0000_0006

    /// Calls `greet("TinyGo")`, keeps the answer as `greeting`, sleeps, then writes a line and exits with 3.
    private static let present = """
        (module
          (import "gojs" "syscall/js.stringVal" (func $string (param i32 i32) (result i64)))
          (import "gojs" "syscall/js.finalizeRef" (func $finalize (param i64)))
          (import "gojs" "syscall/js.valueGet" (func $get (param i64 i32 i32) (result i64)))
          (import "gojs" "syscall/js.valueIndex" (func $index (param i64 i32) (result i64)))
          (import "gojs" "syscall/js.valueSet" (func $set (param i64 i32 i32 i64)))
          (import "gojs" "syscall/js.valueLength" (func $length (param i64) (result i32)))
          (import "gojs" "syscall/js.valueCall" (func $call (param i32 i64 i32 i32 i32 i32 i32)))
          (import "gojs" "syscall/js.valuePrepareString" (func $prepare (param i32 i64)))
          (import "gojs" "syscall/js.valueLoadString" (func $load (param i64 i32 i32 i32)))
          (import "gojs" "runtime.ticks" (func $ticks (result i64)))
          (import "gojs" "runtime.sleepTicks" (func $sleep (param i64)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (data (i32.const 16) "greetTinyGogreetingawake\\0a_pendingEventargsresult_makeFuncWrapper")
          (global $start (mut i64) (i64.const 0))
          (func (export "_start")
            (local $text i64)
            (local.set $text (call $string (i32.const 21) (i32.const 6)))
            (i64.store (i32.const 512) (local.get $text))
            (call $call (i32.const 1024) (i64.const \(Int64(bitPattern: global))) (i32.const 16) (i32.const 5)
              (i32.const 512) (i32.const 1) (i32.const 1))
            (call $finalize (local.get $text))
            (if (i32.ne (i32.load8_u (i32.const 1032)) (i32.const 1)) (then unreachable))
            (call $set (i64.const \(Int64(bitPattern: global))) (i32.const 27) (i32.const 8) (i64.load (i32.const 1024)))
            ;; The answer's text goes to 2048.
            (call $prepare (i32.const 1040) (i64.load (i32.const 1024)))
            (call $load (i64.load (i32.const 1040)) (i32.const 2048) (i32.load (i32.const 1048)) (i32.load (i32.const 1048)))
            ;; global.add = go._makeFuncWrapper(7)
            (f64.store (i32.const 512) (f64.const 7))
            (call $call (i32.const 1024) (i64.const \(Int64(bitPattern: go))) (i32.const 64) (i32.const 16)
              (i32.const 512) (i32.const 1) (i32.const 1))
            (call $set (i64.const \(Int64(bitPattern: global))) (i32.const 54) (i32.const 4) (i64.load (i32.const 1024)))
            (global.set $start (call $ticks))
            (call $sleep (i64.const 20000000)))
          (func (export "go_scheduler")
            (if (i64.lt_s (i64.sub (call $ticks) (global.get $start)) (i64.const 20000000)) (then unreachable))
            (i32.store (i32.const 256) (i32.const 35)) (i32.store (i32.const 260) (i32.const 6))
            (drop (call $write (i32.const 1) (i32.const 256) (i32.const 1) (i32.const 264)))
            (call $exit (i32.const 3)))
          (func (export "resume")
            (local $event i64) (local $arguments i64)
            (local.set $event (call $get (i64.const \(Int64(bitPattern: go))) (i32.const 41) (i32.const 13)))
            (local.set $arguments (call $get (local.get $event) (i32.const 54) (i32.const 4)))
            ;; result = the first argument times the number of them
            (f64.store (i32.const 512) (f64.mul
              (f64.reinterpret_i64 (call $index (local.get $arguments) (i32.const 0)))
              (f64.convert_i32_s (call $length (local.get $arguments)))))
            (call $set (local.get $event) (i32.const 58) (i32.const 6) (i64.load (i32.const 512)))))
        """

    @Test func runsToItsExit() throws {
        let output = OutputBuffer()
        var configuration = GoProgram.Configuration()
        configuration.standardOutput = .collecting(output)
        let module = try Module(text: Self.present)
        #expect(GoDialect(module.binary) == .tinyGo)
        let program = try GoProgram(module, configuration: configuration)
        program.global.define("greet") { call in .string("Hello, \(call[0].string ?? "")") }
        try program.start()
        #expect(program.global["greeting"].string == "Hello, TinyGo")
        // A function that the program made is called back.
        #expect(try program.call("args", 21, true).number == 42)
        #expect(try program.run() == 3)
        #expect(output.text == "awake\n")
    }

    /// Before Go 1.21's names: module `env`, and references behind addresses.
    private static let older = """
        (module
          (import "env" "syscall/js.valueGet" (func $get (param i32 i32 i32 i32)))
          (import "env" "syscall/js.valueSet" (func $set (param i32 i32 i32 i32)))
          (import "env" "syscall/js.finalizeRef" (func $finalize (param i32)))
          (import "env" "runtime.ticks" (func $ticks (result f64)))
          (memory (export "memory") 1)
          (data (i32.const 16) "askedanswer")
          (func (export "_start")
            (i64.store (i32.const 512) (i64.const \(Int64(bitPattern: global))))
            (call $get (i32.const 520) (i32.const 512) (i32.const 16) (i32.const 5))
            (call $set (i32.const 512) (i32.const 21) (i32.const 6) (i32.const 520))
            (call $finalize (i32.const 520))
            (if (f64.le (call $ticks) (f64.const 0)) (then unreachable))))
        """

    @Test func olderModulesRun() throws {
        let module = try Module(text: Self.older)
        #expect(GoDialect(module.binary) == .tinyGo)
        let program = try GoProgram(module)
        program.global["asked"] = "yes"
        #expect(try program.run() == 0)
        #expect(program.global["answer"].string == "yes")
    }

    @Test func unknownImportsAreNamed() throws {
        let module = try Module(
            text: """
                (module (import "gojs" "syscall/js.valueGet" (func (param i64 i32 i32) (result i64)))
                  (import "gojs" "syscall/js.future" (func (param i64))) (memory (export "memory") 1))
                """)
        #expect(throws: GoProgramError.unknownImport(module: "gojs", name: "syscall/js.future")) {
            try GoProgram(module)
        }
    }

    @Test func modulesOfOldGoAreRefused() throws {
        let module = try Module(text: #"(module (import "go" "runtime.wasmExit" (func (param i32))))"#)
        #expect(GoDialect(module.binary) == .oldGo)
        #expect(throws: GoProgramError.tooOld) { try GoProgram(module) }
        #expect(GoProgramError.tooOld.description.contains("build it again with a newer Go"))
    }

    @Test func otherModulesAreNone() throws {
        let module = try Module(text: #"(module (import "env" "print" (func (param i32))))"#)
        #expect(throws: GoProgramError.self) { try GoProgram(module) }
    }
}
