extension JSRealm {
    /// What `for await` goes through a stream by (Streams standard §4.2.5): it locks the stream until its end.
    ///
    /// - Parameter keepsStream: whether the stream stays usable for others when somebody stops early.
    func asyncIterator(of stream: JSReadableStream, keepsStream: Bool) throws -> JSObject {
        let name = "ReadableStreamAsyncIterator"
        if prototypes[name] == nil {
            let prototype = JSObject(self, prototype: asyncIteratorPrototype)
            prototypes[name] = prototype
            prototype.operation("next") { .object(try $0.streamIterator().next()) }
            prototype.operation("return", parameters: 1) { .object(try $0.streamIterator().stop($0[0])) }
        }
        return JSStreamIterator(
            try JSStreamReader(locking: stream), keepsStream: keepsStream, prototype: prototypes[name])
    }

    /// ECMA-262 §27.1.5
    private var asyncIteratorPrototype: JSObject {
        if let known = prototypes["AsyncIterator"] { return known }
        let prototype = JSObject(self, prototype: objectPrototype)
        prototypes["AsyncIterator"] = prototype
        let itself = JSFunction(self, "[Symbol.asyncIterator]") { $0.this }
        prototype.define(symbols.asyncIterator.key, .object(itself), .hidden)
        return prototype
    }
}

private final class JSStreamIterator: JSObject {
    private let reader: JSStreamReader
    private let keepsStream: Bool
    private var isDone = false
    /// The step before, after which the next one begins.
    private var last: JSPromise?

    init(_ reader: JSStreamReader, keepsStream: Bool, prototype: JSObject?) {
        self.reader = reader
        self.keepsStream = keepsStream
        super.init(reader.realm, prototype: prototype)
    }

    override func release() {
        last = nil
        super.release()
    }

    private func step(_ body: @escaping (JSPromise) throws -> Void) throws -> JSPromise {
        let promise = JSPromise(realm)
        if let last, last.state == .pending {
            last.whenSettled { _, _ in try body(promise) }
        } else {
            try body(promise)
        }
        last = promise
        return promise
    }

    func next() throws -> JSPromise {
        try step { [self] promise in
            if isDone { return promise.settle(with: .end) }
            try reader.read { [self] chunk in
                if case .value = chunk {
                } else {
                    isDone = true
                    try reader.letGo()
                }
                promise.settle(with: chunk)
            }
        }
    }

    func stop(_ value: JSValue) throws -> JSPromise {
        try step { [self] promise in
            func finish() {
                let result = realm.object()
                result.define(realm.keys.value, value, .ordinary)
                result.define(realm.keys.done, true, .ordinary)
                promise.resolve(.object(result))
            }
            if isDone { return finish() }
            isDone = true
            let cancelled = keepsStream ? nil : try reader.stream?.cancel(value)
            try reader.letGo()
            guard let cancelled else { return finish() }
            cancelled.whenSettled { state, reason in
                if state == .rejected { promise.reject(reason) } else { finish() }
            }
        }
    }
}

extension JSCall {
    fileprivate func streamIterator() throws -> JSStreamIterator {
        try receiver("ReadableStreamAsyncIterator.prototype")
    }
}
