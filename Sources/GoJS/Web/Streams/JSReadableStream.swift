/// A `ReadableStream` with its default controller (Streams standard §4.2 and 4.6): chunks that wait to be read, and readers that wait for chunks.
final class JSReadableStream: JSObject {
    enum State {
        case readable, closed
        case failed(JSValue)
    }

    /// What somebody who reads gets.
    enum Chunk {
        case value(JSValue)
        case end
        case failure(JSValue)
    }

    typealias Receiver = (Chunk) throws -> Void

    private(set) var state = State.readable
    /// Whether anything was ever read, or it was cancelled.
    private(set) var isDisturbed = false
    var reader: JSStreamReader?

    private var source: (any StreamSource)?
    private var queue = Fifo<(value: JSValue, size: Double)>()
    private var queuedSize = 0.0
    private let highWaterMark: Double
    private var measure: JSObject?
    private var waiting = Fifo<Receiver>()

    private var isStarted = false
    private var isClosing = false
    private var isPulling = false
    private var pullsAgain = false

    /// - Parameters:
    ///   - highWaterMark: so much is asked for before anybody reads.
    ///   - measure: says how much a chunk is; nil for one each.
    init(
        _ realm: JSRealm, _ source: any StreamSource, highWaterMark: Double = 0, measure: JSObject? = nil,
        prototype: JSObject? = nil
    ) {
        self.source = source
        self.highWaterMark = highWaterMark
        self.measure = measure
        super.init(realm, prototype: prototype ?? realm.intrinsic("ReadableStream"))
    }

    /// Of bytes that are there already.
    convenience init(_ realm: JSRealm, holding bytes: HeldBytes) {
        self.init(realm, BytesSource(bytes))
        isStarted = true
    }

    /// - Throws: ``JSException`` with a `RangeError` if the limit of bytes is met.
    convenience init(_ realm: JSRealm, bytes: [UInt8]) throws {
        self.init(realm, holding: try HeldBytes(realm, bytes))
    }

    deinit {
        var all = queue.takeAll().map(\.value)
        if case .failed(let reason) = state { all.append(reason) }
        state = .closed
        if let measure { all.append(.object(measure)) }
        measure = nil
        realm.graveyard.bury(&all)
    }

    override func release() {
        source?.release()
        source = nil
        queue = Fifo()
        waiting = Fifo()
        measure = nil
        reader = nil
        state = .closed
        super.release()
    }

    override var className: String { "ReadableStream" }

    /// Its bytes, if they are all there and nobody has read any.
    var wholeBytes: HeldBytes? { isDisturbed || reader != nil ? nil : (source as? BytesSource)?.bytes }

    /// The same bytes, which are read with this.
    func takeBytes() -> [UInt8]? {
        guard let bytes = wholeBytes?.bytes else { return nil }
        isDisturbed = true
        try? finish()
        return bytes
    }

    // MARK: The controller (§4.6)

    /// Asks the source once what `start` returned is settled.
    func begin(after started: JSValue) {
        realm.promise(resolving: started).whenSettled { [self] state, value in
            if state == .rejected { return try fail(value) }
            isStarted = true
            try pullIfNeeded()
        }
    }

    private var isReadable: Bool { if case .readable = state { true } else { false } }

    var canEnqueue: Bool { isReadable && !isClosing }

    /// How much more is asked for; nil once it has failed.
    var desiredSize: Double? {
        switch state {
        case .readable: highWaterMark - queuedSize
        case .closed: 0
        case .failed: nil
        }
    }

    private func pullIfNeeded() throws {
        guard isStarted, canEnqueue, !waiting.isEmpty || highWaterMark > queuedSize, let source else { return }
        if isPulling {
            pullsAgain = true
            return
        }
        isPulling = true
        let pulled: JSPromise
        do {
            pulled = realm.promise(resolving: try source.pull(self))
        } catch let exception as JSException {
            return try fail(exception.value)
        }
        pulled.whenSettled { [self] state, value in
            if state == .rejected { return try fail(value) }
            isPulling = false
            guard pullsAgain else { return }
            pullsAgain = false
            try pullIfNeeded()
        }
    }

    func enqueue(_ chunk: JSValue) throws {
        if let first = waiting.popFirst() {
            try first(.value(chunk))
        } else {
            do {
                let size = try measure.map { try realm.toNumber($0.call(this: .undefined, [chunk])) } ?? 1
                guard size >= 0, size.isFinite, queue.count < JSArray.greatestCount else {
                    throw realm.rangeError("The size of a chunk is invalid, or there are too many")
                }
                queue.append((chunk, size))
                queuedSize += size
            } catch let exception as JSException {
                try fail(exception.value)
                throw exception
            }
        }
        try pullIfNeeded()
    }

    /// No more chunks come: it ends when those that wait have been read.
    func close() throws {
        isClosing = true
        if queue.isEmpty { try finish() }
    }

    func fail(_ reason: JSValue) throws {
        guard isReadable else { return }
        state = .failed(reason)
        forget()
        if let closed = reader?.closed {
            closed.mute()
            closed.reject(reason)
        }
        try settle(.failure(reason))
    }

    /// Fails although its source would have more.
    func breakOff(_ reason: JSValue) throws {
        let source = source
        try fail(reason)
        _ = try source?.cancel(self, reason)
    }

