/// The body of a response as it comes (Streams standard §4, `ReadableStream`, as far as readers see it).
final class JSReadableStream: JSObject {
    /// What `read` gets: a part, or nil at the end.
    typealias Receiver = (Result<[UInt8]?, JSException>) throws -> Void

    private let host: FetchHost
    /// Where parts come from; nil once all have come.
    private var source: (@Sendable () async throws -> [UInt8]?)?
    private var waiting: [Receiver] = []
    /// The transfer of the next part.
    private var task: Task<Void, Never>?
    private var operation: Int?
    private var failure: JSException?
    fileprivate(set) var reader: JSStreamReader?
    /// Whether anything was ever read.
    private(set) var isDisturbed = false

    init(_ host: FetchHost, source: (@Sendable () async throws -> [UInt8]?)?) {
        self.host = host
        self.source = source
        super.init(host.realm, prototype: host.realm.prototypes["ReadableStream"])
    }

    /// Of bytes that are there already.
    convenience init(_ host: FetchHost, bytes: [UInt8]) {
        let once = Once(bytes)
        self.init(host, source: { once.take() })
    }

    private final class Once: @unchecked Sendable {
        // Asked by one transfer after the other.
        private var bytes: [UInt8]?
        init(_ bytes: [UInt8]) { self.bytes = bytes.isEmpty ? nil : bytes }
        func take() -> [UInt8]? {
            defer { bytes = nil }
            return bytes
        }
    }

    deinit { task?.cancel() }

    override func release() {
        task?.cancel()
        waiting = []
        reader = nil
        source = nil
        super.release()
    }

    override var className: String { "ReadableStream" }

    /// Asks for the next part.
    func read(_ receiver: @escaping Receiver) throws {
        isDisturbed = true
        if let failure { return try receiver(.failure(failure)) }
        guard source != nil else { return try receiver(.success(nil)) }
        waiting.append(receiver)
        if task == nil { fetchNext() }
    }

    private func fetchNext() {
        guard let source else { return }
        let loop = host.loop
        let operation = loop.begin { [self] result in try finish(result) }
        self.operation = operation
        let mailbox = loop.mailbox
        task = Task.detached {
            do {
                mailbox.post(operation, Transfer.part(try await source()))
            } catch {
                mailbox.post(operation, Transfer.failed("\(error)"))
            }
        }
    }

    private enum Transfer: Sendable {
        case part([UInt8]?)
        case failed(String)
    }

    private func finish(_ result: any Sendable) throws {
        if let operation { host.loop.finish(operation) }
        operation = nil
        task = nil
        guard let transfer = result as? Transfer, !waiting.isEmpty else { return }
        switch transfer {
        case .part(let part?):
            let receiver = waiting.removeFirst()
            if !waiting.isEmpty { fetchNext() }
            try receiver(.success(part))
        case .part(nil): try end()
        case .failed(let reason):
            let error = host.networkError(reason)
            try end(error)
        }
    }

    /// No more parts come: at the end, when it failed, or when nobody wants them.
    func end(_ failure: JSException? = nil) throws {
        task?.cancel()
        task = nil
        if let operation { host.loop.finish(operation) }
        operation = nil
        source = nil
        self.failure = self.failure ?? failure
        let receivers = waiting
        waiting = []
        for receiver in receivers { try receiver(failure.map { .failure($0) } ?? .success(nil)) }
    }

    /// All that is left, as one piece.
    func readAll(_ receiver: @escaping (Result<[UInt8], JSException>) throws -> Void) throws {
        var bytes: [UInt8] = []
        func next() throws {
            try read { [self] result in
                switch result {
                case .success(let part?):
                    bytes += part
                    if bytes.count > realm.limits.bufferBytes {
                        try end()
                        return try receiver(.failure(realm.rangeError("Array buffer allocation failed")))
                    }
                    try next()
                case .success(nil): try receiver(.success(bytes))
                case .failure(let error): try receiver(.failure(error))
                }
            }
        }
        try next()
    }
}

/// `ReadableStreamDefaultReader`.
final class JSStreamReader: JSObject {
    fileprivate(set) var stream: JSReadableStream?

    init(_ stream: JSReadableStream) {
        self.stream = stream
        super.init(stream.realm, prototype: stream.realm.prototypes["ReadableStreamDefaultReader"])
    }

    override func release() {
        stream = nil
        super.release()
    }

    override var className: String { "ReadableStreamDefaultReader" }
}

extension JSRealm {
    func installStreams() {
        let (_, streams) = type("ReadableStream") { call, _ in
            throw call.realm.typeError("ReadableStream cannot be made here; it comes with a response")
        }
        streams.getter("locked") { call in .boolean(try call.stream().reader != nil) }
        streams.method("getReader") { call in
            let stream = try call.stream()
            guard stream.reader == nil else { throw call.realm.typeError("ReadableStream is locked") }
            let reader = JSStreamReader(stream)
            stream.reader = reader
            return .object(reader)
        }
        streams.method("cancel") { call in
            try call.stream().end()
            return .object(call.realm.promise(resolving: .undefined))
        }
        let (_, readers) = type("ReadableStreamDefaultReader") { call, _ in
            throw call.realm.typeError("a reader comes from getReader()")
        }
        readers.method("read") { call in
            let promise = JSPromise(call.realm)
            let realm = call.realm
            guard let stream = try call.reader().stream else { throw realm.typeError("the reader was released") }
            try stream.read { result in
                switch result {
                case .success(let part):
                    let value = try part.map { JSValue.object(try realm.bytes($0)) } ?? .undefined
                    promise.resolve(.object(realm.object(["value": value, "done": .boolean(part == nil)])))
                case .failure(let error): promise.reject(error.value)
                }
            }
            return .object(promise)
        }
        readers.method("cancel") { call in
            try call.reader().stream?.end()
            return .object(call.realm.promise(resolving: .undefined))
        }
        readers.method("releaseLock") { call in
            let reader = try call.reader()
            reader.stream?.reader = nil
            reader.stream = nil
            return .undefined
        }
    }
}

extension JSCall {
    fileprivate func stream() throws -> JSReadableStream {
        guard case .object(let object) = this, let stream = object as? JSReadableStream else {
            throw realm.typeError("it is no ReadableStream")
        }
        return stream
    }

    fileprivate func reader() throws -> JSStreamReader {
        guard case .object(let object) = this, let reader = object as? JSStreamReader else {
            throw realm.typeError("it is no reader of a stream")
        }
        return reader
    }
}
