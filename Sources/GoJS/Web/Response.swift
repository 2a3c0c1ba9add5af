/// A response (Fetch standard §5.5).
final class JSResponse: JSObject {
    let host: FetchHost
    let status: Int
    let statusText: String
    let url: String
    let isRedirected: Bool
    let headers: JSHeaders
    /// Nil for a response that cannot have one, such as 204.
    let body: JSReadableStream?

    init(
        _ host: FetchHost, status: Int, statusText: String, url: String = "", isRedirected: Bool = false,
        headers: JSHeaders, body: JSReadableStream?
    ) {
        self.host = host
        self.status = status
        self.statusText = statusText
        self.url = url
        self.isRedirected = isRedirected
        self.headers = headers
        self.body = body
        super.init(host.realm, prototype: host.realm.prototypes["Response"])
    }

    override var className: String { "Response" }
    var isBodyUsed: Bool { body?.isDisturbed ?? false }
}

extension JSRealm {
    func installResponse(_ host: FetchHost) {
        let (_, prototype) = type("Response") { [unowned host] call, _ in
            let realm = call.realm
            let options = call[1].object
            let headers = JSHeaders(realm)
            try headers.fill(from: options?.get("headers") ?? .undefined)
            let status = try options?.get("status") ?? .undefined
            let text = try options?.get("statusText") ?? .undefined
            let content = try host.content(of: call[0])
            if let type = content?.type, try headers.value(of: "content-type") == nil {
                try headers.append("content-type", JSString(type))
            }
            return JSResponse(
                host, status: status.isUndefined ? 200 : Int(try realm.toIndex(status, "status")),
                statusText: text.isUndefined ? "" : String(try realm.toString(text)), headers: headers,
                body: content.map { JSReadableStream(host, bytes: $0.bytes) })
        }
        func getter(_ name: StaticString, _ body: @escaping (JSResponse) -> JSValue) {
            prototype.getter(name) { call in body(try call.response()) }
        }
        getter("status") { .number($0.status) }
        getter("statusText") { .string($0.statusText) }
        getter("ok") { .boolean((200..<300).contains($0.status)) }
        getter("url") { .string($0.url) }
        getter("redirected") { .boolean($0.isRedirected) }
        getter("type") { _ in "basic" }
        getter("headers") { .object($0.headers) }
        getter("body") { $0.body.map(JSValue.object) ?? .null }
        getter("bodyUsed") { .boolean($0.isBodyUsed) }
        func reading(_ name: StaticString, _ convert: @escaping (JSRealm, [UInt8]) throws -> JSValue) {
            prototype.method(name) { call in
                let (realm, response) = (call.realm, try call.response())
                let promise = JSPromise(realm)
                if response.isBodyUsed || response.body?.reader != nil {
                    promise.reject(realm.typeError("Body is unusable: it has been read already").value)
                    return .object(promise)
                }
                func settle(_ bytes: [UInt8]) throws {
                    do {
                        promise.resolve(try convert(realm, bytes))
                    } catch let exception as JSException {
                        promise.reject(exception.value)
                    }
                }
                guard let body = response.body else {
                    try settle([])
                    return .object(promise)
                }
                try body.readAll { result in
                    switch result {
                    case .success(let bytes): try settle(bytes)
                    case .failure(let error): promise.reject(error.value)
                    }
                }
                return .object(promise)
            }
        }
        reading("arrayBuffer") { realm, bytes in .object(try realm.bytes(bytes).buffer) }
        reading("bytes") { realm, bytes in .object(try realm.bytes(bytes)) }
        reading("text") { _, bytes in .string(bytes.withUnsafeBytes { JSString(decoding: $0) }) }
        reading("json") { realm, bytes in
            guard case .object(let json) = try realm.global.get("JSON") else { return .undefined }
            return try json.call("parse", .string(bytes.withUnsafeBytes { JSString(decoding: $0) }))
        }
    }
}

extension JSCall {
    fileprivate func response() throws -> JSResponse {
        guard case .object(let object) = this, let response = object as? JSResponse else {
            throw realm.typeError("it is no Response")
        }
        return response
    }
}
