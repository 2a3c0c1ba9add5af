/// A function of a store: a guest's, or one that the host made.
public struct Function {
    public let store: Store
    let block: UnsafeMutablePointer<FunctionBlock>

    init(store: Store, block: UnsafeMutablePointer<FunctionBlock>) {
        self.store = store
        self.block = block
    }

    /// A host function of Swift types: `Function(in: store) { (caller, a: Int32, b: Int32) -> Int32 in a &+ b }`.
    @inlinable
    public init<each Parameter: WasmValue, each Result: WasmValue>(
        in store: Store, _ body: @escaping (Caller, repeat each Parameter) throws -> (repeat each Result)
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    /// A host function of Swift types that may wait: `Function(in: store) { (caller, url: Int32) async throws -> Int32 in … }`.
    ///
    /// While it waits, the guest is suspended, and the thread does other work. A guest can call it when it was itself called by
    /// ``callAsync(_:)``. It runs on the executor of the task that did.
    @inlinable
    public init<each Parameter: WasmValue, each Result: WasmValue>(
        in store: Store,
        _ body: nonisolated(nonsending) @escaping (Caller, repeat each Parameter) async throws -> (repeat each Result)
    ) {
        self.init(in: store, HostFunction(async: body))
    }

    @usableFromInline
    init(in store: Store, _ host: HostFunction) {
        self.init(store: store, block: store.makeFunction(host))
    }

    /// A host function of any type. What it returns must fit `type`, or the call throws ``CallError``.
    public init(
        in store: Store, type: FunctionType, _ body: @escaping (Caller, [Value]) throws -> [Value]
    ) {
        self.init(in: store, HostFunction(untyped: type, body))
    }

    /// The type. References to types of a module in it hold the engine's numbers for these, not the module's indices.
    public var type: FunctionType {
        if let record = block.pointee.record, let instance = block.pointee.instance {
            let module = instance.storage.module
            let type = module.types.definitions[Int(module.binary.typeIndex(ofFunction: record.pointee.index))]
            // Validation has checked that a function has the type of one.
            return type.function!
        }
        return block.pointee.host!.takeUnretainedValue().type
    }

    /// Call the function.
    ///
    /// - Throws: ``CallError`` when the arguments do not fit; ``Trap`` when the guest traps; whatever a host function threw;
    ///   `ModuleError` for a body that is not valid, of a module with ``Module/Validation/lazy`` validation.
    @discardableResult
    public func call(_ arguments: [Value] = []) throws -> [Value] {
        let type = type
        guard Value.match(arguments, type.parameters, in: store) else {
            throw CallError.arguments(expected: type.parameters, given: arguments.map(\.type))
        }
        return try store.call(block) { slots in
            try Value.write(arguments, to: slots, in: store)
        } read: { slots in
            Value.list(from: slots, type.results, in: store)
        }
    }
}

extension Function {
    /// Call the function; the host functions that it calls may be asynchronous. While one waits, the guest is suspended where it
    /// is, and the thread does other work.
    ///
    /// All of it runs on the executor of the task that calls, which is to be the only one to use the store until then. When the task is
    /// cancelled, the guest traps with ``Trap/Kind/cancelled``; a host function sees the cancellation as any asynchronous
    /// function does.
    ///
    /// - Throws: ``CallError`` when the arguments do not fit, or another guest of the store waits; ``Trap`` when the guest
    ///   traps; ``Exception``; whatever a host function threw.
    @discardableResult
    nonisolated(nonsending) public func callAsync(_ arguments: [Value] = []) async throws -> [Value] {
        let type = type
        guard Value.match(arguments, type.parameters, in: store) else {
            throw CallError.arguments(expected: type.parameters, given: arguments.map(\.type))
        }
        return try await callAsync { slots in
            try Value.write(arguments, to: slots, in: store)
        } read: { slots in
            Value.list(from: slots, type.results, in: store)
        }
    }

    @usableFromInline
    nonisolated(nonsending) func callAsync<Result>(
        write: (UnsafeMutablePointer<UInt64>) throws -> Void, read: (UnsafeMutablePointer<UInt64>) throws -> Result
    ) async throws -> Result {
        try await store.callAsync(block, write: write, read: read)
    }
}

extension Function: Hashable {
    public static func == (a: Function, b: Function) -> Bool { a.block == b.block }
    public func hash(into hasher: inout Hasher) { hasher.combine(block) }
}

extension HostFunction {
    /// Inlinable, so that a call does not look at the types of parameters and results again: in the client's code they are known.
    @inlinable
    convenience init<each Parameter: WasmValue, each Result: WasmValue>(
        typed body: @escaping (Caller, repeat each Parameter) throws -> (repeat each Result)
    ) {
        self.init(HostFunction.type(repeat (each Parameter).self, results: repeat (each Result).self)) {
            caller, slots in
            // The elements of a pack expansion are evaluated from left to right.
            var argument = UnsafePointer(slots)
            let results = try body(caller, repeat (each Parameter).take(from: &argument, in: caller.running))
            var slot = slots
            repeat (each results).append(to: &slot, in: caller.running)
        }
    }

