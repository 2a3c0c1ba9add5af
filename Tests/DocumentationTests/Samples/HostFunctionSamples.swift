import Testing
import WebAssembly

/// The code of the article `HostFunctions`.
@Suite struct HostFunctionSamples {
    @Test func typed() throws {
        var linker = Linker()
        linker.define("env", "add") { (_: Caller, a: Int32, b: Int32) -> Int32 in a &+ b }
        linker.define("env", "log") { (_: Caller, level: UInt32, value: Double) in print(level, value) }
        linker.define("env", "divide") { (_: Caller, a: Int64, b: Int64) -> (Int64, Int64) in
            (a / b, a % b)
        }
        let store = Store()
        let module = try Module(
            text: """
                (module
                  (import "env" "add" (func $add (param i32 i32) (result i32)))
                  (import "env" "log" (func $log (param i32 f64)))
                  (import "env" "divide" (func $divide (param i64 i64) (result i64 i64)))
                  (func (export "run") (result i64 i64)
                    (call $log (call $add (i32.const 1) (i32.const 2)) (f64.const 0.5))
                    (call $divide (i64.const 17) (i64.const 5))))
                """, engine: store.engine)
        #expect(try linker.instantiate(module, in: store).function("run").call() == [.i64(3), .i64(2)])
    }

    @Test func untyped() throws {
        let module = try Module(
            text: """
                (module (import "any" "thing" (func $f (param i32 f32) (result i64)))
                  (func (export "run") (result i64) (call $f (i32.const 1) (f32.const 2))))
                """)
        // Whatever a module needs: a function that says how it was called, and answers with zeros.
        var linker = Linker()
        for entry in module.imports {
            guard case .function(let type) = entry.type else { continue }
            linker.define(entry.module, entry.name, type: type) { _, arguments in
                print("\(entry.name)\(arguments)")
                return type.results.map { $0 == .i64 ? .i64(0) : .i32(0) }
            }
        }
        let instance = try linker.instantiate(module, in: Store(engine: module.engine))
        #expect(try instance.function("run").call() == [.i64(0)])
    }

    private struct NoMemory: Error {}

    final class Session {
        let user: String
        var lines: [String] = []

        init(user: String) { self.user = user }
    }

    @Test func whatAFunctionNeedsOfItsGuest() throws {
        let module = try Module(
            text: """
                (module
                  (import "chat" "say" (func $say (param i32 i32)))
                  (memory 1)
                  (data (i32.const 8) "hello")
                  (func (export "run") (call $say (i32.const 8) (i32.const 5))))
                """)
        var linker = Linker()
        linker.define("chat", "say") { (caller: Caller, address: UInt32, length: UInt32) throws in
            guard let memory = caller.memory else { throw NoMemory() }
            let text = try memory.string(at: address, count: length)
            try caller.with(Session.self) { $0.lines.append("\($0.user): \(text)") }
        }
        let ready = try linker.prepare(module)
        for user in ["Ada", "Grace"] {
            let store = Store(engine: module.engine)
            let session = Session(user: user)
            store[Session.self] = session
            let instance = try ready.instantiate(in: store)
            try instance.function("run").call()
            #expect(session.lines == ["\(user): hello"])
        }
        let instance = try ready.instantiate(in: Store(engine: module.engine))
        #expect(throws: CallError.missingHostData("Session")) { try instance.function("run").call() }
    }

    @Test func aFunctionOfOneStore() throws {
        let module = try Module(
            text: """
                (module (import "env" "note" (func $note (param i32)))
                  (func (export "run") (call $note (i32.const 1))))
                """)
        let store = Store(engine: module.engine)
        var linker = Linker()
        var calls: [String] = []
        let note = Function(in: store) { (_: Caller, number: Int32) in calls.append("note \(number)") }
        linker.define("env", "note", note)
        try linker.instantiate(module, in: store).function("run").call()
        #expect(calls == ["note 1"])
    }

