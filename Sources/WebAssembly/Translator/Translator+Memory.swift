// Memory and table instructions (specification §4.6.9, §4.6.10).

extension Translator {
    mutating func translateMemoryOrTable(_ instruction: Instruction) {
        let offset = Int(truncatingIfNeeded: instruction.bits)
        switch instruction.opcode {
        case .i32Load, .f32Load, .i64Load32U: load(Handlers.i32Load, offset)
        case .i64Load, .f64Load: load(Handlers.i64Load, offset)
        case .i32Load8S: load(Handlers.i32Load8S, offset)
        case .i32Load8U, .i64Load8U: load(Handlers.i32Load8U, offset)
        case .i32Load16S: load(Handlers.i32Load16S, offset)
        case .i32Load16U, .i64Load16U: load(Handlers.i32Load16U, offset)
        case .i64Load8S: load(Handlers.i64Load8S, offset)
        case .i64Load16S: load(Handlers.i64Load16S, offset)
        case .i64Load32S: load(Handlers.i64Load32S, offset)
        case .i32Store, .f32Store, .i64Store32: store(Handlers.store32, offset)
        case .i64Store, .f64Store: store(Handlers.store64, offset)
        case .i32Store8, .i64Store8: store(Handlers.store8, offset)
        case .i32Store16, .i64Store16: store(Handlers.store16, offset)

        case .memorySize:
            emit(Handlers.memorySize, pushResult())
        case .memoryGrow:
            let pages = popSlot()
            emit(Handlers.memoryGrow, pushResult(), pages)
        case .memoryFill:
            let (start, value, count) = popThree()
            emit(Handlers.memoryFill, start, value, count)
        case .memoryCopy:
            let (to, from, count) = popThree()
            emit(Handlers.memoryCopy, to, from, count)
        case .memoryInit:
            let (to, from, count) = popThree()
            emit(Handlers.memoryInit, to, from, count, Int(instruction.index))
        case .dataDrop:
            emit(Handlers.dataDrop, Int(instruction.index))

        case .tableGet:
            let index = popSlot()
            emit(Handlers.tableGet, pushResult(), index, layout.table(instruction.index))
        case .tableSet:
            let value = popSlot()
            let index = popSlot()
            emit(Handlers.tableSet, index, value, layout.table(instruction.index))
        case .tableSize:
            emit(Handlers.tableSize, pushResult(), layout.table(instruction.index))
        case .tableGrow:
            let count = popSlot()
            let value = popSlot()
            emit(Handlers.tableGrow, pushResult(), value, count, layout.table(instruction.index))
        case .tableFill:
            let (start, value, count) = popThree()
            emit(Handlers.tableFill, start, value, count, layout.table(instruction.index))
        case .tableCopy:
            let (to, from, count) = popThree()
            emit(
                Handlers.tableCopy, to, from, count, layout.table(instruction.index),
                layout.table(instruction.secondIndex))
        case .tableInit:
            let (to, from, count) = popThree()
            emit(
                Handlers.tableInit, to, from, count, layout.table(instruction.secondIndex), Int(instruction.index))
        case .elemDrop:
            emit(Handlers.elemDrop, Int(instruction.index))
        default:
            preconditionFailure("\(instruction.opcode) is translated elsewhere")
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
