import WasmBinary
import WebAssembly

/// Runs random bodies by walking their nodes with a plain stack: slow, and too simple to be wrong in the same way as a
/// translator.
struct Evaluator {
    private var stack: [UInt64] = []
    private var locals: [UInt64]
    var global: UInt64
    /// Instructions that were executed, as fuel counts them: blocks, loops and ends are none, functions that are called add theirs.
    private(set) var instructions: UInt64 = 0
    /// Where more than what runs may have been paid for: function starts, heads of loops, and what runs only sometimes.
    private(set) var stretches: UInt64 = 1

    private enum Flow {
        case next
        case branch(Int)
        case `return`
    }

    private struct Stop: Error { let kind: Trap.Kind }

    init(locals: [UInt64], global: UInt64) {
        self.locals = locals
        self.global = global
    }

    /// The results, or the trap.
    mutating func run(_ body: [Node], results: Int) -> Result<[UInt64], Trap> {
        do {
            _ = try execute(body)
            return .success(Array(stack.suffix(results)))
        } catch {
            return .failure(Trap((error as! Stop).kind))
        }
    }

    private mutating func execute(_ nodes: [Node]) throws -> Flow {
        for node in nodes {
            let flow = try execute(node)
            guard case .next = flow else { return flow }
        }
        return .next
    }

    private mutating func execute(_ node: Node) throws -> Flow {
        switch node {
        case .block, .loop: stretches += 1
        case .if, .brIf:
            instructions += 1
            stretches += 1
        case .callIndirect: instructions += 2
        default: instructions += 1
        }
        switch node {
        case .i32(let value): stack.append(UInt64(UInt32(bitPattern: value)))
        case .i64(let value): stack.append(UInt64(bitPattern: value))
        case .get(let local): stack.append(locals[local])
        case .set(let local): locals[local] = stack.removeLast()
        case .tee(let local): locals[local] = stack.last!
        case .globalGet: stack.append(global)
        case .globalSet: global = stack.removeLast()
        case .op(.return): return .return
        case .op(let opcode): try operate(opcode)
        case .block(let signature, let body): return try enter(signature, body, isLoop: false)
        case .loop(let signature, let body): return try enter(signature, body, isLoop: true)
        case .if(let signature, let then, let otherwise):
            let condition = stack.removeLast() != 0
            return try enter(signature, condition ? then : otherwise ?? [], isLoop: false)
        case .br(let label): return .branch(label)
        case .brIf(let label): if stack.removeLast() != 0 { return .branch(label) }
        case .brTable(let labels, let last):
            let index = stack.removeLast()
            return .branch(index < UInt64(labels.count) ? labels[Int(index)] : last)
        case .call(let helper), .callIndirect(let helper): call(helper)
        }
        return .next
    }

    private mutating func enter(_ signature: Signature, _ body: [Node], isLoop: Bool) throws -> Flow {
        let height = stack.count - signature.parameters.count
        while true {
            switch try execute(body) {
            case .next: return .next
            case .return: return .return
            case .branch(let label) where label > 0: return .branch(label - 1)
            case .branch:
                let operands = stack.suffix(isLoop ? signature.parameters.count : signature.results.count)
                stack.replaceSubrange(height..., with: Array(operands))
                stretches += 1
                if !isLoop { return .next }
            }
        }
    }

    private mutating func call(_ helper: Helper) {
        instructions += helper.instructions
        stretches += 1
        switch helper {
        case .host:
            let b = UInt32(stack.removeLast())
            let a = UInt32(stack.removeLast())
            stack.append(UInt64(3 &* a &- b))
        case .foreign:
            let b = stack.removeLast()
            let a = stack.removeLast()
            stack += [b &+ a, a ^ 5]
        case .spread:
            let a = stack.removeLast()
            stack += [a, a &+ 1, a &+ 2]
        case .constant:
            stack.append(UInt64(UInt32(bitPattern: -7)))
        }
    }

    // MARK: Numbers

