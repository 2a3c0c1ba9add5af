/// A request (Fetch standard §5.4).
final class JSRequest: JSMessage {
    let method: String
    let url: URLRecord
    /// The attributes that are one of some words.
    fileprivate(set) var words: [String: String]
    fileprivate(set) var referrer = "about:client"
    fileprivate(set) var integrity = ""
    fileprivate(set) var isKeptAlive = false
    /// What it was made with; its own signal is made when somebody asks for it.
    private(set) var givenSignal: JSAbortSignal?
    private var ownSignal: JSAbortSignal?

    fileprivate init(
        _ realm: JSRealm, method: String, url: URLRecord, words: [String: String], headers: JSHeaders,
        body: JSReadableStream?, signal: JSAbortSignal?, prototype: JSObject?
    ) {
        self.method = method
        self.url = url
        self.words = words
        givenSignal = signal
        super.init(realm, headers: headers, body: body, prototype: prototype ?? realm.intrinsic("Request"))
    }

    override func release() {
        givenSignal = nil
        ownSignal = nil
        super.release()
    }

    override var className: String { "Request" }
    var redirect: String { words["redirect"] ?? "follow" }

    func signal() throws -> JSAbortSignal {
        if let ownSignal { return ownSignal }
        let signal = JSAbortSignal(realm)
        if let givenSignal { try signal.follow(givenSignal) }
        ownSignal = signal
        return signal
    }

    /// Words that `redirect` and its like may be, the first by itself. Only `redirect` has a meaning here: there is no origin and no cache, and
    /// cookies are the program's own.
    fileprivate static let choices: KeyValuePairs<StaticString, [String]> = [
        "redirect": ["follow", "manual", "error"],
        "mode": ["cors", "navigate", "same-origin", "no-cors"],
        "credentials": ["same-origin", "omit", "include"],
        "cache": ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"],
        "referrerPolicy": [
            "", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
            "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url",
        ],
    ]

    fileprivate static func method(_ method: JSString, _ realm: JSRealm) throws -> String {
        let text = String(method)
        guard JSHeaders.isToken(method.bytes) else { throw realm.typeError("'\(text)' is not a valid HTTP method.") }
        // Letters of ASCII alone, which a token has.
        let upper = text.uppercased()
        if ["CONNECT", "TRACE", "TRACK"].contains(upper) {
            throw realm.typeError("'\(text)' HTTP method is unsupported.")
        }
        return ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"].contains(upper) ? upper : text
    }
}

