/// Checks the rules for a module as a whole (§3.5), and each expression in it by an ``ExpressionValidator``.
struct ModuleValidator: ~Copyable {
    let module: BinaryModule
    let bytes: UnsafeRawBufferPointer
    var expressions: ExpressionValidator

    init(_ module: BinaryModule, bytes: UnsafeRawBufferPointer) {
        self.module = module
        self.bytes = bytes
        expressions = ExpressionValidator(context: ValidationContext(module))
    }

    mutating func validate() throws(ModuleError) {
        // Indices of types first: everything after relies on them. Bodies last: they need all that is declared.
        try checkTypes()
        try checkImports()
        try checkFunctions()
        try checkTablesAndMemories()
        try checkGlobals()
        try checkExports()
        try checkStart()
        try checkElements()
        try checkDataSegments()
        for (index, body) in module.code.enumerated() {
            try expressions.validateBody(
                bytes, range: body.range, functionIndex: UInt32(module.importedFunctions.count + index))
        }
    }

    /// A broken rule in a section whose entries have no offsets of their own.
    func error(_ message: String, in section: SectionID) -> ModuleError {
        ModuleError(.invalid, message, offset: offset(of: section))
    }

    func offset(of section: SectionID) -> Int {
        module.sections.first { $0.id == section.rawValue }?.contents.lowerBound ?? 0
    }

    private func checkTypes() throws(ModuleError) {
        for (index, type) in module.types.enumerated() {
            guard type.parameters.count <= BinaryModule.maximumArity, type.results.count <= BinaryModule.maximumArity else {
                throw error(
                    "type \(index) has \(type.parameters.count) parameters and \(type.results.count) results; this"
                        + " implementation has at most \(BinaryModule.maximumArity) of each", in: .type)
            }
        }
    }

    private func checkImports() throws(ModuleError) {
        for entry in module.imports {
            let place = "import \"\(entry.module)\" \"\(entry.name)\""
            switch entry.description {
            case .function(let typeIndex): try checkType(typeIndex, of: place, in: .import)
            case .table(let type): try check(type.limits, of: place, in: .import)
            case .memory(let type): try check(type, of: place, in: .import)
            case .global: break
            }
        }
    }

    private func checkFunctions() throws(ModuleError) {
        for (index, typeIndex) in module.functions.enumerated() {
            try checkType(typeIndex, of: "function \(module.importedFunctions.count + index)", in: .function)
        }
    }

    private func checkType(_ index: UInt32, of place: String, in section: SectionID) throws(ModuleError) {
        guard Int(index) < module.types.count else {
            throw error("unknown type \(index) of \(place): \(existing(module.types.count))", in: section)
        }
    }

    private func checkTablesAndMemories() throws(ModuleError) {
        for (index, type) in module.tables.enumerated() {
            try check(type.limits, of: "table \(module.importedTables.count + index)", in: .table)
        }
        for (index, type) in module.memories.enumerated() {
            try check(type, of: "memory \(module.importedMemories.count + index)", in: .memory)
        }
        guard module.memoryCount <= 1 else {
            throw ModuleError(
                unsupported: .multiMemory, "multiple memories: a module with \(module.memoryCount) of them",
                offset: offset(of: module.memories.isEmpty ? .import : .memory))
        }
    }

    /// §3.2.14
    private func check(_ limits: SizeLimits, of place: String, in section: SectionID) throws(ModuleError) {
        guard limits.minimum <= limits.maximum ?? .max else {
            throw error(
                "size minimum must not be greater than maximum: \(place) has \(limits)", in: section)
        }
    }

    /// §3.2.16
    private func check(_ type: MemoryType, of place: String, in section: SectionID) throws(ModuleError) {
        guard max(type.limits.minimum, type.limits.maximum ?? 0) <= MemoryType.maximumPages else {
            throw error(
                "memory size must be at most \(MemoryType.maximumPages) pages (4 GiB): \(place) has \(type.limits)",
                in: section)
        }
        try check(type.limits, of: place, in: section)
    }
}
