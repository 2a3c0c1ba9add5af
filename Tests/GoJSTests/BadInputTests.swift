import Testing
import WASI
import WebAssembly

@testable import GoJS

/// Programs and modules that do what they should not: clear errors, and a host that goes on.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct BadInputTests {
    private func program(
        _ arguments: String..., errors: OutputBuffer = OutputBuffer(), output: OutputBuffer = OutputBuffer(),
        change: (inout GoProgram.Configuration) -> Void = { _ in }
    ) throws -> GoProgram {
        var configuration = GoProgram.Configuration()
        configuration.arguments = ["bad"] + arguments
        configuration.standardOutput = .collecting(output)
        configuration.standardError = .collecting(errors)
        change(&configuration)
        return try GoProgram(Module(GoFixture("bad").bytes), configuration: configuration)
    }

    @Test func argumentsThatDoNotFit() throws {
        let long = String(repeating: "long ", count: 2000)
        let program = try program(long)
        #expect {
            try program.start()
        } throws: { error in
            let text = "\(error)"
            return text.contains("room for 8,192") && text.contains("long long") && text.contains("(10000 bytes)")
        }
    }

    /// Just what fits fits, as in Go's own script.
    @Test func theLimitIsExact() throws {
        let memory = try Memory(MemoryType(limits: SizeLimits(minimum: 1)), in: Store())
        // An argument of n bytes takes n + 1, rounded up to 8, and its address 8; so does each of the two zeros at the end.
        let rest = 8192 - 3 * 8
        #expect(throws: Never.self) {
            try GoArguments.write([String(repeating: "a", count: rest - 9)], [], into: memory)
        }
        #expect(throws: GoProgramError.self) {
            try GoArguments.write([String(repeating: "a", count: rest - 1)], [], into: memory)
        }
    }

    @Test func callsAfterTheEnd() throws {
        let program = try program("exit")
        #expect(try program.run() == 4)
        #expect(throws: GoProgramError.notRunning) { try program.call("late") }
        // A function that somebody has kept.
        guard case .object(let late) = program.global["late"] else {
            Issue.record("no function")
            return
        }
        #expect {
            try late()
        } throws: { error in
            "\(error)" == "Error: Go program has already exited"
        }
        #expect(throws: GoProgramError.notRunning) { try program.start() }
    }

    @Test func exitsInsideOfCallbacks() throws {
        for name in ["quit", "nested"] {
            let output = OutputBuffer()
            let program = try program("callback", output: output)
            program.global.define("callQuit") { [unowned program] call in
                try program.global.call("quit", call[0])
            }
            try program.start()
            try program.call(name, 5)
            #expect(program.exitCode == 5)
            #expect(output.text == "")
            #expect(throws: GoProgramError.notRunning) { try program.call(name, 5) }
        }
    }

    @Test func panicsInsideOfCallbacks() throws {
        for (name, words) in [("panics", "panic: in a callback"), ("trap", "nil pointer dereference")] {
            let errors = OutputBuffer()
            let program = try program("callback", errors: errors)
            try program.start()
            try program.call(name)
            #expect(program.exitCode == 2)
            #expect(errors.text.contains(words), "\(errors.text)")
        }
    }

    private struct Refusal: Error {}

    @Test func exceptionsReachThePlaceOfTheCall() throws {
        let output = OutputBuffer()
        let program = try program("throw", output: output)
        program.global.define("fail") { call in
            throw JSException(.object(call.realm.error(.RangeError, "\(call[0].number ?? 0) is too much")))
        }
        #expect(try program.run() == 0)
        #expect(
            output.text == """
                recovered: JavaScript error: 1.0 is too much
                recovered: syscall/js: Value.Call: property absent is not a function, got undefined
                recovered: syscall/js: call of Value.Call on string

                """)
    }

    /// What is no exception of JavaScript's ends the program, and comes to who runs it.
    @Test func otherErrorsEndTheProgram() throws {
        let program = try program("throw")
        program.global.define("fail") { _ in throw Refusal() }
        #expect(throws: Refusal.self) { try program.run() }
    }

    /// As in Node: the process ends, and says of what.
    @Test func rejectionsThatNobodyTakesEndTheProgram() throws {
        let fixture = try GoFixture("bad")
        for (kind, words) in [
            ("error", "TypeError: nobody is there"), ("text", #"The promise rejected with the reason "a text"."#),
            ("caught", nil),
        ] {
            let (here, node) = (try fixture.here(["reject", kind]), try fixture.inNode(["reject", kind]))
            #expect(here.code == (words == nil ? 0 : 1))
            #expect(here.code == node.code)
            #expect(here.output == (words == nil ? "still here\n" : ""))
            #expect(here.output == node.output)
            if let words {
                #expect(here.errors.contains(words) && node.errors.contains(words), "\(here.errors)\(node.errors)")
            }
        }
    }

    @Test func referencesAreUsedAgain() throws {
        let output = OutputBuffer()
        let program = try program("values", "5000", output: output)
        #expect(try program.run() == 0)
        #expect(output.text == "done 5000\n")
        // Two values a round, and a function each ten: never were all of them held.
        #expect(program.guest.references.capacity < 9000, "\(program.guest.references.capacity)")
    }

    @Test func hoardingHasItsLimit() throws {
        let hoarder = try program("hoard") { $0.references = 2000 }
        #expect(throws: GoProgramError.tooManyValues(limit: 2000)) { try hoarder.run() }
        let errors = OutputBuffer()
        let holder = try program("hold", errors: errors) { $0.realmLimits.bufferBytes = 20 << 20 }
        #expect(try holder.run() == 2)
        #expect(errors.text.contains("Array buffer allocation failed"), "\(errors.text)")
    }

    @Test func foreignImportsAreNamed() throws {
        let exports = """
            (memory (export "mem") 1) (func (export "run") (param i32 i32)) (func (export "resume"))
            (func (export "getsp") (result i32) i32.const 0)
            """
        let newer = try Module(text: #"(module (import "gojs" "runtime.future" (func (param i32))) \#(exports))"#)
        #expect(throws: GoProgramError.unknownImport(module: "gojs", name: "runtime.future")) { try GoProgram(newer) }
        let other = try Module(
            text: #"""
                (module (import "gojs" "runtime.wasmExit" (func (param i32)))
                  (import "env" "mine" (func)) \#(exports))
                """#)
        #expect(throws: GoProgramError.unknownImport(module: "env", name: "mine")) { try GoProgram(other) }
        let lacking = try Module(
            text: #"(module (import "gojs" "runtime.wasmExit" (func (param i32))) (memory (export "mem") 1))"#)
        #expect(throws: GoProgramError.notGo("it does not export “run”")) { try GoProgram(lacking) }
    }

    /// A guest that lies about its stack and its slices gets a trap, and the host nothing.
    @Test(arguments: [
        "i32.const -1", "i32.const 65530", "i32.const 0x7fffffff",
        // A slice that begins at the end of memory, or has more than all of it.
        "(i64.store (i32.const 24) (i64.const 65536)) (i64.store (i32.const 32) (i64.const 1)) i32.const 16",
        "(i64.store (i32.const 24) (i64.const 8)) (i64.store (i32.const 32) (i64.const -1)) i32.const 16",
    ])
    func lyingStacks(_ pointer: String) throws {
        for name in ["runtime.getRandomData", "syscall/js.stringVal"] {
            let module = try Module(
                text: """
                    (module (import "gojs" "\(name)" (func $f (param i32)))
                      (memory (export "mem") 1) (func (export "resume"))
                      (func (export "getsp") (result i32) i32.const 0)
                      (func (export "run") (param i32 i32) (call $f (block (result i32) \(pointer)))))
                    """)
            #expect(throws: Trap.self, "\(name)") { try GoProgram(module).run() }
        }
    }
}
