// Structs and arrays (specification §3.4.7).
//
// An instruction that allocates has, as its second field, how much of the frame holds live values: what lies above is no root.

extension Translator {
    mutating func translateStructure(_ instruction: Instruction) {
        let type = Int(instruction.index)
        let field = Int(instruction.secondIndex)
        switch instruction.opcode {
        case .structNew: translateStructNew(type)
        case .structNewDefault: translateStructNewDefault(type)
        case .structGet, .structGetU: translateStructGet(type, field, isSigned: false)
        case .structGetS: translateStructGet(type, field, isSigned: true)
        case .structSet: translateStructSet(type, field)
        default: preconditionFailure("\(instruction.opcode) is translated elsewhere")
        }
    }

    /// The number of slots from the frame's start that hold live values.
    ///
    /// Homes of values that still lie in locals were not written, and may hold what an earlier call left there. Those at the top of
    /// the stack are left out, as far as a short look tells.
    private var liveSlots: Int {
        var count = stack.count
        while count > 0, stack.count - count < 16, stack[count - 1].kind != .temporary { count -= 1 }
        return home(count)
    }

    // MARK: Structs

    private mutating func translateStructNew(_ type: Int) {
        let layout = types.layouts[type]
        let live = liveSlots
        var slots = Array(repeating: 0, count: layout.offsets.count)
        let top = stack.count
        for field in slots.indices.reversed() { slots[field] = popSlot() }
        guard let sizeClass = SizeClass.containing(layout.byteCount) else {
            return translateLargeStructNew(type, slots, liveSlots: live, above: top)
        }
        emitStructNew(opStructNew, type, sizeClass, liveSlots: live)
        code.append(slots.count)
        for (field, slot) in slots.enumerated() {
            code.append(Int(layout.offsets[field]) << 3 | Int(layout.shifts[field]))
            code.append(slot)
        }
    }

    private mutating func emitStructNew(_ handler: Handler, _ type: Int, _ sizeClass: Int, liveSlots: Int) {
        emit(
            handler, pushResult(), liveSlots, Int(types.numbers[type]), sizeClass, SizeClass.sizes[sizeClass])
    }

    /// The values are put in one by one. The struct waits above them, since its place on the stack is that of the first.
    private mutating func translateLargeStructNew(_ type: Int, _ slots: [Int], liveSlots: Int, above top: Int) {
        let layout = types.layouts[type]
        let object = home(top)
        stack.reserve(top + 1)
        emit(opStructNewLarge, object, liveSlots, Int(types.numbers[type]), layout.byteCount)
        for (field, slot) in slots.enumerated() {
            emit(Handlers.setField(shift: layout.shifts[field]), object, slot, Int(layout.offsets[field]))
        }
        emit(opCopy, pushResult(), object)
    }

    private mutating func translateStructNewDefault(_ type: Int) {
        let live = liveSlots
        let byteCount = types.layouts[type].byteCount
        if let sizeClass = SizeClass.containing(byteCount) {
            emitStructNew(opStructNewDefault, type, sizeClass, liveSlots: live)
        } else {
            emit(opStructNewLarge, pushResult(), live, Int(types.numbers[type]), byteCount)
        }
    }

    private mutating func translateStructGet(_ type: Int, _ field: Int, isSigned: Bool) {
        let layout = types.layouts[type]
        let shift = layout.shifts[field]
        let object = popSlot()
        emit(
            Handlers.getField(shift: shift, isSigned: isSigned), pushResult(isVector: shift == 4), object,
            Int(layout.offsets[field]))
    }

    private mutating func translateStructSet(_ type: Int, _ field: Int) {
        let layout = types.layouts[type]
        let value = popSlot()
        let object = popSlot()
        emit(Handlers.setField(shift: layout.shifts[field]), object, value, Int(layout.offsets[field]))
    }

    // MARK: Arrays

