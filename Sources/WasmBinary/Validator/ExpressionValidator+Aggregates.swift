// Structures and arrays (§3.4.7, §3.4.8).

extension ExpressionValidator {
    /// The most elements of `array.new_fixed`, as the engines of the browsers have it: all of them lie on the operand stack.
    private static let maximumFixedElements: UInt32 = 10_000

    mutating func checkStructure() throws(ModuleError) {
        let definition = try self.definition(instruction.index, .structure, "a structure")
        switch instruction.opcode {
        case .structNew:
            for field in (0..<Int(definition.fieldCount)).reversed() {
                if isFromNowhere { break }
                try pop(context.fields[Int(definition.fieldStart) + field].type)
            }
            try push(context.reference(to: instruction.index, isNullable: false))
        case .structNewDefault:
            for field in 0..<Int(definition.fieldCount) {
                try checkHasDefault(context.fields[Int(definition.fieldStart) + field], "field \(field)")
            }
            try push(context.reference(to: instruction.index, isNullable: false))
        case .structGet, .structGetS, .structGetU:
            let field = try field(instruction.secondIndex, of: definition)
            try checkReading(field, isExtending: instruction.opcode != .structGet, "field \(instruction.secondIndex)")
            try pop(context.reference(to: instruction.index, isNullable: true))
            try push(field.type)
        default:
            let field = try field(instruction.secondIndex, of: definition)
            guard field.isMutable else {
                throw error("immutable field: struct.set of field \(instruction.secondIndex)")
            }
            try pop(field.type)
            try pop(context.reference(to: instruction.index, isNullable: true))
        }
    }

    mutating func checkArray() throws(ModuleError) {
        let definition = try self.definition(instruction.index, .array, "an array")
        let element = context.fields[Int(definition.fieldStart)]
        let reference = context.reference(to: instruction.index, isNullable: true)
        switch instruction.opcode {
        case .arrayNew:
            try pop(.i32)
            try pop(element.type)
            try push(reference.withNull(false))
        case .arrayNewDefault:
            try checkHasDefault(element, "the element")
            try pop(.i32)
            try push(reference.withNull(false))
        case .arrayNewFixed:
            guard instruction.secondIndex <= Self.maximumFixedElements else {
                throw error(
                    "array.new_fixed of \(instruction.secondIndex) elements; this implementation has at most"
                        + " \(Self.maximumFixedElements)")
            }
            for _ in 0..<instruction.secondIndex {
                if isFromNowhere { break }
                try pop(element.type)
            }
            try push(reference.withNull(false))
        case .arrayNewData:
            try checkIsData(element)
            try checkDataSegment(instruction.secondIndex)
            try pop(.i32)
            try pop(.i32)
            try push(reference.withNull(false))
        case .arrayNewElem:
            try checkSegment(instruction.secondIndex, fits: element)
            try pop(.i32)
            try pop(.i32)
            try push(reference.withNull(false))
        case .arrayGet, .arrayGetS, .arrayGetU:
            try checkReading(element, isExtending: instruction.opcode != .arrayGet, "the element")
            try pop(.i32)
            try pop(reference)
            try push(element.type)
        case .arraySet:
            try checkIsMutable(element)
            try pop(element.type)
            try pop(.i32)
            try pop(reference)
        case .arrayFill:
            try checkIsMutable(element)
            try pop(.i32)
            try pop(element.type)
            try pop(.i32)
            try pop(reference)
        case .arrayCopy:
            try checkIsMutable(element)
            let source = try self.definition(instruction.secondIndex, .array, "an array")
            let copied = context.fields[Int(source.fieldStart)]
            guard context.matches(copied, element) else {
                throw error(
                    "type mismatch: array types do not match: elements of type \(instruction.secondIndex) are none of"
                        + " type \(instruction.index)")
            }
            try pop(.i32)
            try pop(.i32)
            try pop(context.reference(to: instruction.secondIndex, isNullable: true))
            try pop(.i32)
            try pop(reference)
        case .arrayInitData:
            try checkIsMutable(element)
            try checkIsData(element)
            try checkDataSegment(instruction.secondIndex)
            try popRange(of: reference)
        default:
            try checkIsMutable(element)
            try checkSegment(instruction.secondIndex, fits: element)
            try popRange(of: reference)
        }
    }

    /// An array, where to write, where to read, and how many.
    private mutating func popRange(of reference: OperandType) throws(ModuleError) {
        try pop(.i32)
        try pop(.i32)
        try pop(.i32)
        try pop(reference)
    }

    private mutating func definition(
        _ index: UInt32, _ kind: ValidationContext.Definition.Kind, _ what: String
    ) throws(ModuleError) -> ValidationContext.Definition {
        guard Int(index) < context.definitions.count else {
            throw unknown("type", index, count: context.definitions.count)
        }
        let definition = context.definitions[Int(index)]
        guard definition.kind == kind else {
            throw error("type mismatch: type \(index) of \(instruction.opcode) is not \(what)")
        }
        return definition
    }

    private mutating func field(
        _ index: UInt32, of definition: ValidationContext.Definition
    ) throws(ModuleError) -> ValidationContext.Field {
        guard index < definition.fieldCount else {
            throw unknown("field", index, count: Int(definition.fieldCount))
        }
        return context.fields[Int(definition.fieldStart + index)]
    }

    private mutating func checkHasDefault(_ field: ValidationContext.Field, _ what: String) throws(ModuleError) {
        guard !field.type.needsValue else {
            throw error("field type is not defaultable: \(what) of \(describe(field.type)) in \(instruction.opcode)")
        }
    }

    private mutating func checkReading(
        _ field: ValidationContext.Field, isExtending: Bool, _ what: String
    ) throws(ModuleError) {
        guard isExtending == (field.storage != .value) else {
            throw error(
                isExtending
                    ? "\(what) is unpacked: \(instruction.opcode) is for i8 and i16, and this is \(describe(field.type))"
                    : "\(what) is packed: \(instruction.opcode) needs to say how to extend it, by _s or _u")
        }
    }

    private mutating func checkIsMutable(_ element: ValidationContext.Field) throws(ModuleError) {
        guard element.isMutable else { throw error("immutable array: \(instruction.opcode) changes elements") }
    }

    private mutating func checkIsData(_ element: ValidationContext.Field) throws(ModuleError) {
        guard !element.type.isReference else {
            throw error(
                "array type is not numeric or vector: \(instruction.opcode) reads bytes, not \(describe(element.type))")
        }
    }

    private mutating func checkSegment(_ index: UInt32, fits element: ValidationContext.Field) throws(ModuleError) {
        let segment = try segmentType(index)
        guard element.storage == .value, context.interner.matches(segment, element.type) else {
            throw error(
                "type mismatch: \(instruction.opcode) puts \(describe(segment)) into elements of \(describe(element.type))"
            )
        }
    }
}
