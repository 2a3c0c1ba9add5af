// Subtyping (specification §3.3). Types hold numbers of this interner in place of a module's indices.

extension TypeInterner {
    /// Whether every value of a type is also one of another type.
    package func matches(_ type: ValueType, _ other: ValueType) -> Bool {
        type == other || matches(OperandType(numbered: type), OperandType(numbered: other))
    }

    /// Whether a reference of a type is also one of another type.
    package func matches(_ type: ReferenceType, _ other: ReferenceType) -> Bool {
        matches(ValueType.ref(type), ValueType.ref(other))
    }

    /// Whether a function of a type can stand in for one of another type: it takes at least as much and gives at most as much.
    package func matches(_ type: FunctionType, _ other: FunctionType) -> Bool {
        type.parameters.count == other.parameters.count && type.results.count == other.results.count
            && zip(other.parameters, type.parameters).allSatisfy { matches($0, $1) }
            && zip(type.results, other.results).allSatisfy { matches($0, $1) }
    }

    func matches(_ type: OperandType, _ other: OperandType) -> Bool {
        if type == other || type == .unknown { return true }
        let code = type.code
        let otherCode = other.code
        guard code.isReference, otherCode.isReference, otherCode.isNullable || !code.isNullable else { return false }
        switch (code.hasIndex, otherCode.hasIndex) {
        case (true, true): return isSubtype(type.number, of: other.number)
        case (true, false): return kind(of: type.number).isSubtype(of: otherCode.heap)
        case (false, true): return code.heap == kind(of: other.number).lowest || code.heap == .bottom
        case (false, false): return code.heap.isSubtype(of: otherCode.heap)
        }
    }
}

extension HeapCode {
    /// Whether this heap type is another one or below it (§3.3.3).
    func isSubtype(of other: HeapCode) -> Bool {
        switch self {
        case .any, .func, .extern, .exn: self == other
        case .eq: other == .eq || other == .any
        case .i31, .struct, .array: self == other || other == .eq || other == .any
        case .none: other.highest == .any && other != .bottom
        case .nofunc: other.highest == .func && other != .bottom
        case .noextern: other.highest == .extern && other != .bottom
        case .noexn: other.highest == .exn && other != .bottom
        case .bottom: true
        }
    }

    /// The heap type at the top of the hierarchy.
    var highest: HeapCode {
        switch self {
        case .any, .eq, .i31, .struct, .array, .none: .any
        case .func, .nofunc: .func
        case .extern, .noextern: .extern
        case .exn, .noexn: .exn
        case .bottom: .bottom
        }
    }

    /// The heap type at the bottom of the hierarchy.
    var lowest: HeapCode {
        switch highest {
        case .any: .none
        case .func: .nofunc
        case .extern: .noextern
        case .exn: .noexn
        default: .bottom
        }
    }
}
