// Structured instructions, branches, calls and `select` (§3.4.7, §3.4.8).

extension ExpressionValidator {
    /// The signature of a packed block type.
    @inline(__always)
    mutating func signature(_ type: UInt64) throws(ModuleError) -> ValidationContext.Signature {
        if type == 0 { return ValidationContext.Signature() }
        if type & BlockType.indexBit != 0 { return try functionType(UInt32(truncatingIfNeeded: type)) }
        let result = PackedType(bits: type)
        if result.code.hasIndex { _ = try operandType(result) }
        return ValidationContext.Signature(results: context.single(result))
    }

    mutating func functionType(_ index: UInt32) throws(ModuleError) -> ValidationContext.Signature {
        guard Int(index) < context.definitions.count else {
            throw unknown("type", index, count: context.definitions.count)
        }
        let definition = context.definitions[Int(index)]
        guard definition.kind == .function else {
            throw error("type mismatch: type \(index) of \(instruction.opcode) is not a function type")
        }
        return definition.signature
    }

    mutating func typeIndex(ofFunction index: UInt32) throws(ModuleError) -> UInt32 {
        guard Int(index) < context.functions.count else {
            throw unknown("function", index, count: context.functions.count)
        }
        return context.functions[Int(index)]
    }

    mutating func checkElse() throws(ModuleError) {
        guard frame.kind == .if else { throw error("else without an if that it belongs to") }
        try finishFrame()
        locals.uninitialize(to: frame.initializedCount)
        frame.kind = .else
        frame.isUnreachable = false
        try push(frame.parameters)
    }

    /// Leaves the innermost frame. When the body itself ends, its results are on the stack and ``isFinished`` is true.
    mutating func checkEnd() throws(ModuleError) {
        try finishFrame()
        locals.uninitialize(to: frame.initializedCount)
        if frame.kind == .if, !context.matches(frame.parameters, frame.results) {
            throw error("type mismatch: an if without else must leave what it takes; its branch changes the types")
        }
        let results = frame.results
        if frame.kind == .body {
            isFinished = true
        } else {
            frame = outerFrames.pop()
        }
        try push(results)
    }

    mutating func checkBranchTable(_ labels: LabelReader) throws(ModuleError) {
        try pop(.i32)
        var labels = labels
        // All labels take the same number of operands along. The default one is last, so the first stands for all.
        let arity = try labelTypes(try labels.peek()).count
        var checked: UInt32?
        while labels.remaining > 0 {
            let types = try labelTypes(try labels.next())
            guard types.count == arity else {
                throw error("type mismatch: the labels of br_table take \(arity) values, and \(types.count)")
            }
            // A thousand types for a label of one byte: most labels of an instruction take the same ones.
            if checked == types.start { continue }
            try check(types)
            checked = types.start
        }
        setUnreachable()
    }

    // MARK: Calls

    /// Takes the arguments of a call and leaves its results, or leaves the function with them.
    mutating func checkCall(_ signature: ValidationContext.Signature, isTail: Bool) throws(ModuleError) {
        try pop(signature.parameters)
        guard isTail else { return try push(signature.results) }
        let results = functionResults
        guard context.matches(signature.results, results) else {
            throw error("type mismatch: \(instruction.opcode) calls a function whose results are not those of this one")
        }
        setUnreachable()
    }

    mutating func checkCallIndirect(isTail: Bool) throws(ModuleError) {
        let table = try table(instruction.secondIndex)
        guard context.interner.matches(table.element, .funcref) else {
            throw error(
                "type mismatch: \(instruction.opcode) needs a table of functions, found one of \(describe(table.element))"
            )
        }
        let signature = try functionType(instruction.index)
        try pop(table.address)
        try checkCall(signature, isTail: isTail)
    }

    mutating func checkCallReference(_ index: UInt32, isTail: Bool) throws(ModuleError) {
        let signature = try functionType(index)
        try pop(context.reference(to: index, isNullable: true))
        try checkCall(signature, isTail: isTail)
    }

    /// What the function, or the constant expression, leaves.
    var functionResults: ValidationContext.Types {
        mutating get { outerFrames.count == 0 ? frame.results : outerFrames[0].results }
    }

    // MARK: Exceptions

    mutating func checkThrow(_ index: UInt32) throws(ModuleError) {
        try pop(try tag(index))
        setUnreachable()
    }

    private mutating func tag(_ index: UInt32) throws(ModuleError) -> ValidationContext.Types {
        guard Int(index) < context.tags.count else { throw unknown("tag", index, count: context.tags.count) }
        return context.tags[Int(index)]
    }

    /// The clauses of a `try_table` belong to what is outside of it.
    mutating func checkTryTable(_ clauses: CatchReader) throws(ModuleError) {
        var clauses = clauses
        while clauses.remaining > 0 { try checkClause(try clauses.next()) }
        try enter(.tryTable, try signature(instruction.bits))
    }

    private mutating func checkClause(_ clause: CatchClause) throws(ModuleError) {
        var label = try labelTypes(clause.label)
        var fits = true
        if clause.kind.hasReference {
            fits = label.count > 0
            if fits {
                label.count -= 1
                fits = context.interner.matches(.exception, context.types[Int(label.start + label.count)])
            }
        }
        let carried = clause.kind.hasTag ? try tag(clause.tag) : ValidationContext.Types()
        guard fits, context.matches(carried, label) else {
            throw error("type mismatch: label \(clause.label) of a catch clause does not take what the clause gives it")
        }
    }

    // MARK: select

    /// `select` without a type: two operands of the same type, which is a number.
    mutating func checkSelect() throws(ModuleError) {
        try pop(.i32)
        let second = try popAny()
        let first = try popAny()
        guard !first.isReference, !second.isReference else {
            throw error(
                "type mismatch: select without a type chooses between numbers, found \(describe(first)) and"
                    + " \(describe(second))")
        }
        guard first == second || first == .unknown || second == .unknown else {
            throw error(
                "type mismatch: select chooses between \(describe(first)) and \(describe(second)), they must be the"
                    + " same")
        }
        try push(first == .unknown ? second : first)
    }
}
