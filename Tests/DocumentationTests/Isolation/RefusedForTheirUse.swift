// A store stays with one task: each marked line, and no other, is an error.
import WebAssembly

func detached(_ store: Store) {
    Task.detached { print(store.limits) }  // error
}

func task(_ instance: Instance) {
    Task { _ = try instance.function("run").call() }  // error
}

// Sent away, but still used here.
func both(_ module: Module) throws {
    let store = Store(engine: module.engine)
    let instance = try Linker().instantiate(module, in: store)
    Task.detached { _ = try instance.function("run").call() }  // error
    store.deadline = nil
}

// Two tasks at once.
func two(_ module: Module) throws {
    let function = try Linker().instantiate(module, in: Store(engine: module.engine)).function("run")
    Task { _ = try function.call() }  // error
    Task { _ = try function.call() }
}

func group(_ typed: TypedFunction<Int32, Int32>) async throws {
    try await withThrowingTaskGroup(of: Int32.self) { group in
        group.addTask { try typed(1) }  // error
        try await group.waitForAll()
    }
}

func together(_ typed: TypedFunction<Int32, Int32>) async throws -> Int32 {
    async let one = typed(1)  // error
    return try await one
}

actor Owner {
    let store = Store()
    var last: Function?

    func keep(_ function: Function) { last = function }
    func lend() -> Store { store }
}

actor Borrower {
    func use(_ owner: Owner, _ function: Function) async {
        await owner.keep(function)  // error
        print(await owner.lend().limits)  // error
    }
}

@MainActor var current: Memory?

func toTheMainActor(_ memory: Memory) async {
    await MainActor.run { current = memory }  // error
}
