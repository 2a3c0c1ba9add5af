/// `fetch` and what belongs to it, for one program: HTTP by the network that the embedder gives, to the hosts that it allows.
///
/// A program without a network has no `fetch` at all, so that Go's library falls back to what it does without.
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
        realm.installHeaders()
        realm.installStreams()
        realm.installResponse(self)
        realm.global.method("fetch", parameters: 1) { [unowned self] call in
            let promise = JSPromise(realm)
            do {
                try start(call, promise)
            } catch let exception as JSException {
                promise.reject(exception.value)
            }
            return .object(promise)
        }
    }

    // MARK: Asking

    private struct Options {
        var request: NetworkRequest
        var redirect = "follow"
        var signal: JSObject?
    }

    private func start(_ call: JSCall, _ promise: JSPromise) throws {
        let options = try options(call)
        if let signal = options.signal, try signal.get("aborted").isTruthy {
            throw JSException(try signal.get("reason"))
        }
        let operation = Operation()
        let number = loop.begin { [self] result in
            loop.finish(operation.number)
            guard !operation.isDone, let answer = result as? Answer else { return }
            operation.isDone = true
            switch answer {
            case .response(let response): promise.resolve(.object(self.response(response, operation)))
            case .failed(let reason): promise.reject(networkError(reason).value)
            }
        }
        operation.number = number
        let (mailbox, access, redirect, request) = (loop.mailbox, access, options.redirect, options.request)
        operation.task = Task.detached {
            do {
                mailbox.post(number, Answer.response(try await Exchange.run(request, redirect: redirect, access)))
            } catch {
                mailbox.post(number, Answer.failed("\(error)"))
            }
        }
        guard let signal = options.signal else { return }
        let abort = JSFunction(realm, "abort") { [self] _ in
            operation.task?.cancel()
            let reason = JSException(try signal.get("reason"))
            if operation.isDone {
                try operation.body?.end(reason)
            } else {
                operation.isDone = true
                loop.finish(operation.number)
                promise.reject(reason.value)
            }
            return .undefined
        }
        if case .object(let listen) = try signal.get("addEventListener"), listen.isCallable {
            _ = try listen.call(this: .object(signal), ["abort", .object(abort)])
        }
    }

    /// What goes on for one call of `fetch`, until its body has come.
    private final class Operation {
        var number = 0
        var isDone = false
        var task: Task<Void, Never>?
        weak var body: JSReadableStream?
    }

    private enum Answer: Sendable {
        case response(Exchange.Response)
        case failed(String)
    }

    private func response(_ answer: Exchange.Response, _ operation: Operation) -> JSResponse {
        let hasBody = ![101, 204, 205, 304].contains(answer.head.status)
        let body = hasBody ? JSReadableStream(self, source: answer.head.nextPart) : nil
        operation.body = body
        return JSResponse(
            self, status: answer.head.status, statusText: answer.head.statusText, url: answer.url,
            isRedirected: answer.isRedirected, headers: JSHeaders(realm, answer.head.headers), body: body)
    }

    private func options(_ call: JSCall) throws -> Options {
        let given = call[1].object
        let address = try realm.toString(call[0])
        guard let url = realm.record(address) else { throw realm.typeError("Failed to parse URL from \(address)") }
        var request = NetworkRequest(url: url.text)
        let method = try given?.get("method") ?? .undefined
        if !method.isUndefined { request.method = try FetchHost.method(String(realm.toString(method)), realm) }
        let headers = JSHeaders(realm)
        try headers.fill(from: given?.get("headers") ?? .undefined)
        if let content = try content(of: given?.get("body") ?? .undefined) {
            if request.method == "GET" || request.method == "HEAD" {
                throw realm.typeError("Request with GET/HEAD method cannot have body")
            }
            request.body = content.bytes
            if let type = content.type, try headers.value(of: "content-type") == nil {
                try headers.append("content-type", JSString(type))
            }
        }
        // What the connection is about is the network's own (§2.2.2, forbidden request-headers).
        request.headers = headers.fields.filter { !FetchHost.forbidden.contains($0.name) }
        if try headers.value(of: "accept") == nil { request.headers.append(("accept", "*/*")) }
        var options = Options(request: request)
        let redirect = try given?.get("redirect") ?? .undefined
        if !redirect.isUndefined { options.redirect = String(try realm.toString(redirect)) }
        options.signal = try given?.get("signal").object
        return options
    }

    private static let forbidden: Set<String> = [
        "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    private static func method(_ method: String, _ realm: JSRealm) throws -> String {
        let upper = method.uppercased()
        guard !method.isEmpty, method.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !["CONNECT", "TRACE", "TRACK"].contains(upper)
        else { throw realm.typeError("'\(method)' is not a valid HTTP method.") }
        return ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"].contains(upper) ? upper : method
    }

    /// The bytes of a body, and the type that goes with its kind.
    func content(of value: JSValue) throws -> (bytes: [UInt8], type: String?)? {
        switch value {
        case .undefined, .null: return nil
        case .object(let object):
            if let view = object.byteView { return (Array(view), nil) }
            if let buffer = object as? JSArrayBuffer { return (Array(buffer.bytes), nil) }
            if object.className == "URLSearchParams" {
                return (try realm.toString(value).scalarBytes, "application/x-www-form-urlencoded;charset=UTF-8")
            }
            if object is JSReadableStream {
                throw realm.typeError("a stream cannot be sent as a body here: read it first")
            }
            fallthrough
        default: return (try realm.toString(value).scalarBytes, "text/plain;charset=UTF-8")
        }
    }

    /// What `fetch` rejects with when no answer comes, as Node has it.
    func networkError(_ reason: String) -> JSException {
        let error = realm.error(.TypeError, "fetch failed")
        error.define(realm.keys.cause, .object(realm.error(.Error, reason)), .hidden)
        return JSException(.object(error))
    }
}
