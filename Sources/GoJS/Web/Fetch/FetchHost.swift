/// `fetch` for one program: HTTP by the network that the embedder gives, to the hosts that it allows.
///
/// A program without a network has no `fetch` at all, so that Go's library falls back to what it does without. What it asks with and what it gets
/// (`Request`, `Response`, `Headers`) is there for all.
final class FetchHost {
    let realm: JSRealm
    let loop: EventLoop
    private let access: NetworkAccess

    init(_ realm: JSRealm, _ loop: EventLoop, _ access: NetworkAccess) {
        self.realm = realm
        self.loop = loop
        self.access = access
    }

    func install() {
        realm.global.method("fetch", parameters: 1) { [unowned self] call in
            let promise = JSPromise(realm)
            try promise.rejecting { try start(realm.request(call[0], call[1]), promise) }
            return .object(promise)
        }
    }

    /// What goes on for one call of `fetch`, until its body has come.
    private final class Operation {
        let promise: JSPromise
        var number: Int?
        var task: Task<Void, Never>?
        weak var body: JSReadableStream?
        /// What is to be done no more once all is over.
        var signal: (JSAbortSignal, action: Int)?

        init(_ promise: JSPromise) { self.promise = promise }

        var isDone: Bool { promise.state != .pending }

        func finish() {
            if let signal { signal.0.forget(signal.action) }
            signal = nil
        }
    }

    private func start(_ request: JSRequest, _ promise: JSPromise) throws {
        let operation = Operation(promise)
        if let signal = request.givenSignal {
            if let reason = signal.reason { throw JSException(reason) }
            let action = signal.whenAborted { [self, unowned signal] in
                try abort(operation, request, signal.reason ?? .undefined)
            }
            operation.signal = (signal, action)
        }
        guard let body = request.body else { return try send(request, nil, operation) }
        if request.isUnusable {
            operation.finish()
            throw realm.typeError("Cannot construct a Request with a Request object that has already been used.")
        }
        // A network takes a body as a whole.
        try body.readAll { [self] result in
            guard !operation.isDone else { return }
            switch result {
            case .success(let bytes): try send(request, bytes, operation)
            case .failure(let exception):
                operation.finish()
                promise.reject(exception.value)
            }
        }
    }

    private func abort(_ operation: Operation, _ request: JSRequest, _ reason: JSValue) throws {
        operation.signal = nil
        operation.task?.cancel()
        if let number = operation.number { loop.finish(number) }
        if operation.isDone {
            try operation.body?.breakOff(reason)
        } else {
            operation.promise.reject(reason)
            if let body = request.body { try body.cancel(reason).mute() }
        }
    }

    // MARK: The exchange

    private enum Answer: Sendable {
        case response(Exchange.Response)
        case failed(String)
    }

    private func send(_ request: JSRequest, _ body: [UInt8]?, _ operation: Operation) throws {
        var sent = NetworkRequest(method: request.method, url: request.url.text, body: body)
        // What the connection is about is the network's own (§2.2.2, forbidden request-headers).
        sent.headers = request.headers.fields.filter { !FetchHost.forbidden.contains($0.name) }
        if !sent.headers.contains(where: { $0.name == "accept" }) { sent.headers.append(("accept", "*/*")) }
        let number = loop.begin { [self] result in
            if let number = operation.number { loop.finish(number) }
            guard !operation.isDone, let answer = result as? Answer else { return }
            switch answer {
            case .response(let response): operation.promise.resolve(.object(self.response(response, operation)))
            case .failed(let reason):
                operation.finish()
                operation.promise.reject(realm.networkError(reason).value)
            }
        }
        operation.number = number
        let (mailbox, access, redirect, whole) = (loop.mailbox, access, request.redirect, sent)
        operation.task = Task.detached {
            do {
                mailbox.post(number, Answer.response(try await Exchange.run(whole, redirect: redirect, access)))
            } catch {
                mailbox.post(number, Answer.failed("\(error)"))
            }
        }
    }

    private static let forbidden: Set<String> = [
        "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    private func response(_ answer: Exchange.Response, _ operation: Operation) -> JSResponse {
        var body: JSReadableStream?
        if JSResponse.hasBody(answer.head.status) {
            let source = TransferSource(loop, onEnd: { operation.finish() }, nextPart: answer.head.nextPart)
            body = JSReadableStream(realm, source)
            body?.begin(after: .undefined)
        } else {
            operation.finish()
        }
        operation.body = body
        let headers = JSHeaders(realm, answer.head.headers)
        headers.isImmutable = true
        let response = JSResponse(realm, headers: headers, body: body)
        response.kind = "basic"
        (response.status, response.statusText) = (answer.head.status, answer.head.statusText)
        (response.url, response.isRedirected) = (answer.url, answer.isRedirected)
        return response
    }
}

extension JSRealm {
    /// What `fetch` rejects with when no answer comes, as Node has it.
    func networkError(_ reason: String) -> JSException {
        let error = error(.TypeError, "fetch failed")
        error.define(keys.cause, .object(self.error(.Error, reason)), .hidden)
        return JSException(.object(error))
    }
}
