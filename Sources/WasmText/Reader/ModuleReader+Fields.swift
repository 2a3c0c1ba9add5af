import WasmBinary

// Fields of a module (specification §6.6). Each function reads what comes behind the keyword, the closing parenthesis included.

extension ModuleReader {
    // MARK: Imports and exports

    mutating func readImport() throws(TextError) {
        let module = try cursor.name("the name of a module, in quotation marks")
        let name = try cursor.name("the name of what is imported, in quotation marks")
        cursor.advance()
        let description: ImportDescription
        if cursor.take("func") {
            skipBinding()
            description = .function(typeIndex: try importedFunctionType())
        } else if cursor.take("table") {
            skipBinding()
            description = .table(try tableType())
        } else if cursor.take("memory") {
            skipBinding()
            description = .memory(try memoryType())
        } else if cursor.take("global") {
            skipBinding()
            description = .global(try globalType())
        } else {
            // The first walk has refused everything else.
            cursor.advance()
            skipBinding()
            description = .tag(typeIndex: try tagType())
        }
        try cursor.expectClose()
        try cursor.expectClose()
        contents.addImport(module, name, description)
    }

    mutating func readExport() throws(TextError) {
        let name = try cursor.name("the name of an export, in quotation marks")
        try cursor.expectOpen("what is exported: (func …), (table …), (memory …), (global …) or (tag …)")
        if cursor.take("func") {
            contents.encoder.addExport(name, .function, try index(.function))
        } else if cursor.take("table") {
            contents.encoder.addExport(name, .table, try index(.table))
        } else if cursor.take("memory") {
            contents.encoder.addExport(name, .memory, try index(.memory))
        } else if cursor.take("global") {
            contents.encoder.addExport(name, .global, try index(.global))
        } else if cursor.take("tag") {
            contents.encoder.addExport(name, .tag, try index(.tag))
        } else {
            throw cursor.unexpected("func, table, memory, global or tag")
        }
        try cursor.expectClose()
        try cursor.expectClose()
    }

    /// `(export "a")` in a definition, any number of them, for what has the next index of its kind.
    private mutating func inlineExports(_ kind: ExternalKind) throws(TextError) {
        let index = contents.nextIndex(kind)
        while cursor.take(list: "export") {
            let name = try cursor.name("the name of an export, in quotation marks")
            try cursor.expectClose()
            contents.encoder.addExport(name, kind, index)
        }
    }

    /// `(import "m" "n")` in a definition.
    private mutating func inlineImport() throws(TextError) -> (module: String, name: String)? {
        guard cursor.take(list: "import") else { return nil }
        let module = try cursor.name("the name of a module, in quotation marks")
        let name = try cursor.name("the name of what is imported, in quotation marks")
        try cursor.expectClose()
        return (module, name)
    }

    /// Skips the identifier and the name, which the first walk has read.
    mutating func skipBinding() {
        if cursor.token.kind == .identifier || cursor.token.kind == .quotedIdentifier { cursor.advance() }
    }

    // MARK: Functions

    mutating func readFunction() throws(TextError) {
        skipBinding()
        try inlineExports(.function)
        if let (module, name) = try inlineImport() {
            let type = try importedFunctionType()
            try cursor.expectClose("(param …), (result …), or \")\": imported functions have no body")
            contents.addImport(module, name, .function(typeIndex: type))
            return
        }
        body = BodyState(function: contents.nextIndex(.function))
        let use = try typeUse { (reader: inout ModuleReader, binding) throws(TextError) in
            try reader.declareLocal(binding)
        }
        let type = resolve(use)
        if !use.hasFunction, Int(type) < contents.types.count {
            // The parameters are there, but have no names.
            for _ in contents.types[Int(type)].function?.parameters ?? [] { _ = body.locals.declare(nil) }
        }
        let locals = try self.locals()
        try readInstructions()
        cursor.advance()
        contents.addFunction(type: type, locals: locals, body: body.bytes, hints: body.hints)
    }

    private mutating func importedFunctionType() throws(TextError) -> UInt32 {
        body = BodyState(function: contents.nextIndex(.function))
        let use = try typeUse { (reader: inout ModuleReader, binding) throws(TextError) in
            try reader.declareLocal(binding)
        }
        return resolve(use)
    }

    /// `(local $x i32)` and `(local i32 i64)`, any number of them.
    private mutating func locals() throws(TextError) -> [ValueType] {
        var types: [ValueType] = []
        while cursor.take(list: "local") {
            if let binding = try optionalBinding("local") {
                try declareLocal(binding)
                types.append(try valueType())
                try cursor.expectClose()
                continue
            }
            while cursor.token.kind != .close {
                _ = body.locals.declare(nil)
                types.append(try valueType())
            }
            cursor.advance()
        }
        return types
    }

