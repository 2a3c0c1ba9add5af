import Testing
import WebAssembly

/// Guests of an engine that consumes fuel pay for what they execute, always the same, and stop when they cannot.
@Suite struct FuelTests {
    private static let plenty: UInt64 = 1_000_000
    private static let nineNops = String(repeating: "(nop)", count: 9)

    private func store(_ fuel: UInt64 = plenty) -> Store {
        let store = Store(engine: Engine(consumesFuel: true))
        store.fuel = fuel
        return store
    }

    private func instance(_ fields: String, in store: Store, _ linker: Linker = Linker()) throws -> Instance {
        try linker.instantiate(Module(text: "(module \(fields))", engine: store.engine), in: store)
    }

    /// What a call of `run` costs.
    private func cost(_ fields: String, _ arguments: Value...) throws -> UInt64 {
        let store = store()
        try instance(fields, in: store).function("run").call(arguments)
        return Self.plenty - store.fuel
    }

    // MARK: What instructions cost

    @Test func straightCode() throws {
        #expect(try cost(#"(func (export "run"))"#) == 0)
        #expect(try cost(#"(func (export "run") (result i32) (i32.add (i32.const 1) (i32.const 2)))"#) == 3)
        // Blocks are free; what cannot be reached costs nothing.
        #expect(try cost(#"(func (export "run") (block (nop) (block (nop))) (nop) (return) (nop))"#) == 4)
    }

