import Foundation
import Testing
import WebAssembly

/// Deadlines and interruptions while a guest waits for an asynchronous host function, and start functions that wait.
@Suite struct AsyncLimitTests {
    private static let text = """
        (module
          (import "env" "wait" (func $wait (param i32) (result i32)))
          (func (export "run") (param i32) (result i32) (i32.add (call $wait (local.get 0)) (i32.const 1)))
          (func (export "leave") (param i32) (result i32) (return_call $wait (local.get 0))))
        """

    private struct Unrelated: Error {}

    private func instance(
        in store: Store, wait: nonisolated(nonsending) @escaping @Sendable (Caller, Int32) async throws -> Int32
    ) throws -> Instance {
        var linker = Linker()
        linker.define("env", "wait", wait)
        return try linker.instantiate(Module(text: Self.text, engine: store.engine), in: store)
    }

    /// A host function that would wait for an hour, and ends as `Task.sleep` does.
    private func sleeping(in store: Store) throws -> Instance {
        try instance(in: store) { _, value in
            try await Task.sleep(for: .seconds(3600))
            return value
        }
    }

    @Test(arguments: ["run", "leave"]) func aDeadlineEndsTheHostFunction(name: String) async throws {
        let store = Store()
        let instance = try sleeping(in: store)
        store.deadline = .now + .milliseconds(50)
        let start = ContinuousClock.now
        // The host function would end in an hour. How soon after the deadline it does depends on the other tests of the pool.
        let trap = await #expect(throws: Trap.self) { _ = try await instance.function(name).callAsync([.i32(1)]) }
        #expect(trap?.kind == .deadlineExceeded)
        #expect(trap?.backtrace.first?.name == name)
        #expect(ContinuousClock.now - start >= .milliseconds(45))
        // The store can be used again, and the task was not cancelled.
        #expect(!Task.isCancelled)
        store.deadline = nil
        #expect(!store.isInterrupted)
    }

    @Test func anInterrupterEndsTheHostFunction() async throws {
        let store = Store()
        let instance = try sleeping(in: store)
        let interrupter = store.interrupter
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.05)
            interrupter.interrupt()
        }
        let trap = await #expect(throws: Trap.self) { _ = try await instance.function("run").callAsync([.i32(1)]) }
        #expect(trap?.kind == .interrupted)
    }

    @Test func aCancelledTaskEndsTheHostFunction() async throws {
        let (waits, continuation) = AsyncStream<Void>.makeStream()
        let task = Task {
            let store = Store()
            store.deadline = .now + .seconds(3600)
            let instance = try instance(in: store) { _, value in
                continuation.yield()
                try await Task.sleep(for: .seconds(3600))
                return value
            }
            try await instance.function("run").callAsync([.i32(1)])
        }
        for await _ in waits { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// A host function that does not care ends late, but the guest does not go on.
    @Test func aHostFunctionThatGoesOn() async throws {
        let store = Store()
        let instance = try instance(in: store) { _, value in
            while !Task.isCancelled { await Task.yield() }
            return value
        }
        store.deadline = .now + .milliseconds(20)
        let trap = await #expect(throws: Trap.self) { _ = try await instance.function("run").callAsync([.i32(1)]) }
        #expect(trap?.kind == .deadlineExceeded)
    }

    /// With time left, results and errors are the host function's own.
    @Test func inTime() async throws {
        let store = Store()
        let instance = try instance(in: store) { _, value in
            await Task.yield()
            if value < 0 { throw Unrelated() }
            return value
        }
        store.deadline = .now + .seconds(3600)
        let run = try instance.function("run", as: ((Int32) -> Int32).self)
        for value: Int32 in 0..<100 { #expect(try await run.callAsync(value) == value + 1) }
        await #expect(throws: Unrelated.self) { try await run.callAsync(-1) }
        #expect(try await run.callAsync(5) == 6)
        _ = store.interrupter
        store.deadline = nil
        for value: Int32 in 0..<100 { #expect(try await run.callAsync(value) == value + 1) }
    }

    @TaskLocal private static var request = 0

    /// It is the caller's actor, and the caller's task-local values, also when the function has a task of its own.
    @MainActor @Test func theCallersActorAndValues() async throws {
        let store = Store()
        let instance = try instance(in: store) { _, _ in
            MainActor.assertIsolated()
            await Task.yield()
            MainActor.assertIsolated()
            return Int32(Self.request)
        }
        store.deadline = .now + .seconds(3600)
        let run = try instance.function("run", as: ((Int32) -> Int32).self)
        let answer = try await Self.$request.withValue(41) { try await run.callAsync(0) }
        #expect(answer == 42)
    }

    // MARK: Start functions

    private static let starting = """
        (module
          (import "env" "number" (func $number (result i32)))
          (global $number (export "number") (mut i32) (i32.const 0))
          (func $start (global.set $number (call $number)))
          (start $start))
        """

    private func linker() -> Linker {
        var linker = Linker()
        linker.define("env", "number") { (_: Caller) async -> Int32 in
            await Task.yield()
            return 9
        }
        return linker
    }

    @Test func aStartFunctionThatWaits() async throws {
        let store = Store()
        let module = try Module(text: Self.starting, engine: store.engine)
        #expect(throws: CallError.asynchronousHostFunction) { try linker().instantiate(module, in: store) }
        let instance = try await linker().instantiateAsync(module, in: store)
        #expect(try instance.global("number").value == .i32(9))
        let other = try await linker().prepare(module).instantiateAsync(in: store)
        #expect(try other.global("number").value == .i32(9))
    }

    /// An imported function as the start function: it is called for the instance.
    @Test func aHostFunctionThatStarts() async throws {
        let store = Store()
        let module = try Module(
            text: """
                (module (import "env" "begin" (func $begin)) (memory 1) (data (i32.const 0) "*") (start $begin))
                """, engine: store.engine)
        var linker = Linker()
        var first: UInt8?
        let begin = Function(in: store) { (caller: Caller) async throws in
            await Task.yield()
            first = try caller.memory?.load(0)
        }
        linker.define("env", "begin", begin)
        _ = try await linker.instantiateAsync(module, in: store)
        #expect(first == UInt8(ascii: "*"))
    }

    @Test func aStartFunctionThatTraps() async throws {
        let store = Store()
        let module = try Module(text: "(module (func $start unreachable) (start $start))", engine: store.engine)
        let trap = await #expect(throws: Trap.self) { _ = try await Linker().instantiateAsync(module, in: store) }
        #expect(trap?.kind == .unreachable)
    }
}
