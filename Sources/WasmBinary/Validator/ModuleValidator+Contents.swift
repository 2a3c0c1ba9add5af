// Globals, exports, the start function and segments.

extension ModuleValidator {
    /// §3.5.6: a global's initializer sees the globals before it.
    mutating func checkGlobals() throws(ModuleError) {
        for (index, global) in module.globals.enumerated() {
            try expressions.validateConstant(
                bytes, global.initializer, type: OperandType(global.type.value),
                globalCount: module.importedGlobals.count + index)
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
                let element = module.type(ofTable: table).element
                guard element == segment.type else {
                    throw ModuleError(
                        .invalid,
                        "type mismatch: elem segment \(index) of \(segment.type) for table \(table) of \(element)",
                        offset: offset.range.lowerBound)
                }
                try checkConstant(offset, type: .i32)
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
                for item in items { try checkConstant(item, type: OperandType(segment.type)) }
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
            try checkConstant(offset, type: .i32)
        }
    }

    /// A constant expression outside the globals sees all of them.
    private mutating func checkConstant(
        _ expression: ConstantExpression, type: OperandType
    ) throws(ModuleError) {
        try expressions.validateConstant(bytes, expression, type: type, globalCount: module.globalCount)
    }
}
