// One instruction of the body to code.

extension Translator {
    mutating func translate(
        _ instruction: Instruction, _ reader: inout InstructionReader
    ) throws(ModuleError) {
        switch instruction.opcode {
        case .unreachable:
            emit(opUnreachable)
            try skipUnreachable(&reader)
        case .nop:
            break
        case .block:
            translateBlock(.block, instruction.blockType)
        case .loop:
            translateBlock(.loop, instruction.blockType)
        case .if:
            translateBlock(.if, instruction.blockType)
        case .else:
            translateElse()
        case .end:
            translateEnd(isReached: true)
        case .br:
            translateBranch(instruction.index)
            try skipUnreachable(&reader)
        case .brIf:
            translateBranchIf(instruction.index)
        case .brTable:
            var labels = try reader.labels(of: instruction)
            try translateBranchTable(instruction, &labels)
            try skipUnreachable(&reader)
        case .return:
            translateReturn()
            try skipUnreachable(&reader)
        case .call:
            translateCall(instruction.index)
        case .callRef:
            translateCallRef(type: instruction.index)
        case .callIndirect:
            translateCallIndirect(type: instruction.index, table: instruction.secondIndex)
        case .tryTable:
            try translateTryTable(instruction, try reader.catches(of: instruction))
        case .throw:
            translateThrow(instruction.index)
            try skipUnreachable(&reader)
        case .throwRef:
            translateThrowReference()
            try skipUnreachable(&reader)
        case .returnCall:
            translateReturnCall(instruction.index)
            try skipUnreachable(&reader)
        case .returnCallIndirect:
            translateReturnCallIndirect(type: instruction.index, table: instruction.secondIndex)
            try skipUnreachable(&reader)
        case .returnCallRef:
            translateReturnCallReference(type: instruction.index)
            try skipUnreachable(&reader)

        case .drop:
            stack.pop()
        case .select, .selectT:
            translateSelect()

        case .localGet:
            stack.push(local: instruction.index, isVector: locals.isVector(instruction.index))
        case .localSet:
            translateLocalSet(instruction.index)
        case .localTee:
            translateLocalTee(instruction.index)
        case .globalGet:
            translateGlobalGet(instruction.index)
        case .globalSet:
            translateGlobalSet(instruction.index)

        case .i32Const, .i64Const, .f32Const, .f64Const:
            stack.push(constant: instruction.bits)
        case .refNull:
            stack.push(constant: 0)
        case .refIsNull:
            translateEqualsZero(.i64)
        case .refFunc:
            // The place of the function's pointer is a global that nobody writes.
            emit(opGlobalGet, pushResult(), layout.function(instruction.index))

        case .refEq, .refAsNonNull, .brOnNull, .brOnNonNull, .refTest, .refTestNull, .refCast, .refCastNull, .brOnCast,
            .brOnCastFail, .anyConvertExtern, .externConvertAny, .refI31, .i31GetS, .i31GetU:
            translateReference(instruction)
        case .structNew, .structNewDefault, .structGet, .structGetS, .structGetU, .structSet:
            translateStructure(instruction)
        case .arrayNew, .arrayNewDefault, .arrayNewFixed, .arrayNewData, .arrayNewElem, .arrayGet, .arrayGetS,
            .arrayGetU,
            .arraySet, .arrayLen, .arrayFill, .arrayCopy, .arrayInitData, .arrayInitElem:
            translateArray(instruction)

        default:
            if instruction.opcode.isVector { return translateVector(instruction) }
            if translateNumeric(instruction.opcode) || translateWide(instruction.opcode) { return }
            // The engine refuses modules with atomic instructions on systems that lack what these need.
            if #available(macOS 15, iOS 18, *), translateAtomic(instruction) { return }
            translateMemoryOrTable(instruction)
        }
    }

    /// Read on to the `else` or `end` of the current block without translating: nothing there can run.
    private mutating func skipUnreachable(_ reader: inout InstructionReader) throws(ModuleError) {
        var depth = 0
        while true {
            switch try reader.next().opcode {
            case .block, .loop, .if, .tryTable:
                depth += 1
            case .else where depth == 0:
                translateElseUnreached()
                return
            case .end where depth == 0:
                translateEnd(isReached: false)
                return
            case .end:
                depth -= 1
            default:
                break
            }
        }
    }

    // MARK: Globals

    private mutating func translateGlobalGet(_ global: UInt32) {
        let isVector = module.type(ofGlobal: global).value == .v128
        let handler: Handler =
            switch (isImportedGlobal(global), isVector) {
            case (false, false): opGlobalGet
            case (true, false): opGlobalGetImported
            case (false, true): opGlobalGetVector
            case (true, true): opGlobalGetImportedVector
            }
        emit(handler, pushResult(isVector: isVector), layout.global(global))
    }

    private mutating func translateGlobalSet(_ global: UInt32) {
        let handler: Handler =
            switch (isImportedGlobal(global), stack.isVectorOnTop) {
            case (false, false): opGlobalSet
            case (true, false): opGlobalSetImported
            case (false, true): opGlobalSetVector
            case (true, true): opGlobalSetImportedVector
            }
        emit(handler, popSlot(), layout.global(global))
    }

    private func isImportedGlobal(_ index: UInt32) -> Bool {
        Int(index) < module.importedGlobals.count
    }

    // MARK: Locals and select

    private mutating func translateLocalSet(_ local: UInt32) {
        let entry = stack.pop()
        assign(entry, at: stack.count, to: local)
    }

    private mutating func translateLocalTee(_ local: UInt32) {
        let entry = stack.pop()
        assign(entry, at: stack.count, to: local)
        if entry.kind == .constant {
            stack.push(constant: entry.payload, isVector: entry.isVector)
        } else {
            stack.push(local: local, isVector: entry.isVector)
        }
    }

    private mutating func assign(_ entry: ValueStack.Entry, at index: Int, to local: UInt32) {
        if entry.kind == .local, entry.payload == UInt64(local) { return }
        saveReaders(of: local)
        let target = locals.slot(of: UInt64(local))
        if entry.kind == .temporary, redirectResult(of: index, to: target) { return }
        move(entry, at: index, to: target)
    }

    private mutating func translateSelect() {
        if let comparison = lastComparison, case .slot(let b) = comparison.b,
            let (handler, isSwapped) = Handlers.select(comparison.type, comparison.relation),
            !stack[stack.count - 2].isVector
        {
            _ = popCondition()
            let y = popSlot()
            let x = popSlot()
            return emit(handler, pushResult(), comparison.a, b, isSwapped ? y : x, isSwapped ? x : y)
        }
        let condition = popSlot()
        let isVector = stack.isVectorOnTop
        let b = popSlot()
        let a = popSlot()
        emit(isVector ? opSelectVector : opSelect, pushResult(isVector: isVector), condition, a, b)
    }
}
