import WasmBinary

// Sequences of instructions (specification §6.5): flat ones, and folded ones, whose operands stand in the parentheses behind
// them. Text nests as deep as it likes, so `BodyState.frames` is the stack.

extension ModuleReader {
    /// Reads instructions up to the parenthesis that closes what they stand in, which is left.
    mutating func readInstructions() throws(TextError) {
        let base = body.frames.count
        while true {
            let token = cursor.token
            switch token.kind {
            case .open:
                try readOpen()
            case .close where body.frames.count == base:
                return
            case .close:
                try readClose()
            case .keyword:
                try readFlat()
            default:
                throw unexpectedInBody()
            }
        }
    }

    /// Reads one folded instruction.
    mutating func readFoldedInstruction(_ expected: String) throws(TextError) {
        guard cursor.token.kind == .open else { throw cursor.unexpected(expected) }
        let base = body.frames.count
        try readOpen()
        while body.frames.count > base {
            switch cursor.token.kind {
            case .open: try readOpen()
            case .close: try readClose()
            case .keyword: try readFlat()
            default: throw unexpectedInBody()
            }
        }
    }

    private func unexpectedInBody() -> TextError {
        guard let frame = body.frames.last else { return cursor.unexpected("an instruction, or \")\"") }
        let word = cursor.text(frame.token)
        return switch frame.kind {
        case .folded: cursor.unexpected("an instruction in parentheses, or \")\"")
        case .foldedCondition: cursor.unexpected("an instruction in parentheses, or (then …)")
        case .foldedAfterThen: cursor.unexpected("(else …), or \")\"")
        case .foldedAfterElse: cursor.unexpected("\")\"")
        case .if: cursor.unexpected("an instruction, else, or end")
        case .block, .else: cursor.unexpected("an instruction, or the end of this \(word)")
        case .foldedBlock, .foldedThen, .foldedElse: cursor.unexpected("an instruction, or \")\"")
        }
    }

    // MARK: Folded instructions

    private mutating func readOpen() throws(TextError) {
        let hint = try branchHint()
        cursor.advance()
        let token = cursor.token
        guard token.kind == .keyword else { throw cursor.unexpected("the name of an instruction") }
        switch body.frames.last?.kind {
        case .foldedCondition(let type) where cursor.take("then"):
            let frame = body.frames[body.frames.count - 1]
            try emit(Instruction(.if), type, frame.label ?? BlockLabel(), hint: frame.hint)
            body.frames[body.frames.count - 1].kind = .foldedThen
            return
        case .foldedAfterThen:
            guard cursor.take("else") else { throw unexpectedInBody() }
            emit(Instruction(.else))
            body.frames[body.frames.count - 1].kind = .foldedElse
            return
        case .foldedAfterElse:
            throw unexpectedInBody()
        default:
            break
        }
        let opcode = try opcode()
        cursor.advance()
        switch opcode {
        case .block, .loop, .tryTable:
            try checkHint(hint, opcode, token)
            try beginBlock(opcode, hint: nil)
            body.frames.append(BodyState.Frame(kind: .foldedBlock, token: token))
        case .if:
            let label = try blockLabel()
            let type = try blockType()
            body.frames.append(
                BodyState.Frame(kind: .foldedCondition(type), token: token, hint: hint, label: label))
        case .else, .end:
            throw cursor.error(
                "unexpected token \(cursor.shown(token)): in parentheses, blocks end with their parenthesis", at: token)
        default:
            try checkHint(hint, opcode, token)
            let start = body.deferred.count
            let (instruction, lists) = try instruction(opcode)
            encode(instruction, lists)
            body.deferred += body.writer.bytes
            body.frames.append(BodyState.Frame(kind: .folded(start: start), token: token, hint: hint))
        }
    }

    private mutating func readClose() throws(TextError) {
        let frame = body.frames[body.frames.count - 1]
        switch frame.kind {
        case .folded(let start):
            if let hint = frame.hint { addHint(hint) }
            body.bytes += body.deferred[start...]
            body.deferred.removeSubrange(start...)
        case .foldedBlock, .foldedAfterThen, .foldedAfterElse:
            emit(Instruction(.end))
            body.labels.leave()
        case .foldedThen, .foldedElse:
            // The parenthesis of the arm; that of the `if` is still to come.
            let isThen = if case .foldedThen = frame.kind { true } else { false }
            body.frames[body.frames.count - 1].kind = isThen ? .foldedAfterThen : .foldedAfterElse
            cursor.advance()
            return
        case .foldedCondition, .block, .if, .else:
            throw unexpectedInBody()
        }
        body.frames.removeLast()
        cursor.advance()
    }

    // MARK: Flat instructions

    private mutating func readFlat() throws(TextError) {
        let token = cursor.token
        switch body.frames.last?.kind {
        case .folded, .foldedCondition, .foldedAfterThen, .foldedAfterElse: throw unexpectedInBody()
        default: break
        }
        let hint = try branchHint()
        let opcode = try opcode()
        try checkHint(hint, opcode, token)
        cursor.advance()
        switch opcode {
        case .block, .loop, .tryTable, .if:
            try beginBlock(opcode, hint: hint)
            body.frames.append(BodyState.Frame(kind: opcode == .if ? .if : .block, token: token))
        case .else:
            guard let frame = body.frames.last, case .if = frame.kind else {
                throw cursor.error("unexpected token else: there is no if that it could belong to", at: token)
            }
            try checkLabel(of: frame)
            emit(Instruction(.else))
            body.frames[body.frames.count - 1].kind = .else
        case .end:
            guard let frame = body.frames.last, isFlat(frame.kind) else {
                throw cursor.error("unexpected token end: there is no block that it could close", at: token)
            }
            try checkLabel(of: frame)
            emit(Instruction(.end))
            body.labels.leave()
            body.frames.removeLast()
        default:
            let (instruction, lists) = try instruction(opcode)
            if let hint { addHint(hint) }
            emit(instruction, lists)
        }
    }

