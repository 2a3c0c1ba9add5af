/// A module whose imports were found and checked once, to be instantiated in any number of stores, by any number of threads: what a server
/// does for each request.
///
/// ```swift
/// let ready = try linker.prepare(module)
/// for request in requests {
///     let store = Store(engine: engine)
///     let instance = try ready.instantiate(in: store)
///     let answer = try instance.function("answer", as: ((Int32) -> Int32).self)
///     print(try answer(request))
/// }
/// ```
///
/// The module's memory is mapped instead of filled: instances share the pages that they do not write.
public struct InstancePre: Sendable {
    public let module: Module
    let imports: PreparedImports
    let image: MemoryImage?

    /// Make an instance, as ``Linker/instantiate(_:in:)`` does.
    ///
    /// - Throws: ``LinkError`` when the store is of another engine or a limit is met; ``Trap`` when a segment does not fit or the start
    ///   function traps; ``Exception`` when it ends with one; whatever a host function threw.
    public func instantiate(in store: Store) throws -> Instance {
        let storage = try makeInstance(in: store)
        try storage.start()
        return Instance(store: store, storage: storage)
    }

    /// The same for a module whose start function may call asynchronous host functions: see ``Function/callAsync(_:)``.
    ///
    /// - Throws: as ``instantiate(in:)``.
    nonisolated(nonsending) public func instantiateAsync(in store: Store) async throws -> Instance {
        let storage = try makeInstance(in: store)
        try await storage.startAsync()
        return Instance(store: store, storage: storage)
    }

    /// An instance that has not been started.
    private func makeInstance(in store: Store) throws -> InstanceStorage {
        guard module.engine === store.engine else { throw LinkError.foreignModule }
        let storage = InstanceStorage(module, in: store)
        try storage.instantiate(functions: store.makeFunctions(imports), image: image)
        return storage
    }
}

/// The host functions that a module imports, in its order, with their types' numbers.
///
/// Threads share it: nothing in it changes, and the functions are a linker's, whose bodies are `@Sendable`.
final class PreparedImports: @unchecked Sendable {
    let functions: [(host: HostFunction, typeID: UInt32)]
    let records: [UnsafePointer<TypeRecord>]

    init(_ functions: [HostFunction], in types: TypeTable) {
        self.functions = functions.map { ($0, types.number(of: $0.type)) }
        records = self.functions.map { types.record($0.typeID) }
    }
}

extension Linker {
    /// Find and check a module's imports, to instantiate it often.
    ///
    /// - Throws: ``LinkError`` when an import is missing or of the wrong type, or was defined with something of one store.
    public func prepare(_ module: Module) throws(LinkError) -> InstancePre {
        var functions: [HostFunction] = []
        for entry in module.binary.imports { functions.append(try hostFunction(entry, of: module)) }
        return InstancePre(
            module: module, imports: PreparedImports(functions, in: module.engine.types),
            image: MemoryImage(module.binary))
    }
}
