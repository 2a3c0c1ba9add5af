/// The types of all modules of an engine, by number: equal types have equal numbers, so that running code compares numbers
/// (specification §4.6.10). Types that refer to others hold numbers in place of a module's indices.
final class TypeTable: @unchecked Sendable {
    // Everything is read and written under the lock; what it gives out never changes.
    private let lock = Lock()
    private var interner = TypeInterner()
    private var layouts: [ObjectLayout] = []
    private var records: [UnsafePointer<TypeRecord>] = []

    deinit { for record in records { record.free() } }

    /// A valid module's types.
    func types(of module: BinaryModule) -> ModuleTypes {
        lock.withLock {
            let numbers = interner.intern(module)
            describeNewTypes()
            return ModuleTypes(
                numbers: numbers, definitions: numbers.map { interner.types[Int($0)] },
                layouts: numbers.map { layouts[Int($0)] }, records: numbers.map { records[Int($0)] })
        }
    }

    /// The number of a type that the host made.
    func number(of type: FunctionType) -> UInt32 {
        lock.withLock {
            let number = interner.intern(type)
            describeNewTypes()
            return number
        }
    }

    func record(_ number: UInt32) -> UnsafePointer<TypeRecord> { lock.withLock { records[Int(number)] } }

    func definition(_ number: UInt32) -> (type: SubType, layout: ObjectLayout) {
        lock.withLock { (interner.types[Int(number)], layouts[Int(number)]) }
    }

    func isSubtype(_ number: UInt32, of other: UInt32) -> Bool {
        lock.withLock { interner.isSubtype(number, of: other) }
    }

    /// Whether every value of a type is also one of another type; both hold numbers.
    func matches(_ type: ValueType, _ other: ValueType) -> Bool {
        type == other || lock.withLock { interner.matches(type, other) }
    }

    private func describeNewTypes() {
        for number in records.count..<interner.types.count {
            let type = interner.types[number]
            let layout = ObjectLayout(type.composite)
            var supertypes: [UInt32] = []
            var above = interner.supertype(of: UInt32(number))
            while let supertype = above {
                supertypes.append(supertype)
                above = interner.supertype(of: supertype)
            }
            layouts.append(layout)
            records.append(
                .make(
                    layout.kind, number: UInt32(number), supertypes: supertypes.reversed(), isFinal: type.isFinal,
                    byteCount: layout.byteCount, elementShift: layout.shifts.first.map(Int.init) ?? 0,
                    referenceOffsets: layout.referenceOffsets))
        }
    }
}

/// A module's types as its engine knows them, by the module's indices.
struct ModuleTypes: @unchecked Sendable {
    // The records are not written after they were made, and the module keeps the engine, which frees them.

    let numbers: [UInt32]
    /// References hold numbers.
    let definitions: [SubType]
    let layouts: [ObjectLayout]
    let records: [UnsafePointer<TypeRecord>]

    /// The same types with numbers in place of the module's indices.
    func numbered(_ type: ReferenceType) -> ReferenceType { type.renumbered { numbers[Int($0)] } }
    func numbered(_ type: ValueType) -> ValueType { type.renumbered { numbers[Int($0)] } }

    func numbered(_ type: TableType) -> TableType {
        var type = type
        type.element = numbered(type.element)
        return type
    }

    func numbered(_ type: GlobalType) -> GlobalType {
        GlobalType(value: numbered(type.value), isMutable: type.isMutable)
    }

    func numbered(_ type: FunctionType) -> FunctionType { type.renumbered { numbers[Int($0)] } }

    func numbered(_ type: ExternalType) -> ExternalType {
        switch type {
        case .function(let type): .function(numbered(type))
        case .table(let type): .table(numbered(type))
        case .memory: type
        case .global(let type): .global(numbered(type))
        case .tag(let type): .tag(numbered(type))
        }
    }
}
