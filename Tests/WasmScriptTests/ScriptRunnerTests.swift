import Testing
import WasmScript
import WasmText
import WebAssembly

@Suite struct ScriptRunnerTests {
    /// What became of a script's commands, by their lines; those that passed are left out.
    private func outcomes(_ source: String) throws -> [Int: ScriptOutcome] {
        var runner = try ScriptRunner()
        var outcomes: [Int: ScriptOutcome] = [:]
        runner.run(try Script(parsing: source)) { command, outcome in
            if outcome != .passed { outcomes[command.position.line] = outcome }
        }
        return outcomes
    }

    private static let module = """
        (module $m
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
          (func (export "nan") (result f32) (f32.const nan:0x200000))
          (func (export "null") (result funcref externref) (ref.null func) (ref.null extern))
          (func (export "same") (param externref) (result externref) (local.get 0))
          (global (export "g") i64 (i64.const -7)))

        """

    @Test func whatHoldsPasses() throws {
        let outcomes = try outcomes(
            Self.module + """
                (assert_return (invoke "add" (i32.const 1) (i32.const -3)) (i32.const -2))
                (assert_return (invoke $m "null") (ref.null func) (ref.null))
                (assert_return (invoke "same" (ref.extern 5)) (ref.extern 5))
                (assert_return (invoke "same" (ref.extern 5)) (ref.extern))
                (assert_return (invoke "add" (i32.const 1) (i32.const 1)) (either (i32.const 1) (i32.const 2)))
                (assert_return (get "g") (i64.const -7))
                (assert_trap (invoke "div" (i32.const 1) (i32.const 0)) "integer divide by zero")
                (assert_malformed (module quote "(func") "unexpected end")
                (assert_malformed (module binary "") "unexpected end")
                (assert_invalid (module (func (result i32))) "type mismatch")
                (assert_unlinkable (module (import "no" "thing" (func))) "unknown import")
                (assert_trap (module (memory 0) (data (i32.const 0) "a")) "out of bounds memory access")
                (register "m") (module (import "m" "add" (func (param i32 i32) (result i32))))
                (module definition $d (global (export "x") (mut i32) (i32.const 1))) (module instance $i $d)
                (assert_return (get $i "x") (i32.const 1))
                """)
        #expect(outcomes == [:])
    }

    @Test(arguments: [
        (
            "(assert_return (invoke \"add\" (i32.const 1) (i32.const 1)) (i32.const 3))",
            "got (i32.const 2), expected (i32.const 3)"
        ),
        ("(assert_return (invoke \"add\" (i32.const 1) (i32.const 1)))", "got (i32.const 2), expected nothing"),
        (
            "(assert_return (invoke \"nan\") (f32.const nan:canonical))",
            "got (f32.const nan:0x200000), expected (f32.const nan:canonical)"
        ),
        ("(assert_return (invoke \"null\") (ref.func) (ref.null))", "got null null, expected (ref.func) (ref.null)"),
        (
            "(assert_return (invoke \"same\" (ref.extern 1)) (ref.extern 2))",
            "got host value 1, expected (ref.extern 2)"
        ),
        (
            "(assert_trap (invoke \"add\" (i32.const 1) (i32.const 1)) \"overflow\")",
            "got (i32.const 2), expected the trap “overflow”"
        ),
        (
            "(assert_trap (invoke \"div\" (i32.const 1) (i32.const 0)) \"overflow\")",
            "got the trap “integer divide by zero”, expected the trap “overflow”"
        ),
        ("(assert_invalid (module (func)) \"type mismatch\")", "the module was accepted, expected “type mismatch”"),
        (
            "(assert_invalid (module quote \"(func\") \"type mismatch\")",
            "the module is malformed: unexpected end of the text: expected \")\" for the parenthesis that was opened in line 1, column 1; expected “type mismatch”"
        ),
        (
            "(assert_malformed (module (func (result i32))) \"unexpected token\")",
            "the module is invalid: type mismatch: the end of the body expects i32, but the stack of its block is empty; expected “unexpected token”"
        ),
        ("(assert_unlinkable (module) \"unknown import\")", "the module was linked, expected “unknown import”"),
        ("(assert_exception (invoke \"add\" (i32.const 1) (i32.const 1)))", "got (i32.const 2), expected an exception"),
        ("(invoke $other \"f\")", "there is no module $other"),
        ("(wait $t)", "there is no thread $t"),
    ])
    func whatDoesNotHoldFails(_ command: String, _ message: String) throws {
        #expect(try outcomes(Self.module + command) == [8: .failed(message)])
    }

    @Test func commandsOfARefusedModuleAreBlocked() throws {
        let outcomes = try outcomes("(module $a (func (foo)))\n(invoke \"f\")\n(invoke $a \"f\")\n(module instance $a)")
        #expect(outcomes.count == 4)
        #expect(outcomes[2] == .blocked(by: 1) && outcomes[3] == .blocked(by: 1) && outcomes[4] == .blocked(by: 1))
    }

    /// Another thread sees what was stored, and its failures are reported when somebody waits.
    @Test func threads() throws {
        guard Engine.supportedFeatures.contains(.threads) else { return }
        let outcomes = try outcomes(
            """
            (module $memory (memory (export "shared") 1 1 shared))
            (thread $t (shared (module $memory))
              (register "m" $memory)
              (module (memory (import "m" "shared") 1 1 shared) (func (export "f") (i32.store (i32.const 8) (i32.const 5))))
              (invoke "f")
              (assert_return (invoke "f") (i32.const 0)))
            (wait $t)
            (register "m" $memory)
            (module (memory (import "m" "shared") 1 1 shared) (func (export "f") (result i32) (i32.load (i32.const 8))))
            (assert_return (invoke "f") (i32.const 5))
            """)
        #expect(outcomes == [6: .failed("got nothing, expected (i32.const 0)")])
    }
}
