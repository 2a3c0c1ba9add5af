// Typed functions of one to four parameters and at most one result, each written out: see decision 121. They do the same as those with
// parameter packs in TypedFunction.swift, which are documented there.

extension Function {
    @inlinable
    public func typed<A: WasmValue, R: WasmValue>(as type: ((A) -> R).Type) throws(CallError) -> TypedFunction<A, R> {
        try check(parameters: [A.valueType], results: [R.valueType])
        return TypedFunction(self, read: { R(slots: $0, in: $1) }) { [function = Callee(self)] (a: A) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            try function.run(frame)
            return R(slots: frame, in: function.store)
        }
    }

    @inlinable
    public func typed<A: WasmValue>(as type: ((A) -> Void).Type) throws(CallError) -> TypedFunction<A, Void> {
        try check(parameters: [A.valueType], results: [])
        return TypedFunction(self, read: { _, _ in }) { [function = Callee(self)] (a: A) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            try function.run(frame)
        }
    }

    @inlinable
    public func typed<A: WasmValue, B: WasmValue, R: WasmValue>(as type: ((A, B) -> R).Type) throws(CallError)
        -> TypedFunction<A, B, R>
    {
        try check(parameters: [A.valueType, B.valueType], results: [R.valueType])
        return TypedFunction(self, read: { R(slots: $0, in: $1) }) { [function = Callee(self)] (a: A, b: B) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            b.write(to: frame + A.slotCount, in: function.store)
            try function.run(frame)
            return R(slots: frame, in: function.store)
        }
    }

    @inlinable
    public func typed<A: WasmValue, B: WasmValue>(as type: ((A, B) -> Void).Type) throws(CallError) -> TypedFunction<
        A, B, Void
    > {
        try check(parameters: [A.valueType, B.valueType], results: [])
        return TypedFunction(self, read: { _, _ in }) { [function = Callee(self)] (a: A, b: B) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            b.write(to: frame + A.slotCount, in: function.store)
            try function.run(frame)
        }
    }

    @inlinable
    public func typed<A: WasmValue, B: WasmValue, C: WasmValue, R: WasmValue>(as type: ((A, B, C) -> R).Type)
        throws(CallError) -> TypedFunction<A, B, C, R>
    {
        try check(parameters: [A.valueType, B.valueType, C.valueType], results: [R.valueType])
        return TypedFunction(self, read: { R(slots: $0, in: $1) }) { [function = Callee(self)] (a: A, b: B, c: C) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            b.write(to: frame + A.slotCount, in: function.store)
            c.write(to: frame + A.slotCount + B.slotCount, in: function.store)
            try function.run(frame)
            return R(slots: frame, in: function.store)
        }
    }

    @inlinable
    public func typed<A: WasmValue, B: WasmValue, C: WasmValue>(as type: ((A, B, C) -> Void).Type) throws(CallError)
        -> TypedFunction<A, B, C, Void>
    {
        try check(parameters: [A.valueType, B.valueType, C.valueType], results: [])
        return TypedFunction(self, read: { _, _ in }) { [function = Callee(self)] (a: A, b: B, c: C) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            b.write(to: frame + A.slotCount, in: function.store)
            c.write(to: frame + A.slotCount + B.slotCount, in: function.store)
            try function.run(frame)
        }
    }

    @inlinable
    public func typed<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue, R: WasmValue>(
        as type: ((A, B, C, D) -> R).Type
    ) throws(CallError) -> TypedFunction<A, B, C, D, R> {
        try check(parameters: [A.valueType, B.valueType, C.valueType, D.valueType], results: [R.valueType])
        return TypedFunction(self, read: { R(slots: $0, in: $1) }) {
            [function = Callee(self)] (a: A, b: B, c: C, d: D) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            b.write(to: frame + A.slotCount, in: function.store)
            c.write(to: frame + A.slotCount + B.slotCount, in: function.store)
            d.write(to: frame + A.slotCount + B.slotCount + C.slotCount, in: function.store)
            try function.run(frame)
            return R(slots: frame, in: function.store)
        }
    }