    mutating func translateArray(_ instruction: Instruction) {
        // `array.len` has no type.
        if instruction.opcode == .arrayLen {
            let array = popSlot()
            return emit(opArrayLen, pushResult(), array)
        }
        let type = Int(instruction.index)
        let shift = Int(types.layouts[type].shifts[0])
        switch instruction.opcode {
        case .arrayNew, .arrayNewDefault, .arrayNewFixed, .arrayNewData, .arrayNewElem:
            translateArrayNew(instruction, shift: shift)
        case .arrayGet, .arrayGetU, .arrayGetS:
            let index = popSlot()
            let array = popSlot()
            emit(
                Handlers.getElement(shift: UInt8(shift), isSigned: instruction.opcode == .arrayGetS),
                pushResult(isVector: shift == 4), array, index)
        case .arraySet:
            let value = popSlot()
            let index = popSlot()
            let array = popSlot()
            emit(Handlers.setElement(shift: UInt8(shift)), array, index, value)
        case .arrayFill:
            let count = popCount(unit: .elements)
            let value = popSlot()
            let index = popSlot()
            let array = popSlot()
            emit(opArrayFill, array, index, value, count, shift)
        case .arrayCopy:
            let count = popCount(unit: .elements)
            let fromIndex = popSlot()
            let from = popSlot()
            let toIndex = popSlot()
            let to = popSlot()
            emit(opArrayCopy, to, toIndex, from, fromIndex, count)
            code.append(shift)
        case .arrayInitData, .arrayInitElem:
            let count = popCount(unit: .elements)
            let from = popSlot()
            let index = popSlot()
            let array = popSlot()
            let segment = Int(instruction.secondIndex)
            if instruction.opcode == .arrayInitElem {
                emit(opArrayInitElem, array, index, from, count, segment)
            } else {
                emit(opArrayInitData, array, index, from, count, shift)
                code.append(segment)
            }
        default: preconditionFailure("\(instruction.opcode) is translated elsewhere")
        }
    }

    private mutating func translateArrayNew(_ instruction: Instruction, shift: Int) {
        let number = Int(types.numbers[Int(instruction.index)])
        let segment = Int(instruction.secondIndex)
        let live = liveSlots
        switch instruction.opcode {
        case .arrayNew:
            let count = popCount(unit: .elements)
            let value = popSlot()
            emit(opArrayNew, pushResult(), live, number, value, count)
            code.append(shift)
        case .arrayNewDefault:
            let count = popCount(unit: .elements)
            emit(opArrayNewDefault, pushResult(), live, number, count, shift)
        case .arrayNewFixed:
            var slots = Array(repeating: 0, count: Int(instruction.secondIndex))
            for index in slots.indices.reversed() { slots[index] = popSlot() }
            emit(opArrayNewFixed, pushResult(), live, number, shift, slots.count)
            for slot in slots { code.append(slot) }
        case .arrayNewData:
            let count = popCount(unit: .elements)
            let from = popSlot()
            emit(opArrayNewData, pushResult(), live, number, from, count)
            code.append(shift)
            code.append(segment)
        default:
            let count = popCount(unit: .elements)
            let from = popSlot()
            emit(opArrayNewElem, pushResult(), live, number, from, count)
            code.append(segment)
        }
    }
}

extension Handlers {
    static func getField(shift: UInt8, isSigned: Bool) -> Handler {
        switch (shift, isSigned) {
        case (0, true): opStructGet8S
        case (0, false): opStructGet8U
        case (1, true): opStructGet16S
        case (1, false): opStructGet16U
        case (2, _): opStructGet32
        case (3, _): opStructGet64
        default: opStructGetVector
        }
    }

    static func setField(shift: UInt8) -> Handler {
        switch shift {
        case 0: opStructSet8
        case 1: opStructSet16
        case 2: opStructSet32
        case 3: opStructSet64
        default: opStructSetVector
        }
    }

    static func getElement(shift: UInt8, isSigned: Bool) -> Handler {
        switch (shift, isSigned) {
        case (0, true): opArrayGet8S
        case (0, false): opArrayGet8U
        case (1, true): opArrayGet16S
        case (1, false): opArrayGet16U
        case (2, _): opArrayGet32
        case (3, _): opArrayGet64
        default: opArrayGetVector
        }
    }

    static func setElement(shift: UInt8) -> Handler {
        switch shift {
        case 0: opArraySet8
        case 1: opArraySet16
        case 2: opArraySet32
        case 3: opArraySet64
        default: opArraySetVector
        }
    }
}
