import WasmBinary

/// The lists that some instructions have, and that ``Instruction`` has no room for.
struct InstructionLists {
    /// Of `br_table`: all labels, the default one last.
    var labels: [UInt32] = []
    /// Of `try_table`.
    var clauses: [CatchClause] = []
    /// Of `select` with types.
    var types: [ValueType] = []
}

// What follows the names of instructions (specification §6.5).

extension ModuleReader {
    /// The instruction that the next token names.
    func opcode() throws(TextError) -> Opcode {
        let name = cursor.text(cursor.token)
        if let opcode = Opcode(name: name) { return opcode }
        if Self.declarations.contains(name) {
            throw cursor.error(
                "unexpected token \(name): declarations come before instructions, in the order (type …) (param …) (result …) (local …)"
            )
        }
        if let message = Self.retired[name] { throw cursor.error("unknown operator \(name): \(message)") }
        let hint =
            Suggestion.closest(to: name, among: Opcode.allCases.lazy.map(\.description))
            .map { "; did you mean \($0)?" } ?? ""
        throw cursor.error("unknown operator \(cursor.shown(cursor.token))\(hint)")
    }

    /// What stands at the beginning of a function or a block, where another order is a common mistake.
    private static let declarations: Set<String> = ["type", "param", "result", "local"]

    /// Names of instructions that older texts use, and what to write instead.
    private static let retired: [String: String] = {
        let legacy =
            "it belongs to \"legacy exceptions\", which never became a part of the standard; use try_table, or compile the"
            + " program with the standard's exceptions"
        var messages = ["grow_memory": "it is called memory.grow", "current_memory": "it is called memory.size"]
        for name in ["try", "catch", "catch_all", "rethrow", "delegate", "do"] { messages[name] = legacy }
        for name in ["get_local", "set_local", "tee_local", "get_global", "set_global"] {
            let (verb, what) = (name.prefix(3), name.suffix(name.hasSuffix("local") ? 5 : 6))
            messages[name] = "it is called \(what).\(verb)"
        }
        return messages
    }()

    /// The immediates of an instruction that begins no block; its name has been read.
    mutating func instruction(_ opcode: Opcode) throws(TextError) -> (Instruction, InstructionLists) {
        var instruction = Instruction(opcode)
        var lists = InstructionLists()
        switch opcode.immediates {
        case .none:
            if opcode == .select { try readTypes(ofSelect: &instruction, &lists) }
        case .fence, .block, .tryTable, .types:
            break
        case .label:
            instruction.index = try label()
        case .branchTable:
            repeat { lists.labels.append(try label()) } while cursor.isAtIndex
            instruction.index = UInt32(lists.labels.count - 1)
        case .castBranch:
            instruction.index = try label()
            instruction.type = .ref(try referenceType())
            instruction.secondType = .ref(try referenceType())
        case .function:
            instruction.index = try index(.function)
        case .callIndirect:
            instruction.secondIndex = try optionalIndex(.table)
            let use = try typeUse()
            instruction.index = resolve(use)
        case .local:
            instruction.index = try local()
        case .global:
            instruction.index = try index(.global)
        case .tag:
            instruction.index = try index(.tag)
        case .heapType:
            try readHeapType(of: &instruction)
        case .table:
            instruction.index = try optionalIndex(.table)
        case .tableCopy:
            (instruction.index, instruction.secondIndex) = try noneOrTwo(.table)
        case .memory:
            instruction.index = try optionalIndex(.memory)
        case .memoryCopy:
            (instruction.index, instruction.secondIndex) = try noneOrTwo(.memory)
        case .tableInit:
            (instruction.secondIndex, instruction.index) = try optional(.table, then: .element)
        case .memoryInit:
            contents.encoder.hasDataCount = true
            (instruction.secondIndex, instruction.index) = try optional(.memory, then: .data)
        case .element:
            instruction.index = try index(.element)
        case .data:
            contents.encoder.hasDataCount = true
            instruction.index = try index(.data)
        case .memoryAccess:
            instruction.index = try optionalIndex(.memory)
            try readMemoryArgument(of: &instruction)
        case .memoryLane:
            // A number alone is the lane; with something behind it, it is the memory.
            let next = cursor.token(ahead: 1)
            let isMemory =
                cursor.token.kind != .number || next.kind == .number || isOption(next, "offset=")
                || isOption(next, "align=")
            if isMemory { instruction.index = try optionalIndex(.memory) }
            try readMemoryArgument(of: &instruction)
            instruction.lane = try lane()
        case .lane:
            instruction.lane = try lane()
        case .shuffle:
            for lane in 0..<16 { instruction.setByte(lane, try self.lane()) }
        case .i32:
            instruction.bits = try cursor.integer(bits: 32)
        case .i64:
            instruction.bits = try cursor.integer(bits: 64)
        case .f32:
            instruction.bits = try cursor.float(.f32)
        case .f64:
            instruction.bits = try cursor.float(.f64)
        case .v128:
            let vector = try cursor.vector()
            (instruction.bits, instruction.highBits) = (vector.low, vector.high)
        case .type:
            instruction.index = try index(.type)
        case .field:
            instruction.index = try index(.type)
            instruction.secondIndex = try field(ofType: instruction.index)
        case .typeCount:
            instruction.index = try index(.type)
            instruction.secondIndex = UInt32(try cursor.unsigned("a number of elements"))
        case .typeData:
            contents.encoder.hasDataCount = true
            instruction.index = try index(.type)
            instruction.secondIndex = try index(.data)
        case .typeElement:
            instruction.index = try index(.type)
            instruction.secondIndex = try index(.element)
        case .twoTypes:
            instruction.index = try index(.type)
            instruction.secondIndex = try index(.type)
        }
        return (instruction, lists)
    }

