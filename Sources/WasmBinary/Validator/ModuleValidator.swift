/// Checks the rules for a module as a whole (§3.5), and each constant expression in it by an ``ExpressionValidator``, which then knows
/// all that bodies need.
struct ModuleValidator: ~Copyable {
    let module: BinaryModule
    let bytes: UnsafeRawBufferPointer
    var expressions = ExpressionValidator()

    init(_ module: BinaryModule, bytes: UnsafeRawBufferPointer) {
        self.module = module
        self.bytes = bytes
        expressions.features = module.features
    }

    mutating func validate() throws(ModuleError) {
        // Indices of types first: everything after relies on them.
        try checkTypes()
        try checkImports()
        try checkDeclarations()
        try checkTables()
        try checkGlobals()
        try checkExports()
        try checkStart()
        try checkElements()
        try checkDataSegments()
    }

    /// A broken rule in a section whose entries have no offsets of their own.
    func error(_ message: String, in section: SectionID) -> ModuleError {
        ModuleError(.invalid, message, offset: offset(of: section))
    }

    func offset(of section: SectionID) -> Int {
        module.sections.first { $0.id == section.rawValue }?.contents.lowerBound ?? 0
    }

    // MARK: Declarations

    private mutating func checkImports() throws(ModuleError) {
        for entry in module.imports {
            let place = "import \"\(entry.module)\" \"\(entry.name)\""
            switch entry.description {
            case .function(let typeIndex): try addFunction(typeIndex, of: place, in: .import)
            case .table(let type): try add(type, of: place, in: .import)
            case .memory(let type): try add(type, of: place, in: .import)
            case .global(let type):
                try checkMutability(of: type, place, in: .import)
                expressions.context.globals.push(try global(type, of: place, in: .import))
            case .tag(let typeIndex): try addTag(typeIndex, of: place, in: .import)
            }
        }
    }

    /// Functions, memories, tags, segments: what declares itself without an expression.
    private mutating func checkDeclarations() throws(ModuleError) {
        let functions = module.importedFunctions.count
        for (index, typeIndex) in module.functions.enumerated() {
            try addFunction(typeIndex, of: "function \(functions + index)", in: .function)
        }
        let memories = module.importedMemories.count
        for (index, type) in module.memories.enumerated() {
            try add(type, of: "memory \(memories + index)", in: .memory)
        }
        guard module.tableCount <= 1 || module.features.contains(.referenceTypes) else {
            throw ModuleError(
                unsupported: .referenceTypes, "multiple tables: a module with \(module.tableCount) of them",
                offset: offset(of: module.tables.isEmpty ? .import : .table))
        }
        guard module.memoryCount <= 1 || module.features.contains(.multiMemory) else {
            throw ModuleError(
                unsupported: .multiMemory, "multiple memories: a module with \(module.memoryCount) of them",
                offset: offset(of: module.memories.isEmpty ? .import : .memory))
        }
        let tags = module.importedTags.count
        for (index, typeIndex) in module.tags.enumerated() {
            try addTag(typeIndex, of: "tag \(tags + index)", in: .tag)
        }
        for (index, segment) in module.elements.enumerated() {
            expressions.context.elementSegments.push(
                try operandType(.ref(segment.type), of: "elem segment \(index)", in: .element))
        }
        expressions.context.dataCount = module.dataCount
        expressions.context.isDeclared.push(false, times: module.functionCount)
    }

    private mutating func addFunction(_ type: UInt32, of place: @autoclosure () -> String, in section: SectionID)
        throws(ModuleError)
    {
        _ = try functionType(type, of: place(), in: section)
        expressions.context.functions.push(type)
    }

    /// §3.2.13
    private mutating func addTag(_ type: UInt32, of place: @autoclosure () -> String, in section: SectionID)
        throws(ModuleError)
    {
        let signature = try functionType(type, of: place(), in: section)
        guard signature.results.count == 0 else {
            throw error("non-empty tag result type: \(place()) has type \(type), which has results", in: section)
        }
        expressions.context.tags.push(signature.parameters)
    }

    private func functionType(
        _ index: UInt32, of place: @autoclosure () -> String, in section: SectionID
    ) throws(ModuleError) -> ValidationContext.Signature {
        guard Int(index) < module.types.count else {
            throw error("unknown type \(index) of \(place()): \(existing(module.types.count))", in: section)
        }
        let definition = expressions.context.definitions[Int(index)]
        guard definition.kind == .function else {
            throw error("type \(index) of \(place()) is not a function type", in: section)
        }
        return definition.signature
    }

    /// A type whose indices must name types of the module.
    func operandType(_ type: ValueType, of place: @autoclosure () -> String, in section: SectionID) throws(ModuleError)
        -> OperandType
    {
        let packed = PackedType(type)
        guard let operand = expressions.context.operandType(packed) else {
            throw error("unknown type \(packed.index) in \(place()): \(existing(module.types.count))", in: section)
        }
        return operand
    }

    func global(
        _ type: GlobalType, of place: @autoclosure () -> String, in section: SectionID
    ) throws(ModuleError) -> ValidationContext.Global {
        ValidationContext.Global(
            type: try operandType(type.value, of: place(), in: section), isMutable: type.isMutable)
    }

    /// The first version of the standard kept mutable globals inside.
    func checkMutability(of type: GlobalType, _ place: @autoclosure () -> String, in section: SectionID)
        throws(ModuleError)
    {
        guard !type.isMutable || module.features.contains(.mutableGlobals) else {
            throw ModuleError(unsupported: .mutableGlobals, "a mutable global: \(place())", offset: offset(of: section))
        }
    }

    // MARK: Sizes

    /// §3.2.15
    mutating func add(_ type: TableType, of place: @autoclosure () -> String, in section: SectionID) throws(ModuleError)
    {
        let element = try operandType(.ref(type.element), of: place(), in: section)
        try check(
            type.limits, atMost: type.addressType.maximumCount, "table size", "elements",
            of: place(), in: section)
        expressions.context.tables.push(
            ValidationContext.Table(element: element, address: type.addressType == .i64 ? .i64 : .i32))
    }

    /// §3.2.14. A memory's pages fit its addresses.
    private mutating func add(_ type: MemoryType, of place: @autoclosure () -> String, in section: SectionID)
        throws(ModuleError)
    {
        guard type.pageSizeLog2 == 0 || type.pageSizeLog2 == 16 else {
            throw error(
                "invalid custom page size: \(place()) has pages of 2^\(type.pageSizeLog2) bytes, possible are 1 and 65536",
                in: section)
        }
        try check(type.limits, atMost: type.maximumPageCount, "memory size", "pages", of: place(), in: section)
        guard !type.isShared || type.limits.maximum != nil else {
            throw error("shared memory must have maximum: \(place()) has none", in: section)
        }
        expressions.context.memories.push(ValidationContext.Memory(address: type.addressType == .i64 ? .i64 : .i32))
    }

    /// §3.2.12
    private func check(
        _ limits: SizeLimits, atMost most: UInt64, _ what: String, _ units: String, of place: @autoclosure () -> String,
        in section: SectionID
    ) throws(ModuleError) {
        guard max(limits.minimum, limits.maximum ?? 0) <= most else {
            throw error("\(what) must be at most \(most) \(units): \(place()) has \(limits)", in: section)
        }
        guard limits.minimum <= limits.maximum ?? .max else {
            throw error("size minimum must not be greater than maximum: \(place()) has \(limits)", in: section)
        }
    }
}
