/// The fields of a request or response (Fetch standard §5.1, `Headers`).
final class JSHeaders: JSObject {
    /// Names in small letters, in the order in which they were added.
    var fields: [(name: String, value: String)] = []

    init(_ realm: JSRealm, _ fields: [(name: String, value: String)] = [], prototype: JSObject? = nil) {
        self.fields = fields.map { ($0.name.lowercased(), $0.value) }
        super.init(realm, prototype: prototype ?? realm.prototypes["Headers"] ?? realm.objectPrototype)
    }

    override var className: String { "Headers" }

    /// - Throws: ``JSException`` with a `TypeError` for what cannot stand in a request: it could end the field and begin another.
    func append(_ name: JSString, _ value: JSString) throws {
        fields.append((try JSHeaders.name(name, realm), try JSHeaders.value(value, realm)))
    }

    func replace(_ name: JSString, _ value: JSString) throws {
        let name = try JSHeaders.name(name, realm)
        let value = try JSHeaders.value(value, realm)
        if let first = fields.firstIndex(where: { $0.name == name }) {
            fields[first].value = value
            fields = fields.enumerated().filter { $0.offset <= first || $0.element.name != name }.map(\.element)
        } else {
            fields.append((name, value))
        }
    }

    func value(of name: JSString) throws -> String? {
        let name = try JSHeaders.name(name, realm)
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    func remove(_ name: JSString) throws {
        let name = try JSHeaders.name(name, realm)
        fields.removeAll { $0.name == name }
    }

    /// Sorted by name, with the values of a name together, except for cookies.
    var sorted: [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        for name in Set(fields.map(\.name)).sorted() {
            let values = fields.filter { $0.name == name }.map(\.value)
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
            throw realm.typeError("Headers cannot be made of \(realm.preview(value))")
        }
        if let other = object as? JSHeaders {
            fields += other.fields
        } else if case .object(let method) = try object.get(realm.symbols.iterator.key, receiver: value),
            method.isCallable
        {
            for pair in try realm.list(value) {
                let parts = try realm.list(pair)
                guard parts.count == 2 else { throw realm.typeError("Headers take pairs of a name and a value") }
                try append(realm.toString(parts[0]), realm.toString(parts[1]))
            }
        } else {
            for key in object.enumerableKeys {
                try append(key.string, realm.toString(object.get(key, receiver: value)))
            }
        }
    }

    private static func name(_ name: JSString, _ realm: JSRealm) throws -> String {
        let others = Array("!#$%&'*+-.^_`|~".utf8)
        let isToken = name.bytes.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: others.contains(byte)
            }
        }
        guard isToken, !name.isEmpty else { throw realm.typeError("Headers: \"\(name)\" is no name of a field") }
        return String(name).lowercased()
    }

    private static func value(_ value: JSString, _ realm: JSRealm) throws -> String {
        guard !value.bytes.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
            throw realm.typeError("Headers: a value has a line end or a zero in it")
        }
        return JSNumber.trimmed(value)
    }
}

extension JSRealm {
    func installHeaders() {
        let (_, prototype) = type("Headers") { call, prototype in
            let headers = JSHeaders(call.realm, prototype: prototype)
            try headers.fill(from: call[0])
            return headers
        }
        func method(_ name: StaticString, _ body: @escaping (JSHeaders, JSCall) throws -> JSValue) {
            prototype.method(name) { call in
                guard case .object(let object) = call.this, let headers = object as? JSHeaders else {
                    throw call.realm.typeError("Headers.\(name) called on something else")
                }
                return try body(headers, call)
            }
        }
        method("append") { headers, call in
            try headers.append(call.realm.toString(call[0]), call.realm.toString(call[1]))
            return .undefined
        }
        method("set") { headers, call in
            try headers.replace(call.realm.toString(call[0]), call.realm.toString(call[1]))
            return .undefined
        }
        method("delete") { headers, call in
            try headers.remove(call.realm.toString(call[0]))
            return .undefined
        }
        method("get") { headers, call in
            try headers.value(of: call.realm.toString(call[0])).map(JSValue.string) ?? .null
        }
        method("has") { headers, call in .boolean(try headers.value(of: call.realm.toString(call[0])) != nil) }
        method("getSetCookie") { headers, call in
            .object(call.realm.array(headers.fields.filter { $0.name == "set-cookie" }.map { .string($0.value) }))
        }
        method("forEach") { headers, call in
            let body = try call.function(0)
            for field in headers.sorted {
                _ = try body.call(this: call[1], [.string(field.value), .string(field.name), call.this])
            }
            return .undefined
        }
        func iterator(_ name: StaticString, _ element: @escaping (JSRealm, (name: String, value: String)) -> JSValue) {
            method(name) { headers, call in
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
