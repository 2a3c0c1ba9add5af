// Memory and table instructions (specification §4.6.9, §4.6.10).

extension Translator {
    mutating func translateMemoryOrTable(_ instruction: Instruction) {
        switch instruction.opcode {
        case .i32Load, .f32Load, .i64Load32U: load(opI32Load, far: opFarLoad32, instruction)
        case .i64Load, .f64Load: load(opI64Load, far: opFarLoad64, instruction)
        case .i32Load8S: load(opI32Load8S, far: opFarI32Load8S, instruction)
        case .i32Load8U, .i64Load8U: load(opI32Load8U, far: opFarLoad8U, instruction)
        case .i32Load16S: load(opI32Load16S, far: opFarI32Load16S, instruction)
        case .i32Load16U, .i64Load16U: load(opI32Load16U, far: opFarLoad16U, instruction)
        case .i64Load8S: load(opI64Load8S, far: opFarI64Load8S, instruction)
        case .i64Load16S: load(opI64Load16S, far: opFarI64Load16S, instruction)
        case .i64Load32S: load(opI64Load32S, far: opFarI64Load32S, instruction)
        case .i32Store, .f32Store, .i64Store32: store(opStore32, far: opFarStore32, instruction)
        case .i64Store, .f64Store: store(opStore64, far: opFarStore64, instruction)
        case .i32Store8, .i64Store8: store(opStore8, far: opFarStore8, instruction)
        case .i32Store16, .i64Store16: store(opStore16, far: opFarStore16, instruction)

        case .memorySize:
            emit(opMemorySize, pushResult(), layout.memory(instruction.index))
        case .memoryGrow:
            let pages = popSlot()
            emit(opMemoryGrow, pushResult(), pages, Int(instruction.index))
        case .memoryFill:
            let (start, value, count) = popThree()
            emit(opMemoryFill, start, value, count, layout.memory(instruction.index))
        case .memoryCopy:
            let (to, from, count) = popThree()
            emit(
                opMemoryCopy, to, from, count, layout.memory(instruction.index),
                layout.memory(instruction.secondIndex))
        case .memoryInit:
            let (to, from, count) = popThree()
            emit(
                opMemoryInit, to, from, count, layout.memory(instruction.secondIndex), Int(instruction.index))
        case .dataDrop:
            emit(opDataDrop, Int(instruction.index))

        case .tableGet:
            let index = popSlot()
            emit(opTableGet, pushResult(), index, layout.table(instruction.index))
        case .tableSet:
            let value = popSlot()
            let index = popSlot()
            emit(opTableSet, index, value, layout.table(instruction.index))
        case .tableSize:
            emit(opTableSize, pushResult(), layout.table(instruction.index))
        case .tableGrow:
            let count = popSlot()
            let value = popSlot()
            emit(opTableGrow, pushResult(), value, count, layout.table(instruction.index))
        case .tableFill:
            let (start, value, count) = popThree()
            emit(opTableFill, start, value, count, layout.table(instruction.index))
        case .tableCopy:
            let (to, from, count) = popThree()
            emit(
                opTableCopy, to, from, count, layout.table(instruction.index),
                layout.table(instruction.secondIndex))
        case .tableInit:
            let (to, from, count) = popThree()
            emit(
                opTableInit, to, from, count, layout.table(instruction.secondIndex), Int(instruction.index))
        case .elemDrop:
            emit(opElemDrop, Int(instruction.index))
        default:
            preconditionFailure("a module with \(instruction.opcode) is refused when it is validated")
        }
    }

    /// Whether the registers of memory 0 serve an access: the others, those with 64-bit addresses, and shared ones, which
    /// other threads grow, are found anew each time.
    func isNear(_ memory: UInt32) -> Bool { memory == 0 && layout.isFirstMemoryNear }

    private mutating func load(_ near: Handler, far: Handler, _ instruction: Instruction) {
        let address = popSlot()
        if isNear(instruction.index) {
            emit(near, pushResult(), address, Int(truncatingIfNeeded: instruction.bits))
        } else {
            emit(far, pushResult(), address, layout.memory(instruction.index))
            code.append(instruction.bits)
        }
    }

    private mutating func store(_ near: Handler, far: Handler, _ instruction: Instruction) {
        let value = popSlot()
        let address = popSlot()
        if isNear(instruction.index) {
            emit(near, address, value, Int(truncatingIfNeeded: instruction.bits))
        } else {
            emit(far, address, value, layout.memory(instruction.index))
            code.append(instruction.bits)
        }
    }

    private mutating func popThree() -> (Int, Int, Int) {
        let third = popSlot()
        let second = popSlot()
        let first = popSlot()
        return (first, second, third)
    }
}
