import Testing
import WebAssembly

/// The lower half of a 64-bit value takes no instruction where it is an address (decision 106), and is a number of 32 bits everywhere else.
@Suite struct WrapTests {
    /// The result of a body with two parameters, 0x7_0000_0064 and 0x9_0000_0009, and memory whose bytes are their addresses.
    private func run(_ result: String, _ body: String) throws -> [Value] {
        let bytes = (0..<256).map { "\\" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let module = try Module(
            text: """
                (module (memory 1) (data (i32.const 0) "\(bytes)")
                    (func $sum (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
                    (func (export "run") (param i64 i64) (result \(result)) (local i32) \(body)))
                """)
        let instance = try Linker().instantiate(module, in: Store(engine: module.engine))
        return try instance.function("run").call([.i64(0x7_0000_0064), .i64(0x9_0000_0009)])
    }

    private static let addresses: [(text: String, place: Int32)] = [
        ("(i32.wrap_i64 (local.get 0))", 100),
        ("(i32.add (i32.wrap_i64 (local.get 0)) (i32.const 40))", 140),
        ("(i32.sub (i32.wrap_i64 (local.get 0)) (i32.const 100))", 0),
        ("(i32.sub (i32.add (i32.wrap_i64 (local.get 0)) (i32.const 5)) (i32.const 5))", 100),
        ("(i32.wrap_i64 (i64.add (local.get 0) (local.get 1)))", 109),
        ("(i32.wrap_i64 (i64.load (i32.const 16)))", 0x1312_1110),
        ("(i32.and (i32.wrap_i64 (i64.load (i32.const 16))) (i32.const 255))", 16),
        ("(i32.add (i32.wrap_i64 (local.get 0)) (i32.wrap_i64 (local.get 1)))", 109),
        ("(i32.add (i32.wrap_i64 (local.get 0)) (i32.shl (i32.wrap_i64 (local.get 1)) (i32.const 2)))", 136),
        ("(i32.wrap_i64 (i64.extend_i32_u (i32.wrap_i64 (local.get 0))))", 100),
        ("(i32.wrap_i64 (i64.const 0x5_0000_0020))", 32),
    ]

    @Test(arguments: addresses.indices) func asAddress(_ number: Int) throws {
        let (address, place) = Self.addresses[number]
        guard place < 200 else {
            #expect(throws: Trap.self) { try run("i32", "(i32.load8_u \(address))") }
            return
        }
        #expect(try run("i32", "(i32.load8_u offset=3 \(address))") == [.i32(place + 3)])
        #expect(try run("i32", "(i32.add (i32.const 1000) (i32.load8_u \(address)))") == [.i32(place + 1000)])
        #expect(
            try run("i64", "(i64.load32_u \(address))").first == run("i64", "(i64.load32_u (i32.const \(place)))").first
        )
        for value in ["(i32.const 77)", "(call $sum (i32.const 70) (i32.const 7))", "(i32.load8_u (i32.const 77))"] {
            #expect(
                try run("i32", "(i32.store offset=8 \(address) \(value)) (i32.load (i32.const \(place + 8)))") == [
                    .i32(77)
                ])
        }
        // From memory to memory.
        for (load, store) in [("i32.load", "i32.store"), ("i64.load", "i64.store")] {
            let copied = try run(
                "i32", "(\(store) (i32.wrap_i64 (local.get 1)) (\(load) \(address))) (i32.load8_u (i32.const 9))")
            #expect(copied == [.i32(place)])
            let back = try run(
                "i32", "(\(store) \(address) (\(load) (i32.const 50))) (i32.load8_u (i32.const \(place)))")
            #expect(back == [.i32(50)])
        }
        let vector = try run(
            "i32", "(v128.store \(address) (v128.load offset=1 \(address))) (i32.load8_u (i32.const \(place)))")
        #expect(vector == [.i32(place + 1)])
    }

    @Test(arguments: addresses.indices) func asNumber(_ number: Int) throws {
        let (value, result) = Self.addresses[number]
        #expect(try run("i32", value) == [.i32(result)])
        #expect(try run("i64", "(i64.extend_i32_u \(value))") == [.i64(Int64(result))])
        #expect(try run("i64", "(i64.add (i64.extend_i32_s \(value)) (i64.const 1))") == [.i64(Int64(result) + 1)])
        #expect(try run("i32", "(local.set 2 \(value)) (local.get 2)") == [.i32(result)])
        #expect(try run("i64", "(i64.extend_i32_u (local.tee 2 \(value)))") == [.i64(Int64(result))])
        #expect(try run("i32", "(i32.eq \(value) (i32.const \(result)))") == [.i32(1)])
        #expect(try run("i32", "(block (result i32) \(value))") == [.i32(result)])
        #expect(try run("i32", "(call $sum \(value) \(value))") == [.i32(2 &* result)])
        #expect(
            try run("i32", "(if (result i32) (i32.eqz \(value)) (then (i32.const 1)) (else (i32.const 2)))")
                == [.i32(result == 0 ? 1 : 2)])
    }

    /// The local changes while its half waits.
    @Test func keepsItsLocalsOldValue() throws {
        #expect(
            try run("i32", "(i32.wrap_i64 (local.get 0)) (local.set 0 (i64.const 1)) (i32.load8_u)") == [.i32(100)])
        #expect(
            try run("i64", "(i64.extend_i32_u (i32.wrap_i64 (local.get 0))) (local.set 0 (i64.const 1))") == [.i64(100)]
        )
        let stored = try run(
            "i32",
            """
            (i32.wrap_i64 (local.get 0))
            (i32.wrap_i64 (local.tee 0 (i64.const 0x1_0000_0017)))
            (i32.store)
            (i32.load (i32.const 100))
            """)
        #expect(stored == [.i32(0x17)])
    }

    @Test func whatLiesOutsideTraps() {
        for address in [
            "(i32.wrap_i64 (i64.sub (local.get 0) (i64.const 101)))", "offset=65500 (i32.wrap_i64 (local.get 0))",
            "offset=4294967295 (i32.wrap_i64 (local.get 0))",
        ] {
            #expect(throws: Trap.self) { try run("i32", "(i32.load \(address))") }
            #expect(throws: Trap.self) { try run("i32", "(i32.store \(address) (i32.const 1)) (i32.const 1)") }
            #expect(throws: Trap.self) {
                try run("i32", "(i64.store \(address) (i64.load (i32.const 0))) (i32.const 1)")
            }
        }
    }
}
