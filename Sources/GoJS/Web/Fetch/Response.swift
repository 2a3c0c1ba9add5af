/// A response (Fetch standard §5.5).
final class JSResponse: JSMessage {
    var kind: JSString = "default"
    var status = 200
    var statusText = ""
    var url = ""
    var isRedirected = false

    override init(_ realm: JSRealm, headers: JSHeaders, body: JSReadableStream?, prototype: JSObject? = nil) {
        super.init(realm, headers: headers, body: body, prototype: prototype ?? realm.intrinsic("Response"))
    }

    override var className: String { "Response" }

    /// Those that have none, whatever comes (§2.2.3).
    static func hasBody(_ status: Int) -> Bool { ![101, 103, 204, 205, 304].contains(status) }
}

extension JSRealm {
    func installResponse() {
        let (function, prototype) = type("Response") { call, prototype in
            let realm = call.realm
            let content = try realm.bodyContent(call[0])
            return try realm.response(content, options: call[1], prototype: prototype)
        }
        func own(_ call: JSCall) throws -> JSResponse { try call.receiver("Response.prototype") }
        prototype.attribute("type") { .string(try own($0).kind) }
        prototype.attribute("url") { .string(try own($0).url) }
        prototype.attribute("redirected") { .boolean(try own($0).isRedirected) }
        prototype.attribute("status") { .number(try own($0).status) }
        prototype.attribute("ok") { .boolean((200..<300).contains(try own($0).status)) }
        prototype.attribute("statusText") { .string(try own($0).statusText) }
        prototype.attribute("headers") { .object(try own($0).headers) }
        addBody(to: prototype, own)
        prototype.operation("clone") { call in
            let response = try own(call)
            let body = try response.clonedBody(or: "Response.clone: Body has already been consumed.")
            let headers = JSHeaders(call.realm, response.headers.fields)
            headers.isImmutable = response.headers.isImmutable
            let clone = JSResponse(call.realm, headers: headers, body: body)
            (clone.kind, clone.status, clone.statusText) = (response.kind, response.status, response.statusText)
            (clone.url, clone.isRedirected) = (response.url, response.isRedirected)
            return .object(clone)
        }
        function.operation("error") { call in
            let response = JSResponse(call.realm, headers: JSHeaders(call.realm), body: nil)
            response.headers.isImmutable = true
            response.kind = "error"
            response.status = 0
            return .object(response)
        }
        function.operation("json", parameters: 1) { call in
            let realm = call.realm
            guard case .object(let json) = try realm.global.get("JSON"),
                case .string(let text) = try json.call("stringify", call[0])
            else { throw realm.typeError("Value is not JSON serializable") }
            let content = BodyContent(
                stream: try JSReadableStream(realm, bytes: text.scalarBytes), type: "application/json")
            return .object(try realm.response(content, options: call[1]))
        }
        function.operation("redirect", parameters: 1) { call in
            let realm = call.realm
            let address = try call.string(0)
            guard let url = realm.record(address) else { throw realm.unknownAddress(address) }
            let status = call[1].isUndefined ? 302 : JSNumber.integer(try call.number(1))
            guard [301, 302, 303, 307, 308].contains(status) else {
                throw realm.rangeError("Invalid status code \(JSNumber.text(status))")
            }
            let response = JSResponse(realm, headers: JSHeaders(realm, [("location", url.text)]), body: nil)
            response.headers.isImmutable = true
            response.status = Int(status)
            return .object(response)
        }
    }

    /// §5.5, to initialize a response.
    private func response(
        _ content: BodyContent?, options: JSValue, prototype: JSObject? = nil
    ) throws -> JSResponse {
        let given = options.object
        let status = try given?.get("status") ?? .undefined
        let number = status.isUndefined ? 200 : JSNumber.integer(try toNumber(status))
        guard number >= 200, number <= 599 else {
            throw rangeError("init[\"status\"] must be in the range of 200 to 599, inclusive.")
        }
        let text = try given?.get("statusText") ?? .undefined
        let statusText = text.isUndefined ? JSString("") : try toString(text)
        guard statusText.bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 9 }) else {
            throw typeError("Invalid statusText")
        }
        let headers = JSHeaders(self)
        try headers.fill(from: given?.get("headers") ?? .undefined)
        if let content {
            guard JSResponse.hasBody(Int(number)) else {
                throw typeError("Response constructor: Invalid response status code \(Int(number))")
            }
            try headers.describe(content)
        }
        let response = JSResponse(self, headers: headers, body: content?.stream, prototype: prototype)
        response.status = Int(number)
        response.statusText = String(statusText)
        return response
    }
}
