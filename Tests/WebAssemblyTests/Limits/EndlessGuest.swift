import ModuleBytes
import WebAssembly

/// Guests that run until somebody stops them. Each has a function `run`, which never ends, and `fine`, which gives 1.
enum EndlessGuest: CaseIterable, Sendable {
    case loop
    case branchIf
    case fusedBranch
    case fusedBranchWithConstant
    case fusedFloatBranch
    case branchInIf
    case branchTable
    case branchTableWithOperands
    case branchWithOperands
    /// Each function calls the next one twice, 60 deep: no loop anywhere.
    case calls
    case indirectCalls
    case recursion
    case hostCalls
    case otherInstance
    case growth
    case bulkMemory
    case bulkTable

    func instance(in store: Store) throws -> Instance {
        var linker = Linker()
        linker.define("env", "host") { (_: Caller, a: Int32) -> Int32 in a }
        var other = ModuleBuilder()
        other.function([i32], [i32], export: "same", .get(0))
        linker.define("other", exportsOf: try other.instance(in: store))
        var module = ModuleBuilder()
        let host = module.importFunction("env", "host", [i32], [i32])
        let same = module.importFunction("other", "same", [i32], [i32])
        module.memory(16)
        module.table(1000)
        let first = module.nextFunction
        switch self {
        case .calls, .indirectCalls:
            let type = module.type([], [])
            for level in 0..<60 {
                let next: Code =
                    self == .calls ? .call(first + level + 1) : [.i32(Int32(level + 1)), .callIndirect(type: type)]
                module.function([], [], export: level == 0 ? "run" : nil, next, next)
            }
            module.function()
            module.elements(at: .i32(0), Array(first...first + 60))
        case .recursion:
            module.function(
                [i32], [], .get(0), .op(.i32Eqz), .if(.empty, .op(.return)),
                .get(0), .i32(1), .op(.i32Sub), .call(first), .get(0), .i32(1), .op(.i32Sub), .call(first))
            module.function([], [], export: "run", .i32(100), .call(first))
        default:
            let number = module.type([i32], [])
            let pair = module.type([i32, i32], [])
            module.function(
                [], [], locals: [i32, f64], export: "run", body(host: host, same: same, number: number, pair: pair))
        }
        module.function([], [i32], export: "fine", .i32(1))
        return try module.instance(linker, in: store)
    }

    private func body(host: Int, same: Int, number: Int, pair: Int) -> Code {
        let count: Code = [.get(0), .i32(1), .op(.i32Add), .set(0)]
        switch self {
        case .loop: return .loop(.empty, .br(0))
        case .branchIf: return .loop(.empty, count, .i32(1), .brIf(0))
        case .fusedBranch: return .loop(.empty, count, .get(0), .get(0), .op(.i32Eq), .brIf(0))
        case .fusedBranchWithConstant: return .loop(.empty, .get(0), .i32(5), .op(.i32Ne), .brIf(0))
        case .fusedFloatBranch: return .loop(.empty, .get(1), .get(1), .op(.f64Le), .brIf(0))
        case .branchInIf: return .loop(.empty, .i32(1), .if(.empty, [count, .br(1)]))
        case .branchTable: return .loop(.empty, .get(0), .brTable([0, 0], 0))
        case .branchTableWithOperands:
            return [.i32(1), .i32(2), .loop(.type(pair), .op(.drop), .i32(3), .i32(4), .get(0), .brTable([0], 0))]
        case .branchWithOperands: return [.i32(1), .loop(.type(number), .i32(1), .op(.i32Add), .i32(7), .br(0))]
        case .hostCalls: return .loop(.empty, .i32(1), .call(host), .brIf(0))
        case .otherInstance: return .loop(.empty, .i32(1), .call(same), .brIf(0))
        case .growth: return .loop(.empty, .i32(-1), .memoryGrow, .op(.drop), .br(0))
        case .bulkMemory: return .loop(.empty, .i32(0), .i32(1), .i32(1 << 20), .op(.memoryFill, [0]), .br(0))
        case .bulkTable: return .loop(.empty, .i32(0), .null(funcref), .i32(1000), .op(.tableFill, [0]), .br(0))
        case .calls, .indirectCalls, .recursion: return []
        }
    }
}
