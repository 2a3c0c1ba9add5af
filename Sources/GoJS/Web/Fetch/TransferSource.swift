/// The body of a response as it comes from the network.
final class TransferSource: StreamSource {
    private let loop: EventLoop
    /// Nil once all has come, or nobody wants any more.
    private var nextPart: (@Sendable () async throws -> [UInt8]?)?
    private var task: Task<Void, Never>?
    private var operation: Int?
    /// Called once nothing more comes.
    private let onEnd: () -> Void

    init(
        _ loop: EventLoop, onEnd: @escaping () -> Void, nextPart: @escaping @Sendable () async throws -> [UInt8]?
    ) {
        self.loop = loop
        self.onEnd = onEnd
        self.nextPart = nextPart
    }

    deinit { end() }

    private enum Transfer: Sendable {
        case part([UInt8]?)
        case failed(String)
    }

    func pull(_ stream: JSReadableStream) throws -> JSValue {
        guard let nextPart else { return .undefined }
        let done = JSPromise(stream.realm)
        let number = loop.begin { [self] result in
            if let operation { loop.finish(operation) }
            operation = nil
            task = nil
            defer { done.resolve(.undefined) }
            guard self.nextPart != nil, let transfer = result as? Transfer else { return }
            switch transfer {
            case .part(let part?):
                do {
                    try stream.enqueue(.object(stream.realm.bytes(part)))
                } catch let exception as JSException {
                    // It does not fit into what the program may hold.
                    end()
                    try stream.fail(exception.value)
                }
            case .part(nil):
                end()
                try stream.close()
            case .failed(let reason):
                end()
                try stream.fail(stream.realm.networkError(reason).value)
            }
        }
        operation = number
        let mailbox = loop.mailbox
        task = Task.detached {
            do {
                mailbox.post(number, Transfer.part(try await nextPart()))
            } catch {
                mailbox.post(number, Transfer.failed("\(error)"))
            }
        }
        return .object(done)
    }

    func cancel(_ stream: JSReadableStream, _ reason: JSValue) -> JSValue {
        end()
        return .undefined
    }

    func release() { end() }

    /// Lets the exchange go.
    private func end() {
        task?.cancel()
        task = nil
        if let operation { loop.finish(operation) }
        operation = nil
        if nextPart != nil {
            nextPart = nil
            onEnd()
        }
    }
}
