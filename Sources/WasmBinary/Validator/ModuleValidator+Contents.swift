// Tables, globals, exports, the start function and segments.

extension ModuleValidator {
    /// §3.5.5: a table's initializer sees the imported globals.
    mutating func checkTables() throws(ModuleError) {
        for (index, table) in module.tables.enumerated() {
            let place = "table \(module.importedTables.count + index)"
            try add(table.type, of: place, in: .table)
            if let initializer = table.initializer {
                let element = try operandType(.ref(table.type.element), of: place, in: .table)
                try expressions.validateConstant(
                    bytes, initializer, type: element, globalCount: module.importedGlobals.count)
            } else if !table.type.element.isNullable {
                throw error(
                    "type mismatch: \(place) of \(table.type.element) needs an initializer, since null is none of its values",
                    in: .table)
            }
        }
    }

    /// §3.5.6: a global's initializer sees the globals before it.
    mutating func checkGlobals() throws(ModuleError) {
        for (index, definition) in module.globals.enumerated() {
            let count = module.importedGlobals.count + index
            let global = try global(definition.type, of: "global \(count)", in: .global)
            try expressions.validateConstant(bytes, definition.initializer, type: global.type, globalCount: count)
            expressions.context.globals.push(global)
        }
    }

    /// §3.5.10. Names are equal when their bytes are, which `String` sees otherwise: it compares as Unicode does.
    mutating func checkExports() throws(ModuleError) {
        var names: Set<[UInt8]> = []
        for export in module.exports {
            let count =
                switch export.kind {
                case .function: module.functionCount
                case .table: module.tableCount
                case .memory: module.memoryCount
                case .global: module.globalCount
                case .tag: module.tagCount
                }
            guard Int(export.index) < count else {
                throw error(
                    "unknown \(export.kind) \(export.index) of export \"\(export.name)\": \(existing(count))",
                    in: .export)
            }
            guard names.insert(Array(export.name.utf8)).inserted else {
                throw error("duplicate export name \"\(export.name)\"", in: .export)
            }
            if export.kind == .function { expressions.context.isDeclared[Int(export.index)] = true }
            if export.kind == .global {
                try checkMutability(
                    of: module.type(ofGlobal: export.index), "export \"\(export.name)\"", in: .export)
            }
        }
    }

    /// §3.5.11
    func checkStart() throws(ModuleError) {
        guard let start = module.start else { return }
        guard Int(start) < module.functionCount else {
            throw error("unknown function \(start) as start function: \(existing(module.functionCount))", in: .start)
        }
        let type = module.type(ofFunction: start)
        guard type == FunctionType() else {
            throw error("start function \(start) must have the type () -> (), it has \(type)", in: .start)
        }
    }

    /// §3.5.8
    mutating func checkElements() throws(ModuleError) {
        for (index, segment) in module.elements.enumerated() {
            if case .active(let table, let offset) = segment.mode {
                guard Int(table) < module.tableCount else {
                    throw ModuleError(
                        .invalid, "unknown table \(table) of elem segment \(index): \(existing(module.tableCount))",
                        offset: offset.range.lowerBound)
                }
                let type = expressions.context.tables[Int(table)]
                guard expressions.context.interner.matches(expressions.context.elementSegments[index], type.element)
                else {
                    throw ModuleError(
                        .invalid,
                        "type mismatch: elem segment \(index) of \(segment.type) for table \(table) of"
                            + " \(module.type(ofTable: table).element)",
                        offset: offset.range.lowerBound)
                }
                try checkConstant(offset, type: type.address)
            }
            switch segment.items {
            case .functions(let functions):
                for function in functions {
                    guard Int(function) < module.functionCount else {
                        throw error(
                            "unknown function \(function) in elem segment \(index):"
                                + " \(existing(module.functionCount))", in: .element)
                    }
                    expressions.context.isDeclared[Int(function)] = true
                }
            case .expressions(let items):
                let type = expressions.context.elementSegments[index]
                for item in items { try checkConstant(item, type: type) }
            }
        }
    }

    /// §3.5.9
    mutating func checkDataSegments() throws(ModuleError) {
        for (index, segment) in module.dataSegments.enumerated() {
            guard case .active(let memory, let offset) = segment.mode else { continue }
            guard Int(memory) < module.memoryCount else {
                throw ModuleError(
                    .invalid, "unknown memory \(memory) of data segment \(index): \(existing(module.memoryCount))",
                    offset: offset.range.lowerBound)
            }
            try checkConstant(offset, type: expressions.context.memories[Int(memory)].address)
        }
    }

    /// A constant expression outside the globals sees all of them.
    private mutating func checkConstant(
        _ expression: ConstantExpression, type: OperandType
    ) throws(ModuleError) {
        try expressions.validateConstant(bytes, expression, type: type, globalCount: module.globalCount)
    }
}
