import Foundation
import Testing
import WebAssembly

/// Host functions that wait, and guests that are suspended meanwhile.
@Suite struct AsyncCallTests {
    /// Waits for the host in a loop, in calls, in a call in place of a return, and through a table.
    private static let text = """
        (module
          (import "env" "wait" (func $wait (param i32) (result i32)))
          (import "env" "pair" (func $pair (param i64 v128) (result v128 i64)))
          (table funcref (elem $wait))
          (memory (export "memory") 1)
          (func (export "sum") (param i32) (result i32) (local i32)
            (loop $again
              (local.set 1 (i32.add (local.get 1) (call $nested (local.get 0))))
              (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
            (local.get 1))
          (func $nested (param i32) (result i32) (local i64)
            (local.set 1 (i64.const 77))
            (i32.add (call $wait (local.get 0)) (i32.wrap_i64 (i64.sub (local.get 1) (i64.const 77)))))
          (func $tail (export "tail") (param i32 i32 i32) (result i32)
            (return_call $wait (i32.add (local.get 0) (local.get 2))))
          (func (export "afterTail") (param i32) (result i32)
            (i32.mul (call $tail (local.get 0) (i32.const 5) (i32.const 1)) (i32.const 10)))
          (func (export "indirect") (param i32) (result i32)
            (call_indirect (param i32) (result i32) (local.get 0) (i32.const 0)))
          (func (export "vectors") (param v128) (result v128 i64) (call $pair (i64.const 3) (local.get 0)))
          (func (export "endless") (param i32) (loop $l (br $l)))
          (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))
        """

    private func instance(
        in store: Store, wait: nonisolated(nonsending) @escaping @Sendable (Caller, Int32) async throws -> Int32
    ) throws -> Instance {
        var linker = Linker()
        linker.define("env", "wait", wait)
        linker.define("env", "pair") { (_: Caller, a: Int64, b: V128) async -> (V128, Int64) in
            await Task.yield()
            return (V128(low: b.high, high: b.low), a * 2)
        }
        return try linker.instantiate(Module(text: Self.text, engine: store.engine), in: store)
    }

    private func suspending(in store: Store = Store()) throws -> Instance {
        try instance(in: store) { _, value in
            for _ in 0..<3 { await Task.yield() }
            return value + 1
        }
    }

    @Test func aGuestGoesOnWhereItWas() async throws {
        let instance = try suspending()
        #expect(try await instance.function("sum").callAsync([.i32(100)]) == [.i32(5150)])
        let sum = try instance.function("sum", as: ((Int32) -> Int32).self)
        #expect(try await sum.callAsync(10) == 65)
        #expect(try await instance.function("tail", as: ((Int32, Int32, Int32) -> Int32).self).callAsync(1, 2, 3) == 5)
        #expect(try await instance.function("afterTail", as: ((Int32) -> Int32).self).callAsync(3) == 50)
        #expect(try await instance.function("indirect", as: ((Int32) -> Int32).self).callAsync(41) == 42)
        let vectors = try instance.function("vectors", as: ((V128) -> (V128, Int64)).self)
        #expect(try await vectors.callAsync(V128(low: 5, high: 7)) == (V128(low: 7, high: 5), 6))
    }

    @Test func synchronousHostFunctionsAndCallsWorkToo() async throws {
        let store = Store()
        var linker = Linker()
        linker.define("env", "wait") { (_: Caller, value: Int32) -> Int32 in value }
        linker.define("env", "pair") { (_: Caller, a: Int64, b: V128) -> (V128, Int64) in (b, a) }
        let instance = try linker.instantiate(Module(text: Self.text, engine: store.engine), in: store)
        #expect(try await instance.function("sum", as: ((Int32) -> Int32).self).callAsync(4) == 10)
        #expect(try instance.function("sum", as: ((Int32) -> Int32).self)(4) == 10)
    }

    /// The host function itself, without a guest.
    @Test func anAsynchronousFunctionOfTheHost() async throws {
        let store = Store()
        let function = Function(in: store) { (_: Caller, a: Int32) async throws -> Int32 in
            await Task.yield()
            return a + 1
        }
        #expect(try await function.callAsync([.i32(1)]) == [.i32(2)])
        #expect(throws: CallError.asynchronousHostFunction) { try function.call([.i32(1)]) }
    }

