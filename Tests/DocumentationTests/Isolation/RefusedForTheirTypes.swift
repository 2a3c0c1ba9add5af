// Stores and what belongs to them are no `Sendable`: each marked line, and no other, is an error.
import WASI
import WebAssembly

func needsSendable(_ value: some Sendable) {}

func values(
    _ store: Store, _ instance: Instance, _ function: Function, _ typed: TypedFunction<Int32, Int32>, _ memory: Memory,
    _ table: Table, _ global: Global, _ caller: Caller, _ object: HeapObject, _ linker: Linker, _ wasi: WASI,
    _ ready: InstancePre
) {
    needsSendable(store)  // error
    needsSendable(instance)  // error
    needsSendable(function)  // error
    needsSendable(typed)  // error
    needsSendable(memory)  // error
    needsSendable(table)  // error
    needsSendable(global)  // error
    needsSendable(caller)  // error
    needsSendable(object)  // error
    needsSendable(linker)  // error
    needsSendable(wasi)  // error
    needsSendable(store.engine)
    needsSendable(store.interrupter)
    needsSendable(instance.module)
    needsSendable(ready)
}

struct Job: Sendable {
    let module: Module
    let store: Store  // error
}

func closures(_ store: Store, _ instance: Instance) {
    let later: @Sendable () -> Void = {
        _ = store.limits  // error
    }
    later()
    let function: @Sendable () throws -> Void = {
        try instance.function("run").call()  // error
    }
    _ = function
}

actor Owner {
    let store = Store()
}

func borrowing(_ owner: Owner) async {
    print(await owner.store.limits)  // error
}

let shared = Store()  // error

// A linker's function is for the guests of any thread.
final class Session {
    var calls = 0
}

func linking(_ linker: inout Linker, _ session: Session) {
    linker.define("env", "f") { (_: Caller, a: Int32) in
        session.calls += 1  // error
    }
    linker.define("env", "g", type: FunctionType()) { _, _ in
        session.calls += 1  // error
        return []
    }
    linker.define("env", "h") { (_: Caller, a: Int32) async throws in
        session.calls += 1  // error
    }
}
