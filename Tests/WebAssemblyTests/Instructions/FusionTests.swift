import Testing
import WebAssembly

/// Two instructions that the translator makes one (decision 106) do what they did as two: with operands from parameters, constants
/// and results, and where an operand changes in between.
@Suite struct FusionTests {
    /// The results of a function's body, given two parameters, in a module with a page of memory whose bytes are
    /// `(address * 7 + 3) % 256`.
    private func run(_ signature: String, _ body: String, _ arguments: Value...) throws -> [Value] {
        let bytes = (0..<2048).map { "\\" + hex((($0 * 7) + 3) % 256) }.joined()
        let module = try Module(
            text: """
                (module (memory (export "memory") 1) (data (i32.const 0) "\(bytes)")
                    (func $sum (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
                    (func (export "run") \(signature) \(body)))
                """)
        return try Linker().instantiate(module, in: Store(engine: module.engine)).function("run").call(arguments)
    }

    private func hex(_ byte: Int) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }

    /// What a load finds.
    private func word(_ address: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(((address + $1) * 7 + 3) % 256) << ($1 * 8) }
    }

    private func double(_ address: Int) -> Double {
        Double(bitPattern: UInt64(word(address)) | UInt64(word(address + 4)) << 32)
    }

    private func i32(_ bits: UInt32) -> [Value] { [.i32(Int32(bitPattern: bits))] }

    // MARK: Addresses

    private static let addresses: [(text: String, place: Int)] = [
        ("(i32.add (local.get 0) (i32.const 40))", 140), ("(i32.add (i32.const -60) (local.get 0))", 40),
        ("(i32.sub (local.get 0) (i32.const 60))", 40), ("(i32.const 36)", 36),
        ("(i32.add (local.get 0) (local.get 1))", 109),
        ("(i32.add (i32.shl (local.get 1) (i32.const 3)) (local.get 0))", 172),
        ("(i32.add (local.get 0) (i32.shl (local.get 1) (i32.const 2)))", 136),
        ("(i32.add (i32.shl (local.get 1) (i32.const 4)) (i32.const 12))", 156),
        ("(i32.add (i32.mul (local.get 0) (local.get 1)) (i32.const 8))", 908),
        ("(i32.add (i32.add (local.get 0) (i32.const 4)) (i32.const 5))", 109),
    ]

    @Test(arguments: addresses.indices) func loads(_ number: Int) throws {
        let (address, place) = Self.addresses[number]
        for offset in [0, 24] {
            let wide = try run(
                "(param i32 i32) (result i32)", "(i32.load offset=\(offset) \(address))", .i32(100), .i32(9))
            #expect(wide == i32(word(place + offset)))
            let byte = try run(
                "(param i32 i32) (result i32)", "(i32.load8_u offset=\(offset) \(address))", .i32(100), .i32(9))
            #expect(byte == i32(word(place + offset) & 0xFF))
            let signed = try run(
                "(param i32 i32) (result i64)", "(i64.load16_s offset=\(offset) \(address))", .i32(100), .i32(9))
            #expect(signed == [.i64(Int64(Int16(truncatingIfNeeded: word(place + offset))))])
            let vector = try run(
                "(param i32 i32) (result i64)", "(i64x2.extract_lane 1 (v128.load offset=\(offset) \(address)))",
                .i32(100),
                .i32(9))
            #expect(vector == [.i64(Int64(bitPattern: double(place + offset + 8).bitPattern))])
        }
    }

    @Test(arguments: addresses.indices) func stores(_ number: Int) throws {
        let (address, place) = Self.addresses[number]
        for value in ["(i32.const 77)", "(local.get 1)", "(call $sum (i32.const 70) (i32.const 7))"] {
            let stored = try run(
                "(param i32 i32) (result i32)",
                "(i32.store offset=8 \(address) \(value)) (i32.load (i32.const \(place + 8)))", .i32(100), .i32(9))
            #expect(stored == i32(value.contains("local") ? 9 : 77))
        }
        let vector = try run(
            "(param i32 i32) (result i32)",
            "(v128.store offset=8 \(address) (i32x4.splat (local.get 1))) (i32.load (i32.const \(place + 20)))",
            .i32(100), .i32(9))
        #expect(vector == i32(9))
    }

    /// An address wraps in 32 bits before the offset is added, and does not wrap afterwards.
    @Test func addressesWrapOnce() throws {
        let low = try run("(param i32) (result i32)", "(i32.load (i32.add (local.get 0) (i32.const 16)))", .i32(-8))
        #expect(low == i32(word(8)))
        for address in [
            "offset=4294967295 (i32.add (local.get 0) (i32.const 16))",
            "offset=65528 (i32.add (local.get 0) (i32.const 16))",
            "offset=65536 (i32.const 0)", "(i32.const -1)", "(i32.add (local.get 0) (local.get 0))",
            "(i32.add (i32.shl (local.get 0) (i32.const 3)) (i32.const 0))",
        ] {
            for access in ["(drop (i32.load \(address)))", "(drop (i32.add (local.get 0) (i32.load \(address))))"] {
                #expect(throws: Trap.self) { try run("(param i32)", access, .i32(-8)) }
            }
        }
        for address in ["offset=65528 (i32.add (local.get 0) (i32.const 16))", "offset=65533 (i32.const 0)"] {
            #expect(throws: Trap.self) { try run("(param i32)", "(i32.store \(address) (i32.const 0))", .i32(-8)) }
        }
    }

    /// The local of a sum changes while the sum waits.
    @Test func aSumKeepsItsLocalsOldValue() throws {
        let stored = try run(
            "(param i32) (result i32 i32)",
            """
            (i32.add (local.get 0) (i32.const 8))
            (local.tee 0 (i32.const 123))
            (i32.store)
            (i32.load (i32.const 16)) (local.get 0)
            """, .i32(8))
        #expect(stored == [.i32(123), .i32(123)])
        let acrossLoop = try run(
            "(param i32) (result i32)",
            """
            (i32.add (local.get 0) (i32.const 1))
            (loop (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if 0 (local.get 0)))
            (i32.add (local.get 0))
            """, .i32(5))
        #expect(acrossLoop == [.i32(6)])
        #expect(try run("(param i32) (result i32)", "(i32.add (local.get 0) (i32.const 3))", .i32(4)) == [.i32(7)])
        let wide = try run(
            "(param i32) (result i64)", "(i64.extend_i32_u (i32.sub (local.get 0) (i32.const 1)))", .i32(0))
        #expect(wide == [.i64(0xFFFF_FFFF)])
    }

    // MARK: Operations

    @Test func operationsOnWhatWasLoaded() throws {
        for (operation, expected) in [
            ("add", 1.5 + double(108)), ("mul", 1.5 * double(108)), ("sub", 1.5 - double(108)),
        ] {
            for address in [
                "offset=8 (local.get 0)", "(i32.add (local.get 0) (i32.const 8))",
                "(i32.add (local.get 0) (i32.const 8))",
                "(i32.add (local.get 0) (i32.shl (local.get 2) (i32.const 3)))",
            ] {
                let second = try run(
                    "(param i32 f64 i32) (result f64)", "(f64.\(operation) (local.get 1) (f64.load \(address)))",
                    .i32(100),
                    .f64(1.5), .i32(1))
                #expect(second == [.f64(expected)])
                let first = try run(
                    "(param i32 f64 i32) (result f64)", "(f64.\(operation) (f64.load \(address)) (local.get 1))",
                    .i32(100),
                    .f64(1.5), .i32(1))
                #expect(first == [.f64(operation == "sub" ? -expected : expected)])
            }
        }
        let sum = try run(
            "(param i32 i32) (result i32)", "(i32.add (i32.load (local.get 0)) (i32.load (local.get 1)))", .i32(3),
            .i32(8))
        #expect(sum == i32(word(3) &+ word(8)))
        let wide = try run(
            "(param i32 i64) (result i64)", "(i64.add (i64.load (local.get 0)) (local.get 1))", .i32(3), .i64(-1))
        #expect(wide == [.i64(Int64(bitPattern: double(3).bitPattern) &- 1)])
        // Half of what was loaded is no `i64` that was loaded.
        let half = try run(
            "(param i32 i64) (result i64)", "(i64.add (i64.load32_u (local.get 0)) (local.get 1))", .i32(3),
            .i64(1 << 40))
        #expect(half == [.i64(Int64(word(3)) + 1 << 40)])
    }

    @Test func memoryToMemory() throws {
        let four = try run(
            "(param i32 i32) (result i64)",
            "(i32.store offset=4 (local.get 0) (i32.load offset=3 (local.get 1))) (i64.load (local.get 0))", .i32(32),
            .i32(64))
        #expect(four == [.i64(Int64(bitPattern: UInt64(word(32)) | UInt64(word(67)) << 32))])
        let eight = try run(
            "(param i32 i32) (result i64)",
            "(i64.store (local.get 0) (i64.load (local.get 1))) (i64.load (local.get 0))", .i32(32), .i32(64))
        #expect(eight == [.i64(Int64(bitPattern: double(64).bitPattern))])
        // What is narrower than the load, or the store, stays that.
        let narrow = try run(
            "(param i32 i32) (result i64)",
            "(i64.store32 (local.get 0) (i64.load (local.get 1))) (i64.load (local.get 0))", .i32(32), .i32(64))
        #expect(narrow == [.i64(Int64(bitPattern: UInt64(word(64)) | UInt64(word(36)) << 32))])
        #expect(throws: Trap.self) {
            try run("(param i32)", "(i32.store offset=65533 (local.get 0) (i32.load (local.get 0)))", .i32(0))
        }
        #expect(throws: Trap.self) {
            try run("(param i32)", "(i32.store (local.get 0) (i32.load offset=65533 (local.get 0)))", .i32(0))
        }
    }

    @Test func twoOperations() throws {
        let a: UInt32 = 0x1234_5678
        let b: UInt32 = 0x9ABC_DEF1
        func rotl(_ x: UInt32, _ count: UInt32) -> UInt32 { x << count | x >> (32 - count) }
        let cases: [(String, UInt32)] = [
            ("(i32.xor (local.get 0) (i32.shl (local.get 1) (i32.const 5)))", a ^ b << 5),
            ("(i32.xor (i32.shl (local.get 1) (i32.const 5)) (local.get 0))", a ^ b << 5),
            ("(i32.xor (local.get 0) (i32.shr_u (local.get 0) (i32.const 37)))", a ^ a >> 5),
            ("(i32.xor (local.get 0) (i32.rotl (local.get 1) (i32.const 9)))", a ^ rotl(b, 9)),
            (
                "(i32.xor (i32.rotl (local.get 0) (i32.const 1)) (i32.rotl (local.get 1) (i32.const 9)))",
                rotl(a, 1) ^ rotl(b, 9)
            ),
            ("(i32.rotl (i32.xor (local.get 0) (local.get 1)) (i32.const 7))", rotl(a ^ b, 7)),
            ("(i32.rotl (i32.xor (local.get 0) (i32.const 3)) (i32.const 7))", rotl(a ^ 3, 7)),
            ("(i32.add (local.get 0) (i32.shl (local.get 1) (i32.const 2)))", a &+ b << 2),
            ("(i32.add (i32.add (local.get 0) (i32.const 6)) (i32.shl (local.get 1) (i32.const 2)))", a &+ 6 &+ b << 2),
            (
                "(i32.xor (i32.sub (local.get 0) (i32.const 6)) (i32.shl (i32.mul (local.get 1) (local.get 0)) (i32.const 2)))",
                (a &- 6) ^ (a &* b) << 2
            ),
            (
                "(i32.xor (i32.shl (i32.mul (local.get 1) (local.get 0)) (i32.const 2)) (i32.sub (local.get 0) (i32.const 6)))",
                (a &- 6) ^ (a &* b) << 2
            ),
            ("(i32.add (i32.shl (local.get 1) (i32.const 2)) (i32.const -9))", b << 2 &- 9),
            ("(i32.sub (i32.const 32) (local.get 0))", 32 &- a), ("(i32.sub (local.get 0) (i32.const 32))", a &- 32),
            ("(i32.sub (i32.const 40) (i32.const 2))", 38),
        ]
        for (text, expected) in cases {
            let result = try run(
                "(param i32 i32) (result i32)", text, .i32(Int32(bitPattern: a)), .i32(Int32(bitPattern: b)))
            #expect(result == i32(expected), "\(text)")
            // Into one of the operands.
            let inPlace = try run(
                "(param i32 i32) (result i32)", "(local.set 0 \(text)) (local.get 0)", .i32(Int32(bitPattern: a)),
                .i32(Int32(bitPattern: b)))
            #expect(inPlace == i32(expected), "\(text)")
        }
        let wide = try run(
            "(param i64 i64) (result i64 i64)",
            "(i64.rotl (i64.xor (local.get 0) (local.get 1)) (i64.const 24)) (i64.xor (local.get 0) (i64.shr_u (local.get 1) (i64.const 7)))",
            .i64(0x0123_4567_89AB_CDEF), .i64(-2))
        #expect(
            wide == [
                .i64(Int64(bitPattern: 0x9876_5432_11FE_DCBA)), .i64(0x0123_4567_89AB_CDEF ^ 0x01FF_FFFF_FFFF_FFFF),
            ])
    }

    @Test func sumsAndProducts() throws {
        let cases: [(String, Double)] = [
            ("(f64.add (local.get 0) (f64.mul (local.get 1) (local.get 2)))", 1 + 3 * 0.1),
            ("(f64.add (f64.mul (local.get 1) (local.get 2)) (local.get 0))", 1 + 3 * 0.1),
            ("(f64.sub (local.get 0) (f64.mul (local.get 1) (local.get 2)))", 1 - 3 * 0.1),
            ("(f64.sub (f64.mul (local.get 1) (local.get 2)) (local.get 0))", 3 * 0.1 - 1),
            ("(f64.add (f64.mul (local.get 1) (local.get 2)) (f64.const 2))", 3 * 0.1 + 2),
        ]
        for (text, expected) in cases {
            #expect(
                try run("(param f64 f64 f64) (result f64)", text, .f64(1), .f64(3), .f64(0.1)) == [.f64(expected)],
                "\(text)")
        }
    }

    // MARK: Comparisons

    private static let relations: [(name: String, holds: @Sendable (Int32, Int32) -> Bool)] = [
        ("eq", { $0 == $1 }), ("ne", { $0 != $1 }), ("lt_s", { $0 < $1 }), ("gt_s", { $0 > $1 }),
        ("le_s", { $0 <= $1 }),
        ("ge_s", { $0 >= $1 }), ("lt_u", { UInt32(bitPattern: $0) < UInt32(bitPattern: $1) }),
        ("gt_u", { UInt32(bitPattern: $0) > UInt32(bitPattern: $1) }),
        ("le_u", { UInt32(bitPattern: $0) <= UInt32(bitPattern: $1) }),
        ("ge_u", { UInt32(bitPattern: $0) >= UInt32(bitPattern: $1) }),
    ]

    @Test(arguments: relations.indices) func selections(_ number: Int) throws {
        let (name, holds) = Self.relations[number]
        for (a, b) in [(1, 2), (2, 1), (5, 5), (-1, 1), (1, -1)] as [(Int32, Int32)] {
            for values in [
                "(i32.const 10) (i32.const 20)", "(local.get 2) (local.get 3)",
                "(i32.add (local.get 2) (i32.const 0)) (i32.const 20)",
            ] {
                let chosen = try run(
                    "(param i32 i32 i32 i32) (result i32)",
                    "(select \(values) (i32.\(name) (local.get 0) (local.get 1)))", .i32(a),
                    .i32(b), .i32(10), .i32(20))
                #expect(chosen == [.i32(holds(a, b) ? 10 : 20)], "\(name) \(a) \(b)")
            }
        }
    }

    /// A local is changed, and a branch compares it, forwards and backwards, with a local, a constant and itself.
    @Test(arguments: relations.indices) func countingBranches(_ number: Int) throws {
        let (name, holds) = Self.relations[number]
        for (a, b) in [(0, 2), (1, 1), (4, 5), (5, 4), (-2, 1), (1, -1)] as [(Int32, Int32)] {
            let changed = a &+ 1
            for other in ["(local.get 1)", "(i32.const \(b))"] {
                let comparison = "(i32.\(name) (local.tee 0 (i32.add (local.get 0) (i32.const 1))) \(other))"
                let forward = try run(
                    "(param i32 i32) (result i32 i32)",
                    "(block (br_if 0 \(comparison)) (return (local.get 0) (i32.const 0))) (local.get 0) (i32.const 1)",
                    .i32(a), .i32(b))
                #expect(forward == [.i32(changed), .i32(holds(changed, b) ? 1 : 0)], "\(name) \(a) \(other)")
                let chosen = try run(
                    "(param i32 i32) (result i32 i32)",
                    "(local.get 1) (if (result i32) \(comparison) (then (i32.const 1)) (else (i32.const 0))) (i32.add (local.get 0)) (return)",
                    .i32(a), .i32(b))
                #expect(chosen == [.i32(b), .i32((holds(changed, b) ? 1 : 0) &+ changed)], "\(name) \(a) \(other)")
            }
            let itself = try run(
                "(param i32) (result i32)",
                "(local.set 0 (i32.add (local.get 0) (i32.const 1))) (block (br_if 0 (i32.\(name) (local.get 0) (local.get 0))) (return (i32.const 0))) (i32.const 1)",
                .i32(a))
            #expect(itself == [.i32(holds(1, 1) ? 1 : 0)], "\(name)")
        }
    }

    @Test func loops() throws {
        let down = try run(
            "(param i32) (result i32) (local i32)",
            "(loop (local.set 1 (i32.add (local.get 1) (local.get 0))) (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (local.get 1)",
            .i32(10))
        #expect(down == [.i32(55)])
        let several = try run(
            "(param i32) (result i32) (local i32 i32 i32)",
            """
            (loop
                (local.set 1 (i32.add (local.get 1) (i32.const 2)))
                (local.set 2 (i32.add (local.get 1) (i32.const 3)))
                (local.set 3 (i32.add (local.get 2) (i32.const -1)))
                (br_if 0 (i32.lt_s (local.get 3) (local.get 0))))
            (local.get 3)
            """, .i32(20))
        #expect(several == [.i32(20)])
    }

    // MARK: Locals

    /// A local that nothing has written yet is zero, whatever lay there before.
    @Test func localsStartAsZero() throws {
        let module = try Module(
            text: """
                (module
                    (func $dirty (param i32) (result i32) (local i32 i32 i64 i64 v128)
                        (local.set 1 (i32.const -1)) (local.set 2 (i32.const -1)) (local.set 3 (i64.const -1)) (local.set 4 (i64.const -1))
                        (local.set 5 (v128.const i64x2 -1 -1))
                        (i32.add (local.get 1) (local.get 2)))
                    (func $read (param i32) (result i32) (local $a i32) (local $b i32) (local $c i64) (local $d i32) (local $e v128)
                        (local.set $a (i32.const 3))
                        (block (br_if 0 (local.get 0)) (local.set $b (i32.const 5)) (local.set $c (i64.const 7)))
                        (i32.add (i32.add (local.get $a) (local.get $b)) (i32.add (i32.wrap_i64 (local.get $c)) (local.get $d)))
                        (i32.add (i32x4.extract_lane 3 (local.get $e))))
                    (func $late (param i32) (result i32) (local $a i32) (local $b i32)
                        (local.get $b) (local.set $b (i32.const 9)) (local.set $a (i32.const 1))
                        (i32.add (local.get $b)))
                    (func $looped (param i32) (result i32) (local $a i32)
                        (loop (local.set $a (i32.add (local.get $a) (i32.const 1))) (br_if 0 (i32.lt_s (local.get $a) (local.get 0))))
                        (local.get $a))
                    (func (export "run") (param i32) (result i32 i32 i32 i32)
                        (drop (call $dirty (i32.const 0))) (call $read (local.get 0))
                        (drop (call $dirty (i32.const 0))) (call $read (i32.const 0))
                        (drop (call $dirty (i32.const 0))) (call $late (i32.const 0))
                        (drop (call $dirty (i32.const 0))) (call $looped (i32.const 4))))
                """)
        let run = try Linker().instantiate(module, in: Store(engine: module.engine)).function("run")
        #expect(try run.call([.i32(1)]) == [.i32(3), .i32(15), .i32(9), .i32(4)])
    }
}
