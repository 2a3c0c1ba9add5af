extension JSRealm {
    /// `ReadableStream`, its reader and its controller (Streams standard §4). There are no streams of bytes that are read into a program's own
    /// buffers, and nothing to pipe to: `WritableStream` is `undefined`.
    func installStreams() {
        let (_, prototype) = type("ReadableStream") { call, prototype in
            let realm = call.realm
            guard call[0].isUndefined || call[0].object != nil else {
                throw realm.argumentError("source", mustBe: "of type object", not: call[0])
            }
            let object = call[0].object ?? realm.object()
            let strategy = call[1].object
            let measure = try strategy?.get("size") ?? .undefined
            guard measure.isUndefined || measure.isCallable else {
                throw realm.argumentError("strategy.size", mustBe: "of type function", not: measure)
            }
            let mark = try strategy?.get("highWaterMark") ?? .undefined
            let highWaterMark = mark.isUndefined ? 1 : try realm.toNumber(mark)
            guard highWaterMark >= 0 else {
                throw realm.coded(
                    .RangeError, "ERR_INVALID_ARG_VALUE",
                    "The property 'strategy.highWaterMark' is invalid. Received \(Inspector.text(mark, realm))")
            }
            let type = try object.get("type")
            guard type.isUndefined else {
                let isBytes = try realm.toString(type).bytes == Array("bytes".utf8)
                throw realm.coded(
                    .TypeError, "ERR_INVALID_ARG_VALUE",
                    isBytes
                        ? "The property 'source.type' is 'bytes': such streams are not here; leave it out"
                        : "The property 'source.type' is invalid. Received \(Inspector.text(type, realm))")
            }
            let source = try ProgramSource(object)
            let stream = JSReadableStream(
                realm, source, highWaterMark: highWaterMark, measure: measure.object, prototype: prototype)
            stream.begin(after: try source.start(stream))
            return stream
        }
        prototype.attribute("locked") { .boolean(try $0.stream().reader != nil) }
        prototype.operation("cancel") { call in
            try call.promising {
                let stream = try call.stream()
                guard stream.reader == nil else { throw JSException(call.realm.state("ReadableStream is locked")) }
                return .object(try stream.cancel(call[0]))
            }
        }
        prototype.operation("getReader") { call in
            let stream = try call.stream()
            if let mode = try call[0].object?.get("mode"), !mode.isUndefined {
                throw call.realm.coded(
                    .TypeError, "ERR_INVALID_ARG_VALUE",
                    "The property 'options.mode' is invalid. Received \(Inspector.text(mode, call.realm))")
            }
            return .object(try JSStreamReader(locking: stream))
        }
        prototype.operation("tee") { call in
            let stream = try call.stream()
            let (first, second) = try stream.tee()
            return .object(call.realm.array([.object(first), .object(second)]))
        }
        prototype.operation("values") { call in
            let stream = try call.stream()
            let keeps = try call[0].object?.get("preventCancel").isTruthy ?? false
            return .object(try call.realm.asyncIterator(of: stream, keepsStream: keeps))
        }
        prototype.define(symbols.asyncIterator.key, prototype["values"], .hidden)
        installStreamReader()
        installStreamController()
    }

    private func installStreamReader() {
        let (_, prototype) = type("ReadableStreamDefaultReader", parameters: 1) { call, prototype in
            guard case .object(let stream as JSReadableStream) = call[0] else {
                throw call.realm.argumentError("stream", mustBe: "an instance of ReadableStream", not: call[0])
            }
            return try JSStreamReader(locking: stream, prototype: prototype)
        }
        prototype.operation("read") { call in
            let realm = call.realm
            let promise = JSPromise(realm)
            try call.reader().read { promise.settle(with: $0) }
            return .object(promise)
        }
        prototype.operation("releaseLock") { call in
            try call.reader().letGo()
            return .undefined
        }
        prototype.attribute("closed") { .object(try $0.reader().closed) }
        prototype.operation("cancel") { call in
            try call.promising {
                guard let stream = try call.reader().stream else {
                    throw JSException(call.realm.state("The reader is not attached to a stream"))
                }
                return .object(try stream.cancel(call[0]))
            }
        }
    }

    private func installStreamController() {
        let (_, prototype) = type("ReadableStreamDefaultController") { call, _ in
            throw call.realm.coded(.TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
        }
        prototype.attribute("desiredSize") { call in
            try call.controlled().desiredSize.map(JSValue.number) ?? .null
        }
        prototype.operation("close") { call in
            let stream = try call.controlled()
            guard stream.canEnqueue else { throw JSException(call.realm.state("Controller is already closed")) }
            try stream.close()
            return .undefined
        }
        prototype.operation("enqueue") { call in
            let stream = try call.controlled()
            guard stream.canEnqueue else { throw JSException(call.realm.state("Controller is already closed")) }
            try stream.enqueue(call[0])
            return .undefined
        }
        prototype.operation("error") { call in
            try call.controlled().fail(call[0])
            return .undefined
        }
    }

    /// The strategies of §7: how much a chunk is.
    func installQueuingStrategies() {
        for (name, isBytes) in [("ByteLengthQueuingStrategy", true), ("CountQueuingStrategy", false)] {
            let size = JSFunction(self, "size", parameters: isBytes ? 1 : 0) { call in
                guard isBytes else { return 1 }
                return try call.realm.toObject(call[0]).get("byteLength")
            }
            let (_, prototype) = type(name, parameters: 1) { call, prototype in
                guard case .object(let options) = call[0] else {
                    throw call.realm.argumentError("init", mustBe: "of type object", not: call[0])
                }
                let strategy = JSObject(call.realm, prototype: prototype)
                let mark = try call.realm.toNumber(options.get("highWaterMark"))
                strategy.define(call.realm.key("highWaterMark"), .number(mark), .hidden)
                return strategy
            }
            prototype.attribute("size") { _ in .object(size) }
        }
    }
}

extension JSStreamReader {
    /// - Throws: ``JSException`` if it is another one's.
    convenience init(locking stream: JSReadableStream, prototype: JSObject? = nil) throws {
        guard stream.reader == nil else { throw JSException(stream.realm.state("ReadableStream is locked")) }
        self.init(stream, prototype: prototype)
    }
}

extension JSPromise {
    /// With what `read` gives.
    func settle(with chunk: JSReadableStream.Chunk) {
        switch chunk {
        case .value(let value): resolve(.object(realm.iteratorResult(value)))
        case .end: resolve(.object(realm.iteratorResult(nil)))
        case .failure(let reason): reject(reason)
        }
    }
}

extension JSCall {
    /// What a function returns that never throws: what is thrown, its promise is rejected with.
    func promising(_ body: () throws -> JSValue) throws -> JSValue {
        let promise = JSPromise(realm)
        try promise.rejecting { promise.resolve(try body()) }
        return .object(promise)
    }

    fileprivate func stream() throws -> JSReadableStream { try receiver("ReadableStream.prototype") }
    fileprivate func reader() throws -> JSStreamReader { try receiver("ReadableStreamDefaultReader.prototype") }

    fileprivate func controlled() throws -> JSReadableStream {
        let controller = try receiver("ReadableStreamDefaultController.prototype", as: JSStreamController.self)
        guard let stream = controller.stream else { throw JSException(realm.state("Controller is already closed")) }
        return stream
    }
}
