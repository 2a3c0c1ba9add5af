// Blocks, branches and calls (specification §3.4.11, §4.6.8).

extension Translator {
    // MARK: Blocks

    mutating func translateBlock(_ kind: ControlFrame.Kind, _ type: BlockType) {
        var condition: Condition?
        if kind == .if { condition = popCondition() }
        let (parameters, results) = slotCounts(of: type)
        settleForControl(top: parameters)
        var frame = ControlFrame(
            kind: kind, height: stack.count - parameters, type: type, parameterSlots: parameters,
            resultSlots: results, start: code.count)
        if let condition {
            let branch = emitBranch(if: condition, is: false)
            frame.elseFixup = addFixup(branch, to: frame.elseFixup)
        } else if kind == .loop {
            bindLabel()
        }
        frames.append(frame)
    }

    mutating func translateElse() {
        var frame = frames.removeLast()
        settleBranchOperands(frame.resultSlots)
        moveResults(frame.resultSlots, to: frame.height)
        frame.endFixup = addFixup(emitJump(), to: frame.endFixup)
        beginElse(&frame)
    }

    /// The `else` of an `if` whose first branch does not reach its end.
    mutating func translateElseUnreached() {
        var frame = frames.removeLast()
        beginElse(&frame)
    }

    private mutating func beginElse(_ frame: inout ControlFrame) {
        bindFixups(frame.elseFixup)
        frame.elseFixup = -1
        frame.kind = .else
        stack.pop(to: frame.height)
        if case .type(let index) = frame.type { pushTemporaries(functionType(index).parameters) }
        frames.append(frame)
    }

    mutating func translateEnd(isReached: Bool) {
        let frame = frames.removeLast()
        if frame.kind == .function {
            // A branch to the function's block returns at once, so nothing waits for this end.
            if isReached {
                settleBranchOperands(resultSlots)
                emitReturn()
            }
            return
        }
        if isReached {
            settleBranchOperands(frame.resultSlots)
            moveResults(frame.resultSlots, to: frame.height)
        }
        if frame.kind == .tryTable { finishTryTable(frame) }
        bindFixups(frame.elseFixup)
        bindFixups(frame.endFixup)
        stack.pop(to: frame.height)
        switch frame.type {
        case .empty: break
        case .value(let type): stack.pushTemporary(isVector: type == .v128)
        case .type(let index): pushTemporaries(functionType(index).results)
        }
        bindLabel()
    }

    func slotCounts(of type: BlockType) -> (parameters: Int, results: Int) {
        switch type {
        case .empty: return (0, 0)
        case .value(let type): return (0, type.slotCount)
        case .type(let index):
            let type = functionType(index)
            return (type.parameters.slotCount, type.results.slotCount)
        }
    }

    mutating func pushTemporaries(_ types: [ValueType]) {
        for type in types { stack.pushTemporary(isVector: type == .v128) }
    }

    // MARK: Branches

    mutating func translateBranch(_ depth: UInt32) {
        settleBranchOperands(labelSlots(frames.count - 1 - Int(depth)))
        emitBranch(depth)
    }

    /// Move the operands of a branch to where its target wants them, and go there.
    private mutating func emitBranch(_ depth: UInt32) {
        let target = frames.count - 1 - Int(depth)
        if frames[target].kind == .function { return emitReturn() }
        moveResults(labelSlots(target), to: frames[target].height)
        bind(emitJump(), to: target)
    }

    /// Several operands of a branch go to their homes before it, from where they move in one instruction: code stays
    /// in proportion to the module, however many branches take a thousand values along.
    private mutating func settleBranchOperands(_ count: Int) {
        if count > 1, !isOneValue(count) { settleTop(count) }
    }

    /// Whether the topmost `count` entries are one value.
    private func isOneValue(_ count: Int) -> Bool { count == 1 || count == 2 && stack.isVectorOnTop }

    mutating func translateBranchIf(_ depth: UInt32) {
        translateConditionalBranch(depth, if: popCondition())
    }

    /// Branch when the condition is `expected`, with what is on the stack.
    mutating func translateConditionalBranch(_ depth: UInt32, if condition: Condition, is expected: Bool = true) {
        let target = frames.count - 1 - Int(depth)
        settleBranchOperands(labelSlots(target))
        let isReturn = frames[target].kind == .function
        if !isReturn, isInPlace(labelSlots(target), at: frames[target].height) {
            bind(emitBranch(if: condition, is: expected), to: target)
            return
        }
        let skip = emitBranch(if: condition, is: !expected)
        emitBranch(depth)
        code.patch(skip.field, code.count - skip.instruction)
        bindLabel()
    }

    mutating func translateBranchTable(
        _ instruction: Instruction, _ labels: inout LabelReader
    ) throws(ModuleError) {
        let index = popSlot()
        let lastNumber = Int(instruction.index)
        settleBranchOperands(try branchTableSlots(instruction, labels))
        let start = code.count
        emit(opBranchTable, index, lastNumber)
        for _ in 0...lastNumber { code.append(0) }
        for number in 0...lastNumber {
            let depth = try labels.next()
            let target = frames.count - 1 - Int(depth)
            let field = start + 16 + number * 4
            let isReturn = frames[target].kind == .function
            if !isReturn, isInPlace(labelSlots(target), at: frames[target].height) {
                bind((start, field), to: target)
            } else {
                // A branch that has to move values first goes by a stub of its own.
                code.patch(field, code.count - start)
                emitBranch(depth)
            }
        }
    }

