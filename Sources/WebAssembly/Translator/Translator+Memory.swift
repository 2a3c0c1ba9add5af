// Memory and table instructions (specification §4.6.9, §4.6.10).

extension Translator {
    mutating func translateMemoryOrTable(_ instruction: Instruction) {
        switch instruction.opcode {
        case .i32Load, .f32Load, .i64Load32U:
            load(
                Access(
                    opI32Load, sum: opI32LoadSum, absolute: opI32LoadAbsolute, indexed: opI32LoadIndexed,
                    scaled: opI32LoadScaled), far: opFarLoad32, instruction)
        case .i64Load, .f64Load:
            load(
                Access(
                    opI64Load, sum: opI64LoadSum, absolute: opI64LoadAbsolute, indexed: opI64LoadIndexed,
                    scaled: opI64LoadScaled), far: opFarLoad64, instruction)
        case .i32Load8S:
            load(
                Access(opI32Load8S, sum: opI32Load8SSum, absolute: opI32Load8SAbsolute), far: opFarI32Load8S,
                instruction)
        case .i32Load8U, .i64Load8U:
            load(
                Access(
                    opI32Load8U, sum: opI32Load8USum, absolute: opI32Load8UAbsolute, indexed: opI32Load8UIndexed,
                    scaled: opI32Load8UScaled), far: opFarLoad8U, instruction)
        case .i32Load16S:
            load(
                Access(opI32Load16S, sum: opI32Load16SSum, absolute: opI32Load16SAbsolute), far: opFarI32Load16S,
                instruction)
        case .i32Load16U, .i64Load16U:
            load(
                Access(opI32Load16U, sum: opI32Load16USum, absolute: opI32Load16UAbsolute), far: opFarLoad16U,
                instruction)
        case .i64Load8S:
            load(
                Access(opI64Load8S, sum: opI64Load8SSum, absolute: opI64Load8SAbsolute), far: opFarI64Load8S,
                instruction)
        case .i64Load16S:
            load(
                Access(opI64Load16S, sum: opI64Load16SSum, absolute: opI64Load16SAbsolute), far: opFarI64Load16S,
                instruction)
        case .i64Load32S:
            load(
                Access(opI64Load32S, sum: opI64Load32SSum, absolute: opI64Load32SAbsolute), far: opFarI64Load32S,
                instruction)
        case .i32Store, .f32Store, .i64Store32:
            store(Access(opStore32, sum: opStore32Sum, absolute: opStore32Absolute), far: opFarStore32, instruction)
        case .i64Store, .f64Store:
            store(Access(opStore64, sum: opStore64Sum, absolute: opStore64Absolute), far: opFarStore64, instruction)
        case .i32Store8, .i64Store8:
            store(Access(opStore8, sum: opStore8Sum, absolute: opStore8Absolute), far: opFarStore8, instruction)
        case .i32Store16, .i64Store16:
            store(Access(opStore16, sum: opStore16Sum, absolute: opStore16Absolute), far: opFarStore16, instruction)

        case .memorySize:
            emit(opMemorySize, pushResult(), layout.memory(instruction.index))
        case .memoryGrow:
            let pages = popSlot()
            emit(opMemoryGrow, pushResult(), pages, Int(instruction.index))
        case .memoryFill:
            let (start, value, count) = popRange(unit: .bytes)
            emit(opMemoryFill, start, value, count, layout.memory(instruction.index))
        case .memoryCopy:
            let (to, from, count) = popRange(unit: .bytes)
            emit(
                opMemoryCopy, to, from, count, layout.memory(instruction.index),
                layout.memory(instruction.secondIndex))
        case .memoryInit:
            let (to, from, count) = popRange(unit: .bytes)
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
            let count = popCount(unit: .elements)
            let value = popSlot()
            emit(opTableGrow, pushResult(), value, count, layout.table(instruction.index))
        case .tableFill:
            let (start, value, count) = popRange(unit: .elements)
            emit(opTableFill, start, value, count, layout.table(instruction.index))
        case .tableCopy:
            let (to, from, count) = popRange(unit: .elements)
            emit(
                opTableCopy, to, from, count, layout.table(instruction.index),
                layout.table(instruction.secondIndex))
        case .tableInit:
            let (to, from, count) = popRange(unit: .elements)
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

    /// The handlers of one access to memory 0, by the address' mode.
    private struct Access {
        var slot: Handler
        var sum: Handler
        var absolute: Handler
        var indexed: Handler?
        var scaled: Handler?

        init(_ slot: Handler, sum: Handler, absolute: Handler, indexed: Handler? = nil, scaled: Handler? = nil) {
            self.slot = slot
            self.sum = sum
            self.absolute = absolute
            self.indexed = indexed
            self.scaled = scaled
        }
    }

    private mutating func load(_ near: Access, far: Handler, _ instruction: Instruction) {
        guard isNear(instruction.index) else {
            let address = popSlot()
            emit(far, pushResult(), address, layout.memory(instruction.index))
            code.append(instruction.bits)
            return
        }
        let address = popAddress(canIndex: near.indexed != nil)
        emit(near, address, pushResult(), instruction)
    }

    private mutating func store(_ near: Access, far: Handler, _ instruction: Instruction) {
        let value = stack.pop()
        let valueIndex = stack.count
        guard isNear(instruction.index) else {
            let value = slot(of: value, at: valueIndex)
            let address = popSlot()
            emit(far, address, value, layout.memory(instruction.index))
            code.append(instruction.bits)
            return
        }
        if foldLoad(value, at: valueIndex, instruction) { return }
        let slot = slot(of: value, at: valueIndex)
        emit(near, popAddress(canIndex: false), slot, instruction)
    }

    /// Store what the last instruction loaded, without a slot in between.
    private mutating func foldLoad(
        _ value: ValueStack.Entry, at index: Int, _ instruction: Instruction
    ) -> Bool {
        guard stack[stack.count - 1].isAddressSlot else { return false }
        var handler: Handler = opStore32Load
        var load: Operands?
        switch instruction.opcode {
        case .i32Store, .f32Store, .i64Store32:
            load = takeBack(opI32Load, value, at: index)
        case .i64Store, .f64Store:
            handler = opStore64Load
            load = takeBack(opI64Load, value, at: index)
        default: break
        }
        // With the load gone, nothing is left that an address could take back.
        guard let load, case .slot(let address) = popAddress(canIndex: false) else { return false }
        emit(handler, load.first, load.second, address, Int(truncatingIfNeeded: instruction.bits))
        return true
    }

    /// - Parameter slot: where a loaded value goes, or a stored one lies.
    private mutating func emit(_ access: Access, _ address: AddressOperand, _ slot: Int, _ instruction: Instruction) {
        let offset = Int(truncatingIfNeeded: instruction.bits)
        switch address {
        case .slot(let address):
            emit(access.slot, slot, address, offset)
        case .sum(let address, let constant):
            emit(access.sum, slot, address, constant, offset)
        case .absolute(let constant):
            emit(access.absolute, slot, constant, offset)
        case .indexed(let array, let index, let shift):
            emit(access.indexed!, slot, array, index, shift, offset)
        case .scaled(let index, let shift, let constant):
            emit(access.scaled!, slot, index, shift, constant, offset)
        }
    }

    /// Pop the operands of a bulk instruction, of which the last says how much it moves.
    private mutating func popRange(unit: FuelUnit) -> (Int, Int, count: Int) {
        let count = popCount(unit: unit)
        let second = popSlot()
        let first = popSlot()
        return (first, second, count)
    }
}
