// Structured instructions, branches, calls and `select` (§3.4.7, §3.4.8).

extension ExpressionValidator {
    @inline(__always)
    mutating func signature(_ type: BlockType) throws(ModuleError) -> ValidationContext.Signature {
        switch type {
        case .empty:
            return ValidationContext.Signature()
        case .value(let type):
            return ValidationContext.Signature(results: context.single(OperandType(type)))
        case .type(let index):
            return try functionType(index)
        }
    }

    mutating func functionType(_ index: UInt32) throws(ModuleError) -> ValidationContext.Signature {
        guard Int(index) < context.signatures.count else {
            throw unknown("type", index, count: context.signatures.count)
        }
        return context.signatures[Int(index)]
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
        frame.kind = .else
        frame.isUnreachable = false
        try push(frame.parameters)
    }

    /// Leaves the innermost frame. When the body itself ends, its results are on the stack and ``isFinished`` is true.
    mutating func checkEnd() throws(ModuleError) {
        try finishFrame()
        if frame.kind == .if, !context.isEqual(frame.parameters, frame.results) {
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
        while labels.remaining > 0 {
            let types = try labelTypes(try labels.next())
            guard types.count == arity else {
                throw error("type mismatch: the labels of br_table take \(arity) values, and \(types.count)")
            }
            try check(types)
        }
        setUnreachable()
    }

    mutating func checkCall(_ typeIndex: UInt32) throws(ModuleError) {
        let signature = try functionType(typeIndex)
        try pop(signature.parameters)
        try push(signature.results)
    }

    /// `select` without a type: two operands of the same type, which is a number.
    mutating func checkSelect() throws(ModuleError) {
        try pop(.i32)
        let second = try popAny()
        let first = try popAny()
        guard !first.isReference, !second.isReference else {
            throw error("type mismatch: select without a type chooses between numbers, found \(first) and \(second)")
        }
        guard first == second || first == .unknown || second == .unknown else {
            throw error("type mismatch: select chooses between \(first) and \(second), they must be the same")
        }
        try push(first == .unknown ? second : first)
    }
}
