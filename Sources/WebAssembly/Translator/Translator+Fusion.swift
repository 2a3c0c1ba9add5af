// Two instructions that follow each other become one (decision 106): the second takes back the first, if that is the last
// instruction of the code and made the second one's operand. Handlers read their operands before they write, so operands stay what
// they were.

extension Translator {
    /// The operands of an instruction that was taken back.
    struct Operands {
        var first: Int
        var second: Int
        var third: Int
    }

    /// Whether the value in entry `index` was made by the last instruction, and nothing else has it.
    private func isLastResult(_ entry: ValueStack.Entry, at index: Int) -> Bool {
        entry.kind == .temporary && !entry.isVector && isLastResult(at: index)
    }

    /// Take back the last instruction if it is `handler` and made the value in entry `index`.
    mutating func takeBack(_ handler: Handler, _ entry: ValueStack.Entry, at index: Int) -> Operands? {
        guard isLastResult(entry, at: index), code.isLast(handler) else { return nil }
        return takeBackLast()
    }

    private mutating func takeBackLast() -> Operands {
        let operands = Operands(
            first: code.lastField(12), second: code.lastField(16), third: code.lastField(20))
        forgetLast()
        return operands
    }

    // MARK: Operations

    /// `operation(other, part(a, b))` as one instruction, if the last one is `part`: its operands follow the other operand's slot.
    /// - Parameter isCommutative: whether the part may be the first operand.
    /// - Returns: whether that was done.
    mutating func fold(_ part: Handler, into whole: Handler, isCommutative: Bool = true) -> Bool {
        let b = stack[stack.count - 1]
        let a = stack[stack.count - 2]
        if a.kind != .constant, let operands = takeBack(part, b, at: stack.count - 1) {
            // If the other operand is a sum, it is made here, in a home below those of the part's operands.
            stack.pop()
            let other = popSlot()
            emit(whole, pushResult(), other, operands.first, operands.second)
            return true
        }
        if isCommutative, b.kind == .local, let operands = takeBack(part, a, at: stack.count - 2) {
            let other = popSlot()
            stack.pop()
            emit(whole, pushResult(), other, operands.first, operands.second)
            return true
        }
        return false
    }

    /// `operation(part(a, b), constant)` as one instruction, if the constant is on top and the last one is `part`.
    mutating func fold(_ part: Handler, withConstantInto whole: Handler) -> Bool {
        let constant = stack[stack.count - 1]
        guard constant.kind == .constant,
            let operands = takeBack(part, stack[stack.count - 2], at: stack.count - 2)
        else { return false }
        stack.pop()
        stack.pop()
        emit(whole, pushResult(), operands.first, operands.second, Int(truncatingIfNeeded: constant.payload))
        return true
    }

    /// The handlers of one access, or of one operation on what an access loads, by the address' mode.
    struct Modes {
        var slot: Handler
        var sum: Handler
        var indexed: Handler
    }

    /// `operation(other, memory[address])` as one instruction, if the last one is the load.
    /// - Parameter swapped: the same when the loaded value is the first operand; nil when there is none.
    mutating func foldLoad(_ load: Modes, into whole: Modes, swapped: Modes?) -> Bool {
        let b = stack[stack.count - 1]
        let a = stack[stack.count - 2]
        if a.kind != .constant, let (handler, address) = takeBackLoad(load, b, at: stack.count - 1, for: whole) {
            stack.pop()
            let other = popSlot()
            emit(handler, pushResult(), other)
            for field in address { code.append(field) }
            return true
        }
        if let swapped, b.kind == .local,
            let (handler, address) = takeBackLoad(load, a, at: stack.count - 2, for: swapped)
        {
            let other = popSlot()
            stack.pop()
            emit(handler, pushResult(), other)
            for field in address { code.append(field) }
            return true
        }
        return false
    }

    private mutating func takeBackLoad(
        _ load: Modes, _ entry: ValueStack.Entry, at index: Int, for whole: Modes
    ) -> (Handler, address: [Int])? {
        guard isLastResult(entry, at: index) else { return nil }
        let handler: Handler
        let count: Int
        if code.isLast(load.slot) {
            (handler, count) = (whole.slot, 2)
        } else if code.isLast(load.sum) {
            (handler, count) = (whole.sum, 3)
        } else if code.isLast(load.indexed) {
            (handler, count) = (whole.indexed, 4)
        } else {
            return nil
        }
        let address = (0..<count).map { code.lastField(12 + 4 * $0) }
        forgetLast()
        return (handler, address)
    }

    // MARK: Addresses

    /// What an access's address was made of.
    enum AddressOperand {
        case slot(Int)
        case sum(Int, constant: Int)
        case absolute(Int)
        case indexed(Int, index: Int, shift: Int)
        case scaled(index: Int, shift: Int, constant: Int)
    }

    /// Pop an address.
    /// - Parameter canIndex: whether the access has handlers for elements of arrays.
    mutating func popAddress(canIndex: Bool) -> AddressOperand {
        let entry = stack.pop()
        let index = stack.count
        switch entry.kind {
        case .constant:
            return .absolute(Int(truncatingIfNeeded: entry.payload))
        case .sum where entry.addend != 0:
            return .sum(locals.slot(of: entry.payload), constant: Int(entry.addend))
        case .local, .sum:
            return .slot(locals.slot(of: entry.payload))
        case .temporary:
            guard isLastResult(entry, at: index) else { break }
            if code.isLast(opI32AddImmediate) {
                let sum = takeBackSum()
                return .sum(sum.first, constant: sum.second)
            }
            // An address is the lower half of what its slot holds.
            if code.isLast(opI32WrapI64) { return .slot(takeBackSum().first) }
            guard canIndex else { break }
            if code.isLast(opI32Add) {
                let sum = takeBackSum()
                return .indexed(sum.first, index: sum.second, shift: 0)
            }
            if code.isLast(opI32AddShl) {
                let sum = takeBackSum()
                return .indexed(sum.first, index: sum.second, shift: sum.third)
            }
            if code.isLast(opI32ShlAddImmediate) {
                let sum = takeBackSum()
                return .scaled(index: sum.first, shift: sum.second, constant: sum.third)
            }
        }
        return .slot(home(index))
    }

