import WASI
import WebAssembly

/// Calls between host and guest.
struct Calls {
    private static let text = """
        (module
          (import "host" "next" (func $next (param i32) (result i32)))
          (import "host" "nextUntyped" (func $nextUntyped (param i32) (result i32)))
          (import "host" "count" (func $count (param i32) (result i32)))
          (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "empty") (param i32) (result i32) (local i32)
            (loop $again
              (local.set 1 (i32.add (local.get 1) (i32.const 1)))
              (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
            (local.get 1))
          (func (export "next") (param i32) (result i32) (local i32)
            (loop $again
              (local.set 1 (call $next (local.get 1)))
              (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
            (local.get 1))
          (func (export "nextUntyped") (param i32) (result i32) (local i32)
            (loop $again
              (local.set 1 (call $nextUntyped (local.get 1)))
              (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
            (local.get 1))
          (func (export "count") (param i32) (result i32) (local i32)
            (loop $again
              (local.set 1 (call $count (local.get 1)))
              (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
            (local.get 1))
          (func (export "time") (param i32) (result i32) (local i32)
            (loop $again
              (local.set 1 (i32.or (local.get 1) (call $time (i32.const 1) (i64.const 1) (i32.const 8))))
              (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
            (local.get 1)))
        """

    private final class Counter {
        var count: Int32 = 0
    }

    private let instance: Instance

    init() throws {
        let store = Store()
        store[WASI.self] = try WASI()
        store[Counter.self] = Counter()
        var linker = Linker()
        WASI.link(into: &linker)
        linker.define("host", "next") { (_: Caller, value: Int32) -> Int32 in value &+ 1 }
        let type = FunctionType(parameters: [.i32], results: [.i32])
        linker.define("host", "nextUntyped", type: type) { _, arguments in
            guard case .i32(let value) = arguments[0] else { return [] }
            return [.i32(value &+ 1)]
        }
        linker.define("host", "count") { (caller: Caller, value: Int32) throws -> Int32 in
            try caller.with(Counter.self) { counter in
                counter.count &+= 1
                return value &+ 1
            }
        }
        instance = try linker.instantiate(Module(text: Self.text, engine: store.engine), in: store)
    }

    func measure(rounds: Int) throws -> [Measurement] {
        let add = try instance.function("add", as: ((Int32, Int32) -> Int32).self)
        let addUntyped = try instance.function("add")
        return [
            Measurement(
                name: "host to guest, typed `add(i32, i32)`", unit: .nanoseconds,
                rounds: try (0..<rounds).map { _ in
                    var sum: Int32 = 0
                    let time = try each(1_000_000) { for _ in 0..<1_000_000 { sum = try add(sum, 1) } }
                    guard sum == 1_000_000 else { throw Failure("add gave \(sum)") }
                    return time * 1e9
                }, mark: .atMost(25)),
            Measurement(
                name: "host to guest, untyped", unit: .nanoseconds,
                rounds: try (0..<rounds).map { _ in
                    try each(200_000) {
                        for _ in 0..<200_000 {
                            guard try addUntyped.call([.i32(1), .i32(2)]) == [.i32(3)] else { throw Failure("add") }
                        }
                    } * 1e9
                }),
            try loop("a turn of the guest's loop alone", "empty", rounds),
            try loop("guest to host, typed, with the loop", "next", rounds, mark: .atMost(15)),
            try loop("guest to host, and the store's own object", "count", rounds),
            try loop("guest to host, untyped", "nextUntyped", rounds, turns: 200_000),
            try loop("guest to `clock_time_get`", "time", rounds, turns: 200_000, result: 0, mark: .atMost(100)),
        ]
    }

    private func loop(
        _ name: String, _ export: String, _ rounds: Int, turns: Int32 = 1_000_000, result: Int32? = nil,
        mark: Measurement.Mark? = nil
    ) throws -> Measurement {
        let function = try instance.function(export, as: ((Int32) -> Int32).self)
        return Measurement(
            name: name, unit: .nanoseconds,
            rounds: try (0..<rounds).map { _ in
                try each(Int(turns)) {
                    let value = try function(turns)
                    guard value == result ?? turns else { throw Failure("\(export) gave \(value)") }
                } * 1e9
            }, mark: mark)
    }
}

struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
