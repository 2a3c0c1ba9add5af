extension GoProgram {
    /// Calls a function that the program has set, as ``call(_:_:)`` does, and if it returns a promise, waits until that is settled. The program goes on
    /// meanwhile, and the thread does other work.
    ///
    /// - Throws: ``JSException`` when it throws or the promise is rejected; ``GoProgramError`` when there is no such function, or the program ends
    ///   before; `Trap`; `CancellationError`.
    @discardableResult
    public func callAsync(
        _ name: String, _ arguments: JSValue..., isolation: isolated (any Actor)? = #isolation
    ) async throws -> JSValue {
        let result = try call(name, arguments: arguments)
        return try await value(of: result, isolation: isolation)
    }

    /// What a promise is fulfilled with, once it is; any other value as it is.
    ///
    /// - Throws: ``JSException`` when it is rejected; ``GoProgramError`` when the program ends before; `Trap`; `CancellationError`.
    public func value(
        of value: JSValue, isolation: isolated (any Actor)? = #isolation
    ) async throws -> JSValue {
        guard let outcome = Settling(of: value) else { return value }
        try await pump(isolation: isolation) { outcome.result != nil }
        return try outcome.get()
    }

    /// The same for who has no tasks: blocks this thread while it waits.
    public func waitForValue(of value: JSValue) throws -> JSValue {
        guard let outcome = Settling(of: value) else { return value }
        try pump { outcome.result != nil }
        return try outcome.get()
    }

    /// How a promise was settled, once it is.
    private final class Settling {
        private(set) var result: Result<JSValue, JSException>?

        /// Nil for what is no promise.
        init?(of value: JSValue) {
            guard case .object(let object) = value, let promise = object as? JSPromise else { return nil }
            promise.whenSettled { [self] state, value in
                result = state == .fulfilled ? .success(value) : .failure(JSException(value))
            }
        }

        func get() throws -> JSValue {
            guard let result else { throw GoProgramError.notRunning }
            return try result.get()
        }
    }
}
