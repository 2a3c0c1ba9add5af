import ModuleBytes
import WasmBinary

/// An instruction of a random body. Blocks hold their contents.
indirect enum Node {
    case i32(Int32)
    case i64(Int64)
    case get(Int)
    case set(Int)
    case tee(Int)
    /// An instruction without immediates: a number instruction, `drop`, `select`, `return`, `unreachable`, `nop`.
    case op(Opcode)
    case globalGet
    case globalSet
    case block(Signature, [Node])
    case loop(Signature, [Node])
    case `if`(Signature, [Node], [Node]?)
    case br(Int)
    case brIf(Int)
    case brTable([Int], Int)
    case call(Helper)
    case callIndirect(Helper)
}

/// The types of a block or a function.
struct Signature {
    var parameters: [UInt8] = []
    var results: [UInt8] = []
}

/// What the bodies call. Its number is the function's index, and its place in the table.
enum Helper: Int, CaseIterable {
    /// `(a, b) -> 3 a - b`, by the host.
    case host
    /// `(a, b) -> (b + a, a xor 5)`, by another instance.
    case foreign
    /// `(a) -> (a, a + 1, a + 2)`.
    case spread
    /// `() -> -7`.
    case constant

    var signature: Signature {
        switch self {
        case .host: Signature(parameters: [ModuleBytes.i32, ModuleBytes.i32], results: [ModuleBytes.i32])
        case .foreign:
            Signature(parameters: [ModuleBytes.i32, ModuleBytes.i64], results: [ModuleBytes.i64, ModuleBytes.i32])
        case .spread:
            Signature(
                parameters: [ModuleBytes.i64], results: [ModuleBytes.i64, ModuleBytes.i64, ModuleBytes.i64])
        case .constant: Signature(results: [ModuleBytes.i32])
        }
    }
}

extension Helper {
    /// Instructions in its body.
    var instructions: UInt64 {
        switch self {
        case .host: 0
        case .foreign, .spread: 7
        case .constant: 1
        }
    }
}

extension Code {
    init(_ nodes: [Node], _ module: inout ModuleBuilder) {
        self = []
        for node in nodes { self = self + Code(node, &module) }
    }

    private init(_ node: Node, _ module: inout ModuleBuilder) {
        func type(_ signature: Signature) -> Block {
            if signature.parameters.isEmpty, signature.results.isEmpty { return .empty }
            if signature.parameters.isEmpty, signature.results.count == 1 { return .result(signature.results[0]) }
            return .type(module.type(signature.parameters, signature.results))
        }
        switch node {
        case .i32(let value): self = .i32(value)
        case .i64(let value): self = .i64(value)
        case .get(let local): self = .get(local)
        case .set(let local): self = .set(local)
        case .tee(let local): self = .tee(local)
        case .op(let opcode): self = .op(opcode)
        case .globalGet: self = .global(0)
        case .globalSet: self = .setGlobal(0)
        case .block(let signature, let body): self = .block(type(signature), Code(body, &module))
        case .loop(let signature, let body): self = .loop(type(signature), Code(body, &module))
        case .if(let signature, let then, let otherwise):
            self = .if(type(signature), Code(then, &module), else: otherwise.map { Code($0, &module) })
        case .br(let label): self = .br(label)
        case .brIf(let label): self = .brIf(label)
        case .brTable(let labels, let last): self = .brTable(labels, last)
        case .call(let helper): self = .call(helper.rawValue)
        case .callIndirect(let helper):
            let type = module.type(helper.signature.parameters, helper.signature.results)
            self = [.i32(Int32(helper.rawValue)), .callIndirect(type: type)]
        }
    }
}