    /// What was taken back cannot trap, the access can: it is what stands at this place.
    private mutating func takeBackSum() -> Operands {
        let sum = takeBackLast()
        noteInPlace()
        return sum
    }

    /// Pop an address that is a local plus a constant.
    /// - Returns: nil, and leaves it there, if it is something else.
    mutating func popSum() -> (slot: Int, constant: Int)? {
        let entry = stack[stack.count - 1]
        guard entry.kind == .sum, !entry.isAddressSlot,
            case .sum(let slot, let constant) = popAddress(canIndex: false)
        else {
            return nil
        }
        return (slot, constant)
    }

    // MARK: Branches

    /// Take back the last instruction if it adds a constant to what is then compared.
    /// - Returns: the summand and the constant.
    mutating func takeBackAddition(to slot: Int) -> Operands? {
        guard code.isLast(opI32AddImmediate), code.lastField(8) == slot else { return nil }
        return takeBackLast()
    }

    // MARK: Two at once

    /// `to ← a + constant`.
    mutating func emitAddition(_ to: Int, _ a: Int, _ constant: Int) {
        if code.isLast(opI32AddImmediate), !isLastRedirectable {
            let first = (code.lastField(8), code.lastField(12), code.lastField(16))
            forgetLast()
            emit(opI32AddImmediateTwice, first.0, first.1, first.2, to, a)
            code.append(constant)
        } else {
            emit(opI32AddImmediate, to, a, constant)
        }
    }

    mutating func emitCopy(_ to: Int, _ from: Int) {
        if code.isLast(opCopy), !isLastRedirectable {
            let first = (code.lastField(8), code.lastField(12))
            forgetLast()
            emit(opCopyTwice, first.0, first.1, to, from)
        } else {
            emit(opCopy, to, from)
        }
    }
}

extension Handlers {
    /// Add a constant and branch by a comparison of the sum with a slot; nil where there is no such instruction.
    static func addBranch(_ type: ComparedType, _ relation: Relation) -> Handler? {
        switch (type, relation) {
        case (.i32, .eq): opAddBranchI32Eq
        case (.i32, .ne): opAddBranchI32Ne
        case (.i32, .ltS): opAddBranchI32LtS
        case (.i32, .ltU): opAddBranchI32LtU
        default: nil
        }
    }

    /// Add a constant and branch by a comparison of the sum with another.
    static func addBranchImmediate(_ type: ComparedType, _ relation: Relation) -> Handler? {
        switch (type, relation) {
        case (.i32, .eq): opAddBranchI32EqImmediate
        case (.i32, .ne): opAddBranchI32NeImmediate
        case (.i32, .ltS): opAddBranchI32LtSImmediate
        case (.i32, .ltU): opAddBranchI32LtUImmediate
        case (.i32, .gtS): opAddBranchI32GtSImmediate
        case (.i32, .gtU): opAddBranchI32GtUImmediate
        default: nil
        }
    }

    /// Choose by a comparison of two slots; the relation needs no swap.
    /// - Returns: the handler, and whether what is chosen has to change places.
    static func select(_ type: ComparedType, _ relation: Relation) -> (Handler, isSwapped: Bool)? {
        switch (type, relation) {
        case (.i32, .eq): (opSelectI32Eq, false)
        case (.i32, .ne): (opSelectI32Eq, true)
        case (.i32, .ltS): (opSelectI32LtS, false)
        case (.i32, .ltU): (opSelectI32LtU, false)
        case (.i32, .geS): (opSelectI32LtS, true)
        case (.i32, .geU): (opSelectI32LtU, true)
        default: nil
        }
    }
}

extension Translator.Modes {
    static var i32: Self { Self(slot: opI32Load, sum: opI32LoadSum, indexed: opI32LoadIndexed) }
    static var i64: Self { Self(slot: opI64Load, sum: opI64LoadSum, indexed: opI64LoadIndexed) }
    static var i32Add: Self { Self(slot: opI32AddLoad, sum: opI32AddLoadSum, indexed: opI32AddLoadIndexed) }
    static var i64Add: Self { Self(slot: opI64AddLoad, sum: opI64AddLoadSum, indexed: opI64AddLoadIndexed) }
    static var f64Add: Self { Self(slot: opF64AddLoad, sum: opF64AddLoadSum, indexed: opF64AddLoadIndexed) }
    static var f64Mul: Self { Self(slot: opF64MulLoad, sum: opF64MulLoadSum, indexed: opF64MulLoadIndexed) }
    static var f64Sub: Self { Self(slot: opF64SubLoad, sum: opF64SubLoadSum, indexed: opF64SubLoadIndexed) }
    static var f64SubFrom: Self {
        Self(slot: opF64SubFromLoad, sum: opF64SubFromLoadSum, indexed: opF64SubFromLoadIndexed)
    }
}
