import WasmBinary

// Element and data segments (specification §6.6), and constant expressions.

extension ModuleReader {
    mutating func readElementSegment() throws(TextError) {
        skipBinding()
        if cursor.take("declare") {
            contents.encoder.addElements(.declarative, try elementList())
        } else if let table = try target(.table, "table") {
            contents.encoder.addElements(.active(index: table, offset: try offset()), try activeElementList())
        } else if cursor.token.kind == .open, !cursor.isAt(list: "ref") {
            contents.encoder.addElements(.active(index: 0, offset: try offset()), try activeElementList())
        } else {
            contents.encoder.addElements(.passive, try elementList())
        }
        try cursor.expectClose()
    }

    mutating func readDataSegment() throws(TextError) {
        skipBinding()
        let mode: ModuleEncoder.SegmentMode
        if let memory = try target(.memory, "memory") {
            mode = .active(index: memory, offset: try offset())
        } else if cursor.token.kind == .open {
            mode = .active(index: 0, offset: try offset())
        } else {
            mode = .passive
        }
        contents.encoder.addData(mode, cursor.strings())
        try cursor.expectClose("a string, or \")\"")
    }

    /// `(table 1)` or, as in older texts, the index alone: what an active segment is copied to.
    private mutating func target(_ space: IndexSpace, _ keyword: StaticString) throws(TextError) -> UInt32? {
        if cursor.isAtIndex { return try index(space) }
        guard cursor.take(list: keyword) else { return nil }
        let index = try index(space)
        try cursor.expectClose()
        return index
    }

    /// `(offset …)`, or one folded instruction.
    private mutating func offset() throws(TextError) -> [UInt8] {
        if cursor.take(list: "offset") {
            let expression = try constantExpression()
            try cursor.expectClose()
            return expression
        }
        return try foldedConstantExpression("(offset …)")
    }

    /// The elements of an active segment, where the word `func` may be missing.
    private mutating func activeElementList() throws(TextError) -> ModuleEncoder.ElementItems {
        cursor.isAtIndex || cursor.token.kind == .close ? .functions(try functionIndices()) : try elementList()
    }

    private mutating func elementList() throws(TextError) -> ModuleEncoder.ElementItems {
        if cursor.take("func") { return .functions(try functionIndices()) }
        guard let type = try optionalReferenceType() else {
            throw cursor.unexpected("func with functions, or a reference type with expressions")
        }
        return .expressions(type, try elementExpressions())
    }

    mutating func functionIndices() throws(TextError) -> [UInt32] {
        var indices: [UInt32] = []
        while cursor.isAtIndex { indices.append(try index(.function)) }
        return indices
    }

    /// `(item …)` or one folded instruction each.
    mutating func elementExpressions() throws(TextError) -> [[UInt8]] {
        var expressions: [[UInt8]] = []
        while cursor.token.kind == .open {
            if cursor.take(list: "item") {
                expressions.append(try constantExpression())
                try cursor.expectClose()
            } else {
                expressions.append(try foldedConstantExpression("an element"))
            }
        }
        return expressions
    }

    /// Instructions up to a parenthesis, which is left.
    mutating func constantExpression() throws(TextError) -> [UInt8] {
        body = BodyState()
        try readInstructions()
        return body.bytes.closed
    }

    private mutating func foldedConstantExpression(_ expected: String) throws(TextError) -> [UInt8] {
        body = BodyState()
        try readFoldedInstruction(expected)
        return body.bytes.closed
    }

    /// A constant expression of one instruction: zero, or a reference to a function.
    static func constant(_ opcode: Opcode, index: UInt32 = 0) -> [UInt8] {
        var instruction = Instruction(opcode)
        instruction.index = index
        var writer = ByteWriter()
        writer.append(instruction)
        return writer.bytes.closed
    }
}
