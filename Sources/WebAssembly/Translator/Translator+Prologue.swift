// Locals start as zero, but those that are written before anything can read them need not be made so.

extension Translator {
    /// What a body does with its locals before the first branch or label: up to there, its instructions run in this order.
    struct Prologue {
        /// By the local's number, whether it was written.
        var isWritten: [Bool]
        /// The slots that must be zero, as far as is known.
        var zeros: Range<Int>?

        mutating func needZeros(_ slots: Range<Int>) {
            guard let zeros else { return self.zeros = slots }
            self.zeros = min(zeros.lowerBound, slots.lowerBound)..<max(zeros.upperBound, slots.upperBound)
        }
    }

    mutating func beginPrologue(parameters: Int, firstLocal: Int) {
        guard firstHome > firstLocal else { return }
        emit(opZero, firstLocal, firstHome - firstLocal)
        prologue = Prologue(isWritten: Array(repeating: false, count: locals.count))
        for parameter in 0..<parameters { prologue!.isWritten[parameter] = true }
    }

    /// Look at an instruction before it is translated.
    mutating func follow(_ instruction: Instruction) {
        switch instruction.opcode {
        case .localGet:
            if !prologue!.isWritten[Int(instruction.index)] { prologue!.needZeros(slots(of: instruction.index)) }
        case .localSet, .localTee:
            prologue!.isWritten[Int(instruction.index)] = true
        case .loop, .if, .br, .brIf, .brTable, .brOnNull, .brOnNonNull, .brOnCast, .brOnCastFail, .tryTable:
            endPrologue()
        default:
            break
        }
    }

    /// Make `opZero`, the code's first instruction, clear no more than it has to, or start behind it.
    mutating func endPrologue() {
        guard var prologue else { return }
        for local in prologue.isWritten.indices where !prologue.isWritten[local] {
            prologue.needZeros(slots(of: UInt32(local)))
        }
        self.prologue = nil
        if let zeros = prologue.zeros {
            code.patch(8, zeros.lowerBound)
            code.patch(12, zeros.count)
        } else {
            entry = 16
        }
    }

    private func slots(of local: UInt32) -> Range<Int> {
        let slot = locals.slot(of: UInt64(local))
        return slot..<slot + (locals.isVector(local) ? 2 : 1)
    }
}