    @inlinable
    convenience init<each Parameter: WasmValue, each Result: WasmValue>(
        async body:
            nonisolated(nonsending) @escaping (Caller, repeat each Parameter) async throws -> (repeat each Result)
    ) {
        self.init(
            HostFunction.type(repeat (each Parameter).self, results: repeat (each Result).self)
        ) { (caller: Caller, slots: UnsafeMutablePointer<UInt64>) async throws in
            var argument = UnsafePointer(slots)
            let results = try await body(caller, repeat (each Parameter).take(from: &argument, in: caller.running))
            var slot = slots
            repeat (each results).append(to: &slot, in: caller.running)
        }
    }

    @inlinable
    static func type<each Parameter: WasmValue, each Result: WasmValue>(
        _ parameters: repeat (each Parameter).Type, results: repeat (each Result).Type
    ) -> FunctionType {
        var type = FunctionType()
        repeat type.parameters.append((each parameters).valueType)
        repeat type.results.append((each results).valueType)
        return type
    }

    convenience init(untyped type: FunctionType, _ body: @escaping (Caller, [Value]) throws -> [Value]) {
        self.init(type) { caller, slots in
            let results = try body(caller, Value.list(from: slots, type.parameters, in: caller.running))
            guard Value.match(results, type.results, in: caller.running) else {
                throw CallError.results(expected: type.results, given: results.map(\.type))
            }
            try Value.write(results, to: slots, in: caller.running)
        }
    }
}

/// A call whose values or names do not fit.
public enum CallError: Error, Hashable, Sendable {
    case arguments(expected: [ValueType], given: [ValueType])
    /// A host function returned values of other types than it had promised.
    case results(expected: [ValueType], given: [ValueType])
    case missingExport(name: String, kind: ExternalKind, available: [String])
    /// A function or an object of another store.
    case foreignReference
    case immutableGlobal
    case globalType(expected: ValueType, given: ValueType)
    /// A field of a struct, or elements of an array, that nobody may change.
    case immutableField
    /// A function was asked for with Swift types that are not its own.
    case signature(FunctionType, declared: FunctionType)
    /// The guest called an asynchronous host function, but was itself called in a way that cannot wait.
    case asynchronousHostFunction
    /// A guest of the store waits for an asynchronous host function: no other can be called so that it might wait too.
    case suspended
    /// A host function needs an object of this class in the store, and there is none: see ``Store/subscript(_:)``.
    case missingHostData(String)
}

extension CallError: CustomStringConvertible {
    public var description: String {
        func list(_ types: [ValueType]) -> String { "(" + types.map(\.description).joined(separator: ", ") + ")" }
        switch self {
        case .arguments(let expected, let given):
            return "the function takes \(list(expected)), but was called with \(list(given))"
        case .results(let expected, let given):
            return "the host function must return \(list(expected)), but returned \(list(given))"
        case .missingExport(let name, let kind, let available):
            let others = available.isEmpty ? "it exports none" : "it exports " + available.joined(separator: ", ")
            return "the module exports no \(kind) \"\(name)\"; \(others)"
        case .foreignReference:
            return "the function or object belongs to another store; it can only be used in its own"
        case .immutableGlobal:
            return "the global is immutable"
        case .immutableField:
            return "the field is immutable"
        case .signature(let asked, let declared):
            return "it is a \(ExternalType.function(declared)), not a \(ExternalType.function(asked))"
        case .asynchronousHostFunction:
            return
                "the guest called an asynchronous host function, but was not called by `callAsync`, or not directly: "
                + "call it with `await function.callAsync(…)`"
        case .suspended:
            return
                "a guest of the store waits for an asynchronous host function; until it goes on, other calls must be "
                + "`call`, not `callAsync`. Take a store for each task"
        case .missingHostData(let type):
            return
                "a host function needs the store's \(type), and it has none: before calls, "
                + "set `store[\(type).self]` to one"
        case .globalType(let expected, let given):
            return "the global holds \(expected), not \(given)"
        }
    }
}
