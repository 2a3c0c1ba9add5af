extension JSObject {
    /// Makes an asynchronous function a property. The program gets a promise at once, and goes on; it is settled when the function has returned or
    /// thrown. The function runs wherever tasks run, so that it gets and gives copies.
    ///
    /// ```swift
    /// program.global.defineAsync("lookUp") { arguments in
    ///     try await Task.sleep(for: .milliseconds(10))
    ///     return .string("entry \(arguments[0].number ?? 0)")
    /// }
    /// ```
    ///
    /// An error that it throws becomes an `Error` with the error's description. When the program ends, the task is cancelled.
    public final func defineAsync(
        _ name: String, parameters: Int = 0, _ body: @escaping @Sendable ([JSData]) async throws -> JSData
    ) {
        define(name, parameters: parameters) { call in
            let realm = call.realm
            let promise = JSPromise(realm)
            guard let loop = realm.host.loop else { throw realm.typeError("\(name) needs a program that runs") }
            let arguments = try call.arguments.map { try $0.data() }
            let running = RunningTask()
            let operation = loop.begin { [unowned loop] result in
                loop.finish(running.operation)
                switch result as? Result<JSData, AsyncFailure> {
                case .success(let data): promise.resolve(try realm.value(of: data))
                case .failure(let failure): promise.reject(.object(realm.error(.Error, failure.reason)))
                case nil: break
                }
            }
            running.operation = operation
            let mailbox = loop.mailbox
            running.task = Task.detached {
                do {
                    mailbox.post(operation, Result<JSData, AsyncFailure>.success(try await body(arguments)))
                } catch {
                    mailbox.post(operation, Result<JSData, AsyncFailure>.failure(AsyncFailure(reason: "\(error)")))
                }
            }
            return .object(promise)
        }
    }
}

/// Why an asynchronous function did not return.
private struct AsyncFailure: Error {
    let reason: String
}

/// The task of one call; it is cancelled when the event loop lets go of the call.
private final class RunningTask {
    var operation = 0
    var task: Task<Void, Never>?

    deinit { task?.cancel() }
}
