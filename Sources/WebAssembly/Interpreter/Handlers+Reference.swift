// References: tests, casts, small integers, calls (specification §4.6.6, §4.6.8).

// MARK: Null

/// Traps on null; fields: reference.
@inline(__always) func opCheckNotNull(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    if sp[pc.int(8)] == 0 { return trap(pc, sp, cx, .nullReference) }
    return next(pc + 12, sp, cx, mb, ms)
}

// MARK: Small integers

@inline(__always) func opRefI31(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.unary(pc, sp, cx, mb, ms) { (a: UInt32) in ReferenceBits.i31(a) }
}

/// Fields: to, reference.
@inline(__always) func opI31GetS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let bits = sp[pc.int(12)]
    if bits == 0 { return trap(pc, sp, cx, .nullI31Reference) }
    sp[pc.int(8)] = ReferenceBits.signedValue(bits).slot
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, reference.
@inline(__always) func opI31GetU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let bits = sp[pc.int(12)]
    if bits == 0 { return trap(pc, sp, cx, .nullI31Reference) }
    sp[pc.int(8)] = ReferenceBits.unsignedValue(bits).slot
    return next(pc + 16, sp, cx, mb, ms)
}

// MARK: Tests and casts
//
// There is a test for each kind of type, and each is used in four ways: its result is a value, or it must hold, or one of two
// branches hangs on it. A test's operands: the reference, a number that says which type, and a word of flags and details.

/// What is asked about a reference.
enum ReferenceTest {
    /// Set in the details when null passes.
    static let nullBit = 1

    @inline(__always) static func number(_ operands: PC) -> UInt32 { operands.uint32(4) }
    @inline(__always) static func passesNull(_ operands: PC) -> Bool { operands.uint32(8) & 1 != 0 }

    /// A struct or array type without subtypes: the object's own type is all there is to compare.
    @inline(__always) static func exact(_ bits: UInt64, _ operands: PC, _ cx: CX) -> Bool {
        if bits == 0 { return passesNull(operands) }
        guard ReferenceBits.isObject(bits) else { return false }
        return ObjectPointer(bitPattern: UInt(bits)).unsafelyUnwrapped.header.pointee.type == number(operands)
    }

    /// A struct or array type that may have subtypes; the details hold its depth above the null bit.
    @inline(__always) static func subtype(_ bits: UInt64, _ operands: PC, _ cx: CX) -> Bool {
        if bits == 0 { return passesNull(operands) }
        guard ReferenceBits.isObject(bits) else { return false }
        let type = ObjectPointer(bitPattern: UInt(bits)).unsafelyUnwrapped.header.pointee.type
        if type == number(operands) { return true }
        return isSubtype(type, number(operands), depth: operands.uint32(8) >> 1, cx)
    }

    /// A function type; the details hold its depth above the null bit.
    @inline(__always) static func function(_ bits: UInt64, _ operands: PC, _ cx: CX) -> Bool {
        guard let function = UnsafeMutablePointer<FunctionBlock>(reference: bits) else { return passesNull(operands) }
        if function.pointee.typeID == number(operands) { return true }
        return isSubtype(function.pointee.typeID, number(operands), depth: operands.uint32(8) >> 1, cx)
    }

    /// A type that no module defines; the number is an ``AbstractType``.
    @inline(__always) static func abstract(_ bits: UInt64, _ operands: PC, _ cx: CX) -> Bool {
        if bits == 0 { return passesNull(operands) }
        return isOf(AbstractType(rawValue: number(operands)).unsafelyUnwrapped, bits, cx)
    }

    /// Whether one of the store's types is another one, of that depth, or below it.
    @inline(__always) static func isSubtype(_ type: UInt32, _ other: UInt32, depth: UInt32, _ cx: CX) -> Bool {
        // Objects and functions have types that the store knows.
        let record = cx.block.pointee.store.pointee.types[Int(type)].unsafelyUnwrapped
        return record.pointee.depth > depth && record.pointee.supertypes[Int(depth)] == other
    }

