import Foundation
import Testing
import WebAssembly

/// Memories that stores of several threads use at once.
@Suite(.enabled(if: Engine.supportedFeatures.contains(.threads), "this system has no atomic operations"))
struct SharedMemoryTests {
    private static let text = """
        (module
          (import "host" "memory" (memory 1 4 shared))
          (func (export "add") (param i32)
            (loop $again
              (drop (i32.atomic.rmw.add (i32.const 8) (i32.const 1)))
              (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
              (br_if $again (local.get 0))))
          (func (export "wait") (param i64) (result i32)
            (memory.atomic.wait32 (i32.const 16) (i32.const 0) (local.get 0)))
          (func (export "notify") (result i32) (memory.atomic.notify (i32.const 16) (i32.const 1)))
          (func (export "grow") (result i32) (memory.grow (i32.const 1)))
          (func (export "load") (param i32) (result i32) (i32.load (local.get 0))))
        """

    private let engine = Engine()
    private let memory: SharedMemory

    init() throws {
        memory = try SharedMemory(MemoryType(limits: SizeLimits(minimum: 1, maximum: 4), isShared: true))
    }

    /// A new store with an instance that uses the memory.
    private static func instance(_ memory: SharedMemory, _ engine: Engine) throws -> Instance {
        let store = Store(engine: engine)
        var linker = Linker()
        linker.define("host", "memory", .memory(try Memory(memory, in: store)))
        return try linker.instantiate(Module(text: text, engine: engine), in: store)
    }

    private func instance() throws -> Instance { try Self.instance(memory, engine) }

    /// A thread of the system's: tasks share as many threads as there are processors, and these tests block some.
    private final class Running: @unchecked Sendable {
        // Written by the thread before it signals, and read after that.
        private var result: Result<Void, any Error>?
        private let end = DispatchSemaphore(value: 0)

        init(_ body: @escaping @Sendable () throws -> Void) {
            Thread.detachNewThread { [self] in
                result = Result(catching: body)
                end.signal()
            }
        }

        func join() throws {
            end.wait()
            try result!.get()
        }
    }

    @Test func additionsOfSeveralThreadsAreAllThere() throws {
        let (memory, engine) = (memory, engine)
        let threads = (0..<3).map { _ in
            Running { try Self.instance(memory, engine).function("add").call([.i32(20_000)]) }
        }
        for thread in threads { try thread.join() }
        #expect(try instance().function("load").call([.i32(8)]) == [.i32(60_000)])
    }

    @Test func growthIsSeenByOtherStores() throws {
        let (one, other) = (try instance(), try instance())
        #expect(throws: Trap.self) { try other.function("load").call([.i32(65_536)]) }
        #expect(try one.function("grow").call() == [.i32(1)])
        #expect(try other.function("load").call([.i32(65_536)]) == [.i32(0)])
        #expect(memory.type.limits.minimum == 2)
    }

    @Test func waitingEnds() throws {
        let waiting = try instance()
        #expect(try waiting.function("wait").call([.i64(1_000_000)]) == [.i32(2)], "a millisecond, and nobody notifies")
        let (memory, engine) = (memory, engine)
        let notifier = Running {
            let notify = try Self.instance(memory, engine).function("notify")
            while try notify.call() == [.i32(0)] { usleep(1000) }
        }
        #expect(try waiting.function("wait").call([.i64(-1)]) == [.i32(0)])
        try notifier.join()
    }

    @Test func aDeadlineAndAnInterruptionEndAWait() throws {
        let waiting = try instance()
        waiting.store.deadline = .now + .milliseconds(20)
        let late = try #require(throws: Trap.self) { try waiting.function("wait").call([.i64(-1)]) }
        #expect(late.kind == .deadlineExceeded)

        waiting.store.deadline = nil
        let interrupter = waiting.store.interrupter
        let other = Running {
            usleep(20_000)
            interrupter.interrupt()
        }
        let stopped = try #require(throws: Trap.self) { try waiting.function("wait").call([.i64(-1)]) }
        #expect(stopped.kind == .interrupted)
        try other.join()
    }

    @Test func aTypeThatIsNotSharedIsRefused() throws {
        #expect(throws: LinkError.self) { try SharedMemory(MemoryType(limits: SizeLimits(minimum: 1, maximum: 2))) }
        #expect(throws: LinkError.self) { try SharedMemory(MemoryType(limits: SizeLimits(minimum: 1), isShared: true)) }
        let store = Store()
        let memory = try Memory(MemoryType(limits: SizeLimits(minimum: 1, maximum: 1)), in: store)
        #expect(memory.shared == nil)
    }
}
