/// A `URL` (URL standard §6.1).
final class JSURL: JSObject {
    var record: URLRecord
    /// Made when somebody asks for it.
    private var params: JSURLSearchParams?

    init(_ realm: JSRealm, _ record: URLRecord, prototype: JSObject? = nil) {
        self.record = record
        super.init(realm, prototype: prototype ?? realm.intrinsic("URL"))
    }

    override func release() {
        params = nil
        super.release()
    }

    override var className: String { "URL" }

    var searchParams: JSURLSearchParams {
        if let params { return params }
        let made = JSURLSearchParams(realm, of: self)
        params = made
        return made
    }

    /// Changes it; what it knows of its query follows.
    func change(_ body: (inout URLRecord) -> Void) throws {
        body(&record)
        try params?.reload()
    }

    /// Its attributes, as the console shows them.
    var parts: [(name: String, value: JSValue)] {
        var parts: [(name: String, value: JSValue)] = []
        for attribute in JSURL.attributes {
            if attribute.name.description == "hash" { parts.append(("searchParams", .object(searchParams))) }
            parts.append((attribute.name.description, .string(JSString(bytes: attribute.get(record)))))
        }
        return parts
    }

    fileprivate struct Attribute: Sendable {
        let name: StaticString
        let get: @Sendable (URLRecord) -> [UInt8]
        var set: (@Sendable (inout URLRecord, [UInt8]) -> Void)?
    }

    /// All that are texts, but `href`'s setter, which throws.
    fileprivate static let attributes: [Attribute] = [
        Attribute(name: "href") { $0.serialized() },
        Attribute(name: "origin") { Array($0.origin.utf8) },
        Attribute(name: "protocol") {
            Array($0.scheme.utf8) + [UInt8(ascii: ":")]
        } set: { url, text in
            URLParser.change(&url, .schemeStart, to: text + [UInt8(ascii: ":")])
        },
        Attribute(name: "username") {
            $0.username
        } set: { url, text in
            if !url.cannotHaveCredentials { url.username = PercentEncodeSet.userinfo.encode(text) }
        },
        Attribute(name: "password") {
            $0.password
        } set: { url, text in
            if !url.cannotHaveCredentials { url.password = PercentEncodeSet.userinfo.encode(text) }
        },
        Attribute(name: "host") {
            Array($0.authority.utf8)
        } set: { url, text in
            if !url.hasOpaquePath { URLParser.change(&url, .host, to: text) }
        },
        Attribute(name: "hostname") {
            Array(($0.host?.text ?? "").utf8)
        } set: { url, text in
            if !url.hasOpaquePath { URLParser.change(&url, .hostname, to: text) }
        },
        Attribute(name: "port") {
            Array(($0.port.map { "\($0)" } ?? "").utf8)
        } set: { url, text in
            if url.cannotHaveCredentials { return }
            if text.isEmpty { url.port = nil } else { URLParser.change(&url, .port, to: text) }
        },
        Attribute(name: "pathname") {
            $0.path
        } set: { url, text in
            if url.hasOpaquePath { return }
            url.path = []
            URLParser.change(&url, .pathStart, to: text)
        },
        Attribute(name: "search") {
            JSURL.marked("?", $0.query)
        } set: { url, text in
            url.query = text.isEmpty ? nil : []
            if !text.isEmpty { URLParser.change(&url, .query, to: JSURL.unmarked("?", text)) }
        },
        Attribute(name: "hash") {
            JSURL.marked("#", $0.fragment)
        } set: { url, text in
            url.fragment = text.isEmpty ? nil : []
            if !text.isEmpty { URLParser.change(&url, .fragment, to: JSURL.unmarked("#", text)) }
        },
    ]

    private static func marked(_ mark: Unicode.Scalar, _ part: [UInt8]?) -> [UInt8] {
        guard let part, !part.isEmpty else { return [] }
        return [UInt8(ascii: mark)] + part
    }

    private static func unmarked(_ mark: Unicode.Scalar, _ text: [UInt8]) -> [UInt8] {
        text.first == UInt8(ascii: mark) ? Array(text.dropFirst()) : text
    }
}

extension JSRealm {
    func installURL() {
        let (function, prototype) = type(
            "URL", parameters: 1,
            call: { throw $0.realm.typeError("Class constructor URL cannot be invoked without 'new'") },
            construct: { call, prototype in
                try call.realm.require(call, "url")
                let (input, base) = try call.address()
                guard let record = call.realm.record(input, base) else {
                    throw call.realm.invalidURL(input, base)
                }
                return JSURL(call.realm, record, prototype: prototype)
            })
        func own(_ call: JSCall) throws -> JSURL {
            if case .object(let url as JSURL) = call.this { return url }
            throw call.realm.typeError("Receiver must be an instance of class URL")
        }
        let text: (JSCall) throws -> JSValue = { .string(JSString(bytes: try own($0).record.serialized())) }
        prototype.operation("toString", text)
        for attribute in JSURL.attributes {
            if attribute.name.description == "hash" {
                prototype.attribute("searchParams") { .object(try own($0).searchParams) }
            }
            let get: (JSCall) throws -> JSValue = {
                .string(JSString(bytes: attribute.get(try own($0).record)))
            }
            if attribute.name.description == "href" {
                prototype.attribute(attribute.name, get: get) { call in
                    let url = try own(call)
                    let input = try call.string(0)
                    guard let record = URLRecord(input.scalarBytes) else { throw call.realm.invalidURL(input) }
                    try url.change { $0 = record }
                }
            } else if let set = attribute.set {
                prototype.attribute(attribute.name, get: get) { call in
                    let url = try own(call)
                    let text = try call.string(0).scalarBytes
                    try url.change { set(&$0, text) }
                }
            } else {
                prototype.attribute(attribute.name, get: get)
            }
        }
        prototype.operation("toJSON", text)
        function.operation("parse", parameters: 1) { call in
            try call.realm.require(call, "url")
            let (input, base) = try call.address()
            return call.realm.record(input, base).map { .object(JSURL(call.realm, $0)) } ?? .null
        }
        function.operation("canParse", parameters: 1) { call in
            try call.realm.require(call, "url")
            let (input, base) = try call.address()
            return .boolean(call.realm.record(input, base) != nil)
        }
    }

    /// The URL that a text means, from another text on if there is one.
    func record(_ input: JSString, _ base: JSString? = nil) -> URLRecord? {
        guard let base else { return URLRecord(input.scalarBytes) }
        guard let base = URLRecord(base.scalarBytes) else { return nil }
        return URLRecord(input.scalarBytes, base: base)
    }

    /// Node's `ERR_INVALID_URL`.
    func invalidURL(_ input: JSString, _ base: JSString? = nil) -> JSException {
        let exception = coded(.TypeError, "ERR_INVALID_URL", "Invalid URL")
        if case .object(let error) = exception.value {
            error.define(key("input"), .string(input), .ordinary)
            if let base { error.define(key("base"), .string(base), .ordinary) }
        }
        return exception
    }
}

extension JSCall {
    /// The two texts that `new URL` takes.
    fileprivate func address() throws -> (input: JSString, base: JSString?) {
        let input = try string(0)
        return (input, self[1].isUndefined ? nil : try string(1))
    }
}
