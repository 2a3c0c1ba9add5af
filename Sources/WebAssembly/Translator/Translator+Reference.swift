// References (specification §3.4.6, §3.4.8, §3.4.11).

/// A test of a reference against a type: the kind of test, and its operands behind the reference.
struct TypeTest {
    enum Kind { case exact, subtype, function, abstract }
    var kind: Kind
    var number: UInt32
    var details: UInt32
}

extension Translator {
    mutating func translateReference(_ instruction: Instruction) {
        switch instruction.opcode {
        case .refEq:
            translateComparison(.i64, .eq)
        case .refAsNonNull:
            emit(opCheckNotNull, topSlot())
        case .refI31:
            let value = popSlot()
            emit(opRefI31, pushResult(), value)
        case .i31GetS, .i31GetU:
            let reference = popSlot()
            emit(instruction.opcode == .i31GetS ? opI31GetS : opI31GetU, pushResult(), reference)
        case .anyConvertExtern, .externConvertAny:
            // A reference has the same bits in both hierarchies.
            break
        case .refTest, .refTestNull:
            let test = test(instruction.type)
            let reference = popSlot()
            emit(test.handlers.test, pushResult(), reference, Int(test.number), Int(test.details))
        case .refCast, .refCastNull:
            let test = test(instruction.type)
            emit(test.handlers.cast, topSlot(), Int(test.number), Int(test.details))
        case .brOnNull:
            translateBranchOnNull(instruction.index)
        case .brOnNonNull:
            translateConditionalBranch(instruction.index, if: .notNull(slot: topSlot()))
            stack.pop()
        case .brOnCast, .brOnCastFail:
            translateConditionalBranch(
                instruction.index, if: .test(slot: topSlot(), test(instruction.secondType)),
                is: instruction.opcode == .brOnCast)
        default:
            preconditionFailure("\(instruction.opcode) is translated elsewhere")
        }
    }

    /// The slot of the topmost value, which stays on the stack.
    private mutating func topSlot() -> Int {
        slot(of: stack[stack.count - 1], at: stack.count - 1)
    }

    /// The reference is no operand of the branch, but it is there again behind it.
    private mutating func translateBranchOnNull(_ depth: UInt32) {
        let slot = topSlot()
        let entry = stack.pop()
        translateConditionalBranch(depth, if: .notNull(slot: slot), is: false)
        // The branch may have put other values into their homes, but none into this one's, which lies above them.
        if entry.kind == .local {
            stack.push(local: UInt32(entry.payload), isVector: false)
        } else {
            stack.pushTemporary()
        }
    }

    private func test(_ type: ValueType) -> TypeTest {
        guard case .ref(let type) = type else { preconditionFailure("a validated cast is to a reference type") }
        let null: UInt32 = type.isNullable ? 1 : 0
        func abstract(_ type: AbstractType) -> TypeTest {
            TypeTest(kind: .abstract, number: type.rawValue, details: null)
        }
        switch type.heapType {
        case .any, .func, .extern, .exn: return abstract(.anything)
        case .none, .nofunc, .noextern, .noexn: return abstract(.nothing)
        case .eq: return abstract(.eq)
        case .i31: return abstract(.i31)
        case .struct: return abstract(.structure)
        case .array: return abstract(.array)
        case .type(let index):
            let record = types.records[Int(index)].pointee
            let kind: TypeTest.Kind = record.kind == .function ? .function : record.isFinal ? .exact : .subtype
            return TypeTest(kind: kind, number: record.number, details: record.depth << 1 | null)
        }
    }
}

extension TypeTest {
    /// The instructions that use the test.
    var handlers: (test: Handler, cast: Handler, branchIf: Handler, branchUnless: Handler) {
        switch kind {
        case .exact: (opTestExact, opCastExact, opBranchIfExact, opBranchUnlessExact)
        case .subtype: (opTestSubtype, opCastSubtype, opBranchIfSubtype, opBranchUnlessSubtype)
        case .function: (opTestFunction, opCastFunction, opBranchIfFunction, opBranchUnlessFunction)
        case .abstract: (opTestAbstract, opCastAbstract, opBranchIfAbstract, opBranchUnlessAbstract)
        }
    }
}
