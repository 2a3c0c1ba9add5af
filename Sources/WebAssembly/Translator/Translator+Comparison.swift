/// A comparison that stands at the end of the code.
struct EmittedComparison {
    var instruction: Int
    /// The slot that it writes.
    var to: Int
    var type: ComparedType
    var relation: Relation
    var a: Int
    var b: Operand

    enum Operand {
        case slot(Int)
        case constant(UInt64)
    }
}

/// What a conditional branch tests.
enum Condition {
    /// A slot that is not zero.
    case nonZero(slot: Int)
    case comparison(EmittedComparison)
    /// A reference that is not null.
    case notNull(slot: Int)
    /// A reference that is of a type.
    case test(slot: Int, TypeTest)
}

extension Translator {
    mutating func translateComparison(_ type: ComparedType, _ relation: Relation) {
        var relation = relation
        var b = stack.pop()
        var bIndex = stack.count
        var a = stack.pop()
        var aIndex = stack.count
        if type.isInteger, a.kind == .constant, b.kind != .constant {
            (a, b, aIndex, bIndex) = (b, a, bIndex, aIndex)
            relation = relation.swapped
        }
        if type.isInteger, b.kind == .constant {
            emit(comparison: type, relation, slot(of: a, at: aIndex), .constant(b.payload))
            return
        }
        // In the order of evaluation, although constants are all that is emitted here.
        let aSlot = slot(of: a, at: aIndex)
        let bSlot = slot(of: b, at: bIndex)
        if relation.needsSwap(type) {
            emit(comparison: type, relation.swapped, bSlot, .slot(aSlot))
        } else {
            emit(comparison: type, relation, aSlot, .slot(bSlot))
        }
    }

    /// `eqz`: turns a comparison of integers around, or compares with zero.
    mutating func translateEqualsZero(_ type: ComparedType) {
        if type == .i32, let comparison = lastComparison, comparison.type.isInteger {
            stack.pop()
            code.truncate(to: comparison.instruction)
            let inverted = comparison.relation.inverted
            switch comparison.b {
            case .slot(let b) where inverted.needsSwap(comparison.type):
                emit(comparison: comparison.type, inverted.swapped, b, .slot(comparison.a))
            default:
                emit(comparison: comparison.type, inverted, comparison.a, comparison.b)
            }
            return
        }
        emit(comparison: type, .eq, popSlot(), .constant(0))
    }

    private mutating func emit(
        comparison type: ComparedType, _ relation: Relation, _ a: Int, _ b: EmittedComparison.Operand
    ) {
        let to = pushResult()
        comparison = EmittedComparison(
            instruction: code.count, to: to, type: type, relation: relation, a: a, b: b)
        switch b {
        case .slot(let b):
            emit(Handlers.compare(type, relation), to, a, b)
        case .constant(let bits):
            emit(Handlers.compareImmediate(type, relation), to, a)
            append(immediate: bits, type)
        }
    }

    /// The immediate operand of an instruction: 4 bytes for the 32-bit types, 8 for the others.
    mutating func append(immediate bits: UInt64, _ type: ComparedType) {
        if type == .i32 || type == .f32 {
            code.append(UInt32(truncatingIfNeeded: bits))
        } else {
            code.append(bits)
        }
    }

    /// The comparison that made the top of the stack, if it is the last instruction.
    var lastComparison: EmittedComparison? {
        guard let comparison, comparison.instruction == code.lastInstruction,
            stack[stack.count - 1].kind == .temporary, comparison.to == home(stack.count - 1)
        else { return nil }
        return comparison
    }

    /// Pop what a conditional branch tests. The caller emits the branch at once; copies in between must not write to
    /// operands of the condition, which lie in locals or at or above the home of the popped entry.
    mutating func popCondition() -> Condition {
        if let comparison = lastComparison {
            stack.pop()
            forgetLast()
            return .comparison(comparison)
        }
        return .nonZero(slot: popSlot())
    }

    /// Emit a branch that is taken when the condition is `expected`.
    /// - Returns: the instruction and its displacement field, to be patched.
    mutating func emitBranch(if condition: Condition, is expected: Bool) -> (instruction: Int, field: Int) {
        let start = code.count
        var field = start + 16
        switch condition {
        case .nonZero(let slot):
            let relation: Relation = expected ? .ne : .eq
            if let handler = Handlers.addBranchImmediate(.i32, relation),
                let branch = emitAddBranch(handler, on: slot, 0)
            {
                return branch
            }
            if expected { emit(opBranchIfNonZero, slot, 0) } else { emit(opBranchIfZero, slot, 0) }
            field = start + 12
        case .notNull(let slot):
            emit(Handlers.branchCompareImmediate(.i64, expected ? .ne : .eq), slot)
            append(immediate: 0, .i64)
            field = code.count
            code.append(0)
        case .test(let slot, let test):
            let handlers = test.handlers
            emit(
                expected ? handlers.branchIf : handlers.branchUnless, slot, Int(test.number), Int(test.details), 0)
            field = start + 20
        case .comparison(let comparison):
            var relation = comparison.relation
            if comparison.type.isInteger, !expected { relation = relation.inverted }
            switch comparison.b {
            case .constant(let bits):
                if let handler = Handlers.addBranchImmediate(comparison.type, relation),
                    let branch = emitAddBranch(handler, on: comparison.a, Int(truncatingIfNeeded: bits))
                {
                    return branch
                }
                emit(Handlers.branchCompareImmediate(comparison.type, relation), comparison.a)
                append(immediate: bits, comparison.type)
                field = code.count
                code.append(0)
            case .slot(let b):
                if let handler = Handlers.addBranch(comparison.type, relation),
                    let branch = emitAddBranch(handler, on: comparison.a, b)
                {
                    return branch
                }
                if relation.needsSwap(comparison.type),
                    let handler = Handlers.addBranch(comparison.type, relation.swapped),
                    let branch = emitAddBranch(handler, on: b, comparison.a)
                {
                    return branch
                }
                if !comparison.type.isInteger, !expected {
                    emit(Handlers.branchUnless(comparison.type, relation), comparison.a, b, 0)
                } else if relation.needsSwap(comparison.type) {
                    emit(Handlers.branchCompare(comparison.type, relation.swapped), b, comparison.a, 0)
                } else {
                    emit(Handlers.branchCompare(comparison.type, relation), comparison.a, b, 0)
                }
            }
        }
        return (start, field)
    }

    /// Emit a branch that adds a constant first, if that is what the last instruction did to the slot that is compared.
    private mutating func emitAddBranch(
        _ handler: Handler, on slot: Int, _ other: Int
    ) -> (instruction: Int, field: Int)? {
        guard let addition = takeBackAddition(to: slot) else { return nil }
        let start = code.count
        emit(handler, slot, addition.first, addition.second, other, 0)
        return (start, start + 24)
    }
}
