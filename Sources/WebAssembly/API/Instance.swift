/// An instantiated module: its exports, alive in a store.
public struct Instance {
    public let store: Store
    let storage: InstanceStorage

    public var module: Module { storage.module }

    /// An export by its name; nil when there is none.
    public func export(_ name: String) -> External? {
        guard let export = storage.module.export(named: name) else { return nil }
        switch export.kind {
        case .function:
            return .function(Function(store: store, block: storage.function(export.index)))
        case .memory:
            return .memory(Memory(store: store, storage: storage.memories[Int(export.index)]))
        case .table:
            return .table(Table(store: store, storage: storage.tables[Int(export.index)]))
        case .global:
            let type = storage.module.types.numbered(storage.module.binary.type(ofGlobal: export.index))
            let global = GlobalStorage(type, cell: storage.globalCell(export.index))
            return .global(Global(store: store, storage: global))
        case .tag:
            return .tag(Tag(store: store, storage: storage.tags[Int(export.index)]))
        }
    }

    /// - Throws: ``CallError`` when the module exports no such function.
    public func function(_ name: String) throws(CallError) -> Function {
        guard case .function(let function) = export(name) else { throw missing(name, .function) }
        return function
    }

    /// - Throws: ``CallError`` when the module exports no such memory.
    public func memory(_ name: String) throws(CallError) -> Memory {
        guard case .memory(let memory) = export(name) else { throw missing(name, .memory) }
        return memory
    }

    /// - Throws: ``CallError`` when the module exports no such table.
    public func table(_ name: String) throws(CallError) -> Table {
        guard case .table(let table) = export(name) else { throw missing(name, .table) }
        return table
    }

    /// - Throws: ``CallError`` when the module exports no such global.
    public func global(_ name: String) throws(CallError) -> Global {
        guard case .global(let global) = export(name) else { throw missing(name, .global) }
        return global
    }

    /// - Throws: ``CallError`` when the module exports no such tag.
    public func tag(_ name: String) throws(CallError) -> Tag {
        guard case .tag(let tag) = export(name) else { throw missing(name, .tag) }
        return tag
    }

    private func missing(_ name: String, _ kind: ExternalKind) -> CallError {
        .missingExport(
            name: name, kind: kind,
            available: storage.module.binary.exports.filter { $0.kind == kind }.map(\.name))
    }
}
