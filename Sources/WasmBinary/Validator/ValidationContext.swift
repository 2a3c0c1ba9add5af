/// What a module declares, in the form in which instructions ask for it: the context C of the typing rules (§3.1.1).
///
/// Everything lies in raw stacks, so that checking an instruction touches no reference count.
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

    struct Global: BitwiseCopyable {
        var type: OperandType
        var isMutable: Bool
    }

    /// First every ``OperandType`` by its number, so that a single type is a sequence too; then what the function types
    /// list.
    private(set) var types = RawStack<OperandType>()
    /// The function types of the module.
    private(set) var signatures = RawStack<Signature>()
    /// The type index of each function. They are in range: the module's rules are checked before any body.
    private(set) var functions = RawStack<UInt32>()
    private(set) var tables = RawStack<OperandType>()
    private(set) var globals = RawStack<Global>()
    private(set) var elementSegments = RawStack<OperandType>()
    private(set) var memoryCount: Int
    /// What the data count section says.
    private(set) var dataCount: UInt32?
    /// By function: whether something outside the bodies mentions it, so that `ref.func` may name it (§3.4.11, C.refs).
    var isDeclared = RawStack<Bool>()

    init(_ module: borrowing BinaryModule) {
        memoryCount = module.memoryCount
        dataCount = module.dataCount
        for type in OperandType.allCases { types.push(type) }
        for type in module.types {
            var signature = Signature()
            signature.parameters = add(type.parameters)
            signature.results = add(type.results)
            signatures.push(signature)
        }
        for type in module.importedFunctions { functions.push(type) }
        for type in module.functions { functions.push(type) }
        for type in module.importedTables { tables.push(OperandType(type.element)) }
        for type in module.tables { tables.push(OperandType(type.element)) }
        for type in module.importedGlobals { add(type) }
        for global in module.globals { add(global.type) }
        for segment in module.elements { elementSegments.push(OperandType(segment.type)) }
        isDeclared.push(false, times: module.functionCount)
    }

    private mutating func add(_ list: [ValueType]) -> Types {
        let start = types.count
        for type in list { types.push(OperandType(type)) }
        return Types(start: UInt32(start), count: UInt32(list.count))
    }

    private mutating func add(_ type: GlobalType) {
        globals.push(Global(type: OperandType(type.value), isMutable: type.isMutable))
    }

    /// A sequence of this one type.
    @inline(__always)
    func single(_ type: OperandType) -> Types { Types(start: UInt32(type.rawValue), count: 1) }

    func isEqual(_ one: Types, _ other: Types) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<Int(one.count) where types[Int(one.start) + index] != types[Int(other.start) + index] {
            return false
        }
        return true
    }
}
