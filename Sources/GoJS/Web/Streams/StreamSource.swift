/// Where the chunks of a stream come from: what the Streams standard calls the algorithms of a controller (§4.6).
protocol StreamSource: AnyObject {
    /// Asked for more: it enqueues chunks, closes the stream or makes it fail, at once or later.
    ///
    /// - Returns: what is to be awaited before it is asked again.
    func pull(_ stream: JSReadableStream) throws -> JSValue

    /// Nobody wants any more.
    ///
    /// - Returns: what is to be awaited before that is done.
    func cancel(_ stream: JSReadableStream, _ reason: JSValue) throws -> JSValue

    /// The end of the realm: lets go of all objects.
    func release()
}

/// Bytes that are there already, as one chunk.
final class BytesSource: StreamSource {
    /// Nil once they are gone.
    private(set) var bytes: HeldBytes?

    init(_ bytes: HeldBytes) { self.bytes = bytes }

    func pull(_ stream: JSReadableStream) throws -> JSValue {
        let bytes = bytes?.bytes ?? []
        self.bytes = nil
        if !bytes.isEmpty { try stream.enqueue(.object(stream.realm.bytes(bytes))) }
        try stream.close()
        return .undefined
    }

    func cancel(_ stream: JSReadableStream, _ reason: JSValue) -> JSValue {
        bytes = nil
        return .undefined
    }

    func release() { bytes = nil }
}

/// An object of the program with the methods `start`, `pull` and `cancel`.
final class ProgramSource: StreamSource {
    private var object: JSValue
    private var pull: JSObject?
    private var cancel: JSObject?
    // The controller holds the stream, and with it this source. One that nobody holds can be made again.
    private weak var controller: JSStreamController?

    /// - Throws: ``JSException``: what a getter throws, or a `TypeError` for what is no function.
    init(_ object: JSObject) throws {
        self.object = .object(object)
        func method(_ name: String) throws -> JSObject? {
            let value = try object.get(name)
            if value.isUndefined { return nil }
            guard value.isCallable else { throw object.realm.typeError("source.\(name) is not a function") }
            return value.object
        }
        cancel = try method("cancel")
        pull = try method("pull")
    }

    deinit {
        var all = [object] + [pull, cancel].compactMap { $0.map(JSValue.object) }
        let realm = object.object?.realm
        release()
        realm?.graveyard.bury(&all)
    }

    func release() {
        object = .undefined
        pull = nil
        cancel = nil
    }

    func controller(of stream: JSReadableStream) -> JSStreamController {
        if let controller { return controller }
        let made = JSStreamController(stream)
        controller = made
        return made
    }

    func start(_ stream: JSReadableStream) throws -> JSValue {
        guard case .object(let source) = object, case let method = try source.get("start"), !method.isUndefined else {
            return .undefined
        }
        guard case .object(let function) = method, function.isCallable else {
            throw stream.realm.typeError("source.start is not a function")
        }
        return try function.call(this: object, [.object(controller(of: stream))])
    }

    func pull(_ stream: JSReadableStream) throws -> JSValue {
        try pull?.call(this: object, [.object(controller(of: stream))]) ?? .undefined
    }

    func cancel(_ stream: JSReadableStream, _ reason: JSValue) throws -> JSValue {
        try cancel?.call(this: object, [reason]) ?? .undefined
    }
}
