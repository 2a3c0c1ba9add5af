import Foundation
import Synchronization
import WASI
import WebAssembly

/// How long it takes until a guest that is told to stop has stopped: on the wall, since it waits.
enum Stopping {
    private static let text = """
        (module
          (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
          (import "host" "wait" (func $wait))
          (memory (export "memory") 1)
          (func (export "compute") (loop $again (br $again)))
          (func (export "sleep")
            ;; A clock, in an hour.
            (i32.store (i32.const 16) (i32.const 1))
            (i64.store (i32.const 24) (i64.const 3600000000000))
            (drop (call $poll (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128))))
          (func (export "read")
            ;; The standard input, which nobody writes to.
            (i32.store8 (i32.const 8) (i32.const 1))
            (i32.store (i32.const 16) (i32.const 0))
            (drop (call $poll (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128))))
          (func (export "wait") (call $wait)))
        """

    static func measure(rounds: Int) async throws -> [Measurement] {
        let engine = Engine()
        var linker = Linker()
        WASI.link(into: &linker)
        linker.define("host", "wait") { (_: Caller) async throws in try await Task.sleep(for: .seconds(3600)) }
        let program = try linker.prepare(Module(text: text, engine: engine))
        var pipe: [CInt] = [0, 0]
        guard Foundation.pipe(&pipe) == 0 else { throw Failure("pipe") }
        let input = pipe[0]

        var results: [Measurement] = []
        for (what, export) in [
            ("computes", "compute"), ("sleeps in `poll_oneoff`", "sleep"), ("waits for input in `poll_oneoff`", "read"),
            ("waits for an asynchronous host function", "wait"),
        ] {
            for way in Way.allCases {
                var latencies: [Double] = []
                for _ in 0..<rounds {
                    latencies.append(try await latency(program, export, way, input) * 1e6)
                }
                results.append(
                    Measurement(
                        name: "\(way.rawValue) a guest that \(what)", unit: .microseconds, rounds: latencies,
                        mark: .medianAtMost(1000)))
            }
        }
        return results
    }

    private enum Way: String, CaseIterable {
        case interruption = "interrupting"
        case cancellation = "cancelling the task of"
        case deadline = "the deadline of"
    }

    /// Seconds from the request to the end of the call.
    private static func latency(_ program: InstancePre, _ export: String, _ way: Way, _ input: CInt) async throws
        -> Double
    {
        let requested = Mutex(0.0)
        let (interrupters, continuation) = AsyncStream<Interrupter>.makeStream()
        let task = Task.detached {
            let store = Store(engine: program.module.engine)
            store[WASI.self] = try WASI(standardInput: .descriptor(input), standardOutput: .null, standardError: .null)
            let instance = try program.instantiate(in: store)
            if way == .deadline {
                store.deadline = .now + .milliseconds(3)
                requested.withLock { $0 = wallTime() + 0.003 }
            }
            if way == .interruption { continuation.yield(store.interrupter) }
            continuation.finish()
            do {
                try await instance.function(export).callAsync()
            } catch is Trap {
            } catch is CancellationError {
            }
            return wallTime()
        }
        let interrupter = await interrupters.first { _ in true }
        if way != .deadline {
            // A thread of its own, since the guest may hold all of the pool's.
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.003)
                requested.withLock { $0 = wallTime() }
                if let interrupter { interrupter.interrupt() } else { task.cancel() }
            }
        }
        return try await task.value - requested.withLock { $0 }
    }
}
