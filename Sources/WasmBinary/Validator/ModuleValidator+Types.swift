// Type definitions (§3.2.9 to §3.2.11, §3.3.9 to §3.3.12).

extension ModuleValidator {
    /// The most supertypes that there may be above a type, the most fields of a structure: bounds that engines share.
    private static let maximumDepth = 63
    private static let maximumFields = 10_000

    /// One group after the other: what a group refers to has been checked before, or is in the group.
    mutating func checkTypes() throws(ModuleError) {
        for group in module.recursionGroups {
            for index in group { try checkDefinition(index, in: group) }
            expressions.context.interner.intern(group, of: module, numbers: &expressions.context.numbers)
            for index in group { expressions.context.add(module.types[index].composite) }
            for index in group { try checkSupertype(of: index) }
        }
        expressions.context.finishTypes()
    }

    private func checkDefinition(_ index: Int, in group: Range<Int>) throws(ModuleError) {
        let type = module.types[index]
        guard type.supertypes.count <= 1 else {
            throw error("type \(index) names \(type.supertypes.count) supertypes, at most 1 is possible", in: .type)
        }
        if let supertype = type.supertypes.first, supertype >= index {
            throw error(
                "unknown type \(supertype) as supertype of type \(index): a supertype comes before its subtypes",
                in: .type)
        }
        switch type.composite {
        case .function(let type):
            guard type.parameters.count <= BinaryModule.maximumArity, type.results.count <= BinaryModule.maximumArity
            else {
                throw error(
                    "type \(index) has \(type.parameters.count) parameters and \(type.results.count) results; this"
                        + " implementation has at most \(BinaryModule.maximumArity) of each", in: .type)
            }
            guard type.results.count <= 1 || module.features.contains(.multiValue) else {
                throw ModuleError(
                    unsupported: .multiValue, "a function with several results: type \(index)",
                    offset: offset(of: .type))
            }
            for type in type.parameters { try checkReference(type, of: index, before: group.upperBound) }
            for type in type.results { try checkReference(type, of: index, before: group.upperBound) }
        case .structure(let fields):
            guard fields.count <= Self.maximumFields else {
                throw error(
                    "type \(index) has \(fields.count) fields; this implementation has at most \(Self.maximumFields)",
                    in: .type)
            }
            for field in fields { try checkReference(field.storage.unpacked, of: index, before: group.upperBound) }
        case .array(let element):
            try checkReference(element.storage.unpacked, of: index, before: group.upperBound)
        }
    }

    private func checkReference(_ type: ValueType, of index: Int, before end: Int) throws(ModuleError) {
        if case .ref(let reference) = type, case .type(let other) = reference.heapType, other >= end {
            throw error(
                "unknown type \(other) in type \(index): it may refer to types before it and in its own group",
                in: .type)
        }
    }

    /// §3.3.11: a subtype is declared to be one, and can stand in for its supertype.
    private mutating func checkSupertype(of index: Int) throws(ModuleError) {
        guard let supertype = module.types[index].supertypes.first else { return }
        guard !module.types[Int(supertype)].isFinal else {
            throw error(
                "sub type \(index) does not match super type \(supertype), which is final", in: .type)
        }
        guard expressions.context.definition(index, matches: Int(supertype)) else {
            throw error(
                "sub type \(index) does not match super type \(supertype): \(module.types[index].composite) cannot stand in"
                    + " for \(module.types[Int(supertype)].composite)", in: .type)
        }
        let depth = expressions.context.interner.depth(of: expressions.context.numbers[index])
        guard depth <= Self.maximumDepth else {
            throw error(
                "type \(index) has \(depth) supertypes above it; this implementation has at most \(Self.maximumDepth)",
                in: .type)
        }
    }
}

extension ValidationContext {
    /// Whether a definition can stand in for another one (§3.3.9, §3.3.10). Both have been added.
    func definition(_ index: Int, matches other: Int) -> Bool {
        let definition = definitions[index]
        let other = definitions[other]
        guard definition.kind == other.kind else { return false }
        guard definition.kind != .function else {
            return matches(other.signature.parameters, definition.signature.parameters)
                && matches(definition.signature.results, other.signature.results)
        }
        // A structure may have more fields than its supertype, behind the others.
        guard definition.fieldCount >= other.fieldCount else { return false }
        for field in 0..<Int(other.fieldCount) {
            let one = fields[Int(definition.fieldStart) + field]
            let two = fields[Int(other.fieldStart) + field]
            guard one.isMutable == two.isMutable, matches(one, two) else { return false }
            // What is written to a field must also be what its subtypes hold.
            guard !one.isMutable || matches(two, one) else { return false }
        }
        return true
    }

    /// Whether what one field stores can be read from the other (§3.3.8).
    func matches(_ field: Field, _ other: Field) -> Bool {
        field.storage == other.storage && interner.matches(field.type, other.type)
    }
}
