/// A module whose imports were found and checked once, to be instantiated in any number of stores: what a server does for each request.
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
public struct InstancePre {
    public let module: Module
    let imports: PreparedImports
    let image: MemoryImage?

    /// Make an instance, as ``Linker/instantiate(_:in:)`` does.
    ///
    /// - Throws: ``LinkError`` when the store is of another engine or a limit is met; ``Trap`` when a segment does not fit or the start
    ///   function traps; ``Exception`` when it ends with one; whatever a host function threw.
    public func instantiate(in store: Store) throws -> Instance {
        guard module.engine === store.engine else { throw LinkError.foreignModule }
        let storage = InstanceStorage(module, in: store)
        try storage.instantiate(functions: store.makeFunctions(imports), image: image)
        try storage.start()
        return Instance(store: store, storage: storage)
    }
}

/// The host functions that a module imports, in its order, with their types' numbers.
final class PreparedImports {
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