    mutating func label() throws(TextError) -> UInt32 {
        let token = cursor.token
        guard let identifier = try cursor.identifier() else {
            return UInt32(try cursor.unsigned("the number or the name of a label"))
        }
        guard let depth = body.labels[identifier] else {
            let hint = body.labels.suggestion(for: identifier).map { "; did you mean \($0)?" } ?? ""
            throw cursor.error("unknown label \(identifier)\(hint)", at: token)
        }
        return depth
    }

    private mutating func local() throws(TextError) -> UInt32 {
        let token = cursor.token
        guard let identifier = try cursor.identifier() else {
            return UInt32(try cursor.unsigned("the index or the name of a local"))
        }
        guard let index = body.locals[identifier] else { throw unknown(identifier, in: body.locals, at: token) }
        return index
    }

    private mutating func field(ofType type: UInt32) throws(TextError) -> UInt32 {
        let token = cursor.token
        guard let identifier = try cursor.identifier() else {
            return UInt32(try cursor.unsigned("the index or the name of a field"))
        }
        let space = fieldNames[type] ?? NameSpace("field")
        guard let index = space[identifier] else { throw unknown(identifier, in: space, at: token) }
        return index
    }

    /// `select (result i32)` has an opcode of its own.
    private mutating func readTypes(
        ofSelect instruction: inout Instruction, _ lists: inout InstructionLists
    ) throws(TextError) {
        guard cursor.isAt(list: "result") else { return }
        lists.types = try results()
        instruction.opcode = .selectT
        instruction.index = UInt32(lists.types.count)
        if let type = lists.types.last { instruction.type = type }
    }

    /// `ref.null` names a heap type, `ref.test` and `ref.cast` a reference type that also decides which opcode it is.
    private mutating func readHeapType(of instruction: inout Instruction) throws(TextError) {
        guard instruction.opcode != .refNull else {
            instruction.type = .ref(ReferenceType(isNullable: true, heapType: try heapType()))
            return
        }
        let type = try referenceType()
        instruction.type = .ref(type)
        if type.isNullable { instruction.opcode = instruction.opcode == .refTest ? .refTestNull : .refCastNull }
    }

    private mutating func noneOrTwo(_ space: IndexSpace) throws(TextError) -> (UInt32, UInt32) {
        guard cursor.isAtIndex else { return (0, 0) }
        let first = try index(space)
        return (first, try index(space))
    }

    /// One index, or two of which the first may be left out.
    private mutating func optional(
        _ first: IndexSpace, then second: IndexSpace
    ) throws(TextError) -> (UInt32, UInt32) {
        let next = cursor.token(ahead: 1)
        let isTwo = next.kind == .number || next.kind == .identifier || next.kind == .quotedIdentifier
        let index = isTwo ? try self.index(first) : 0
        return (index, try self.index(second))
    }

    // MARK: Memory accesses

    private func isOption(_ token: Token, _ name: StaticString) -> Bool {
        token.kind == .keyword
            && cursor.bytes(token).starts(
                with: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// `offset=8 align=4`, both of which may be left out.
    private mutating func readMemoryArgument(of instruction: inout Instruction) throws(TextError) {
        instruction.secondIndex = instruction.opcode.naturalAlignment
        if isOption(cursor.token, "offset=") { instruction.bits = try option("offset=") }
        guard isOption(cursor.token, "align=") else { return }
        let token = cursor.token
        let alignment = try option("align=")
        guard alignment.nonzeroBitCount == 1 else {
            throw cursor.error("alignment must be a power of two: \(alignment) is not", at: token)
        }
        instruction.secondIndex = UInt32(alignment.trailingZeroBitCount)
    }

    private mutating func option(_ name: StaticString) throws(TextError) -> UInt64 {
        do throws(IntegerLiteral.Failure) {
            let value = try IntegerLiteral.unsigned(
                cursor.bytes(cursor.token).dropFirst(name.utf8CodeUnitCount), bits: 64)
            cursor.advance()
            return value
        } catch {
            switch error {
            case .malformed: throw cursor.error("unknown operator \(cursor.shown(cursor.token)): expected \(name)N")
            case .outOfRange: throw cursor.error("constant out of range: \(cursor.shown(cursor.token))")
            }
        }
    }

    private mutating func lane() throws(TextError) -> UInt8 {
        UInt8(try cursor.unsigned(bits: 8, "the number of a lane"))
    }
}

extension Instruction {
    /// Sets one of the sixteen bytes of a vector constant or a shuffle.
    mutating func setByte(_ index: Int, _ byte: UInt8) {
        let shift = UInt64(index % 8 * 8)
        if index < 8 { bits |= UInt64(byte) << shift } else { highBits |= UInt64(byte) << shift }
    }
}
