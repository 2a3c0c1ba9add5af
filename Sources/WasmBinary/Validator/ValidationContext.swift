/// What a module declares, in the form in which instructions ask for it: the context C of the typing rules (§3.1.1).
///
/// Everything lies in raw stacks, so that checking an instruction touches no reference count. ``ModuleValidator`` fills it.
struct ValidationContext: ~Copyable {
    /// A sequence of types in ``types``.
    struct Types: BitwiseCopyable {
        var start: UInt32 = 0
        var count: UInt32 = 0
    }

    struct Signature: BitwiseCopyable {
        var parameters = Types()
        var results = Types()
    }

    /// What a type index defines.
    struct Definition: BitwiseCopyable {
        enum Kind: UInt8, BitwiseCopyable { case function, structure, array }

        var kind: Kind
        /// Of a function.
        var signature = Signature()
        /// Of a structure or an array, which has one: where they start in ``ValidationContext/fields``.
        var fieldStart: UInt32 = 0
        var fieldCount: UInt32 = 0
    }

    struct Field: BitwiseCopyable {
        enum Storage: UInt8, BitwiseCopyable { case value, i8, i16 }

        var storage: Storage
        /// What the field is on the operand stack.
        var type: OperandType
        var isMutable: Bool
    }

    struct Table: BitwiseCopyable {
        var element: OperandType
        var address: OperandType
    }

    struct Memory: BitwiseCopyable {
        var address: OperandType
    }

    struct Global: BitwiseCopyable {
        var type: OperandType
        var isMutable: Bool
    }

    var interner = TypeInterner()
    /// The interned numbers of the module's types, as far as they are known yet.
    var numbers: [UInt32] = []
    /// First every ``TypeCode`` without an index, so that a single type is a sequence too, then the place that ``single(_:)`` uses, then
    /// what the function types list, then, from ``indexedStart`` on, two references to each type of the module.
    private(set) var types = RawStack<OperandType>()
    private var indexedStart: UInt32 = 0
    private(set) var definitions = RawStack<Definition>()
    private(set) var fields = RawStack<Field>()
    /// The type index of each function. They are in range: the module's rules are checked before any body.
    var functions = RawStack<UInt32>()
    var tables = RawStack<Table>()
    var memories = RawStack<Memory>()
    /// What an exception of each tag carries.
    var tags = RawStack<Types>()
    var globals = RawStack<Global>()
    var elementSegments = RawStack<OperandType>()
    /// What the data count section says.
    var dataCount: UInt32?
    /// By function: whether something outside the bodies mentions it, so that `ref.func` may name it (§3.4.6, C.refs).
    var isDeclared = RawStack<Bool>()

    init() {
        for code in 0...TypeCode.lastWithoutIndex { types.push(OperandType(TypeCode(rawValue: code))) }
        types.push(.unknown)
    }

    // MARK: Filling

    /// Adds what a type index defines; the indices in it are in range.
    mutating func add(_ type: CompositeType) {
        switch type {
        case .function(let type):
            var definition = Definition(kind: .function)
            definition.signature.parameters = add(type.parameters)
            definition.signature.results = add(type.results)
            definitions.push(definition)
        case .structure(let members): add(.structure, members)
        case .array(let element): add(.array, [element])
        }
    }

    private mutating func add(_ kind: Definition.Kind, _ members: [FieldType]) {
        definitions.push(
            Definition(kind: kind, fieldStart: UInt32(fields.count), fieldCount: UInt32(members.count)))
        for member in members {
            let storage: Field.Storage =
                switch member.storage {
                case .value: .value
                case .i8: .i8
                case .i16: .i16
                }
            let type = operandType(PackedType(member.storage.unpacked))!
            fields.push(Field(storage: storage, type: type, isMutable: member.isMutable))
        }
    }

    private mutating func add(_ list: [ValueType]) -> Types {
        let start = types.count
        for type in list { types.push(operandType(PackedType(type))!) }
        return Types(start: UInt32(start), count: UInt32(list.count))
    }

    /// All types have been added.
    mutating func finishTypes() {
        indexedStart = UInt32(types.count)
        for number in numbers {
            types.push(OperandType(TypeCode(indexedAndNullable: false), number: number))
            types.push(OperandType(TypeCode(indexedAndNullable: true), number: number))
        }
    }

    // MARK: Types

    /// A type with the interned number; nil when it has an index that no type has.
    @inline(__always)
    func operandType(_ type: PackedType) -> OperandType? {
        guard type.code.hasIndex else { return OperandType(type.code) }
        guard Int(type.index) < numbers.count else { return nil }
        return OperandType(type.code, number: numbers[Int(type.index)])
    }

    /// A reference to a type of the module, whose index is in range.
    func reference(to index: UInt32, isNullable: Bool) -> OperandType {
        types[Int(indexedStart) + 2 * Int(index) + (isNullable ? 1 : 0)]
    }

    /// A sequence of this one type, whose index is in range.
    @inline(__always)
    func single(_ type: PackedType) -> Types {
        guard type.code.hasIndex else { return Types(start: UInt32(type.code.rawValue), count: 1) }
        return Types(start: indexedStart + 2 * type.index + (type.code.isNullable ? 1 : 0), count: 1)
    }

    /// A sequence of this one type. It is good until the next one is asked for.
    mutating func single(_ type: OperandType) -> Types {
        let place = Int(TypeCode.lastWithoutIndex) + 1
        types[place] = type
        return Types(start: UInt32(place), count: 1)
    }

    /// Whether values of the types of one sequence are also of those of another.
    func matches(_ one: Types, _ other: Types) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<Int(one.count) {
            let type = types[Int(one.start) + index]
            let otherType = types[Int(other.start) + index]
            if type != otherType, !interner.matches(type, otherType) { return false }
        }
        return true
    }
}

extension TypeCode {
    /// The highest code of a type that has no index.
    static let lastWithoutIndex: UInt8 = 0x7F
}
