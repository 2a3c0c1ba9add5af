// Atomic instructions (proposal "threads").

extension Translator {
    /// - Returns: false when the opcode is no atomic instruction.
    @available(macOS 15, iOS 18, *)
    mutating func translateAtomic(_ instruction: Instruction) -> Bool {
        switch instruction.opcode {
        case .atomicFence:
            emit(opAtomicFence)
        case .memoryAtomicNotify:
            let count = popSlot()
            let address = popSlot()
            emit(opAtomicNotify, pushResult(), address, count, Int(instruction.index))
            code.append(instruction.bits)
        case .memoryAtomicWait32: wait(opAtomicWait32, instruction)
        case .memoryAtomicWait64: wait(opAtomicWait64, instruction)

        case .i32AtomicLoad8U, .i64AtomicLoad8U: atomicLoad(opAtomicLoad8, instruction)
        case .i32AtomicLoad16U, .i64AtomicLoad16U: atomicLoad(opAtomicLoad16, instruction)
        case .i32AtomicLoad, .i64AtomicLoad32U: atomicLoad(opAtomicLoad32, instruction)
        case .i64AtomicLoad: atomicLoad(opAtomicLoad64, instruction)

        case .i32AtomicStore8, .i64AtomicStore8: atomicStore(opAtomicStore8, instruction)
        case .i32AtomicStore16, .i64AtomicStore16: atomicStore(opAtomicStore16, instruction)
        case .i32AtomicStore, .i64AtomicStore32: atomicStore(opAtomicStore32, instruction)
        case .i64AtomicStore: atomicStore(opAtomicStore64, instruction)

        case .i32AtomicRmw8AddU, .i64AtomicRmw8AddU: atomicUpdate(opAtomicAdd8, instruction)
        case .i32AtomicRmw16AddU, .i64AtomicRmw16AddU: atomicUpdate(opAtomicAdd16, instruction)
        case .i32AtomicRmwAdd, .i64AtomicRmw32AddU: atomicUpdate(opAtomicAdd32, instruction)
        case .i64AtomicRmwAdd: atomicUpdate(opAtomicAdd64, instruction)

        case .i32AtomicRmw8SubU, .i64AtomicRmw8SubU: atomicUpdate(opAtomicSub8, instruction)
        case .i32AtomicRmw16SubU, .i64AtomicRmw16SubU: atomicUpdate(opAtomicSub16, instruction)
        case .i32AtomicRmwSub, .i64AtomicRmw32SubU: atomicUpdate(opAtomicSub32, instruction)
        case .i64AtomicRmwSub: atomicUpdate(opAtomicSub64, instruction)

        case .i32AtomicRmw8AndU, .i64AtomicRmw8AndU: atomicUpdate(opAtomicAnd8, instruction)
        case .i32AtomicRmw16AndU, .i64AtomicRmw16AndU: atomicUpdate(opAtomicAnd16, instruction)
        case .i32AtomicRmwAnd, .i64AtomicRmw32AndU: atomicUpdate(opAtomicAnd32, instruction)
        case .i64AtomicRmwAnd: atomicUpdate(opAtomicAnd64, instruction)

        case .i32AtomicRmw8OrU, .i64AtomicRmw8OrU: atomicUpdate(opAtomicOr8, instruction)
        case .i32AtomicRmw16OrU, .i64AtomicRmw16OrU: atomicUpdate(opAtomicOr16, instruction)
        case .i32AtomicRmwOr, .i64AtomicRmw32OrU: atomicUpdate(opAtomicOr32, instruction)
        case .i64AtomicRmwOr: atomicUpdate(opAtomicOr64, instruction)

        case .i32AtomicRmw8XorU, .i64AtomicRmw8XorU: atomicUpdate(opAtomicXor8, instruction)
        case .i32AtomicRmw16XorU, .i64AtomicRmw16XorU: atomicUpdate(opAtomicXor16, instruction)
        case .i32AtomicRmwXor, .i64AtomicRmw32XorU: atomicUpdate(opAtomicXor32, instruction)
        case .i64AtomicRmwXor: atomicUpdate(opAtomicXor64, instruction)

        case .i32AtomicRmw8XchgU, .i64AtomicRmw8XchgU: atomicUpdate(opAtomicExchange8, instruction)
        case .i32AtomicRmw16XchgU, .i64AtomicRmw16XchgU: atomicUpdate(opAtomicExchange16, instruction)
        case .i32AtomicRmwXchg, .i64AtomicRmw32XchgU: atomicUpdate(opAtomicExchange32, instruction)
        case .i64AtomicRmwXchg: atomicUpdate(opAtomicExchange64, instruction)

        case .i32AtomicRmw8CmpxchgU, .i64AtomicRmw8CmpxchgU: atomicCompare(opAtomicCompare8, instruction)
        case .i32AtomicRmw16CmpxchgU, .i64AtomicRmw16CmpxchgU: atomicCompare(opAtomicCompare16, instruction)
        case .i32AtomicRmwCmpxchg, .i64AtomicRmw32CmpxchgU: atomicCompare(opAtomicCompare32, instruction)
        case .i64AtomicRmwCmpxchg: atomicCompare(opAtomicCompare64, instruction)

        default: return false
        }
        return true
    }

    private mutating func atomicLoad(_ handler: Handler, _ instruction: Instruction) {
        let address = popSlot()
        emit(handler, pushResult(), address, layout.memory(instruction.index))
        code.append(instruction.bits)
    }

    private mutating func atomicStore(_ handler: Handler, _ instruction: Instruction) {
        let value = popSlot()
        let address = popSlot()
        emit(handler, address, value, layout.memory(instruction.index))
        code.append(instruction.bits)
    }

    private mutating func atomicUpdate(_ handler: Handler, _ instruction: Instruction) {
        let value = popSlot()
        let address = popSlot()
        emit(handler, pushResult(), address, value, layout.memory(instruction.index))
        code.append(instruction.bits)
    }

    private mutating func atomicCompare(_ handler: Handler, _ instruction: Instruction) {
        let replacement = popSlot()
        let expected = popSlot()
        let address = popSlot()
        emit(handler, pushResult(), address, expected, replacement, layout.memory(instruction.index))
        code.append(instruction.bits)
    }

    private mutating func wait(_ handler: Handler, _ instruction: Instruction) {
        let timeout = popSlot()
        let expected = popSlot()
        let address = popSlot()
        emit(handler, pushResult(), address, expected, timeout, Int(instruction.index))
        code.append(instruction.bits)
    }
}