extension JSRealm {
    /// What `new Request` and `fetch` make of their arguments (§5.4, the constructor).
    func request(_ input: JSValue, _ options: JSValue, prototype: JSObject? = nil) throws -> JSRequest {
        let original = input.object as? JSRequest
        let url: URLRecord
        if let original {
            url = original.url
        } else {
            let address = try toString(input)
            guard let record = record(address) else { throw unknownAddress(address) }
            guard !record.includesCredentials else {
                throw typeError("Request cannot be constructed from a URL that includes credentials: \(address)")
            }
            url = record
        }
        guard options.isNullish || options.object != nil else {
            throw typeError(
                "Request constructor: Expected \(preview(options)) to be one of: Null, Undefined, Object.")
        }
        let given = options.object
        func option(_ name: String) throws -> JSValue? {
            guard let value = try given?.get(name), !value.isUndefined else { return nil }
            return value
        }
        var words = original?.words ?? [:]
        for (name, choices) in JSRequest.choices {
            guard let word = try option(name.description).map({ String(try toString($0)) }) else { continue }
            guard choices.contains(word) else {
                let list = choices.joined(separator: ", ")
                throw typeError("Request constructor: \(word) is not an accepted type. Expected one of \(list).")
            }
            if name.description == "mode", word == "navigate" {
                throw typeError("Request constructor: invalid request mode navigate.")
            }
            words[name.description] = word
        }
        let method = try option("method").map { try JSRequest.method(toString($0), self) } ?? original?.method ?? "GET"
        var signal = original?.givenSignal
        if let value = try option("signal") {
            signal = value.object as? JSAbortSignal
            guard signal != nil || value.isNullish else {
                throw typeError(
                    "RequestInit: Expected signal (\(Inspector.text(value, self))) to be an instance of AbortSignal.")
            }
        }
        let headers = JSHeaders(self)
        if let value = try option("headers") {
            try headers.fill(from: value)
        } else if let original {
            headers.fields = original.headers.fields
        }
        let content = try bodyContent(option("body") ?? .undefined)
        let takesBody = content == nil && original?.body != nil
        if content != nil || takesBody, method == "GET" || method == "HEAD" {
            throw typeError("Request with GET/HEAD method cannot have body.")
        }
        if let content {
            let duplex = try option("duplex")
            if content.isStream, duplex == nil {
                throw typeError("RequestInit: duplex option is required when sending a body.")
            }
            try headers.describe(content)
        }
        if let duplex = try option("duplex"), try toString(duplex).bytes != Array("half".utf8) {
            throw typeError("Request constructor: \(preview(duplex)) is not an accepted type. Expected one of half.")
        }
        var body = content?.stream
        if takesBody, let original {
            if original.isUnusable {
                throw typeError("Cannot construct a Request with a Request object that has already been used.")
            }
            body = original.handOver()
        }
        let request = JSRequest(
            self, method: method, url: url, words: words, headers: headers, body: body, signal: signal,
            prototype: prototype)
        if let text = try option("integrity") ?? original.map({ .string($0.integrity) }) {
            request.integrity = String(try toString(text))
        }
        request.isKeptAlive = try option("keepalive")?.isTruthy ?? original?.isKeptAlive ?? false
        if let original { request.referrer = original.referrer }
        if let text = try option("referrer").map({ try toString($0) }) {
            guard text.isEmpty || record(text) != nil else {
                throw typeError("Referrer \"\(text)\" is not a valid URL.")
            }
            // A program has no address of its own that another one could be like.
            request.referrer = text.isEmpty ? "" : "about:client"
        }
        return request
    }

    /// What is thrown for what is no URL, with the reason behind it.
    func unknownAddress(_ address: JSString) -> JSException {
        let error = error(.TypeError, "Failed to parse URL from \(address)")
        error.define(keys.cause, invalidURL(address).value, .hidden)
        return JSException(.object(error))
    }

    func installRequest() {
        let (_, prototype) = type("Request", parameters: 1) { call, prototype in
            if call.arguments.isEmpty {
                throw call.realm.typeError("Request constructor: 1 argument required, but 0 found.")
            }
            return try call.realm.request(call[0], call[1], prototype: prototype)
        }
        func own(_ call: JSCall) throws -> JSRequest { try call.receiver("Request.prototype") }
        prototype.attribute("method") { .string(try own($0).method) }
        prototype.attribute("url") { .string(try own($0).url.text) }
        prototype.attribute("headers") { .object(try own($0).headers) }
        prototype.attribute("destination") { call in
            _ = try own(call)
            return ""
        }
        prototype.attribute("referrer") { .string(try own($0).referrer) }
        for (name, choices) in JSRequest.choices {
            prototype.attribute(name) { .string(try own($0).words[name.description] ?? choices[0]) }
        }
        prototype.attribute("integrity") { .string(try own($0).integrity) }
        prototype.attribute("keepalive") { .boolean(try own($0).isKeptAlive) }
        prototype.attribute("signal") { .object(try own($0).signal()) }
        prototype.attribute("duplex") { call in
            _ = try own(call)
            return "half"
        }
        addBody(to: prototype, own)
        prototype.operation("clone") { call in
            let request = try own(call)
            let body = try request.clonedBody(or: "unusable")
            let headers = JSHeaders(call.realm, request.headers.fields)
            let clone = JSRequest(
                call.realm, method: request.method, url: request.url, words: request.words, headers: headers,
                body: body, signal: try request.signal(), prototype: nil)
            (clone.referrer, clone.integrity) = (request.referrer, request.integrity)
            clone.isKeptAlive = request.isKeptAlive
            return .object(clone)
        }
    }
}

extension JSRequest {
    /// The body for a request that takes the place of this one, which has none left to read.
    fileprivate func handOver() -> JSReadableStream? {
        guard let body else { return nil }
        let spent = JSReadableStream(realm, holding: HeldBytes(realm))
        _ = spent.takeBytes()
        self.body = spent
        return body
    }
}