    @Test func loops() throws {
        let loop = """
            (func (export "run") (param i32) (nop)
              (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
              (nop))
            """
        for count in [1, 2, 1000] as [Int32] { #expect(try cost(loop, .i32(count)) == UInt64(count) * 5 + 2) }
        let nested = """
            (func (export "run") (param i32) (local i32)
              (loop
                (local.set 1 (i32.const 3))
                (loop (br_if 0 (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
                (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
            """
        #expect(try cost(nested, .i32(10)) == 10 * (2 + 3 * 5 + 5))
    }

    /// Short branches of an `if` are paid for whether they run or not, long ones when they run.
    @Test func conditions() throws {
        let short = """
            (func (export "run") (param i32) (result i32)
              (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
            """
        for argument in [0, 1] as [Int32] { #expect(try cost(short, .i32(argument)) == 4) }
        let long = """
            (func (export "run") (param i32)
              (if (local.get 0) (then \(Self.nineNops)) (else \(Self.nineNops) (nop)))
              (nop))
            """
        #expect(try cost(long, .i32(1)) == 12)
        #expect(try cost(long, .i32(0)) == 13)
    }

    /// Behind what may leave a block, a short rest is paid for in any case, a long one when it runs; what follows the block surely runs.
    @Test func leavingBlocks() throws {
        func block(_ rest: String) -> String {
            "(func (export \"run\") (param i32) (block (block (br_if 1 (local.get 0)) (nop)) \(rest)) (nop))"
        }
        for argument in [0, 1] as [Int32] { #expect(try cost(block("(nop) (nop)"), .i32(argument)) == 6) }
        #expect(try cost(block(Self.nineNops), .i32(0)) == 13)
        #expect(try cost(block(Self.nineNops), .i32(1)) == 4)
        let early = """
            (func (export "run") (param i32) (if (local.get 0) (then (return))) \(Self.nineNops))
            """
        #expect(try cost(early, .i32(0)) == 12)
        #expect(try cost(early, .i32(1)) == 3)
    }

    /// However many short stretches there are, no more than sixteen instructions are paid for in advance.
    @Test func manyConditions() throws {
        let guards = String(repeating: "(br_if 0 (local.get 0)) (nop) ", count: 100)
        let block = "(func (export \"run\") (param i32) (block \(guards)))"
        #expect(try cost(block, .i32(0)) == 300)
        // The first test, and five stretches of three that did not run.
        #expect(try cost(block, .i32(1)) == 2 + 15)
    }

    @Test func branchTables() throws {
        let table = """
            (func (export "run") (param i32)
              (block $a (block $b (br_table $b $a (local.get 0))) \(Self.nineNops))
              (nop))
            """
        #expect(try cost(table, .i32(0)) == 12)
        for argument in [1, 2, -1] as [Int32] { #expect(try cost(table, .i32(argument)) == 3) }
    }

    @Test func calls() throws {
        let direct = #"(func $f (nop) (nop)) (func (export "run") (call $f) (call $f))"#
        #expect(try cost(direct) == 6)
        let indirect = """
            (table funcref (elem $f)) (func $f (nop))
            (func (export "run") (call_indirect (i32.const 0)))
            """
        #expect(try cost(indirect) == 3)
        let tail = """
            (func $run (export "run") (param i32)
              (if (local.get 0) (then (return_call $run (i32.sub (local.get 0) (i32.const 1))))))
            """
        #expect(try cost(tail, .i32(10)) == 11 * 6)
        let fibonacci = """
            (func $run (export "run") (param i32) (result i32)
              (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
                (then (local.get 0))
                (else (i32.add (call $run (i32.sub (local.get 0) (i32.const 1)))
                  (call $run (i32.sub (local.get 0) (i32.const 2)))))))
            """
        // 177 calls, 88 of which add: these nine instructions are a long stretch.
        #expect(try cost(fibonacci, .i32(10)) == 177 * 5 + 88 * 9)
    }

    @Test func exceptions() throws {
        let fields = """
            (tag $tag)
            (func $thrower (param i32) (if (local.get 0) (then (throw $tag))))
            (func (export "run") (param i32)
              (block $done
                (block $caught
                  (try_table (catch $tag $caught) (call $thrower (local.get 0)))
                  (br $done))
                \(Self.nineNops))
              (nop))
            """
        #expect(try cost(fields, .i32(0)) == 5 + 3)
        #expect(try cost(fields, .i32(1)) == 5 + 3 + 9)
        // Lands at the head of a loop, which is paid for again.
        let loop = """
            (tag $tag)
            (func (export "run") (param i32)
              (loop $again
                (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                (if (local.get 0)
                  (then \(Self.nineNops) (try_table (catch $tag $again) (throw $tag))))))
            """
        #expect(try cost(loop, .i32(4)) == 4 * 6 + 3 * 11)
    }

    /// A call of the host is an instruction; the host may charge more, and guests that it calls pay too.
    @Test func hostFunctions() throws {
        let store = store()
        var linker = Linker()
        linker.define("env", "host") { (caller: Caller, isNested: Int32) throws in
            if isNested != 0 { try caller.instance?.function("nops").call() } else { caller.store.fuel -= 100 }
        }
        let instance = try instance(
            """
            (import "env" "host" (func $host (param i32)))
            (func (export "run") (param i32) (call $host (local.get 0)))
            (func (export "nops") \(Self.nineNops))
            """, in: store, linker)
        try instance.call("run", .i32(0))
        #expect(store.fuel == Self.plenty - 102)
        try instance.call("run", .i32(1))
        #expect(store.fuel == Self.plenty - 102 - 11)
        // The inner guest has too little: both stop.
        store.fuel = 10
        let trap = trap { try instance.call("run", .i32(1)) }
        #expect(trap?.kind == .outOfFuel)
        #expect(trap?.backtrace.map(\.name) == ["nops", nil, "run"])
    }

    // MARK: Bulk instructions

    private static let bulk: [(instructions: String, cost: UInt64)] = [
        ("(memory.fill (i32.const 0) (i32.const 1) (i32.const 6400))", 4 + 100),
        ("(memory.fill (i32.const 0) (i32.const 1) (i32.const 63))", 4),
        ("(memory.copy (i32.const 0) (i32.const 1) (i32.const 6400))", 4 + 100),
        ("(memory.init $data (i32.const 0) (i32.const 0) (i32.const 128))", 4 + 2),
        ("(table.fill (i32.const 0) (ref.null func) (i32.const 80))", 4 + 10),
        ("(table.copy (i32.const 0) (i32.const 1) (i32.const 80))", 4 + 10),
        ("(table.init $elements (i32.const 0) (i32.const 0) (i32.const 16))", 4 + 2),
        ("(drop (table.grow (ref.null func) (i32.const 80)))", 4 + 10),
        ("(drop (array.new $array (i32.const 1) (i32.const 800)))", 4 + 100),
        ("(drop (array.new_default $array (i32.const 800)))", 3 + 100),
        ("(drop (array.new_data $array $data (i32.const 0) (i32.const 32)))", 4 + 4),
        ("(drop (array.new_elem $functions $elements (i32.const 0) (i32.const 16)))", 4 + 2),
        (
            "(array.fill $array (array.new_default $array (i32.const 80)) (i32.const 0) (i32.const 7) (i32.const 80))",
            6 + 10 + 10
        ),
        (
            "(array.copy $array $array (array.new_default $array (i32.const 80)) (i32.const 0) "
                + "(array.new_default $array (i32.const 80)) (i32.const 0) (i32.const 80))", 8 + 10 + 10 + 10
        ),
        (
            "(array.init_data $array $data (array.new_default $array (i32.const 80)) (i32.const 0) (i32.const 0) "
                + "(i32.const 32))", 6 + 10 + 4
        ),
    ]

    @Test(arguments: bulk) func bulkInstructions(_ instructions: String, _ cost: UInt64) throws {
        #expect(
            try self.cost(
                """
                (type $array (array (mut i32))) (type $functions (array (mut funcref)))
                (memory 1) (table 100 funcref)
                (data $data "\(String(repeating: "x", count: 128))")
                (elem $elements funcref \(String(repeating: "(ref.null func)", count: 16)))
                (func (export "run") \(instructions))
                """) == cost)
    }

    /// Nothing is written by an instruction that cannot be paid, however much it asks for.
    @Test func unpaidBulkInstructions() throws {
        let store = store(103)
        let instance = try instance(
            """
            (memory (export "memory") 1)
            (func (export "run") (param i32) (memory.fill (i32.const 0) (i32.const 1) (local.get 0)))
            """, in: store)
        #expect(trap { try instance.call("run", .i32(6400)) }?.kind == .outOfFuel)
        #expect(store.fuel == 0)
        #expect(try instance.memory("memory").read(at: 0, count: 6400).allSatisfy { $0 == 0 })
        store.fuel = 1000
        #expect(trap { try instance.call("run", .i32(-1)) }?.kind == .outOfFuel)
        store.fuel = 104
        try instance.call("run", .i32(6400))
        #expect(store.fuel == 0)
    }

    // MARK: Running out

    private static let counter = """
        (global (export "count") (mut i32) (i32.const 0))
        (func (export "run")
          (loop (global.set 0 (i32.add (global.get 0) (i32.const 1))) (br 0)))
        (func (export "once") (nop) (nop) (nop))
        """

    @Test func goesOnWhenRefuelled() throws {
        let store = store(5 * 20 + 4)
        let instance = try instance(Self.counter, in: store)
        let count = try instance.global("count")
        let trap = trap { try instance.call("run") }
        #expect(trap?.kind == .outOfFuel)
        #expect(trap?.kind.description == "out of fuel")
        #expect(trap?.backtrace.map(\.name) == ["run"])
        #expect(count.value == .i32(20))
        #expect(store.fuel == 0)
        #expect(WebAssemblyTests.trap { try instance.call("once") }?.kind == .outOfFuel)
        store.fuel = 3
        try instance.call("once")
        #expect(store.fuel == 0)
        store.fuel = 10
        #expect(WebAssemblyTests.trap { try instance.call("run") }?.kind == .outOfFuel)
        #expect(count.value == .i32(22))
    }

    /// A store has none at first, and says where it comes from.
    @Test func startsEmpty() throws {
        let store = Store(engine: Engine(consumesFuel: true))
        #expect(store.fuel == 0)
        let instance = try instance(Self.counter, in: store)
        #expect(trap { try instance.call("once") }?.description.contains("Store.fuel") == true)
        #expect(trap { _ = try self.instance("(func $f (nop)) (start $f)", in: store) }?.kind == .outOfFuel)
    }

    @Test(arguments: EndlessGuest.allCases) func stops(_ guest: EndlessGuest) throws {
        let store = store()
        let instance = try guest.instance(in: store)
        #expect(trap { try instance.call("run") }?.kind == .outOfFuel)
        store.fuel = 10
        #expect(try instance.call("fine") == [.i32(1)])
    }

    @Test func endlessRecursion() throws {
        let store = store(1000)
        let instance = try instance(#"(func $f (export "run") (call $f))"#, in: store)
        #expect(trap { try instance.call("run") }?.kind == .outOfFuel)
        let tail = try self.instance(#"(func $f (export "run") (return_call $f))"#, in: store)
        store.fuel = Self.plenty
        #expect(trap { try tail.call("run") }?.kind == .outOfFuel)
    }

    /// Whether a function was translated before, or how much there is, changes nothing.
    @Test func costsTheSameEachTime() throws {
        let fields = """
            (func $f (param i32) (result i32)
              (if (i32.and (local.get 0) (i32.const 1)) (then (return (i32.const 3))))
              (i32.mul (i32.shl (local.get 0) (i32.const 2)) (i32.add (local.get 0) (i32.const 5))))
            (func (export "run") (param i32)
              (loop
                (drop (call $f (local.get 0)))
                (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
            """
        let first = try cost(fields, .i32(100))
        let store = store(.max)
        let instance = try instance(fields, in: store)
        for _ in 1...3 {
            store.fuel = .max
            try instance.call("run", .i32(100))
            #expect(.max - store.fuel == first)
        }
        store.fuel = first - 1
        #expect(trap { try instance.call("run", .i32(100)) }?.kind == .outOfFuel)
        store.fuel = first
        try instance.call("run", .i32(100))
    }

    @Test func enginesWithoutFuel() throws {
        let store = Store()
        #expect(!store.engine.consumesFuel)
        let instance = try instance(Self.counter, in: store)
        try instance.call("once")
        #expect(store.fuel == 0)
    }
}