    @Test func aCallThatCannotWaitSaysSo() async throws {
        let instance = try suspending()
        let sum = try instance.function("sum", as: ((Int32) -> Int32).self)
        #expect(throws: CallError.asynchronousHostFunction) { try sum(3) }
        // The store is as good as before.
        #expect(try await sum.callAsync(3) == 9)
    }

    /// A host function without `await` calls a guest that would have to wait below it.
    @Test func aSynchronousHostFunctionInBetweenCannotWait() async throws {
        let store = Store()
        var linker = Linker()
        linker.define("env", "wait") { (_: Caller, a: Int32) async -> Int32 in a }
        linker.define("env", "between") { (caller: Caller) throws -> Int32 in
            try caller.instance!.function("inner", as: (() -> Int32).self)()
        }
        let module = try Module(
            text: """
                (module (import "env" "wait" (func $wait (param i32) (result i32)))
                  (import "env" "between" (func $between (result i32)))
                  (func (export "inner") (result i32) (call $wait (i32.const 1)))
                  (func (export "outer") (result i32) (call $between)))
                """, engine: store.engine)
        let instance = try linker.instantiate(module, in: store)
        await #expect(throws: CallError.asynchronousHostFunction) {
            _ = try await instance.function("outer").callAsync()
        }
        #expect(try await instance.function("inner").callAsync() == [.i32(1)])
    }

    /// While it waits, a host function uses the guest: it calls its functions, grows its memory and fills its stack.
    @Test func aHostFunctionUsesTheGuestWhileItWaits() async throws {
        let store = Store()
        let instance = try instance(in: store) { caller, value in
            await Task.yield()
            let double = try caller.instance!.function("double", as: ((Int32) -> Int32).self)
            _ = caller.memory!.grow(by: 1)
            await Task.yield()
            return try double(value)
        }
        #expect(try await instance.function("sum", as: ((Int32) -> Int32).self).callAsync(50) == 2550)
        #expect(try instance.memory("memory").byteCount == 51 * 65536)
    }

    @Test func anotherCallCannotWaitMeanwhile() async throws {
        let store = Store()
        let instance = try instance(in: store) { caller, value in
            await #expect(throws: CallError.suspended) {
                _ = try await caller.instance!.function("sum").callAsync([.i32(1)])
            }
            return value
        }
        #expect(try await instance.function("sum", as: ((Int32) -> Int32).self).callAsync(3) == 6)
    }

    private struct Failure: Error {}

    @Test func errorsLeaveTheCall() async throws {
        let instance = try instance(in: Store()) { _, value in
            await Task.yield()
            if value == 3 { throw Failure() }
            return value
        }
        let sum = try instance.function("sum", as: ((Int32) -> Int32).self)
        await #expect(throws: Failure.self) { try await sum.callAsync(5) }
        #expect(try await sum.callAsync(2) == 3)
    }

    /// A guest catches an exception that an asynchronous function throws, also when the call stood in place of a return.
    @Test func exceptionsAreCaught() async throws {
        let store = Store()
        let module = try Module(
            text: """
                (module
                  (import "env" "tag" (tag $tag (param i32)))
                  (import "env" "wait" (func $wait (param i32) (result i32)))
                  (func $leaving (param i32) (result i32)
                    (block $own (result i32)
                      (try_table (result i32) (catch $tag $own) (return_call $wait (local.get 0)))
                      (return))
                    (i32.const -1) (i32.add))
                  (func (export "direct") (param i32) (result i32)
                    (block $caught (result i32)
                      (try_table (result i32) (catch $tag $caught) (call $wait (local.get 0)))
                      (return))
                    (i32.mul (i32.const 100)))
                  (func (export "leaving") (param i32) (result i32)
                    (block $caught (result i32)
                      (try_table (result i32) (catch $tag $caught) (call $leaving (local.get 0)))
                      (return))
                    (i32.mul (i32.const 1000))))
                """, engine: store.engine)
        let tag = Tag([.i32], in: store)
        var linker = Linker()
        linker.define("env", "tag", .tag(tag))
        let wait = Function(in: store) { (_: Caller, value: Int32) async throws -> Int32 in
            await Task.yield()
            if value > 5 { throw try Exception(tag, [.i32(value)]) }
            return value
        }
        linker.define("env", "wait", wait)
        let instance = try linker.instantiate(module, in: store)
        let direct = try instance.function("direct", as: ((Int32) -> Int32).self)
        #expect(try await direct.callAsync(4) == 4)
        #expect(try await direct.callAsync(7) == 700)
        let leaving = try instance.function("leaving", as: ((Int32) -> Int32).self)
        #expect(try await leaving.callAsync(4) == 4)
        #expect(try await leaving.callAsync(8) == 8000)
    }

    /// Everything stays on the actor that calls.
    @MainActor @Test func theCallersActorRunsTheHostFunction() async throws {
        let instance = try instance(in: Store()) { _, value in
            MainActor.assertIsolated()
            await Task.yield()
            MainActor.assertIsolated()
            return value
        }
        #expect(try await instance.function("sum", as: ((Int32) -> Int32).self).callAsync(3) == 6)
    }

    // MARK: Cancellation

    @Test func cancellingTheTaskStopsTheGuest() async throws {
        let task = Task {
            let instance = try suspending()
            let endless = try instance.function("endless", as: ((Int32) -> Void).self)
            let error = await #expect(throws: Trap.self) { try await endless.callAsync(0) }
            #expect(error?.kind == .cancelled)
            #expect(error?.backtrace.isEmpty == false)
            // The store can be used again, by calls that do not ask whether the task is cancelled.
            return try instance.function("double", as: ((Int32) -> Int32).self)(21)
        }
        // A thread of its own: the pool's may all be busy with guests, and then nobody would wake this test.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.02)
            task.cancel()
        }
        #expect(try await task.value == 42)
    }

    @Test func cancellingTheTaskEndsAWait() async throws {
        let (started, continuation) = AsyncStream<Void>.makeStream()
        let task = Task {
            let instance = try instance(in: Store()) { _, _ in
                continuation.yield()
                try await Task.sleep(for: .seconds(3600))
                return 1
            }
            await #expect(throws: CancellationError.self) {
                try await instance.function("sum", as: ((Int32) -> Int32).self).callAsync(1)
            }
        }
        for await _ in started { break }
        task.cancel()
        try await task.value
    }

    @Test func aCallThatWasCancelledBeforeDoesNotRun() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            let instance = try suspending()
            let error = await #expect(throws: Trap.self) {
                _ = try await instance.function("double").callAsync([.i32(1)])
            }
            #expect(error?.kind == .cancelled)
        }
        task.cancel()
        try await task.value
    }

    @Test func aDeadlinePassesWhileTheHostWaits() async throws {
        let store = Store()
        let instance = try instance(in: store) { _, value in
            try await Task.sleep(for: .milliseconds(60))
            return value
        }
        store.deadline = .now + .milliseconds(20)
        let error = await #expect(throws: Trap.self) {
            try await instance.function("sum", as: ((Int32) -> Int32).self).callAsync(1000)
        }
        #expect(error?.kind == .deadlineExceeded)
        store.deadline = nil
        #expect(try instance.function("double", as: ((Int32) -> Int32).self)(1) == 2)
    }

    // MARK: Many

    /// Ten thousand guests wait at once; then each goes on with what was its own.
    @Test func tenThousandSuspendedInstances() async throws {
        let engine = Engine()
        let module = try Module(text: Self.text, engine: engine)
        let gate = Gate(count: 10_000)
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<10_000 {
                group.addTask {
                    let store = Store(engine: engine)
                    var linker = Linker()
                    linker.define("env", "wait") { (_: Caller, value: Int32) async -> Int32 in
                        await gate.pass()
                        return value &+ Int32(number)
                    }
                    linker.define("env", "pair") { (_: Caller, a: Int64, b: V128) -> (V128, Int64) in (b, a) }
                    let instance = try linker.instantiate(module, in: store)
                    return Int(try await instance.function("sum", as: ((Int32) -> Int32).self).callAsync(1))
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(total == 10_000 + 9_999 * 10_000 / 2)
        #expect(await gate.waitedTogether == 10_000)
    }

    /// Lets nobody pass until all are there.
    private actor Gate {
        private let count: Int
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private(set) var waitedTogether = 0

        init(count: Int) { self.count = count }

        func pass() async {
            await withCheckedContinuation { continuation in
                waiting.append(continuation)
                if waiting.count == count {
                    waitedTogether = count
                    for continuation in waiting { continuation.resume() }
                    waiting = []
                }
            }
        }
    }
}
