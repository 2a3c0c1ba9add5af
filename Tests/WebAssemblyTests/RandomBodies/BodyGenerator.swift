import ModuleBytes
import WasmBinary

/// Makes valid function bodies at random: values stay on the stack across blocks, branches leave from anywhere, and all
/// loops end, since each way back costs fuel.
struct BodyGenerator {
    private var random: SplitMix
    /// The types of parameters and locals; the last local is the fuel.
    private(set) var locals: [UInt8] = []
    private(set) var signature = Signature()
    private var frames: [Frame] = []
    /// The types on the stack, those of outer blocks included.
    private var stack: [UInt8] = []
    private var budget = 0

    private struct Frame {
        var height: Int
        /// What a branch takes along.
        var label: [UInt8]
        var isLoop = false
    }

    init(seed: UInt64) { random = SplitMix(state: seed) }

    var fuel: Int { locals.count - 1 }

    /// A function body. ``locals`` and ``signature`` are its own until the next.
    mutating func body() -> [Node] {
        signature = Signature(parameters: types(upTo: 3), results: types(upTo: 3))
        locals = signature.parameters + [i32, i64] + types(upTo: 2) + [i32]
        budget = 10 + number(below: 50)
        stack = []
        frames = []
        return [.i32(8), .set(fuel)] + contents(Frame(height: 0, label: signature.results), signature.results)
    }

