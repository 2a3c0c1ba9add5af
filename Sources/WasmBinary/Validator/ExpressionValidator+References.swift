// References, and branches that look at them (§3.4.6, §3.4.2).

extension ExpressionValidator {
    /// A type with the interned number. It may come from the module with any index.
    mutating func operandType(_ type: PackedType) throws(ModuleError) -> OperandType {
        guard let operand = context.operandType(type) else {
            throw unknown("type", type.index, count: context.definitions.count)
        }
        return operand
    }

    mutating func checkReference() throws(ModuleError) {
        switch instruction.opcode {
        case .refNull:
            try push(try operandType(PackedType(bits: instruction.bits)))
        case .refIsNull:
            _ = try popReference()
            try push(.i32)
        case .refFunc:
            let type = try typeIndex(ofFunction: instruction.index)
            guard context.isDeclared[Int(instruction.index)] else {
                throw error(
                    "undeclared function reference: ref.func \(instruction.index) needs an export, a global or an"
                        + " element segment that mentions the function")
            }
            try push(context.reference(to: type, isNullable: false))
        case .refAsNonNull:
            try push(try popReference().withNull(false))
        case .refTest, .refTestNull:
            try popCastable(to: try operandType(PackedType(bits: instruction.bits)))
            try push(.i32)
        case .refCast, .refCastNull:
            let type = try operandType(PackedType(bits: instruction.bits))
            try popCastable(to: type)
            try push(type)
        case .anyConvertExtern:
            try convert(.extern, to: .any)
        default:
            try convert(.any, to: .extern)
        }
    }

    /// Takes a reference of the hierarchy that a type belongs to.
    private mutating func popCastable(to type: OperandType) throws(ModuleError) {
        let heap = type.code.hasIndex ? context.interner.kind(of: type.number) : type.code.heap
        try pop(OperandType(TypeCode(heap.highest, isNullable: true)))
    }

    /// A reference changes its hierarchy and stays null or not.
    private mutating func convert(_ source: HeapCode, to target: HeapCode) throws(ModuleError) {
        let found = try popReference()
        let expected = OperandType(TypeCode(source, isNullable: true))
        guard context.interner.matches(found, expected) else { throw mismatch(expected: expected, found: found) }
        try push(OperandType(TypeCode(target, isNullable: found.code.isNullable)))
    }

    // MARK: Branches

    /// Goes with the other operands when the reference is null, and on with the reference when not.
    mutating func checkBranchOnNull(_ label: UInt32) throws(ModuleError) {
        let reference = try popReference()
        let types = try labelTypes(label)
        try pop(types)
        try push(types)
        try push(reference.withNull(false))
    }

    /// Goes with all operands when the reference is not null, and on without it when it is.
    mutating func checkBranchOnNonNull(_ label: UInt32) throws(ModuleError) {
        let (others, last) = try referenceLabel(label)
        try pop(last.withNull(true))
        try pop(others)
        try push(others)
    }

    /// `br_on_cast` goes when the reference has the second type, `br_on_cast_fail` when it has not; both go on with what the
    /// other case leaves.
    mutating func checkBranchOnCast() throws(ModuleError) {
        let source = try operandType(PackedType(bits: instruction.bits))
        let target = try operandType(PackedType(bits: instruction.highBits))
        guard context.interner.matches(target, source) else {
            throw error(
                "type mismatch: \(instruction.opcode) casts \(describe(source)) to \(describe(target)), which is no subtype"
            )
        }
        // Null has left when the target has it.
        let rest = target.code.isNullable ? source.withNull(false) : source
        let (taken, left) = instruction.opcode == .brOnCast ? (target, rest) : (rest, target)
        let (others, last) = try referenceLabel(instruction.index)
        guard context.interner.matches(taken, last) else { throw mismatch(expected: last, found: taken) }
        try pop(source)
        try pop(others)
        try push(others)
        try push(left)
    }

    /// The types of a label whose last one is a reference: the others, and that one.
    private mutating func referenceLabel(
        _ label: UInt32
    ) throws(ModuleError) -> (others: ValidationContext.Types, last: OperandType) {
        var types = try labelTypes(label)
        guard types.count > 0 else {
            throw error("type mismatch: label \(label) of \(instruction.opcode) takes no reference along")
        }
        types.count -= 1
        let last = context.types[Int(types.start + types.count)]
        guard last.isReference else {
            throw error(
                "type mismatch: label \(label) of \(instruction.opcode) takes \(describe(last)) along, not a reference")
        }
        return (types, last)
    }
}