    private mutating func declareLocal(_ binding: Binding) throws(TextError) {
        guard let index = body.locals.declare(binding.identifier) else { throw duplicate("local", binding.token) }
        if let name = binding.name, let function = body.function { names.addLocal(name, index, function: function) }
    }

    // MARK: Tables, memories, globals, tags

    mutating func readTable() throws(TextError) {
        skipBinding()
        try inlineExports(.table)
        if let (module, name) = try inlineImport() {
            contents.addImport(module, name, .table(try tableType()))
            try cursor.expectClose()
            return
        }
        let start = cursor.position
        let addressType = addressType()
        if let element = try optionalReferenceType() {
            try readInlineElements(addressType, element)
            return
        }
        cursor.position = start
        let type = try tableType()
        let initializer: [UInt8]? = cursor.token.kind == .close ? nil : try constantExpression()
        try cursor.expectClose()
        contents.addTable(type, initializer: initializer)
    }

    /// `(table funcref (elem …))`: a table of the segment's size.
    private mutating func readInlineElements(_ addressType: AddressType, _ element: ReferenceType) throws(TextError) {
        guard cursor.take(list: "elem") else {
            throw cursor.unexpected("(elem …): a table without a size takes that of its elements")
        }
        let table = contents.nextIndex(.table)
        let items: ModuleEncoder.ElementItems
        let count: Int
        if cursor.isAtIndex || cursor.token.kind == .close {
            let functions = try functionIndices()
            count = functions.count
            // Only references to any function can be given as indices.
            items =
                element.heapType == .func
                ? .functions(functions)
                : .expressions(element, functions.map { Self.constant(.refFunc, index: $0) })
        } else {
            let expressions = try elementExpressions()
            count = expressions.count
            items = .expressions(element, expressions)
        }
        try cursor.expectClose()
        try cursor.expectClose()
        let limits = SizeLimits(minimum: UInt64(count), maximum: UInt64(count))
        contents.addTable(TableType(element: element, limits: limits, addressType: addressType), initializer: nil)
        let offset = Self.constant(addressType == .i64 ? .i64Const : .i32Const)
        contents.encoder.addElements(.active(index: table, offset: offset), items)
    }

    mutating func readMemory() throws(TextError) {
        skipBinding()
        try inlineExports(.memory)
        if let (module, name) = try inlineImport() {
            contents.addImport(module, name, .memory(try memoryType()))
            try cursor.expectClose()
            return
        }
        let start = cursor.position
        let addressType = addressType()
        guard cursor.isAt(list: "data") || cursor.isAt(list: "pagesize") else {
            cursor.position = start
            contents.addMemory(try memoryType())
            try cursor.expectClose()
            return
        }
        // `(memory (data "…"))`: as many pages as the data fill.
        let pageSize = try pageSize()
        guard cursor.take(list: "data") else {
            throw cursor.unexpected("(data …): a memory without a size takes that of its data")
        }
        let memory = contents.nextIndex(.memory)
        let data = cursor.strings()
        try cursor.expectClose("a string, or \")\"")
        try cursor.expectClose()
        let pages = (UInt64(data.count) + (UInt64(1) << UInt64(pageSize) - 1)) >> UInt64(pageSize)
        contents.addMemory(
            MemoryType(
                limits: SizeLimits(minimum: pages, maximum: pages), addressType: addressType, pageSizeLog2: pageSize))
        let offset = Self.constant(addressType == .i64 ? .i64Const : .i32Const)
        contents.encoder.addData(.active(index: memory, offset: offset), data)
    }

    mutating func readGlobal() throws(TextError) {
        skipBinding()
        try inlineExports(.global)
        if let (module, name) = try inlineImport() {
            contents.addImport(module, name, .global(try globalType()))
            try cursor.expectClose()
            return
        }
        let type = try globalType()
        let initializer = try constantExpression()
        try cursor.expectClose()
        contents.addGlobal(type, initializer: initializer)
    }

    mutating func readTag() throws(TextError) {
        skipBinding()
        try inlineExports(.tag)
        let entry = try inlineImport()
        let type = try tagType()
        try cursor.expectClose()
        if let (module, name) = entry {
            contents.addImport(module, name, .tag(typeIndex: type))
        } else {
            contents.addTag(type: type)
        }
    }

    private mutating func tagType() throws(TextError) -> UInt32 {
        let use = try typeUse { (_: inout ModuleReader, _) in }
        return resolve(use)
    }

    mutating func readStart() throws(TextError) {
        guard contents.encoder.start == nil else {
            throw cursor.error("multiple start sections: a module starts with one function", at: cursor.token)
        }
        contents.encoder.start = try index(.function)
        try cursor.expectClose()
    }
}
