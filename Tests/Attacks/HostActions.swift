import WebAssembly

/// What a guest imports in an attack: host functions that throw, trap, call back, and change what the guest works on while it does.
package final class HostActions {
    struct Failure: Error {}
    private final class Thing {}

    private var chance: Chance
    private let store: Store
    private let tag: Tag
    private var depth = 0
    /// References of the guest's, which stay good when the host keeps them.
    private var kept: [AnyReference?] = []
    package private(set) var count = 0

    package init(seed: UInt64, in store: Store) {
        chance = Chance(seed: seed)
        self.store = store
        tag = Tag([.i32], in: store)
    }

    package var linker: Linker {
        var linker = Linker()
        // The closures are the store's, and would keep themselves alive by a strong reference.
        let act = Function(in: store) { [unowned self] (caller: Caller, how: Int32, number: Int32) throws -> Int32 in
            try self.act(caller, number)
        }
        linker.define("host", "act", act)
        let keep = Function(in: store) {
            [unowned self] (_: Caller, object: AnyReference?, _: ExternReference?) -> AnyReference? in
            kept.append(object)
            if kept.count > 8 { kept.remove(at: chance.pick(8)) }
            return chance.pick(from: kept)
        }
        linker.define("host", "keep", keep)
        linker.define("host", "tag", .tag(tag))
        return linker
    }

    private func act(_ caller: Caller, _ number: Int32) throws -> Int32 {
        count += 1
        depth += 1
        defer { depth -= 1 }
        switch chance.pick(16) {
        case 0: throw Failure()
        case 1: throw Trap(.unreachable)
        case 2: throw try Exception(tag, [.i32(number)])
        case 3, 4:
            // The whole guest again, inside itself; what it ends with is swallowed or passed on.
            guard depth < 20, let run = try? caller.instance?.function("run") else { return -1 }
            let arguments = [Value.i32(Int32(chance.pick(1000))), .i32(Int32(chance.pick(8)))]
            if chance.oneIn(2) { return (try? run.call(arguments)).flatMap(\.first) == .i32(0) ? 1 : 2 }
            _ = try run.call(arguments)
        case 5: _ = caller.memory?.grow(by: UInt64(chance.pick(3)))
        case 6: store.collectGarbage()
        case 7:
            guard case .table(let table)? = caller.instance?.export("table") else { return -2 }
            if case .ref(let type) = ValueType.ref(table.type.element), type.heapType == .func {
                _ = try table.grow(by: chance.pick(3), value: .funcref(nil))
                try table.set(chance.pick(max(table.count, 1)), to: .funcref(caller.instance?.function("run")))
            } else {
                _ = try table.grow(by: chance.pick(3), value: .anyref(kept.last ?? nil))
                if table.count > 0 {
                    try table.set(chance.pick(table.count), to: .anyref(chance.pick(from: [nil] + kept)))
                }
            }
        case 8:
            // Another instance of the same store, which is gone when nobody has it.
            _ = try Linker().instantiate(
                Module(text: "(module (memory 1) (func (export \"f\")))", engine: store.engine), in: store)
        case 9: if chance.oneIn(4) { store.interrupter.interrupt() }
        case 10: if chance.oneIn(4) { store.deadline = .now }
        case 11: if store.engine.consumesFuel { store.fuel = UInt64(chance.pick(2000)) }
        case 12:
            if let memory = caller.memory, memory.byteCount > 0 {
                try memory.write([1, 2, 3], at: memory.byteCount - chance.pick(6))
            }
        case 13: kept = []
        default: return number &+ Int32(chance.pick(5))
        }
        return Int32(chance.pick(3))
    }
}
