/// Names what the host offers to modules, and instantiates them with it (specification §4.7.3).
///
/// Functions are defined for any store, and called on the thread of whichever guest calls them. So they are `@Sendable`: what they need of
/// one store or guest, they find in the store, by ``Caller/with(_:_:)``. A function for the guests of one store, which may capture anything,
/// is a ``Function``: `linker.define("env", "log", Function(in: store) { (_: Caller, line: Int32) in lines.append(line) })`.
public struct Linker {
    private struct Key: Hashable {
        let module: ExactName
        let name: ExactName

        init(module: String, name: String) {
            self.module = ExactName(module)
            self.name = ExactName(name)
        }
    }

    private enum Definition {
        case external(External)
        case host(HostFunction)
    }

    private var definitions: [Key: Definition] = [:]

    public init() {}

    /// Offer a function of Swift types: `linker.define("env", "add") { (caller, a: Int32, b: Int32) -> Int32 in a &+ b }`.
    ///
    /// An error that the function throws ends the guest's call and leaves ``Function/call(_:)`` as it is.
    @inlinable
    public mutating func define<each Parameter: WasmValue, each Result: WasmValue>(
        _ module: String, _ name: String,
        _ body: @escaping @Sendable (Caller, repeat each Parameter) throws -> (repeat each Result)
    ) {
        define(module, name, HostFunction(typed: body))
    }

    /// Offer a function of Swift types that may wait:
    /// `linker.define("env", "sleep") { (_: Caller, seconds: Int32) async throws in try await Task.sleep(for: .seconds(seconds)) }`.
    ///
    /// While it waits, the guest is suspended, and the thread does other work. A guest can call it when it was itself called by
    /// ``Function/callAsync(_:)``.
    @inlinable
    public mutating func define<each Parameter: WasmValue, each Result: WasmValue>(
        _ module: String, _ name: String,
        _ body:
            nonisolated(nonsending) @escaping @Sendable (Caller, repeat each Parameter) async throws -> (
                repeat each Result
            )
    ) {
        define(module, name, HostFunction(async: body))
    }

    /// Offer a function of any type. What it returns must fit `type`, or the guest's call ends with ``CallError``.
    public mutating func define(
        _ module: String, _ name: String, type: FunctionType,
        _ body: @escaping @Sendable (Caller, [Value]) throws -> [Value]
    ) {
        define(module, name, HostFunction(untyped: type, body))
    }

    @usableFromInline
    mutating func define(_ module: String, _ name: String, _ host: HostFunction) {
        definitions[Key(module: module, name: name)] = .host(host)
    }

    /// Offer something of a store to modules in that store.
    public mutating func define(_ module: String, _ name: String, _ value: External) {
        definitions[Key(module: module, name: name)] = .external(value)
    }

    /// Offer a function of a store to modules in that store.
    public mutating func define(_ module: String, _ name: String, _ function: Function) {
        define(module, name, .function(function))
    }

    /// Offer all exports of an instance to modules in its store.
    public mutating func define(_ module: String, exportsOf instance: Instance) {
        for export in instance.module.binary.exports {
            if let value = instance.export(export.name) { define(module, export.name, value) }
        }
    }

    /// Make an instance of a module: find its imports, fill its memories and tables, run its start function.
    ///
    /// - Throws: ``LinkError`` when an import is missing or of the wrong type, or a limit is met; ``Trap`` when a segment
    ///   does not fit or the start function traps; ``Exception`` when it ends with one; whatever a host function threw.
    public func instantiate(_ module: Module, in store: Store) throws -> Instance {
        let storage = try makeInstance(of: module, in: store)
        try storage.start()
        return Instance(store: store, storage: storage)
    }

    /// The same for a module whose start function may call asynchronous host functions: see ``Function/callAsync(_:)``.
    ///
    /// - Throws: as ``instantiate(_:in:)``.
    nonisolated(nonsending) public func instantiateAsync(_ module: Module, in store: Store) async throws -> Instance {
        let storage = try makeInstance(of: module, in: store)
        try await storage.startAsync()
        return Instance(store: store, storage: storage)
    }

    /// An instance that has not been started.
    private func makeInstance(of module: Module, in store: Store) throws -> InstanceStorage {
        guard module.engine === store.engine else { throw LinkError.foreignModule }
        var functions: [UnsafeMutablePointer<FunctionBlock>] = []
        let storage = InstanceStorage(module, in: store)
        for entry in module.binary.imports {
            switch try resolve(entry, of: module, in: store) {
            case .function(let function): functions.append(function.block)
            case .table(let table): storage.tables.append(table.storage)
            case .memory(let memory): storage.memories.append(memory.storage)
            case .global(let global): storage.importedGlobals.append(global.storage)
            case .tag(let tag): storage.tags.append(tag.storage)
            }
        }
        try storage.instantiate(functions: functions)
        return storage
    }

    private func resolve(_ entry: Import, of module: Module, in store: Store) throws(LinkError) -> External {
        switch definitions[Key(module: entry.module, name: entry.name)] {
        case nil, .host:
            let host = try hostFunction(entry, of: module)
            return .function(Function(store: store, block: store.makeFunction(host)))
        case .external(let value):
            guard value.store === store else { throw .foreignImport(module.type(of: entry)) }
            guard value.matches(entry.description, types: module.types, in: store.engine.types) else {
                throw .incompatibleImport(module.type(of: entry), offered: value.type)
            }
            return value
        }
    }

    /// The host function for an import, of the right type.
    func hostFunction(_ entry: Import, of module: Module) throws(LinkError) -> HostFunction {
        switch definitions[Key(module: entry.module, name: entry.name)] {
        case nil:
            throw .missingImport(module.type(of: entry))
        case .external:
            throw .importOfOneStore(module.type(of: entry))
        case .host(let host):
            let types = module.engine.types
            guard case .function(let index) = entry.description,
                types.isSubtype(types.number(of: host.type), of: module.types.numbers[Int(index)])
            else {
                throw .incompatibleImport(module.type(of: entry), offered: .function(host.type))
            }
            return host
        }
    }
}
