// Memory and table instructions (specification §4.6.9, §4.6.10).

extension Translator {
    mutating func translateMemoryOrTable(_ instruction: Instruction) {
        let offset = Int(truncatingIfNeeded: instruction.bits)
        switch instruction.opcode {
        case .i32Load, .f32Load, .i64Load32U: load(opI32Load, offset)
        case .i64Load, .f64Load: load(opI64Load, offset)
        case .i32Load8S: load(opI32Load8S, offset)
        case .i32Load8U, .i64Load8U: load(opI32Load8U, offset)
        case .i32Load16S: load(opI32Load16S, offset)
        case .i32Load16U, .i64Load16U: load(opI32Load16U, offset)
        case .i64Load8S: load(opI64Load8S, offset)
        case .i64Load16S: load(opI64Load16S, offset)
        case .i64Load32S: load(opI64Load32S, offset)
        case .i32Store, .f32Store, .i64Store32: store(opStore32, offset)
        case .i64Store, .f64Store: store(opStore64, offset)
        case .i32Store8, .i64Store8: store(opStore8, offset)
        case .i32Store16, .i64Store16: store(opStore16, offset)

        case .memorySize:
            emit(opMemorySize, pushResult())
        case .memoryGrow:
            let pages = popSlot()
            emit(opMemoryGrow, pushResult(), pages)
        case .memoryFill:
            let (start, value, count) = popThree()
            emit(opMemoryFill, start, value, count)
        case .memoryCopy:
            let (to, from, count) = popThree()
            emit(opMemoryCopy, to, from, count)
        case .memoryInit:
            let (to, from, count) = popThree()
            emit(opMemoryInit, to, from, count, Int(instruction.index))
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

    private mutating func load(_ handler: Handler, _ offset: Int) {
        let address = popSlot()
        emit(handler, pushResult(), address, offset)
    }

    private mutating func store(_ handler: Handler, _ offset: Int) {
        let value = popSlot()
        let address = popSlot()
        emit(handler, address, value, offset)
    }

    private mutating func popThree() -> (Int, Int, Int) {
        let third = popSlot()
        let second = popSlot()
        let first = popSlot()
        return (first, second, third)
    }
}
