// What a program may do with engines, modules and stores. All of this compiles.
import WASI
import WebAssembly

// Engines, modules, interrupters, limits and errors go anywhere.
func sharing(_ engine: Engine, _ module: Module, _ interrupter: Interrupter, _ limits: Limits) async throws {
    await withTaskGroup { group in
        for _ in 0..<4 {
            group.addTask { _ = Store(engine: engine, limits: limits).isInterrupted }
            group.addTask { interrupter.interrupt() }
            group.addTask { print(module.exports) }
        }
    }
}

func errors(_ trap: Trap, _ link: LinkError, _ call: CallError, _ exit: WASIExit) {
    Task.detached { print(trap, link, call, exit) }
}

// Each task makes its own store.
func aStoreForEachTask(_ module: Module) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
            group.addTask {
                let store = Store(engine: module.engine)
                var linker = Linker()
                WASI.link(into: &linker)
                store[WASI.self] = try WASI()
                return try linker.instantiate(module, in: store).function("run").call().count
            }
        }
        return try await group.reduce(0, +)
    }
}

// A store that is not used here any more can be handed on, once, with all that belongs to it.
func handingOn(_ module: Module) throws {
    let store = Store(engine: module.engine)
    let instance = try Linker().instantiate(module, in: store)
    Task.detached { _ = try instance.function("run").call() }
}

func run(_ store: sending Store, _ module: Module) {
    Task { _ = try Linker().instantiate(module, in: store) }
}

func making(_ module: Module) -> sending Store { Store(engine: module.engine) }

// An actor keeps a store, and so does a global actor.
actor Guest {
    private let store: Store
    private let function: Function

    init(_ module: Module) throws {
        store = Store(engine: module.engine)
        function = try Linker().instantiate(module, in: store).function("run")
    }

    func run() throws -> Int { try function.call().count }
    func runAsync() async throws -> Int { try await function.callAsync().count }
}

@MainActor final class View {
    private let store = Store()
    func stop() { store.interrupter.interrupt() }
    func later() { Task { print(self.store.limits) } }
}

// Waiting does not take the store anywhere.
func waiting(_ function: Function, _ typed: TypedFunction<Int32, Int32>) async throws {
    try await function.callAsync()
    _ = try await typed.callAsync(1)
    _ = try typed(1)
}

// What a linker has prepared goes anywhere. Its functions find what they need of a guest in the guest's store.
final class Session {
    var calls = 0
}

func prepared(_ linker: Linker, _ module: Module) async throws {
    var linker = linker
    linker.define("env", "f") { (caller: Caller, a: Int32) throws in try caller.with(Session.self) { $0.calls += 1 } }
    let ready = try linker.prepare(module)
    try await withThrowingTaskGroup { group in
        for _ in 0..<4 {
            group.addTask {
                let store = Store(engine: ready.module.engine)
                store[Session.self] = Session()
                _ = try await ready.instantiateAsync(in: store).function("run").callAsync()
            }
        }
        try await group.waitForAll()
    }
}

// A function of one store may capture what belongs to it.
func capturing(_ store: Store, _ session: Session) {
    var linker = Linker()
    linker.define("env", "f", Function(in: store) { (_: Caller, a: Int32) in session.calls += 1 })
}