    private mutating func number(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    private mutating func chance(_ percent: Int) -> Bool { number(below: 100) < percent }
    private mutating func type() -> UInt8 { chance(60) ? i32 : i64 }
    private mutating func types(upTo count: Int) -> [UInt8] {
        var types: [UInt8] = []
        for _ in 0..<number(below: count + 1) { types.append(type()) }
        return types
    }

    private var height: Int { frames.last!.height }
    private func has(_ types: [UInt8]) -> Bool {
        stack.count - height >= types.count && stack.suffix(types.count).elementsEqual(types)
    }

    // MARK: Blocks

    /// What stands in a block, whose parameters are on the stack; its results are there afterwards.
    private mutating func contents(_ frame: Frame, _ results: [UInt8]) -> [Node] {
        frames.append(frame)
        defer { frames.removeLast() }
        var nodes: [Node] = []
        var isReached = true
        for _ in 0...number(below: 14) where budget > 0 && isReached {
            budget -= 1
            nodes += step(&isReached)
        }
        if isReached {
            nodes += arrange(results)
        } else {
            stack.removeSubrange(height...)
            if chance(50) { nodes += deadCode(results) }
        }
        stack.replaceSubrange(height..., with: results)
        return nodes
    }

    /// Make the stack of the block exactly these values.
    private mutating func arrange(_ results: [UInt8]) -> [Node] {
        var nodes: [Node] = []
        while !results.starts(with: stack[height...]) {
            let type = stack.removeLast()
            nodes.append(chance(70) ? .set(local(type)) : .op(.drop))
        }
        for type in results[(stack.count - height)...] { nodes += push(type) }
        return nodes
    }

    /// Code that is never run, whatever it finds on the stack.
    private mutating func deadCode(_ results: [UInt8]) -> [Node] {
        switch number(below: 3) {
        case 0: return [.op(.i32Add), .op(.drop), .op(.unreachable)]
        case 1: return [.block(Signature(results: [i64]), [.i64(1), .br(0)]), .set(local(i64)), .op(.unreachable)]
        default: return results.map { $0 == i32 ? .i32(1) : .i64(1) }
        }
    }

    private mutating func block(_ kind: Int) -> [Node] {
        var before: [Node] = []
        if kind == 2 {
            // The condition is often a comparison, which the branch takes in.
            before += push(i32, fresh: true)
            stack.removeLast()
        }
        let parameterCount = min(stack.count - height, number(below: 3))
        let parameters = Array(stack.suffix(parameterCount))
        let results = chance(40) ? parameters : types(upTo: 2)
        let signature = Signature(parameters: parameters, results: results)
        let base = stack.count - parameterCount
        let outer = Array(stack[..<base])
        func enter() { stack = outer + parameters }
        switch kind {
        case 0:
            return [.block(signature, contents(Frame(height: base, label: results), results))]
        case 1:
            return [.loop(signature, contents(Frame(height: base, label: parameters, isLoop: true), results))]
        default:
            let then = contents(Frame(height: base, label: results), results)
            if parameters == results, chance(50) { return before + [.if(signature, then, nil)] }
            enter()
            return before + [.if(signature, then, contents(Frame(height: base, label: results), results))]
        }
    }

    // MARK: Values

    private mutating func local(_ type: UInt8) -> Int {
        let candidates = locals.indices.dropLast().filter { locals[$0] == type }
        return candidates[number(below: candidates.count)]
    }

    private mutating func constant(_ type: UInt8) -> Node {
        let edges: [Int64] = [0, 0, 1, -1, 2, 7, 31, 63, Int64(Int32.min), Int64(Int32.max), .min, .max]
        let value = chance(70) ? edges[number(below: edges.count)] : Int64(bitPattern: random.next())
        return type == i32 ? .i32(Int32(truncatingIfNeeded: value)) : .i64(value)
    }

    /// A value of a type on the stack; `fresh` means that it is made by an instruction of its own, if possible.
    private mutating func push(_ type: UInt8, fresh: Bool = false) -> [Node] {
        stack.append(type)
        if type == i32, chance(fresh ? 70 : 20) {
            let operand = self.type()
            let relations = operand == i32 ? Self.i32Relations : Self.i64Relations
            var nodes: [Node] = [value(operand), value(operand), .op(relations[number(below: relations.count)])]
            if chance(30) { nodes.append(.op(.i32Eqz)) }
            if chance(10) { nodes.append(.op(.i32Eqz)) }
            return nodes
        }
        return [value(type)]
    }

    private mutating func value(_ type: UInt8) -> Node {
        if type == i64, chance(10) { return .globalGet }
        return chance(65) ? .get(local(type)) : constant(type)
    }

    private static let i32Relations: [Opcode] = range(.i32Eq, .i32GeU)
    private static let i64Relations: [Opcode] = range(.i64Eq, .i64GeU)
    private static let i32Binary: [Opcode] = range(.i32Add, .i32Mul) + range(.i32And, .i32Rotr)
    private static let i64Binary: [Opcode] = range(.i64Add, .i64Mul) + range(.i64And, .i64Rotr)
    private static let i32Division: [Opcode] = range(.i32DivS, .i32RemU)
    private static let i64Division: [Opcode] = range(.i64DivS, .i64RemU)
    private static let i32Unary: [Opcode] = [.i32Eqz, .i32Clz, .i32Ctz, .i32Popcnt, .i32Extend8S, .i32Extend16S]
    private static let i64Unary: [Opcode] = [.i64Clz, .i64Ctz, .i64Popcnt, .i64Extend8S, .i64Extend16S]

    private static func range(_ first: Opcode, _ last: Opcode) -> [Opcode] {
        (first.rawValue...last.rawValue).compactMap(Opcode.init(rawValue:))
    }

    private mutating func pick(_ opcodes: [Opcode]) -> Node { .op(opcodes[number(below: opcodes.count)]) }

    // MARK: Steps

    /// One step: an instruction, or a few that belong together.
    private mutating func step(_ isReached: inout Bool) -> [Node] {
        switch number(below: 30) {
        case 0...5: return push(type())
        case 6...11: return operate()
        case 12, 13:
            guard stack.count > height else { return [.op(.nop)] }
            return [.set(local(stack.removeLast()))]
        case 14, 15:
            guard let top = stack.last, stack.count > height else { return [.op(.nop)] }
            return [.tee(local(top))]
        case 16:
            guard stack.count > height else { return [] }
            if stack.last == i64, chance(50) {
                stack.removeLast()
                return [.globalSet]
            }
            stack.removeLast()
            return [.op(.drop)]
        case 17, 18: return select()
        case 19...21: return frames.count < 6 ? block(number(below: 3)) : []
        case 22, 23: return callHelper()
        case 24...26: return branchIf()
        case 27: return branchBack()
        case 28: return leave(&isReached)
        default: return branchTable(&isReached)
        }
    }

    private mutating func operate() -> [Node] {
        if has([i32, i32]), chance(80) {
            stack.removeLast()
            if chance(20) { return [pick(Self.i32Relations)] }
            return [pick(chance(4) ? Self.i32Division : Self.i32Binary)]
        }
        if has([i64, i64]), chance(80) {
            stack.removeLast()
            if chance(20) {
                stack[stack.count - 1] = i32
                return [pick(Self.i64Relations)]
            }
            return [pick(chance(4) ? Self.i64Division : Self.i64Binary)]
        }
        if has([i32]) {
            if chance(60) { return [pick(Self.i32Unary)] }
            if chance(50) { return [value(i32), pick(Self.i32Binary)] }
            stack[stack.count - 1] = i64
            return [pick([.i64ExtendI32S, .i64ExtendI32U])]
        }
        if has([i64]) {
            if chance(50) { return [pick(Self.i64Unary)] }
            if chance(50) { return [value(i64), pick(Self.i64Binary)] }
            stack[stack.count - 1] = i32
            return [pick([.i32WrapI64, .i64Eqz])]
        }
        return push(type())
    }

    private mutating func select() -> [Node] {
        guard stack.count - height >= 2, stack[stack.count - 1] == stack[stack.count - 2] else { return push(type()) }
        let condition = push(i32, fresh: chance(50))
        stack.removeLast(2)
        return condition + [.op(.select)]
    }

    private mutating func callHelper() -> [Node] {
        let helper = Helper.allCases[number(below: Helper.allCases.count)]
        var nodes: [Node] = []
        if !has(helper.signature.parameters) {
            for type in helper.signature.parameters { nodes += push(type) }
        }
        stack.removeLast(helper.signature.parameters.count)
        stack += helper.signature.results
        return nodes + [chance(50) ? .call(helper) : .callIndirect(helper)]
    }

    // MARK: Branches

    /// Labels of blocks that are left forwards, whose values are on the stack.
    private func labels() -> [Int] {
        frames.indices.reversed().filter { !frames[$0].isLoop && has(frames[$0].label) }.map { frames.count - 1 - $0 }
    }

    private mutating func branchIf() -> [Node] {
        let labels = labels()
        guard !labels.isEmpty else { return push(type()) }
        let label = labels[number(below: labels.count)]
        let condition = push(i32, fresh: true)
        stack.removeLast()
        return condition + [.brIf(label)]
    }

    /// A branch to a loop, if there is fuel.
    private mutating func branchBack() -> [Node] {
        let loops = frames.indices.filter { frames[$0].isLoop }
        guard !loops.isEmpty else { return [] }
        let frame = loops[number(below: loops.count)]
        var nodes: [Node] = [
            .get(fuel), .i32(1), .op(.i32Sub), .tee(fuel), .i32(0), .op(.i32GtS),
        ]
        if has(frames[frame].label), chance(60) { return nodes + [.brIf(frames.count - 1 - frame)] }
        let saved = stack
        var values: [Node] = []
        for type in frames[frame].label { values += push(type) }
        stack = saved
        nodes.append(.if(Signature(), values + [.br(frames.count - frame)], nil))
        return nodes
    }

    private mutating func leave(_ isReached: inout Bool) -> [Node] {
        guard frames.count > 1, chance(60) else { return [] }
        isReached = false
        let labels = labels()
        if has(signature.results), chance(30) { return [.op(.return)] }
        if let label = labels.first { return [.br(chance(50) ? label : labels.last!)] }
        if chance(10) { return [.op(.unreachable)] }
        let arranged = arrange(signature.results)
        return arranged + [.op(.return)]
    }

    private mutating func branchTable(_ isReached: inout Bool) -> [Node] {
        let all = labels()
        guard frames.count > 1, let first = all.first else { return push(type()) }
        let arity = frames[frames.count - 1 - first].label.count
        let labels = all.filter { frames[frames.count - 1 - $0].label.count == arity }
        var targets: [Int] = []
        for _ in 0..<number(below: 5) { targets.append(labels[number(below: labels.count)]) }
        let index: [Node] =
            chance(20) ? [constant(i32)] : [.get(local(i32)), .i32(7), .op(.i32And)]
        isReached = false
        return index + [.brTable(targets, labels[number(below: labels.count)])]
    }
}

/// A small generator of random numbers that gives the same ones everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