    private func isFlat(_ kind: BodyState.Frame.Kind) -> Bool {
        switch kind {
        case .block, .if, .else: true
        default: false
        }
    }

    /// Behind `else` and `end` the label of their block may be repeated.
    private mutating func checkLabel(of frame: BodyState.Frame) throws(TextError) {
        let token = cursor.token
        guard let identifier = try cursor.identifier(), identifier != body.labels.innermost else { return }
        let label = body.labels.innermost.map { "the label \($0)" } ?? "no label"
        throw cursor.error(
            "mismatching label \(identifier): the \(cursor.text(frame.token)) that ends here has \(label)", at: token)
    }

    // MARK: Blocks

    private mutating func beginBlock(_ opcode: Opcode, hint: UInt8?) throws(TextError) {
        let label = try blockLabel()
        let type = try blockType()
        // The clauses are outside of the block.
        let clauses = opcode == .tryTable ? try catchClauses() : []
        try emit(Instruction(opcode), type, label, clauses, hint: hint)
    }

    private mutating func blockLabel() throws(TextError) -> BlockLabel {
        let identifier = try cursor.identifier()
        return BlockLabel(identifier: identifier, name: try nameAnnotation(of: "label") ?? identifier?.text)
    }

    /// A block type: the short forms of the binary format are used where no index was written.
    private mutating func blockType() throws(TextError) -> BlockType {
        let use = try typeUse()
        guard use.index == nil, use.function.parameters.isEmpty, use.function.results.count <= 1 else {
            return .type(resolve(use))
        }
        return use.function.results.first.map { .value($0) } ?? .empty
    }

    private mutating func catchClauses() throws(TextError) -> [CatchClause] {
        var clauses: [CatchClause] = []
        while true {
            let kind: CatchClause.Kind
            if cursor.take(list: "catch") {
                kind = .catch
            } else if cursor.take(list: "catch_ref") {
                kind = .catchRef
            } else if cursor.take(list: "catch_all") {
                kind = .catchAll
            } else if cursor.take(list: "catch_all_ref") {
                kind = .catchAllRef
            } else {
                return clauses
            }
            let tag = kind.hasTag ? try index(.tag) : 0
            clauses.append(CatchClause(kind, tag: tag, label: try label()))
            try cursor.expectClose()
        }
    }

    // MARK: Emitting

    private mutating func emit(
        _ instruction: Instruction, _ type: BlockType, _ label: BlockLabel, _ clauses: [CatchClause] = [], hint: UInt8?
    ) throws(TextError) {
        var instruction = instruction
        instruction.blockType = type
        if let hint { addHint(hint) }
        emit(instruction, InstructionLists(clauses: clauses))
        body.labels.enter(label.identifier)
        if let name = label.name, let function = body.function {
            names.addLabel(name, body.blockCount, function: function)
        }
        body.blockCount += 1
    }

    private mutating func emit(_ instruction: Instruction, _ lists: InstructionLists = InstructionLists()) {
        encode(instruction, lists)
        body.bytes += body.writer.bytes
    }

    /// Leaves the bytes of an instruction in `body.writer`.
    private mutating func encode(_ instruction: Instruction, _ lists: InstructionLists) {
        body.writer.removeAll()
        switch instruction.opcode {
        case .brTable: body.writer.appendBranchTable(lists.labels.dropLast(), default: lists.labels.last ?? 0)
        case .tryTable: body.writer.appendTryTable(instruction.blockType, lists.clauses)
        case .selectT: body.writer.appendSelect(lists.types)
        default: body.writer.append(instruction)
        }
    }

    // MARK: Branch hints

    private mutating func addHint(_ value: UInt8) {
        body.hints.append(BranchHint(offset: UInt32(body.bytes.count), value: value))
    }

    /// The value of a `(@metadata.code.branch_hint "…")` before the next instruction.
    private mutating func branchHint() throws(TextError) -> UInt8? {
        guard body.function != nil else { return nil }
        let annotations = cursor.annotations(.branchHint)
        guard let annotation = annotations.first else { return nil }
        guard annotations.count == 1 else { throw cursor.error("duplicate annotation", at: annotations[1]) }
        var contents = cursor.contents(of: annotation)
        let value = contents.strings()
        try contents.expectClose("a string")
        guard value == [0] || value == [1] else {
            throw cursor.error("expected \"\\00\" (unlikely) or \"\\01\" (likely)", at: annotation)
        }
        return value[0]
    }

    private func checkHint(_ hint: UInt8?, _ opcode: Opcode, _ token: Token) throws(TextError) {
        guard hint != nil, opcode != .if, opcode != .brIf else { return }
        throw cursor.error(
            "@\(Annotation.Kind.branchHint.rawValue) annotation: invalid target: it belongs before an if or a br_if",
            at: token)
    }
}
