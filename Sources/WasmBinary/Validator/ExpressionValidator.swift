/// Checks the types of instruction sequences by the algorithm of the specification's appendix (§A.3): function bodies and
/// constant expressions.
///
/// One validator serves a whole module and reuses its stacks, so that a body costs no allocation. All its methods are
/// mutating, also those that only read or make a message: to lend itself to another method the compiler copies the whole
/// structure, which was a fifth of the time.
struct ExpressionValidator: ~Copyable {
    /// A structured instruction that is being validated, or the body as a whole.
    struct Frame: BitwiseCopyable {
        enum Kind: UInt8, BitwiseCopyable {
            case body
            case block
            case loop
            case `if`
            case `else`
            case tryTable
        }

        var kind: Kind
        /// Whether the rest of the frame cannot be reached, so that operands may come from nowhere.
        var isUnreachable = false
        /// The height of the operand stack at the frame's start, without the frame's parameters.
        var height: Int
        /// How many locals had been given a value at the frame's start, of those that need one.
        var initializedCount = 0
        var parameters: ValidationContext.Types
        var results: ValidationContext.Types

        /// What a branch to the frame's label takes along.
        var labelTypes: ValidationContext.Types {
            @inline(__always) get { kind == .loop ? parameters : results }
        }
    }

    /// Bounds of this implementation (§A.2), far above what compilers emit: small bodies must not need large stacks.
    static let maximumOperands = 1 << 20
    static let maximumFrames = 1 << 17

    /// What the module may use.
    var features = Features.all
    var context = ValidationContext()
    var operands = RawStack<OperandType>(capacity: 1024)
    /// The enclosing frames, without the innermost one.
    var outerFrames = RawStack<Frame>()
    /// The innermost frame.
    var frame = Frame(kind: .body, height: 0, parameters: .init(), results: .init())
    var locals = LocalTypes()
    /// Whether the last `end`, the body's own, has been checked.
    var isFinished = false

    var reader = InstructionReader(UnsafeRawBufferPointer(start: nil, count: 0), range: 0..<0)
    /// The instruction being checked. It stays here while it is: handed around by copies, whose parts were written one by one,
    /// it was a tenth of the time.
    var instruction = Instruction(.nop)

    // MARK: Operands

    @inline(__always)
    mutating func push(_ type: OperandType) throws(ModuleError) {
        guard operands.count < Self.maximumOperands else { throw tooMuch("values on the operand stack") }
        operands.push(type)
    }

    @inline(__always)
    mutating func pop(_ expected: OperandType) throws(ModuleError) {
        guard operands.count > frame.height else {
            if frame.isUnreachable { return }
            throw mismatch(expected: expected, found: nil)
        }
        let found = operands.pop()
        if found != expected { try checkMatches(found, expected) }
    }

    /// Subtypes, and values from nowhere.
    @inline(never)
    private mutating func checkMatches(_ found: OperandType, _ expected: OperandType) throws(ModuleError) {
        guard context.interner.matches(found, expected) else { throw mismatch(expected: expected, found: found) }
    }

    /// Whether all operands come from nowhere from here on: a list of them, which may be much longer than the instruction, needs
    /// no look at each.
    var isFromNowhere: Bool {
        @inline(__always) mutating get { frame.isUnreachable && operands.count == frame.height }
    }

    /// Takes an operand of any type.
    mutating func popAny() throws(ModuleError) -> OperandType {
        guard operands.count > frame.height else {
            if frame.isUnreachable { return .unknown }
            throw mismatch(expected: .unknown, found: nil)
        }
        return operands.pop()
    }

    /// Takes a reference of any type. One from nowhere points at nothing.
    mutating func popReference() throws(ModuleError) -> OperandType {
        let found = try popAny()
        if found == .unknown { return OperandType(TypeCode(.bottom, isNullable: false)) }
        guard found.isReference else {
            throw error("type mismatch: \(place()) expects a reference, found \(describe(found))")
        }
        return found
    }

    @inline(__always)
    mutating func push(_ types: ValidationContext.Types) throws(ModuleError) {
        for index in 0..<Int(types.count) { try push(context.types[Int(types.start) + index]) }
    }

    @inline(__always)
    mutating func pop(_ types: ValidationContext.Types) throws(ModuleError) {
        var index = Int(types.count)
        while index > 0 {
            index -= 1
            if isFromNowhere { return }
            try pop(context.types[Int(types.start) + index])
        }
    }

    /// Checks that the topmost operands have these types and leaves them.
    mutating func check(_ types: ValidationContext.Types) throws(ModuleError) {
        let count = Int(types.count)
        for index in 0..<count {
            let expected = context.types[Int(types.start) + count - 1 - index]
            let position = operands.count - 1 - index
            guard position >= frame.height else {
                if frame.isUnreachable { return }
                throw mismatch(expected: expected, found: nil)
            }
            let found = operands[position]
            if found != expected { try checkMatches(found, expected) }
        }
    }

    // MARK: Frames

    /// Enters a frame; its parameters are still on the operand stack as the operands of what is outside.
    mutating func enter(_ kind: Frame.Kind, _ signature: ValidationContext.Signature) throws(ModuleError) {
        guard outerFrames.count < Self.maximumFrames else { throw tooMuch("nested blocks") }
        try pop(signature.parameters)
        outerFrames.push(frame)
        frame = Frame(
            kind: kind, height: operands.count, initializedCount: locals.initializedCount,
            parameters: signature.parameters, results: signature.results)
        try push(signature.parameters)
    }

    /// Checks what the frame leaves behind: its results and nothing else.
    mutating func finishFrame() throws(ModuleError) {
        try pop(frame.results)
        guard operands.count == frame.height else { throw leftOver() }
    }

    /// The rest of the frame cannot be reached.
    @inline(__always)
    mutating func setUnreachable() {
        operands.truncate(to: frame.height)
        frame.isUnreachable = true
    }

    /// What a branch to a label takes along; the innermost frame has label 0.
    @inline(__always)
    mutating func labelTypes(_ label: UInt32) throws(ModuleError) -> ValidationContext.Types {
        if label == 0 { return frame.labelTypes }
        guard Int(label) <= outerFrames.count else { throw unknown("label", label, count: outerFrames.count + 1) }
        return outerFrames[outerFrames.count - Int(label)].labelTypes
    }
}
