// Host functions of one to four parameters and at most one result, each written out: what a guest calls in a hot loop. They do the
// same as those with parameter packs in Function.swift and Linker.swift, in 2 ns instead of 18: see decision 121.

extension HostFunction {
    @inlinable
    convenience init<A: WasmValue, R: WasmValue>(typed body: @escaping (Caller, A) throws -> R) {
        self.init(FunctionType(parameters: [A.valueType], results: [R.valueType])) { caller, slots in
            try body(caller, A(slots: slots, in: caller.running)).write(to: slots, in: caller.running)
        }
    }

    @inlinable
    convenience init<A: WasmValue>(typed body: @escaping (Caller, A) throws -> Void) {
        self.init(FunctionType(parameters: [A.valueType], results: [])) { caller, slots in
            try body(caller, A(slots: slots, in: caller.running))
        }
    }

    @inlinable
    convenience init<A: WasmValue, B: WasmValue, R: WasmValue>(typed body: @escaping (Caller, A, B) throws -> R) {
        self.init(FunctionType(parameters: [A.valueType, B.valueType], results: [R.valueType])) { caller, slots in
            try body(caller, A(slots: slots, in: caller.running), B(slots: slots + A.slotCount, in: caller.running))
                .write(
                    to: slots, in: caller.running)
        }
    }

    @inlinable
    convenience init<A: WasmValue, B: WasmValue>(typed body: @escaping (Caller, A, B) throws -> Void) {
        self.init(FunctionType(parameters: [A.valueType, B.valueType], results: [])) { caller, slots in
            try body(caller, A(slots: slots, in: caller.running), B(slots: slots + A.slotCount, in: caller.running))
        }
    }

    @inlinable
    convenience init<A: WasmValue, B: WasmValue, C: WasmValue, R: WasmValue>(
        typed body: @escaping (Caller, A, B, C) throws -> R
    ) {
        self.init(FunctionType(parameters: [A.valueType, B.valueType, C.valueType], results: [R.valueType])) {
            caller, slots in
            try body(
                caller, A(slots: slots, in: caller.running),
                B(slots: slots + A.slotCount, in: caller.running),
                C(slots: slots + A.slotCount + B.slotCount, in: caller.running)
            )
            .write(to: slots, in: caller.running)
        }
    }

    @inlinable
    convenience init<A: WasmValue, B: WasmValue, C: WasmValue>(typed body: @escaping (Caller, A, B, C) throws -> Void) {
        self.init(FunctionType(parameters: [A.valueType, B.valueType, C.valueType], results: [])) { caller, slots in
            try body(
                caller, A(slots: slots, in: caller.running),
                B(slots: slots + A.slotCount, in: caller.running),
                C(slots: slots + A.slotCount + B.slotCount, in: caller.running))
        }
    }

    @inlinable
    convenience init<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue, R: WasmValue>(
        typed body: @escaping (Caller, A, B, C, D) throws -> R
    ) {
        self.init(
            FunctionType(parameters: [A.valueType, B.valueType, C.valueType, D.valueType], results: [R.valueType])
        ) { caller, slots in
            try body(
                caller, A(slots: slots, in: caller.running),
                B(slots: slots + A.slotCount, in: caller.running),
                C(slots: slots + A.slotCount + B.slotCount, in: caller.running),
                D(slots: slots + A.slotCount + B.slotCount + C.slotCount, in: caller.running)
            )
            .write(to: slots, in: caller.running)
        }
    }

    @inlinable
    convenience init<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue>(
        typed body: @escaping (Caller, A, B, C, D) throws -> Void
    ) {
        self.init(FunctionType(parameters: [A.valueType, B.valueType, C.valueType, D.valueType], results: [])) {
            caller, slots in
            try body(
                caller, A(slots: slots, in: caller.running),
                B(slots: slots + A.slotCount, in: caller.running),
                C(slots: slots + A.slotCount + B.slotCount, in: caller.running),
                D(slots: slots + A.slotCount + B.slotCount + C.slotCount, in: caller.running))
        }
    }
}

extension Linker {
    @inlinable
    public mutating func define<A: WasmValue, R: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A) throws -> R
    ) {
        define(module, name, HostFunction(typed: body))
    }

    @inlinable
    public mutating func define<A: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A) throws -> Void
    ) {
        define(module, name, HostFunction(typed: body))
    }

    @inlinable
    public mutating func define<A: WasmValue, B: WasmValue, R: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A, B) throws -> R
    ) {
        define(module, name, HostFunction(typed: body))
    }

    @inlinable
    public mutating func define<A: WasmValue, B: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A, B) throws -> Void
    ) {
        define(module, name, HostFunction(typed: body))
    }

    @inlinable
    public mutating func define<A: WasmValue, B: WasmValue, C: WasmValue, R: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A, B, C) throws -> R
    ) {
        define(module, name, HostFunction(typed: body))
    }

    @inlinable
    public mutating func define<A: WasmValue, B: WasmValue, C: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A, B, C) throws -> Void
    ) {
        define(module, name, HostFunction(typed: body))
    }

    @inlinable
    public mutating func define<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue, R: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A, B, C, D) throws -> R
    ) {
        define(module, name, HostFunction(typed: body))
    }

    @inlinable
    public mutating func define<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue>(
        _ module: String, _ name: String, _ body: @escaping @Sendable (Caller, A, B, C, D) throws -> Void
    ) {
        define(module, name, HostFunction(typed: body))
    }
}

extension Function {
    @inlinable
    public init<A: WasmValue, R: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A) throws -> R
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    @inlinable
    public init<A: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A) throws -> Void
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    @inlinable
    public init<A: WasmValue, B: WasmValue, R: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A, B) throws -> R
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    @inlinable
    public init<A: WasmValue, B: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A, B) throws -> Void
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    @inlinable
    public init<A: WasmValue, B: WasmValue, C: WasmValue, R: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A, B, C) throws -> R
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    @inlinable
    public init<A: WasmValue, B: WasmValue, C: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A, B, C) throws -> Void
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    @inlinable
    public init<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue, R: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A, B, C, D) throws -> R
    ) {
        self.init(in: store, HostFunction(typed: body))
    }

    @inlinable
    public init<A: WasmValue, B: WasmValue, C: WasmValue, D: WasmValue>(
        in store: Store, _ body: @escaping (Caller, A, B, C, D) throws -> Void
    ) {
        self.init(in: store, HostFunction(typed: body))
    }
}
