import WasmBinary

// Types, and the uses of function types.

extension ModulePrinter {
    mutating func printTypes() {
        for group in module.recursionGroups {
            if group.count == 1 {
                line(definition(ofType: group.lowerBound))
            } else {
                line("(rec")
                writer.indent()
                for index in group { line(definition(ofType: index)) }
                writer.outdent()
                writer.write(")")
            }
        }
    }

    private func definition(ofType index: Int) -> String {
        let type = module.types[index]
        let composite = text(type.composite, fields: names.fields(ofType: UInt32(index)))
        let binding = comment(UInt32(index), names.types)
        guard !type.isFinal || !type.supertypes.isEmpty else { return "(type\(binding) \(composite))" }
        let supertypes = type.supertypes.map { " " + names.types.reference($0) }.joined()
        return "(type\(binding) (sub\(type.isFinal ? " final" : "")\(supertypes) \(composite)))"
    }

    private func text(_ type: CompositeType, fields: IdentifierTable) -> String {
        switch type {
        case .function(let type): "(func\(text(type)))"
        case .structure(let types):
            "(struct"
                + types.enumerated().map { " (field\(fields.binding(UInt32($0))) \(text($1)))" }.joined() + ")"
        case .array(let type): "(array \(text(type)))"
        }
    }

    private func text(_ field: FieldType) -> String {
        let storage =
            switch field.storage {
            case .i8: "i8"
            case .i16: "i16"
            case .value(let type): text(type)
            }
        return field.isMutable ? "(mut \(storage))" : storage
    }

    /// ` (param …) (result …)`, each with a blank before it; parameters with a name stand alone.
    func text(_ type: FunctionType, parameters: IdentifierTable = IdentifierTable()) -> String {
        list("param", type.parameters, parameters, first: 0) + results(type.results)
    }

    private func results(_ types: [ValueType]) -> String { list("result", types, IdentifierTable(), first: 0) }

    /// Types in a row in one parenthesis, those with a name in one each.
    func list(_ keyword: String, _ types: [ValueType], _ table: IdentifierTable, first: UInt32) -> String {
        var result = ""
        var isOpen = false
        for (offset, type) in types.enumerated() {
            let index = first + UInt32(offset)
            if table.has(index) {
                if isOpen { result += ")" }
                result += " (\(keyword)\(table.binding(index)) \(text(type)))"
                isOpen = false
            } else {
                result += isOpen ? " \(text(type))" : " (\(keyword) \(text(type))"
                isOpen = true
            }
        }
        return isOpen ? result + ")" : result
    }

    /// ` (type $t) (param …) (result …)`. What is no function type is named by its index alone.
    func typeUse(_ index: UInt32, parameters: IdentifierTable = IdentifierTable()) -> String {
        let type = module.functionType(at: index).map { text($0, parameters: parameters) } ?? ""
        return " (type \(names.types.reference(index)))\(type)"
    }

    func text(_ type: BlockType) -> String {
        switch type {
        case .empty: ""
        case .value(let type): results([type])
        case .type(let index): typeUse(index)
        }
    }

    func text(_ type: ValueType) -> String {
        if case .ref(let type) = type { text(type) } else { type.description }
    }

    /// Types describe themselves as text, but for the identifiers in them.
    func text(_ type: ReferenceType) -> String {
        guard case .type = type.heapType else { return type.description }
        return "(ref \(type.isNullable ? "null " : "")\(text(type.heapType)))"
    }

    func text(_ type: HeapType) -> String {
        if case .type(let index) = type { names.types.reference(index) } else { type.description }
    }

    func text(_ limits: SizeLimits) -> String {
        limits.maximum.map { "\(limits.minimum) \($0)" } ?? "\(limits.minimum)"
    }

    func text(_ type: TableType) -> String {
        "\(type.addressType == .i64 ? "i64 " : "")\(text(type.limits)) \(text(type.element))"
    }

    func text(_ type: MemoryType) -> String {
        let shared = type.isShared ? " shared" : ""
        let pageSize = type.pageSizeLog2 == 16 ? "" : " (pagesize \(UInt64(1) << UInt64(type.pageSizeLog2)))"
        return "\(type.addressType == .i64 ? "i64 " : "")\(text(type.limits))\(shared)\(pageSize)"
    }

    func text(_ type: GlobalType) -> String { type.isMutable ? "(mut \(text(type.value)))" : text(type.value) }
}
