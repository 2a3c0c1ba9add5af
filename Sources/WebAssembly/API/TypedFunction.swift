/// A function whose type was checked once, to be called with Swift values and without allocation.
///
/// ```swift
/// let add = try instance.function("add", as: ((Int32, Int32) -> Int32).self)
/// let sum = try add(1, 2)
/// ```
public struct TypedFunction<each Parameter: WasmValue, Result> {
    public let function: Function
    @usableFromInline let invoke: (repeat each Parameter) throws -> Result
    @usableFromInline let read: (UnsafePointer<UInt64>, Store) -> Result

    @inlinable
    init(
        _ function: Function, read: @escaping (UnsafePointer<UInt64>, Store) -> Result,
        invoke: @escaping (repeat each Parameter) throws -> Result
    ) {
        self.function = function
        self.read = read
        self.invoke = invoke
    }

    /// With parameter packs.
    @inlinable
    init(packed function: Function, read: @escaping (UnsafePointer<UInt64>, Store) -> Result) {
        self.init(function, read: read) { (arguments: repeat each Parameter) in
            let frame = try function.begin()
            defer { function.end(frame) }
            var slot = frame
            repeat (each arguments).append(to: &slot, in: function.store)
            try function.run(frame)
            return read(frame, function.store)
        }
    }

    /// Call the function.
    ///
    /// - Throws: ``Trap`` when the guest traps; ``Exception``; whatever a host function threw.
    @inlinable @inline(__always)
    public func callAsFunction(_ arguments: repeat each Parameter) throws -> Result {
        try invoke(repeat each arguments)
    }

    /// Call the function; the host functions that it calls may be asynchronous. See ``Function/callAsync(_:)``.
    @inlinable
    nonisolated(nonsending) public func callAsync(_ arguments: repeat each Parameter) async throws -> Result {
        try await function.callAsync { slots in
            var slot = slots
            repeat (each arguments).append(to: &slot, in: function.store)
        } read: { slots in
            read(slots, function.store)
        }
    }
}

extension Function {
    /// The function with Swift types: `typed(as: ((Int32, Int32) -> Int32).self)`.
    ///
    /// - Throws: ``CallError/signature(_:declared:)`` when the function's type is another.
    @inlinable
    public func typed<each Parameter: WasmValue, Result: WasmValue>(
        as type: ((repeat each Parameter) -> Result).Type
    ) throws(CallError) -> TypedFunction<repeat each Parameter, Result> {
        try check(parameters: repeat (each Parameter).self, results: [Result.valueType])
        return TypedFunction(packed: self) { Result(slots: $0, in: $1) }
    }

    /// The function with Swift types, without a result: `typed(as: ((Int32) -> Void).self)`.
    ///
    /// - Throws: ``CallError/signature(_:declared:)`` when the function's type is another.
    @inlinable
    public func typed<each Parameter: WasmValue>(
        as type: ((repeat each Parameter) -> Void).Type
    ) throws(CallError) -> TypedFunction<repeat each Parameter, Void> {
        try check(parameters: repeat (each Parameter).self, results: [])
        return TypedFunction(packed: self) { _, _ in }
    }

    /// The function with Swift types and several results: `typed(as: ((Int32) -> (Int32, Double)).self)`.
    ///
    /// - Throws: ``CallError/signature(_:declared:)`` when the function's type is another.
    @inlinable
    public func typed<each Parameter: WasmValue, First: WasmValue, Second: WasmValue, each Other: WasmValue>(
        as type: ((repeat each Parameter) -> (First, Second, repeat each Other)).Type
    ) throws(CallError) -> TypedFunction<repeat each Parameter, (First, Second, repeat each Other)> {
        var results = [First.valueType, Second.valueType]
        repeat results.append((each Other).valueType)
        try check(parameters: repeat (each Parameter).self, results: results)
        return TypedFunction(packed: self) { slots, store in
            var slot = slots
            // The elements of a tuple are evaluated from left to right.
            return (
                First.take(from: &slot, in: store), Second.take(from: &slot, in: store),
                repeat (each Other).take(from: &slot, in: store)
            )
        }
    }

    @inlinable
    func check<each Parameter: WasmValue>(
        parameters: repeat (each Parameter).Type, results: [ValueType]
    ) throws(CallError) {
        var types: [ValueType] = []
        repeat types.append((each parameters).valueType)
        try check(parameters: types, results: results)
    }

    /// Whether values of these types can be given and taken.
    @usableFromInline
    func check(parameters: [ValueType], results: [ValueType]) throws(CallError) {
        let own = type
        let types = store.engine.types
        guard parameters.count == own.parameters.count, results.count == own.results.count,
            zip(parameters, own.parameters).allSatisfy({ types.matches($0, $1) }),
            zip(own.results, results).allSatisfy({ types.matches($0, $1) })
        else {
            throw .signature(FunctionType(parameters: parameters, results: results), declared: own)
        }
    }

    // What typed calls are made of; see ``Store/begin(_:)``.

    @usableFromInline func begin() throws(Trap) -> UnsafeMutablePointer<UInt64> { try store.begin(block) }
    @usableFromInline func run(_ frame: UnsafeMutablePointer<UInt64>) throws { try store.run(block, frame) }
    @usableFromInline func end(_ frame: UnsafeMutablePointer<UInt64>) { store.end(frame) }
}

extension Instance {
    /// An exported function with Swift types: `function("add", as: ((Int32, Int32) -> Int32).self)`. The type is checked here, once.
    ///
    /// - Throws: ``CallError`` when the module exports no such function, or one of another type.
    @inlinable
    public func function<each Parameter: WasmValue, Result: WasmValue>(
        _ name: String, as type: ((repeat each Parameter) -> Result).Type
    ) throws(CallError) -> TypedFunction<repeat each Parameter, Result> {
        try function(name).typed(as: type)
    }

    /// An exported function with Swift types, without a result: `function("log", as: ((Int32) -> Void).self)`.
    ///
    /// - Throws: ``CallError`` when the module exports no such function, or one of another type.
    @inlinable
    public func function<each Parameter: WasmValue>(
        _ name: String, as type: ((repeat each Parameter) -> Void).Type
    ) throws(CallError) -> TypedFunction<repeat each Parameter, Void> {
        try function(name).typed(as: type)
    }

    /// An exported function with Swift types and several results: `function("divide", as: ((Int32, Int32) -> (Int32, Int32)).self)`.
    ///
    /// - Throws: ``CallError`` when the module exports no such function, or one of another type.
    @inlinable
    public func function<each Parameter: WasmValue, First: WasmValue, Second: WasmValue, each Other: WasmValue>(
        _ name: String, as type: ((repeat each Parameter) -> (First, Second, repeat each Other)).Type
    ) throws(CallError) -> TypedFunction<repeat each Parameter, (First, Second, repeat each Other)> {
        try function(name).typed(as: type)
    }
}
