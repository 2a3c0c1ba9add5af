/// The fields of a request or response (Fetch standard §5.1, `Headers`).
final class JSHeaders: JSObject {
    /// Names in small letters, in the order in which they were added.
    var fields: [(name: String, value: String)] = []
    /// Whether programs may not change it: those of responses that came from somewhere.
    var isImmutable = false

    init(_ realm: JSRealm, _ fields: [(name: String, value: String)] = [], prototype: JSObject? = nil) {
        self.fields = fields.map { ($0.name.lowercased(), $0.value) }
        super.init(realm, prototype: prototype ?? realm.intrinsic("Headers"))
    }

    override var className: String { "Headers" }

    /// - Throws: ``JSException`` with a `TypeError` for what cannot stand in a request: it could end the field and begin another.
    func append(_ name: JSString, _ value: JSString) throws {
        fields.append((try JSHeaders.name(name, realm), try JSHeaders.value(value, realm)))
    }

    func replace(_ name: JSString, _ value: JSString) throws {
        let name = try JSHeaders.name(name, realm, "set")
        let value = try JSHeaders.value(value, realm, "set")
        if let first = fields.firstIndex(where: { $0.name == name }) {
            fields[first].value = value
            fields = fields.enumerated().filter { $0.offset <= first || $0.element.name != name }.map(\.element)
        } else {
            fields.append((name, value))
        }
    }

    func value(of name: JSString, _ method: StaticString = "get") throws -> String? {
        let name = try JSHeaders.name(name, realm, method)
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    func remove(_ name: JSString) throws {
        let name = try JSHeaders.name(name, realm, "delete")
        fields.removeAll { $0.name == name }
    }

    /// Sorted by name, with the values of a name together, except for cookies.
    var sorted: [(name: String, value: String)] {
        var values: [String: [String]] = [:]
        for field in fields { values[field.name, default: []].append(field.value) }
        var result: [(name: String, value: String)] = []
        for (name, values) in values.sorted(by: { $0.key < $1.key }) {
            if name == "set-cookie" {
                result += values.map { (name, $0) }
            } else {
                result.append((name, values.joined(separator: ", ")))
            }
        }
        return result
    }

    /// Takes the fields of another one, of pairs or of an object's properties.
    func fill(from value: JSValue) throws {
        guard case .object(let object) = value else {
            if value.isUndefined { return }
            throw realm.typeError(
                "Headers constructor: Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>."
            )
        }
        if let other = object as? JSHeaders {
            fields += other.fields
        } else if case .object(let method) = try object.get(realm.symbols.iterator.key, receiver: value),
            method.isCallable
        {
            for pair in try realm.list(value) {
                let parts = try realm.list(pair)
                guard parts.count == 2 else {
                    throw realm.typeError(
                        "Headers constructor: expected name/value pair to be length 2, found \(parts.count).")
                }
                try append(realm.toString(parts[0]), realm.toString(parts[1]))
            }
        } else {
            for key in object.enumerableKeys {
                try append(key.string, realm.toString(object.get(key, receiver: value)))
            }
        }
    }

    /// Says what a body is, if nothing else does.
    func describe(_ content: BodyContent) throws {
        if let type = content.type, try value(of: "content-type") == nil { try append("content-type", type) }
    }

    private static let marks = Set("!#$%&'*+-.^_`|~".utf8)

    /// What a field's name and a method are made of (RFC 9110 §5.6.2).
    static func isToken(_ text: [UInt8]) -> Bool {
        !text.isEmpty && text.allSatisfy { PercentCoding.isAlphanumeric($0) || marks.contains($0) }
    }

    private static func name(
        _ name: JSString, _ realm: JSRealm, _ method: StaticString = "append"
    ) throws -> String {
        guard isToken(name.bytes) else {
            throw realm.typeError("Headers.\(method): \"\(name)\" is an invalid header name.")
        }
        return String(name).lowercased()
    }

    private static func value(
        _ value: JSString, _ realm: JSRealm, _ method: StaticString = "append"
    ) throws -> String {
        // Of HTTP's white space (§2.2.2, to normalize a value).
        let spaces = Set(" \t\r\n".utf8)
        var text = value.bytes.drop { spaces.contains($0) }
        while let last = text.last, spaces.contains(last) { text.removeLast() }
        guard !text.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
            throw realm.typeError("Headers.\(method): \"\(value)\" is an invalid header value.")
        }
        return String(JSString(bytes: Array(text)))
    }
}

extension JSRealm {
    func installHeaders() {
        let (_, prototype) = type("Headers") { call, prototype in
            let headers = JSHeaders(call.realm, prototype: prototype)
            try headers.fill(from: call[0])
            return headers
        }
        /// - Parameter needed: so many arguments must be there.
        func method(
            _ name: StaticString, _ needed: Int, changes: Bool = false,
            _ body: @escaping (JSHeaders, JSCall) throws -> JSValue
        ) {
            prototype.operation(name, parameters: needed) { call in
                let headers = try call.receiver("Headers.prototype.\(name)", as: JSHeaders.self)
                try call.needs(needed, "Headers.\(name)")
                if changes, headers.isImmutable { throw call.realm.typeError("immutable") }
                return try body(headers, call)
            }
        }
        method("append", 2, changes: true) { headers, call in
            try headers.append(call.realm.toString(call[0]), call.realm.toString(call[1]))
            return .undefined
        }
        method("set", 2, changes: true) { headers, call in
            try headers.replace(call.realm.toString(call[0]), call.realm.toString(call[1]))
            return .undefined
        }
        method("delete", 1, changes: true) { headers, call in
            try headers.remove(call.realm.toString(call[0]))
            return .undefined
        }
        method("get", 1) { headers, call in
            try headers.value(of: call.realm.toString(call[0])).map(JSValue.string) ?? .null
        }
        method("has", 1) { headers, call in .boolean(try headers.value(of: call.realm.toString(call[0]), "has") != nil)
        }
        method("getSetCookie", 0) { headers, call in
            .object(call.realm.array(headers.fields.filter { $0.name == "set-cookie" }.map { .string($0.value) }))
        }
        method("forEach", 1) { headers, call in
            let body = try call.function(0)
            for field in headers.sorted {
                _ = try body.call(this: call[1], [.string(field.value), .string(field.name), call.this])
            }
            return .undefined
        }
        func iterator(_ name: StaticString, _ element: @escaping (JSRealm, (name: String, value: String)) -> JSValue) {
            method(name, 0) { headers, call in
                var rest = headers.sorted[...]
                return .object(
                    call.realm.iterator("Headers Iterator") { rest.popFirst().map { element(call.realm, $0) } })
            }
        }
        iterator("keys") { _, field in .string(field.name) }
        iterator("values") { _, field in .string(field.value) }
        iterator("entries") { realm, field in .object(realm.array([.string(field.name), .string(field.value)])) }
        prototype.define(symbols.iterator.key, prototype["entries"], .hidden)
    }
}