    @Test func memory() throws {
        var linker = Linker()
        linker.define("host", "print") { (caller: Caller, address: UInt32, length: UInt32) throws in
            guard let memory = caller.memory else { throw NoMemory() }
            print(try memory.string(at: address, count: length))
        }
        linker.define("host", "sum") { (caller: Caller, address: UInt32, count: UInt32) throws -> UInt32 in
            guard let memory = caller.memory else { throw NoMemory() }
            return try memory.withBytes(at: address, count: count) { bytes in
                bytes.byteOffsets.reduce(0) { sum, offset in
                    sum &+ UInt32(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
                }
            }
        }
        linker.define("host", "now") { (caller: Caller, address: UInt32) throws in
            guard let memory = caller.memory else { throw NoMemory() }
            try memory.store(1_700_000_000 as UInt64, at: address)
        }
        let store = Store()
        let module = try Module(
            text: """
                (module
                  (import "host" "print" (func $print (param i32 i32)))
                  (import "host" "sum" (func $sum (param i32 i32) (result i32)))
                  (import "host" "now" (func $now (param i32)))
                  (memory (export "memory") 1)
                  (data (i32.const 8) "hello")
                  (func (export "run") (result i32 i64)
                    (call $print (i32.const 8) (i32.const 5))
                    (call $now (i32.const 0))
                    (call $sum (i32.const 8) (i32.const 2))
                    (i64.load (i32.const 0)))
                  (func (export "beyond") (call $print (i32.const 65530) (i32.const 100))))
                """, engine: store.engine)
        let instance = try linker.instantiate(module, in: store)
        #expect(try instance.function("run").call() == [.i32(104 + 101), .i64(1_700_000_000)])
        let trap = #expect(throws: Trap.self) { try instance.function("beyond").call() }
        #expect(trap?.kind == .memoryOutOfBounds)
    }

    struct OutOfCredit: Error {}

    final class Purse {
        var credit: Int32 = 100
    }

    @Test func anErrorOfTheHost() throws {
        let module = try Module(
            text: """
                (module (import "shop" "buy" (func $buy (param i32)))
                  (func (export "run") (loop $more (call $buy (i32.const 30)) (br $more))))
                """)
        let store = Store(engine: module.engine)
        let purse = Purse()
        store[Purse.self] = purse
        var linker = Linker()
        linker.define("shop", "buy") { (caller: Caller, price: Int32) throws in
            try caller.with(Purse.self) { purse in
                guard price <= purse.credit else { throw OutOfCredit() }
                purse.credit -= price
            }
        }
        let instance = try linker.instantiate(module, in: store)
        do {
            try instance.function("run").call()
        } catch is OutOfCredit {
            print("the guest was ended with \(purse.credit) left")
        }
        #expect(purse.credit == 10)
    }

    @Test func anExceptionForTheGuest() throws {
        let store = Store()
        let module = try Module(
            text: """
                (module
                  (import "env" "failed" (tag $failed (param i32)))
                  (import "env" "open" (func $open (result i32)))
                  (func (export "run") (result i32)
                    (block $caught (result i32)
                      (try_table (result i32) (catch $failed $caught) (call $open)))))
                """, engine: store.engine)
        let failed = Tag([.i32], in: store)
        var linker = Linker()
        linker.define("env", "failed", .tag(failed))
        let open = Function(in: store) { (_: Caller) throws -> Int32 in throw try Exception(failed, [.i32(2)]) }
        linker.define("env", "open", open)
        let instance = try linker.instantiate(module, in: store)
        #expect(try instance.function("run", as: (() -> Int32).self)() == 2)
    }

    final class Account {
        var balance = 100
    }

    @Test func objectsOfTheHost() throws {
        let module = try Module(
            text: """
                (module
                  (import "bank" "open" (func $open (result externref)))
                  (import "bank" "balance" (func $balance (param externref) (result i32)))
                  (func (export "run") (result i32) (call $balance (call $open))))
                """)
        var linker = Linker()
        linker.define("bank", "open") { (_: Caller) -> ExternReference? in ExternReference(Account()) }
        linker.define("bank", "balance") { (_: Caller, account: ExternReference?) -> Int32 in
            guard let account = account?.object as? Account else { return 0 }
            return Int32(account.balance)
        }
        let instance = try linker.instantiate(module, in: Store(engine: module.engine))
        #expect(try instance.function("run", as: (() -> Int32).self)() == 100)
    }
}
