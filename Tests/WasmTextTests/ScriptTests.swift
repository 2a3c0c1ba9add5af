import Testing
import WasmBinary

@testable import WasmText

@Suite struct ScriptTests {
    @Test func commands() throws {
        let script = try Script(
            parsing: """
                (module $m (func (export "f")))
                (module definition $d (func)) (module instance $i $d)
                  (register "name" $m)
                (assert_return (invoke $m "f" (i32.const -1) (ref.null extern)) (f32.const nan:canonical) (ref.func))
                (assert_trap (get "g") "message") (assert_trap (module) "m")
                (assert_malformed (module quote "(func" ")") "m") (assert_invalid (module binary "") "m")
                (thread $t (shared (module $m)) (wait $u))
                """)
        #expect(script.commands.map(\.position.line) == [1, 2, 2, 3, 4, 5, 5, 6, 6, 7])
        #expect(script.commands.map(\.position.column) == [1, 1, 31, 3, 1, 1, 35, 1, 51, 1])
        guard case .module(let module) = script.commands[0].kind, module.name == "m", module.form == .text,
            case .instance("i", "d") = script.commands[2].kind,
            case .register("name", "m") = script.commands[3].kind,
            case .assertReturn(.invoke("m", "f", let arguments), let patterns) = script.commands[4].kind,
            case .assertTrap(.get(nil, "g"), "message") = script.commands[5].kind,
            case .assertUninstantiable = script.commands[6].kind,
            case .assertMalformed(let quoted, "m") = script.commands[7].kind,
            case .assertInvalid(let binary, "m") = script.commands[8].kind,
            case .thread("t", ["m"], let inner) = script.commands[9].kind
        else {
            Issue.record("\(script.commands)")
            return
        }
        #expect(arguments == [.i32(.max), .refNull(.extern)])
        #expect(patterns == [.f32(.canonical), .reference(.func)])
        #expect(quoted.form == .quote && binary.form == .binary)
        #expect(try quoted.encode() == WasmText.encode("(func)"))
        #expect(try binary.encode() == [])
        guard case .wait("u") = inner.first?.kind else {
            Issue.record("\(inner)")
            return
        }
    }

    @Test func values() throws {
        let script = try Script(
            parsing: """
                (assert_return (invoke "f") (i64.const -1) (f64.const -0x1p3) (v128.const i64x2 1 -1) (ref.extern 3)
                  (ref.host 4) (ref.null) (ref.extern) (ref.i31) (either (i32.const 1) (f64.const nan:arithmetic))
                  (v128.const f32x4 1 nan:canonical -0 nan:arithmetic))
                """)
        guard case .assertReturn(_, let patterns) = script.commands[0].kind else { return }
        #expect(
            patterns.prefix(9) == [
                .value(.i64(.max)), .value(.f64(Double(-8).bitPattern)), .value(.v128(low: 1, high: .max)),
                .value(.refExtern(3)), .value(.refHost(4)), .value(.refNull(nil)), .reference(.extern),
                .reference(.i31), .either([.value(.i32(1)), .f64(.arithmetic)]),
            ])
        guard case .vector(let vector) = patterns[9] else { return }
        #expect(vector.matches(low: 0xFFC0_0000_3F80_0000, high: 0x7FC0_0001_8000_0000))
        #expect(!vector.matches(low: 0xFFC0_0001_3F80_0000, high: 0x7FC0_0001_8000_0000))
        #expect(!vector.matches(low: 0xFFC0_0000_3F80_0000, high: 0x7FC0_0001_0000_0000))
        #expect(!vector.matches(low: 0xFFC0_0000_3F80_0000, high: 0x7FA0_0001_8000_0000))
    }

    /// What is wrong in a module is not the script's error.
    @Test func modulesAreReadLater() throws {
        let script = try Script(parsing: "(assert_malformed (module (func (foo))) \"unknown operator\")")
        guard case .assertMalformed(let module, _) = script.commands[0].kind else { return }
        let error = #expect(throws: TextError.self) { try module.encode() }
        #expect(error?.position == TextPosition(line: 1, column: 34))
    }

    @Test(arguments: [
        ("(assert_retrun (invoke \"f\"))", "unknown command assert_retrun; did you mean assert_return?"),
        ("(assert_return (call \"f\"))", "unexpected token (: expected (invoke …) or (get …)"),
        ("(invoke \"f\" (f32.const nan:canonical))", "unexpected token: this is no value that can be passed"),
        ("(assert_trap (invoke \"f\"))", "unexpected token ): expected the message that is expected"),
    ])
    func errors(_ source: String, _ message: String) {
        #expect(#expect(throws: TextError.self) { try Script(parsing: source) }?.message == message)
    }

    @Test func fieldsAloneAreOneModule() throws {
        let commands = try Script(parsing: "(func) (memory 0)").commands
        guard commands.count == 1, case .module(let module) = commands[0].kind else {
            Issue.record("\(commands)")
            return
        }
        #expect(try module.encode() == WasmText.encode("(module (func) (memory 0))"))
    }
}
