extension ExpressionValidator {
    /// Checks a function body from its locals to its last `end` (§3.5.1).
    mutating func validateBody(
        _ bytes: UnsafeRawBufferPointer, range: Range<Int>, functionIndex: UInt32
    ) throws(ModuleError) {
        do throws(ModuleError) {
            instruction = Instruction(.nop, offset: range.lowerBound)
            let signature = context.definitions[Int(context.functions[Int(functionIndex)])].signature
            reader = InstructionReader(bytes, range: range, features: features)
            locals.removeAll()
            for index in 0..<Int(signature.parameters.count) {
                locals.append(context.types[Int(signature.parameters.start) + index], count: 1)
            }
            locals.startBody()
            let runs = try reader.localRunCount()
            var total: UInt64 = 0
            for _ in 0..<runs {
                let run = try reader.localRun(total: &total)
                locals.append(try operandType(PackedType(run.type)), count: Int(run.count))
            }
            start(results: signature.results)
            while !isFinished {
                try reader.read(&instruction)
                try check()
            }
            guard reader.isAtEnd else {
                throw ModuleError(.malformed, "the body goes on after its last end", offset: reader.offset)
            }
        } catch {
            var error = error
            error.functionIndex = functionIndex
            throw error
        }
    }

    /// Checks a constant expression that must leave one value of a type (§3.4.15). It may read the immutable ones of the
    /// first `globalCount` globals, and the functions that it mentions count as declared.
    mutating func validateConstant(
        _ bytes: UnsafeRawBufferPointer, _ expression: ConstantExpression, type: OperandType, globalCount: Int
    ) throws(ModuleError) {
        reader = InstructionReader(bytes, range: expression.range, features: features)
        locals.removeAll()
        locals.startBody()
        start(results: context.single(type))
        while !isFinished {
            try reader.read(&instruction)
            try checkIsConstant(globalCount: globalCount)
            try check()
        }
    }

    private mutating func checkIsConstant(globalCount: Int) throws(ModuleError) {
        switch instruction.opcode {
        case .i32Const, .i64Const, .f32Const, .f64Const, .v128Const, .refNull, .end, .refI31, .structNew,
            .structNewDefault, .arrayNew, .arrayNewDefault, .arrayNewFixed, .anyConvertExtern, .externConvertAny:
            break
        case .refFunc:
            _ = try typeIndex(ofFunction: instruction.index)
            context.isDeclared[Int(instruction.index)] = true
        case .globalGet:
            guard Int(instruction.index) < globalCount else {
                throw unknown("global", instruction.index, count: globalCount)
            }
            guard !context.globals[Int(instruction.index)].isMutable else {
                throw error("constant expression required: global \(instruction.index) is mutable")
            }
        case .i32Add, .i32Sub, .i32Mul, .i64Add, .i64Sub, .i64Mul:
            guard features.contains(.extendedConstants) else {
                throw ModuleError(
                    unsupported: .extendedConstants, "\(instruction.opcode) in a constant expression",
                    offset: instruction.offset)
            }
        default:
            throw error("constant expression required: \(instruction.opcode) is not constant")
        }
    }

    /// Prepares the stacks for a sequence of instructions that leaves `results`.
    private mutating func start(results: ValidationContext.Types) {
        isFinished = false
        operands.truncate(to: 0)
        outerFrames.truncate(to: 0)
        frame = Frame(kind: .body, height: 0, parameters: .init(), results: results)
    }
}
