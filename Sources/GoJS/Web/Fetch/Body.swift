/// What requests and responses have in common (Fetch standard §5.3, `Body`): headers, and a stream of bytes that is read once.
class JSMessage: JSObject {
    /// Nil only at the end of the realm.
    private(set) var headers: JSHeaders!
    /// Nil for none at all, which is not the same as an empty one.
    var body: JSReadableStream?

    init(_ realm: JSRealm, headers: JSHeaders, body: JSReadableStream?, prototype: JSObject?) {
        self.headers = headers
        self.body = body
        super.init(realm, prototype: prototype)
    }

    override func release() {
        headers = nil
        body = nil
        super.release()
    }

    var isBodyUsed: Bool { body?.isDisturbed ?? false }
    /// Whether somebody has read it, or does.
    var isUnusable: Bool { isBodyUsed || body?.reader != nil }

    /// The same body for somebody else: this one keeps one half of it.
    ///
    /// - Throws: ``JSException`` if the body has been read.
    func clonedBody(or message: String) throws -> JSReadableStream? {
        if isUnusable { throw realm.typeError(message) }
        guard let body else { return nil }
        if let bytes = body.wholeBytes { return JSReadableStream(realm, holding: bytes) }
        let (mine, other) = try body.tee(copies: true)
        self.body = mine
        return other
    }
}

/// A body as a program gives it (§5.2, to extract one).
struct BodyContent {
    let stream: JSReadableStream
    /// What kind it is, if its kind says so.
    var type: JSString?
    /// Whether its length is not known before it has been read.
    var isStream = false
}

extension JSRealm {
    /// Nil for `undefined` and `null`.
    func bodyContent(_ value: JSValue) throws -> BodyContent? {
        guard case .object(let object) = value else {
            return value.isNullish ? nil : try text(value)
        }
        switch object.portrait {
        case let stream as JSReadableStream:
            guard stream.reader == nil, !stream.isDisturbed else {
                throw typeError("Response body object should not be disturbed or locked")
            }
            return BodyContent(stream: stream, isStream: true)
        case let params as JSURLSearchParams:
            return BodyContent(
                stream: try JSReadableStream(self, bytes: URLQuery.serialize(params.pairs)),
                type: "application/x-www-form-urlencoded;charset=UTF-8")
        case let buffer as JSArrayBuffer:
            return BodyContent(stream: try JSReadableStream(self, bytes: Array(buffer.bytes)))
        case let blob as JSBlob:
            return BodyContent(
                stream: try JSReadableStream(self, bytes: Array(blob.bytes)), type: blob.type.isEmpty ? nil : blob.type)
        case let form as JSFormData:
            let (bytes, type) = try form.multipart()
            return BodyContent(stream: JSReadableStream(self, holding: bytes), type: JSString(type))
        default:
            guard let view = object.byteView else { return try text(value) }
            return BodyContent(stream: try JSReadableStream(self, bytes: Array(view)))
        }
    }

    private func text(_ value: JSValue) throws -> BodyContent {
        BodyContent(
            stream: try JSReadableStream(self, bytes: toString(value).scalarBytes), type: "text/plain;charset=UTF-8")
    }

    /// The attributes and methods of a body.
    func addBody(to prototype: JSObject, _ receiver: @escaping (JSCall) throws -> JSMessage) {
        prototype.attribute("body") { try receiver($0).body.map(JSValue.object) ?? .null }
        prototype.attribute("bodyUsed") { .boolean(try receiver($0).isBodyUsed) }
        func reading(_ name: StaticString, _ convert: @escaping (JSRealm, [UInt8]) throws -> JSValue) {
            readingAs(name) { message, bytes in try convert(message.realm, bytes) }
        }
        func readingAs(_ name: StaticString, _ convert: @escaping (JSMessage, [UInt8]) throws -> JSValue) {
            prototype.operation(name) { call in
                try call.promising {
                    let (realm, message) = (call.realm, try receiver(call))
                    if message.isUnusable { throw realm.typeError("Body is unusable: Body has already been read") }
                    guard let body = message.body else { return try convert(message, []) }
                    let promise = JSPromise(realm)
                    try body.readAll { result in
                        try promise.rejecting { promise.resolve(try convert(message, try result.get())) }
                    }
                    return .object(promise)
                }
            }
        }
        readingAs("blob") { message, bytes in
            let type = try message.headers.value(of: "content-type") ?? ""
            return .object(
                JSBlob(message.realm, try HeldBytes(message.realm, bytes), type: JSBlob.type(JSString(type))))
        }
        reading("arrayBuffer") { realm, bytes in .object(try realm.bytes(bytes).buffer) }
        reading("bytes") { realm, bytes in .object(try realm.bytes(bytes)) }
        reading("text") { _, bytes in .string(JSString(decodingUTF8: bytes)) }
        reading("json") { realm, bytes in
            guard case .object(let json) = try realm.global.get("JSON") else { return .undefined }
            return try json.call("parse", .string(JSString(decodingUTF8: bytes)))
        }
    }
}

extension JSString {
    /// What a `TextDecoder` makes of bytes.
    init(decodingUTF8 bytes: [UInt8]) {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        let isValid = text.withUnsafeBytes(UTF8Validation.isValid)
        self.init(bytes: isValid ? Array(text) : Array(String(decoding: text, as: UTF8.self).utf8))
    }
}