    private mutating func operate(_ opcode: Opcode) throws {
        switch opcode {
        case .nop: break
        case .unreachable: throw Stop(kind: .unreachable)
        case .drop: stack.removeLast()
        case .select:
            let condition = stack.removeLast()
            let b = stack.removeLast()
            if condition == 0 { stack[stack.count - 1] = b }
        case .i32WrapI64: stack.append(UInt64(UInt32(truncatingIfNeeded: stack.removeLast())))
        case .i64ExtendI32S: stack.append(UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: stack.removeLast()))))
        case .i64ExtendI32U: break
        default:
            if opcode.isI64 {
                try operate(opcode.asI32, UInt64.self)
            } else {
                try operate(opcode, UInt32.self)
            }
        }
    }

    /// An `i32` instruction, or its like for `i64`.
    private mutating func operate<T: FixedWidthInteger & UnsignedInteger>(_ opcode: Opcode, _: T.Type) throws {
        typealias S = Int64
        func signed(_ value: T) -> S {
            T.bitWidth == 32 ? S(Int32(truncatingIfNeeded: value)) : S(truncatingIfNeeded: value)
        }
        let b = T(truncatingIfNeeded: stack.removeLast())
        let unary: T? =
            switch opcode {
            case .i32Eqz: b == 0 ? 1 : 0
            case .i32Clz: T(b.leadingZeroBitCount)
            case .i32Ctz: T(b.trailingZeroBitCount)
            case .i32Popcnt: T(b.nonzeroBitCount)
            case .i32Extend8S: T(truncatingIfNeeded: Int8(truncatingIfNeeded: b))
            case .i32Extend16S: T(truncatingIfNeeded: Int16(truncatingIfNeeded: b))
            default: nil
            }
        if let unary {
            stack.append(UInt64(unary))
            return
        }
        let a = T(truncatingIfNeeded: stack.removeLast())
        let width = T(T.bitWidth)
        let shift = b % width
        let result: T
        switch opcode {
        case .i32Add: result = a &+ b
        case .i32Sub: result = a &- b
        case .i32Mul: result = a &* b
        case .i32And: result = a & b
        case .i32Or: result = a | b
        case .i32Xor: result = a ^ b
        case .i32Shl: result = a << shift
        case .i32ShrU: result = a >> shift
        case .i32ShrS: result = T(truncatingIfNeeded: signed(a) >> S(shift))
        case .i32Rotl: result = shift == 0 ? a : a << shift | a >> (width - shift)
        case .i32Rotr: result = shift == 0 ? a : a >> shift | a << (width - shift)
        case .i32Eq: result = a == b ? 1 : 0
        case .i32Ne: result = a != b ? 1 : 0
        case .i32LtU: result = a < b ? 1 : 0
        case .i32GtU: result = a > b ? 1 : 0
        case .i32LeU: result = a <= b ? 1 : 0
        case .i32GeU: result = a >= b ? 1 : 0
        case .i32LtS: result = signed(a) < signed(b) ? 1 : 0
        case .i32GtS: result = signed(a) > signed(b) ? 1 : 0
        case .i32LeS: result = signed(a) <= signed(b) ? 1 : 0
        case .i32GeS: result = signed(a) >= signed(b) ? 1 : 0
        case .i32DivU, .i32RemU, .i32DivS, .i32RemS: result = try divide(opcode, a, b, signed)
        default: preconditionFailure("the generator does not use \(opcode)")
        }
        stack.append(UInt64(result))
    }

    private func divide<T: FixedWidthInteger & UnsignedInteger>(
        _ opcode: Opcode, _ a: T, _ b: T, _ signed: (T) -> Int64
    ) throws -> T {
        if b == 0 { throw Stop(kind: .integerDivideByZero) }
        switch opcode {
        case .i32DivU: return a / b
        case .i32RemU: return a % b
        case .i32RemS: return b == .max ? 0 : T(truncatingIfNeeded: signed(a) % signed(b))
        default:
            if b == .max, a == 1 << T(T.bitWidth - 1) { throw Stop(kind: .integerOverflow) }
            return T(truncatingIfNeeded: signed(a) / signed(b))
        }
    }
}

extension Opcode {
    var isI64: Bool { rawValue >= Opcode.i64Eqz.rawValue && asI32 != self }

    /// The `i32` instruction that does the same as an `i64` one.
    var asI32: Opcode {
        switch rawValue {
        case Opcode.i64Eqz.rawValue...Opcode.i64GeU.rawValue:
            Opcode(rawValue: rawValue - Opcode.i64Eqz.rawValue + Opcode.i32Eqz.rawValue)!
        case Opcode.i64Clz.rawValue...Opcode.i64Rotr.rawValue:
            Opcode(rawValue: rawValue - Opcode.i64Clz.rawValue + Opcode.i32Clz.rawValue)!
        case Opcode.i64Extend8S.rawValue: .i32Extend8S
        case Opcode.i64Extend16S.rawValue: .i32Extend16S
        default: self
        }
    }
}
