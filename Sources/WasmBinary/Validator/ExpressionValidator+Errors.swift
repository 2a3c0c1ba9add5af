// Messages, out of line: the checks themselves stay small.

extension ExpressionValidator {
    @inline(never)
    mutating func error(_ message: String) -> ModuleError { ModuleError(.invalid, message, offset: instruction.offset) }

    @inline(never)
    mutating func mismatch(expected: OperandType, found: OperandType?) -> ModuleError {
        let expected = expected == .unknown ? "a value" : describe(expected)
        let found = if let found { "found \(describe(found))" } else { "but the stack of its block is empty" }
        return error("type mismatch: \(place()) expects \(expected), \(found)")
    }

    @inline(never)
    mutating func leftOver() -> ModuleError {
        let count = operands.count - frame.height
        let values = count == 1 ? "1 value is" : "\(count) values are"
        return error("type mismatch: \(values) left over at \(place()), after its results")
    }

    @inline(never)
    mutating func unknown(_ what: String, _ index: UInt32, count: Int) -> ModuleError {
        error("unknown \(what) \(index) in \(instruction.opcode): \(existing(count))")
    }

    @inline(never)
    mutating func tooMuch(_ what: String) -> ModuleError {
        error("too many \(what) for this implementation at \(instruction.opcode)")
    }

    /// A type as the text format spells it, with the first of the module's indices that define it.
    @inline(never)
    mutating func describe(_ type: OperandType) -> String {
        if type.code.hasIndex {
            let index = context.numbers.firstIndex(of: type.number) ?? 0
            return ValueType.ref(
                ReferenceType(isNullable: type.code.isNullable, heapType: .type(UInt32(index)))
            ).description
        }
        return PackedType(type.code).valueType?.description ?? "any"
    }

    /// The instruction as a message names it; `end` alone would say little.
    mutating func place() -> String {
        guard instruction.opcode == .end || instruction.opcode == .else else { return "\(instruction.opcode)" }
        return switch frame.kind {
        case .body: "the end of the body"
        case .block: "the end of the block"
        case .tryTable: "the end of the try_table"
        case .loop: "the end of the loop"
        case .if: "the end of the if branch"
        case .else: "the end of the else branch"
        }
    }
}
