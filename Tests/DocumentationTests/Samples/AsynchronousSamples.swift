import Testing
import WebAssembly

/// The code of the article `AsynchronousHostFunctions`.
@Suite struct AsynchronousSamples {
    private static let text = """
        (module
          (import "env" "price" (func $price (param i32) (result i32)))
          (func (export "total") (param i32 i32) (result i32)
            (i32.add (call $price (local.get 0)) (call $price (local.get 1)))))
        """

    @Test func aHostFunctionThatWaits() async throws {
        let module = try Module(text: Self.text)
        let store = Store(engine: module.engine)
        var linker = Linker()
        linker.define("env", "price") { (_: Caller, article: Int32) async throws -> Int32 in
            try await Task.sleep(for: .milliseconds(5))  // a request to somebody else
            return article * 100
        }
        let instance = try linker.instantiate(module, in: store)
        let total = try instance.function("total", as: ((Int32, Int32) -> Int32).self)
        let sum = try await total.callAsync(1, 2)
        #expect(sum == 300)
        #expect(throws: CallError.asynchronousHostFunction) { try total(1, 2) }
    }

    // One store for each task, made by the task.
    func total(of module: Module, _ article: Int32) async throws -> Int32 {
        let store = Store(engine: module.engine)
        var linker = Linker()
        linker.define("env", "price") { (_: Caller, article: Int32) async throws -> Int32 in
            try await Task.sleep(for: .milliseconds(5))
            return article * 100
        }
        let instance = try linker.instantiate(module, in: store)
        return try await instance.function("total", as: ((Int32, Int32) -> Int32).self).callAsync(article, 1)
    }

    @Test func manyAtATime() async throws {
        let module = try Module(text: Self.text)
        let totals = try await withThrowingTaskGroup(of: Int32.self) { group in
            for article: Int32 in 1...50 {
                group.addTask { try await total(of: module, article) }
            }
            return try await group.reduce(0, +)
        }
        #expect(totals == 50 * 51 / 2 * 100 + 50 * 100)
    }

    private func end(of task: Task<Void, any Error>) async throws -> String {
        do {
            try await task.value
            return "done"
        } catch let trap as Trap where trap.kind == .cancelled {
            return "the guest was stopped"
        } catch is CancellationError {
            return "the host function that it waited for was stopped"
        }
    }

    @Test func cancellation() async throws {
        let endless = try Module(text: Modules.endless)
        let running = Task {
            let store = Store(engine: endless.engine)
            let instance = try Linker().instantiate(endless, in: store)
            try await instance.function("run").callAsync()
        }
        running.cancel()
        #expect(try await end(of: running) == "the guest was stopped")

        let module = try Module(text: Self.text)
        let (waits, continuation) = AsyncStream<Void>.makeStream()
        let waiting = Task {
            let store = Store(engine: module.engine)
            var linker = Linker()
            linker.define("env", "price") { (_: Caller, _: Int32) async throws -> Int32 in
                continuation.yield()
                try await Task.sleep(for: .seconds(3600))
                return 0
            }
            let instance = try linker.instantiate(module, in: store)
            try await instance.function("total").callAsync([.i32(1), .i32(2)])
        }
        for await _ in waits { break }
        waiting.cancel()
        #expect(try await end(of: waiting) == "the host function that it waited for was stopped")
    }

    /// A store that an actor keeps: whoever needs it asks the actor.
    actor Counter {
        private let store: Store
        private let next: TypedFunction<Int32>

        init(_ module: Module) throws {
            store = Store(engine: module.engine)
            let instance = try Linker().instantiate(module, in: store)
            next = try instance.function("next", as: (() -> Int32).self)
        }

        func count() throws -> Int32 { try next() }
    }

    @Test func aStoreOfAnActor() async throws {
        let module = try Module(
            text: """
                (module (global $count (mut i32) (i32.const 0))
                  (func (export "next") (result i32)
                    (global.set $count (i32.add (global.get $count) (i32.const 1)))
                    (global.get $count)))
                """)
        let counter = try Counter(module)
        try await withThrowingTaskGroup { group in
            for _ in 1...20 { group.addTask { _ = try await counter.count() } }
            try await group.waitForAll()
        }
        #expect(try await counter.count() == 21)
    }
}
