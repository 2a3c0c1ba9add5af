extension InstanceStorage {
    /// The value of a constant expression, as a slot (specification §3.4.15).
    func evaluate(_ expression: ConstantExpression) throws -> UInt64 {
        var slot: UInt64 = 0
        try evaluate(expression, into: &slot)
        return slot
    }

    /// Put the value of a constant expression into a slot, or a vector into two.
    func evaluate(_ expression: ConstantExpression, into slots: UnsafeMutablePointer<UInt64>) throws {
        if let value = try module.binary.bytes.withUnsafeBytes({ try singleValue($0, expression) }) {
            slots.pointee = value
            return
        }
        let block = store.block
        let bottom = block.pointee.top
        // Operands lie on the store's stack, where a collection sees them.
        defer { block.pointee.top = bottom }
        try module.binary.bytes.withUnsafeBytes { bytes in
            var reader = InstructionReader(bytes, range: expression.range)
            while true {
                let instruction = try reader.next()
                if instruction.opcode == .end { break }
                guard block.pointee.top < store.stackLimit else { throw Trap(.callStackExhausted) }
                try evaluate(instruction)
            }
        }
        slots.update(from: bottom, count: block.pointee.top - bottom)
    }

    /// The value of an expression that is one instruction and takes one slot. Nearly all are; without the stack, whose first page many
    /// an instance would touch for nothing else.
    private func singleValue(_ bytes: UnsafeRawBufferPointer, _ expression: ConstantExpression) throws -> UInt64? {
        var reader = InstructionReader(bytes, range: expression.range)
        let instruction = try reader.next()
        guard try reader.next().opcode == .end else { return nil }
        return switch instruction.opcode {
        case .i32Const, .i64Const, .f32Const, .f64Const: instruction.bits
        case .refFunc: UInt64(UInt(bitPattern: function(instruction.index)))
        case .refNull: 0
        default: nil
        }
    }

    private func push(_ value: UInt64) {
        store.block.pointee.top.pointee = value
        store.block.pointee.top += 1
    }

    /// - Returns: where the popped values start.
    @discardableResult
    private func pop(_ slots: Int) -> UnsafeMutablePointer<UInt64> {
        store.block.pointee.top -= slots
        return store.block.pointee.top
    }

    private func evaluate(_ instruction: Instruction) throws {
        let type = Int(instruction.index)
        switch instruction.opcode {
        case .i32Const, .i64Const, .f32Const, .f64Const:
            push(instruction.bits)
        case .v128Const:
            push(instruction.bits)
            push(instruction.highBits)
        case .globalGet:
            let cell = globalCell(instruction.index)
            for slot in 0..<module.binary.type(ofGlobal: instruction.index).value.slotCount { push(cell[slot]) }
        case .refFunc:
            push(UInt64(UInt(bitPattern: function(instruction.index))))
        case .refNull:
            push(0)
        case .i32Add, .i32Sub, .i32Mul:
            let operands = pop(2)
            let (a, b) = (UInt32(slot: operands[0]), UInt32(slot: operands[1]))
            push(UInt64(instruction.opcode == .i32Add ? a &+ b : instruction.opcode == .i32Sub ? a &- b : a &* b))
        case .i64Add, .i64Sub, .i64Mul:
            let operands = pop(2)
            let (a, b) = (operands[0], operands[1])
            push(instruction.opcode == .i64Add ? a &+ b : instruction.opcode == .i64Sub ? a &- b : a &* b)
        case .refI31:
            push(ReferenceBits.i31(UInt32(slot: pop(1).pointee)))
        case .anyConvertExtern, .externConvertAny:
            break
        case .structNew, .structNewDefault:
            try makeStruct(type, isDefault: instruction.opcode == .structNewDefault)
        case .arrayNew, .arrayNewDefault:
            let count = UInt32(slot: pop(1).pointee)
            try makeArray(type, count: count, hasValue: instruction.opcode == .arrayNew)
        case .arrayNewFixed:
            try makeArray(type, elements: instruction.secondIndex)
        default:
            preconditionFailure("\(instruction.opcode) in a validated constant expression")
        }
    }

    /// An object of zeros.
    private func make(_ type: Int, byteCount: Int, count: UInt32) throws -> ObjectPointer {
        guard let object = store.allocate(byteCount) else { throw Trap(.heapExhausted) }
        object.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        object.header.pointee = ObjectHeader(type: module.types.numbers[type], count: count)
        return object
    }

    private func makeStruct(_ type: Int, isDefault: Bool) throws {
        let layout = module.types.layouts[type]
        let object = try make(type, byteCount: layout.byteCount, count: 0)
        if !isDefault {
            var value = pop(layout.shifts.reduce(0) { $0 + ($1 == 4 ? 2 : 1) })
            for (offset, shift) in zip(layout.offsets, layout.shifts) {
                object.store(value, at: Int(offset), shift: Int(shift))
                value += shift == 4 ? 2 : 1
            }
        }
        push(UInt64(UInt(bitPattern: object)))
    }

    /// - Parameter hasValue: whether all elements are the value on the stack, and not zero.
    private func makeArray(_ type: Int, count: UInt32, hasValue: Bool) throws {
        let shift = Int(module.types.layouts[type].shifts[0])
        let array = try make(type, byteCount: ObjectHeader.byteCount + Int(count) << shift, count: count)
        if hasValue {
            let value = pop(shift == 4 ? 2 : 1)
            for index in 0..<Int(count) {
                array.store(value, at: ObjectHeader.byteCount + index << shift, shift: shift)
            }
        }
        push(UInt64(UInt(bitPattern: array)))
    }

    /// An array of the topmost values.
    private func makeArray(_ type: Int, elements count: UInt32) throws {
        let shift = Int(module.types.layouts[type].shifts[0])
        let width = shift == 4 ? 2 : 1
        let array = try make(type, byteCount: ObjectHeader.byteCount + Int(count) << shift, count: count)
        let values = pop(Int(count) * width)
        for index in 0..<Int(count) {
            array.store(values + index * width, at: ObjectHeader.byteCount + index << shift, shift: shift)
        }
        push(UInt64(UInt(bitPattern: array)))
    }
}
