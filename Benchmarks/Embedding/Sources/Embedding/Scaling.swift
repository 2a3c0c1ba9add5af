import Foundation
import WASI
import WebAssembly

/// One module, used by two threads at once.
enum Scaling {
    private static let text = """
        (module
          (func $fib (export "fib") (param i32) (result i32)
            (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
              (then (local.get 0))
              (else
                (i32.add
                  (call $fib (i32.sub (local.get 0) (i32.const 1)))
                  (call $fib (i32.sub (local.get 0) (i32.const 2))))))))
        """

    static func measure(rounds: Int) throws -> [Measurement] {
        let engine = Engine()
        let computing = try Instances.prepare(text, engine: engine)
        let hello = try Instances.prepare(Instances.hello, engine: engine)
        return [
            scaling("two threads that compute, by one", rounds) {
                let instance = try! computing.instantiate(in: Store(engine: engine))
                let fib = try! instance.function("fib", as: ((Int32) -> Int32).self)
                precondition(try! fib(27) == 196_418)
            },
            scaling("two threads that instantiate and run hello, by one", rounds, mark: nil) {
                for _ in 0..<2000 {
                    let store = Store(engine: engine)
                    store[WASI.self] = try! WASI(
                        arguments: ["hello"], standardInput: .null, standardOutput: .null, standardError: .null)
                    precondition(try! WASI.start(hello.instantiate(in: store)) == 0)
                }
            },
        ]
    }

    /// How much more two threads do in the same time.
    private static func scaling(
        _ name: String, _ rounds: Int, mark: Measurement.Mark? = .atLeast(1.8), _ body: @escaping @Sendable () -> Void
    ) -> Measurement {
        body()
        // What one thread takes in the best case, with which each round of two is compared.
        let alone = (0..<rounds).map { _ in time(threads: 1, body) }.min()!
        return Measurement(
            name: name, unit: .times, rounds: (0..<rounds).map { _ in 2 * alone / time(threads: 2, body) }, mark: mark)
    }

    private static func time(threads: Int, _ body: @escaping @Sendable () -> Void) -> Double {
        let start = wallTime()
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<threads {
            Thread.detachNewThread {
                body()
                done.signal()
            }
        }
        for _ in 0..<threads { done.wait() }
        return wallTime() - start
    }
}