    private func finish() throws {
        guard isReadable else { return }
        state = .closed
        forget()
        reader?.closed.resolve(.undefined)
        try settle(.end)
    }

    private func forget() {
        var all = queue.takeAll().map(\.value)
        queuedSize = 0
        source = nil
        measure = nil
        realm.graveyard.bury(&all)
    }

    private func settle(_ end: Chunk) throws {
        for receiver in waiting.takeAll() { try receiver(end) }
    }

    // MARK: Reading

    /// Asks for the next chunk.
    func read(_ receiver: @escaping Receiver) throws {
        if let chunk = try readNow() { return try receiver(chunk) }
        waiting.append(receiver)
        try pullIfNeeded()
    }

    /// The next chunk, if it is known: whoever reads all of them must not do so by nested calls.
    private func readNow() throws -> Chunk? {
        isDisturbed = true
        switch state {
        case .closed: return .end
        case .failed(let reason): return .failure(reason)
        case .readable: break
        }
        guard let chunk = queue.popFirst() else { return nil }
        queuedSize = max(0, queuedSize - chunk.size)
        if isClosing, queue.isEmpty { try finish() } else { try pullIfNeeded() }
        return .value(chunk.value)
    }

    /// Nobody reads on under these receivers: their reader has let go.
    func dismiss(_ reason: JSValue) throws { try settle(.failure(reason)) }

    /// Ends it from outside (§4.9.3).
    func cancel(_ reason: JSValue) throws -> JSPromise {
        isDisturbed = true
        let done = JSPromise(realm)
        switch state {
        case .closed: done.resolve(.undefined)
        case .failed(let stored): done.reject(stored)
        case .readable:
            let source = source
            try finish()
            do {
                realm.promise(resolving: try source?.cancel(self, reason) ?? .undefined).whenSettled { state, value in
                    if state == .rejected { done.reject(value) } else { done.resolve(.undefined) }
                }
            } catch let exception as JSException {
                done.reject(exception.value)
            }
        }
        return done
    }

    /// All bytes that are left, as one piece; a failure if a chunk is anything else.
    func readAll(_ receiver: @escaping (Result<[UInt8], JSException>) throws -> Void) throws {
        if let bytes = takeBytes() { return try receiver(.success(bytes)) }
        let bytes = HeldBytes(realm)
        func take(_ chunk: Chunk) throws -> Bool {
            do {
                switch chunk {
                case .value(.object(let array)) where array.elementKind == .Uint8Array:
                    if let view = array.byteView { try bytes.append(view) }
                    return true
                case .value: throw realm.typeError("Received non-Uint8Array chunk")
                case .end: try receiver(.success(bytes.take()))
                case .failure(let reason): try receiver(.failure(JSException(reason)))
                }
            } catch let exception as JSException {
                try cancel(exception.value).mute()
                try receiver(.failure(exception))
            }
            return false
        }
        func readOn() throws {
            while let chunk = try readNow() {
                try realm.tick()
                guard try take(chunk) else { return }
            }
            waiting.append { [self] chunk in
                // In a job of its own: a source that enqueues without end is to come back to the loop.
                if try take(chunk) { realm.enqueue { try readOn() } }
            }
            try pullIfNeeded()
        }
        try readOn()
    }
}

/// `ReadableStreamDefaultReader` (§4.4).
final class JSStreamReader: JSObject {
    private(set) var stream: JSReadableStream?
    /// Settled when the stream has ended.
    private(set) var closed: JSPromise

    init(_ stream: JSReadableStream, prototype: JSObject? = nil) {
        self.stream = stream
        closed = JSPromise(stream.realm)
        super.init(stream.realm, prototype: prototype ?? stream.realm.intrinsic("ReadableStreamDefaultReader"))
        stream.reader = self
        switch stream.state {
        case .readable: break
        case .closed: closed.resolve(.undefined)
        case .failed(let reason):
            closed.mute()
            closed.reject(reason)
        }
    }

    override func release() {
        stream = nil
        super.release()
    }

    override var className: String { "ReadableStreamDefaultReader" }

    func read(_ receiver: @escaping JSReadableStream.Receiver) throws {
        guard let stream else { return try receiver(.failure(realm.state("The reader is not attached to a stream"))) }
        try stream.read(receiver)
    }

    func letGo() throws {
        guard let stream else { return }
        let reason = realm.state("Reader released")
        if closed.state != .pending { closed = JSPromise(realm) }
        closed.mute()
        closed.reject(reason)
        self.stream = nil
        stream.reader = nil
        try stream.dismiss(realm.state("Releasing reader"))
    }
}

/// `ReadableStreamDefaultController` (§4.5), which the source has.
final class JSStreamController: JSObject {
    private(set) var stream: JSReadableStream?

    init(_ stream: JSReadableStream) {
        self.stream = stream
        super.init(stream.realm, prototype: stream.realm.intrinsic("ReadableStreamDefaultController"))
    }

    override func release() {
        stream = nil
        super.release()
    }

    override var className: String { "ReadableStreamDefaultController" }
}

extension JSRealm {
    /// Node's `ERR_INVALID_STATE`.
    func state(_ message: String) -> JSValue {
        coded(.TypeError, "ERR_INVALID_STATE", "Invalid state: \(message)").value
    }
}