    @inline(__always) private static func isOf(_ type: AbstractType, _ bits: UInt64, _ cx: CX) -> Bool {
        switch type {
        case .anything: return true
        case .nothing: return false
        case .i31: return ReferenceBits.isI31(bits)
        case .eq: return !ReferenceBits.isHostValue(bits)
        case .structure: return isObject(bits, .structure, cx)
        case .array: return isObject(bits, .array, cx)
        }
    }

    @inline(__always) private static func isObject(_ bits: UInt64, _ kind: TypeRecord.Kind, _ cx: CX) -> Bool {
        guard ReferenceBits.isObject(bits) else { return false }
        let type = ObjectPointer(bitPattern: UInt(bits)).unsafelyUnwrapped.header.pointee.type
        return cx.block.pointee.store.pointee.types[Int(type)].unsafelyUnwrapped.pointee.kind == kind
    }
}

/// What a reference that is not null may be, for the types that no module defines.
enum AbstractType: UInt32 {
    /// The top of a hierarchy.
    case anything
    /// The bottom of a hierarchy.
    case nothing
    case i31
    case eq
    case structure
    case array
}

extension Shape {
    typealias Test = (_ reference: UInt64, _ operands: PC, _ cx: CX) -> Bool

    /// `to ← test`; fields: to, the test's operands.
    @inline(__always) static func test(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ test: Test) -> Status {
        sp[pc.int(8)] = test(sp[pc.int(12)], pc + 12, cx).slot
        return next(pc + 24, sp, cx, mb, ms)
    }

    /// Traps unless the test holds; fields: the test's operands.
    @inline(__always) static func cast(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ test: Test) -> Status {
        if !test(sp[pc.int(8)], pc + 8, cx) { return trap(pc, sp, cx, .castFailure) }
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// Branches if the result of the test is `expected`; fields: the test's operands, target.
    @inline(__always) static func branch(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, if expected: Bool, _ test: Test
    ) -> Status {
        if test(sp[pc.int(8)], pc + 8, cx) == expected { return jump(pc, sp, cx, mb, ms, field: 20) }
        return next(pc + 24, sp, cx, mb, ms)
    }
}

@inline(__always) func opTestExact(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.test(pc, sp, cx, mb, ms, ReferenceTest.exact)
}

@inline(__always) func opCastExact(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.cast(pc, sp, cx, mb, ms, ReferenceTest.exact)
}

@inline(__always) func opBranchIfExact(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: true, ReferenceTest.exact)
}

@inline(__always) func opBranchUnlessExact(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: false, ReferenceTest.exact)
}

@inline(__always) func opTestSubtype(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.test(pc, sp, cx, mb, ms, ReferenceTest.subtype)
}

@inline(__always) func opCastSubtype(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.cast(pc, sp, cx, mb, ms, ReferenceTest.subtype)
}

@inline(__always) func opBranchIfSubtype(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: true, ReferenceTest.subtype)
}

@inline(__always) func opBranchUnlessSubtype(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: false, ReferenceTest.subtype)
}

@inline(__always) func opTestFunction(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.test(pc, sp, cx, mb, ms, ReferenceTest.function)
}

@inline(__always) func opCastFunction(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.cast(pc, sp, cx, mb, ms, ReferenceTest.function)
}

@inline(__always) func opBranchIfFunction(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: true, ReferenceTest.function)
}

@inline(__always) func opBranchUnlessFunction(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: false, ReferenceTest.function)
}

@inline(__always) func opTestAbstract(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.test(pc, sp, cx, mb, ms, ReferenceTest.abstract)
}

@inline(__always) func opCastAbstract(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.cast(pc, sp, cx, mb, ms, ReferenceTest.abstract)
}

@inline(__always) func opBranchIfAbstract(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: true, ReferenceTest.abstract)
}

@inline(__always) func opBranchUnlessAbstract(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.branch(pc, sp, cx, mb, ms, if: false, ReferenceTest.abstract)
}
