// Stores and what belongs to them are no `Sendable`: each marked line, and no other, is an error.
import WASI
import WebAssembly

func needsSendable(_ value: some Sendable) {}

func values(
    _ store: Store, _ instance: Instance, _ function: Function, _ typed: TypedFunction<Int32, Int32>, _ memory: Memory,
    _ table: Table, _ global: Global, _ caller: Caller, _ object: HeapObject, _ linker: Linker, _ wasi: WASI
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