    /// All labels of a `br_table` take the same number of values.
    private func branchTableSlots(_ instruction: Instruction, _ labels: LabelReader) throws(ModuleError) -> Int {
        var labels = labels
        return labelSlots(frames.count - 1 - Int(try labels.next()))
    }

    /// How many slots of values a branch to the frame takes along.
    private func labelSlots(_ frame: Int) -> Int {
        frames[frame].kind == .loop ? frames[frame].parameterSlots : frames[frame].resultSlots
    }

    /// Whether the topmost `count` entries already lie in the homes that start at entry `height`.
    private func isInPlace(_ count: Int, at height: Int) -> Bool {
        if count == 0 { return true }
        guard stack.count - count == height else { return false }
        return (height..<stack.count).allSatisfy { stack[$0].kind == .temporary }
    }

    /// Copy the topmost `count` entries to the homes that start at entry `height`. Several lie in their homes already, see
    /// `settleBranchOperands`.
    private mutating func moveResults(_ count: Int, to height: Int) {
        let first = stack.count - count
        if isOneValue(count) {
            move(stack[first], at: first, to: home(height))
        } else if count > 1, first != height {
            emit(opCopyRange, home(height), home(first), count)
        }
    }

    // MARK: Displacements

    mutating func emitJump() -> (instruction: Int, field: Int) {
        let start = code.count
        emit(opJump, 0)
        return (start, start + 8)
    }

    /// Let a branch go to a block's label: a loop's start, which is known, or the end of another, which is not yet.
    private mutating func bind(_ branch: (instruction: Int, field: Int), to frame: Int) {
        if frames[frame].kind == .loop {
            code.patch(branch.field, frames[frame].start - branch.instruction)
        } else {
            frames[frame].endFixup = addFixup(branch, to: frames[frame].endFixup)
        }
    }

    private mutating func addFixup(_ branch: (instruction: Int, field: Int), to list: Int) -> Int {
        fixups.append(Fixup(instruction: branch.instruction, field: branch.field, next: list))
        return fixups.count - 1
    }

    /// Everything in the list goes to the end of the code as it is now.
    private mutating func bindFixups(_ list: Int) {
        var index = list
        while index >= 0 {
            let fixup = fixups[index]
            code.patch(fixup.field, code.count - fixup.instruction)
            index = fixup.next
        }
        bindLabel()
    }

    // MARK: Calls

    /// The function type of an index, of which validation knows that it is one.
    func functionType(_ index: UInt32) -> FunctionType { module.functionType(at: index)! }

    mutating func translateCall(_ index: UInt32) {
        let type = module.type(ofFunction: index)
        let frame = prepareCall(type)
        let header = Translator.headerSlot(of: type)
        if Int(index) < module.importedFunctions.count {
            emit(opCallImport, layout.function(index), frame, header)
        } else {
            emit(opCall)
            code.append(UInt64(UInt(bitPattern: records + (Int(index) - module.importedFunctions.count))))
            code.append(frame)
            code.append(header)
        }
        finishCall(type)
    }

    mutating func translateCallIndirect(type typeIndex: UInt32, table: UInt32) {
        let type = functionType(typeIndex)
        let index = popSlot()
        let frame = prepareCall(type)
        emit(
            opCallIndirect, index, layout.table(table), Int(types.numbers[Int(typeIndex)]), frame,
            Translator.headerSlot(of: type))
        finishCall(type)
    }

    mutating func translateCallRef(type typeIndex: UInt32) {
        let type = functionType(typeIndex)
        let function = popSlot()
        let frame = prepareCall(type)
        emit(opCallRef, function, frame, Translator.headerSlot(of: type))
        finishCall(type)
    }

    /// Put the arguments into their homes.
    /// - Returns: the slot where the callee's frame starts.
    mutating func prepareCall(_ type: FunctionType) -> Int {
        let count = type.parameters.slotCount
        settleTop(count)
        return home(stack.count - count)
    }

    /// Results lie where the arguments lay.
    private mutating func finishCall(_ type: FunctionType) {
        stack.pop(to: stack.count - type.parameters.slotCount)
        pushTemporaries(type.results)
        bindLabel()
    }

    // MARK: Return

    mutating func translateReturn() {
        settleBranchOperands(resultSlots)
        emitReturn()
    }

    private mutating func emitReturn() {
        let first = stack.count - resultSlots
        switch resultSlots {
        case 0:
            emit(opReturn, headerSlot)
        case 1:
            let entry = stack[first]
            switch entry.kind {
            case .constant:
                emitConstant(entry.payload, to: 0)
                emit(opReturn, headerSlot)
            case .local:
                emit(opReturnValue, locals.slot(of: entry.payload), headerSlot)
            case .temporary:
                emit(opReturnValue, home(first), headerSlot)
            case .sum:
                move(entry, at: first, to: 0)
                emit(opReturn, headerSlot)
            }
        case 2 where stack.isVectorOnTop:
            move(stack[first], at: first, to: 0)
            emit(opReturn, headerSlot)
        default:
            // Results overwrite parameters, which may be results themselves; in their homes they are safe.
            emit(opCopyRange, 0, home(first), resultSlots)
            emit(opReturn, headerSlot)
        }
    }
}