    @inlinable
    public func typed<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue>(as type: ((A, B, C, D) -> Void).Type)
        throws(CallError) -> TypedFunction<A, B, C, D, Void>
    {
        try check(parameters: [A.valueType, B.valueType, C.valueType, D.valueType], results: [])
        return TypedFunction(self, read: { _, _ in }) { [function = Callee(self)] (a: A, b: B, c: C, d: D) in
            let frame = try function.begin()
            defer { function.end(frame) }
            a.write(to: frame, in: function.store)
            b.write(to: frame + A.slotCount, in: function.store)
            c.write(to: frame + A.slotCount + B.slotCount, in: function.store)
            d.write(to: frame + A.slotCount + B.slotCount + C.slotCount, in: function.store)
            try function.run(frame)
        }
    }
}

extension Instance {
    @inlinable
    public func function<A: WasmValue, R: WasmValue>(
        _ name: String, as type: ((A) -> R).Type
    ) throws(CallError) -> TypedFunction<A, R> {
        try function(name).typed(as: type)
    }

    @inlinable
    public func function<A: WasmValue>(
        _ name: String, as type: ((A) -> Void).Type
    ) throws(CallError) -> TypedFunction<A, Void> {
        try function(name).typed(as: type)
    }

    @inlinable
    public func function<A: WasmValue, B: WasmValue, R: WasmValue>(
        _ name: String, as type: ((A, B) -> R).Type
    ) throws(CallError) -> TypedFunction<A, B, R> {
        try function(name).typed(as: type)
    }

    @inlinable
    public func function<A: WasmValue, B: WasmValue>(
        _ name: String, as type: ((A, B) -> Void).Type
    ) throws(CallError) -> TypedFunction<A, B, Void> {
        try function(name).typed(as: type)
    }

    @inlinable
    public func function<A: WasmValue, B: WasmValue, C: WasmValue, R: WasmValue>(
        _ name: String, as type: ((A, B, C) -> R).Type
    ) throws(CallError) -> TypedFunction<A, B, C, R> {
        try function(name).typed(as: type)
    }

    @inlinable
    public func function<A: WasmValue, B: WasmValue, C: WasmValue>(
        _ name: String, as type: ((A, B, C) -> Void).Type
    ) throws(CallError) -> TypedFunction<A, B, C, Void> {
        try function(name).typed(as: type)
    }

    @inlinable
    public func function<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue, R: WasmValue>(
        _ name: String, as type: ((A, B, C, D) -> R).Type
    ) throws(CallError) -> TypedFunction<A, B, C, D, R> {
        try function(name).typed(as: type)
    }

    @inlinable
    public func function<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue>(
        _ name: String, as type: ((A, B, C, D) -> Void).Type
    ) throws(CallError) -> TypedFunction<A, B, C, D, Void> {
        try function(name).typed(as: type)
    }
}

/// A function without a reference to its store: what the closure of a ``TypedFunction`` calls. The typed function has the reference, and
/// counting one more at each call would take as long as the call.
@usableFromInline
struct Callee {
    @usableFromInline unowned(unsafe) let store: Store
    private let block: UnsafeMutablePointer<FunctionBlock>

    @usableFromInline
    init(_ function: Function) {
        store = function.store
        block = function.block
    }

    // See ``Store/begin(_:)``.

    @usableFromInline
    func begin() throws -> UnsafeMutablePointer<UInt64> {
        try Unmanaged.passUnretained(store)._withUnsafeGuaranteedRef { try $0.begin(block) }
    }

    @usableFromInline
    func run(_ frame: UnsafeMutablePointer<UInt64>) throws {
        try Unmanaged.passUnretained(store)._withUnsafeGuaranteedRef { try $0.run(block, frame) }
    }

    @usableFromInline
    func end(_ frame: UnsafeMutablePointer<UInt64>) {
        Unmanaged.passUnretained(store)._withUnsafeGuaranteedRef { $0.end(frame) }
    }
}
