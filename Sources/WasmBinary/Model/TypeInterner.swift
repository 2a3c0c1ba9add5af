/// Gives type definitions numbers, so that equal types have equal numbers, from whatever modules they come (specification §2.3.10,
/// §3.3.12, "rolling up").
///
/// Groups of types are equal when they have the same definitions in the same order, where a reference to a member of the group
/// is a position and any other is the number of what it refers to. So comparing two groups needs no search and no recursion, and each
/// group is looked at once.
package struct TypeInterner: Sendable {
    /// The definitions by number. Supertypes and ``HeapType/type(_:)`` hold numbers in place of a module's indices.
    package private(set) var types: [SubType] = []
    /// By number: the heap type above all types that are defined in the same way.
    private var kinds: [HeapCode] = []
    /// By number: the number of the supertype, or ``none``.
    private var supertypes: [UInt32] = []
    /// By number: how many supertypes there are above the type.
    private var depths: [UInt32] = []
    private var groups = GroupTable()

    private static let none = UInt32.max

    package init() {}

    /// The numbers of a module's types, by their indices. The module must be valid.
    package mutating func intern(_ module: BinaryModule) -> [UInt32] {
        var numbers: [UInt32] = []
        numbers.reserveCapacity(module.types.count)
        for group in module.recursionGroups { intern(group, of: module, numbers: &numbers) }
        return numbers
    }

    /// The number of a function type on its own, as the host makes one. References to types in it hold numbers.
    package mutating func intern(_ type: FunctionType) -> UInt32 {
        // No index reaches the start, so that nothing refers to a member.
        intern([SubType(composite: .function(type))], at: .max) { $0 }
    }

    /// Appends the numbers of a group's types, where `numbers` holds those of all types before it. Types in the group may refer to
    /// these and to each other, and their supertypes come before them.
    mutating func intern(_ group: Range<Int>, of module: BinaryModule, numbers: inout [UInt32]) {
        let first = number(of: module.types[group], at: group.lowerBound, behind: numbers)
        for position in 0..<UInt32(group.count) { numbers.append(first + position) }
    }

    private mutating func number(of types: ArraySlice<SubType>, at start: Int, behind numbers: [UInt32]) -> UInt32 {
        intern(types, at: start) { numbers[Int($0)] }
    }

    /// - Parameters:
    ///   - start: The index of the group's first type: references to an index from there on are to members.
    ///   - outside: The number of a type outside the group, by its index.
    /// - Returns: The number of the first type; the others follow it.
    private mutating func intern(
        _ types: some Collection<SubType>, at start: Int, outside: (UInt32) -> UInt32
    ) -> UInt32 {
        let first = UInt32(self.types.count)
        if let known = groups.number(of: types, at: start, outside: outside, orNew: first) { return known }
        for type in types {
            add(type.renumbered { Int($0) >= start ? first + ($0 - UInt32(start)) : outside($0) })
        }
        return first
    }

    private mutating func add(_ type: SubType) {
        let supertype = type.supertypes.first
        types.append(type)
        kinds.append(type.composite.kind)
        supertypes.append(supertype ?? Self.none)
        depths.append(supertype.map { depths[Int($0)] + 1 } ?? 0)
    }

    /// How many supertypes there are above a type.
    package func depth(of number: UInt32) -> Int { Int(depths[Int(number)]) }

    /// The declared supertype of a type.
    package func supertype(of number: UInt32) -> UInt32? {
        let supertype = supertypes[Int(number)]
        return supertype == Self.none ? nil : supertype
    }

    /// The heap type above all types that are defined as this one is.
    func kind(of number: UInt32) -> HeapCode { kinds[Int(number)] }

    /// Whether a type is another one or declared to be below it (§3.3.4).
    package func isSubtype(_ number: UInt32, of other: UInt32) -> Bool {
        var number = number
        // Each step up is one type less above, so that only one type on the way can be the other one.
        var steps = Int(depths[Int(number)]) - Int(depths[Int(other)])
        guard steps >= 0 else { return false }
        while steps > 0 {
            number = supertypes[Int(number)]
            steps -= 1
        }
        return number == other
    }
}

extension CompositeType {
    fileprivate var kind: HeapCode {
        switch self {
        case .function: .func
        case .structure: .struct
        case .array: .array
        }
    }
}

extension SubType {
    /// The same with other numbers for the types that it refers to.
    fileprivate func renumbered(_ number: (UInt32) -> UInt32) -> SubType {
        let composite: CompositeType
        switch self.composite {
        case .function(let type): composite = .function(type.renumbered(number))
        case .structure(let fields): composite = .structure(fields.renumbered(number))
        case .array(let element): composite = .array(element.renumbered(number))
        }
        return SubType(isFinal: isFinal, supertypes: supertypes.map(number), composite: composite)
    }
}

extension FunctionType {
    /// The same with other numbers for the types that it refers to.
    package func renumbered(_ number: (UInt32) -> UInt32) -> FunctionType {
        FunctionType(parameters: parameters.renumbered(number), results: results.renumbered(number))
    }
}

/// Something that refers to types.
private protocol Renumbered: Equatable {
    func renumbered(_ number: (UInt32) -> UInt32) -> Self
}

extension Array where Element: Renumbered {
    /// Most lists refer to no type, and stay what they are: a list costs an allocation.
    fileprivate func renumbered(_ number: (UInt32) -> UInt32) -> [Element] {
        guard contains(where: { $0.renumbered(number) != $0 }) else { return self }
        return map { $0.renumbered(number) }
    }
}

extension FieldType: Renumbered {
    fileprivate func renumbered(_ number: (UInt32) -> UInt32) -> FieldType {
        guard case .value(let type) = storage else { return self }
        return FieldType(storage: .value(type.renumbered(number)), isMutable: isMutable)
    }
}

extension ValueType: Renumbered {
    /// The same with another number for the type that it refers to.
    package func renumbered(_ number: (UInt32) -> UInt32) -> ValueType {
        guard case .ref(let type) = self else { return self }
        return .ref(type.renumbered(number))
    }
}

extension ReferenceType {
    /// The same with another number for the type that it refers to.
    package func renumbered(_ number: (UInt32) -> UInt32) -> ReferenceType {
        guard case .type(let index) = heapType else { return self }
        return ReferenceType(isNullable: isNullable, heapType: .type(number(index)))
    }
}
