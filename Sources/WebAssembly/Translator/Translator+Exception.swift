// Exceptions (specification §3.4.12, §4.6.12): what `try_table` catches is told by a table beside the code, so that entering one
// costs a jump and nothing else.

/// A `try_table` of a finished function.
struct ExceptionHandler {
    /// Where the instructions lie that it covers, in bytes from the code's start.
    var range: Range<Int>
    /// In their order: the first that fits catches.
    var clauses: [Clause]

    struct Clause {
        var kind: CatchClause.Kind
        /// The index of the tag, where the kind has one.
        var tag: UInt32
        /// Where the code goes on, in bytes from the code's start.
        var landing: Int
        /// The slot for the first value that the landing gets: what the exception carries, then the exception.
        var slot: Int
    }
}

extension Translator {
    /// The landings come before the body, which jumps over them: there, the labels are those that the clauses mean.
    mutating func translateTryTable(_ instruction: Instruction, _ catches: CatchReader) throws(ModuleError) {
        let (parameters, results) = slotCounts(of: instruction.blockType)
        settleForControl(top: parameters)
        let height = stack.count - parameters
        var clauses: [ExceptionHandler.Clause] = []
        if instruction.index > 0 {
            stack.pop(to: height)
            let skip = emitJump()
            var catches = catches
            while catches.remaining > 0 {
                let clause = try catches.next()
                clauses.append(
                    ExceptionHandler.Clause(kind: clause.kind, tag: clause.tag, landing: code.count, slot: home(height))
                )
                if clause.kind.hasTag { pushTemporaries(module.type(ofTag: clause.tag).parameters) }
                if clause.kind.hasReference { stack.pushTemporary() }
                translateBranch(clause.label)
                stack.pop(to: height)
                bindLabel()
            }
            code.patch(skip.field, code.count - skip.instruction)
            bindLabel()
            if case .type(let index) = instruction.blockType { pushTemporaries(functionType(index).parameters) }
        }
        var frame = ControlFrame(
            kind: .tryTable, height: height, type: instruction.blockType, parameterSlots: parameters,
            resultSlots: results, start: code.count)
        frame.clauses = clauses
        frames.append(frame)
    }

    /// The body of a `try_table` ends here. Inner ones end first, so that they come first in the table.
    mutating func finishTryTable(_ frame: ControlFrame) {
        guard !frame.clauses.isEmpty, frame.start < code.count else { return }
        handlers.append(ExceptionHandler(range: frame.start..<code.count, clauses: frame.clauses))
    }

    mutating func translateThrow(_ tag: UInt32) {
        let count = module.type(ofTag: tag).parameters.slotCount
        settleTop(count)
        emit(opThrow, layout.tag(tag), home(stack.count - count), home(stack.count))
    }

    mutating func translateThrowReference() {
        emit(opThrowReference, popSlot())
    }
}
