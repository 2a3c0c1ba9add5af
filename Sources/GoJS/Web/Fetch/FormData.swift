/// A `FormData` (XMLHttpRequest standard §5): names with texts and files, in order.
final class JSFormData: JSObject {
    enum Value {
        case text(JSString)
        case file(JSBlob)

        var value: JSValue {
            switch self {
            case .text(let text): .string(text)
            case .file(let file): .object(file)
            }
        }
    }

    fileprivate(set) var entries: [(name: JSString, value: Value)] = []

    override init(_ realm: JSRealm, prototype: JSObject?) { super.init(realm, prototype: prototype) }

    override func release() {
        entries = []
        super.release()
    }

    override var className: String { "FormData" }

    /// As `multipart/form-data` (RFC 7578, in the form of the HTML standard §4.10.21.8).
    func multipart() throws -> (bytes: HeldBytes, type: String) {
        var random = [UInt8](repeating: 0, count: 12)
        random.withUnsafeMutableBytes { realm.host.random.fill($0) }
        let boundary = "----formdata-" + random.map { String(100 + Int($0)) }.joined()
        let result = HeldBytes(realm)
        for entry in entries {
            try result.append("--\(boundary)\r\nContent-Disposition: form-data; name=\"".utf8)
            try result.append(JSFormData.escaped(entry.name.bytes.withLineEnds("\r\n")))
            switch entry.value {
            case .text(let text):
                try result.append("\"\r\n\r\n".utf8)
                try result.append(text.bytes.withLineEnds("\r\n"))
            case .file(let file):
                try result.append("\"; filename=\"".utf8)
                try result.append(JSFormData.escaped(file.name?.bytes ?? []))
                try result.append("\"\r\nContent-Type: ".utf8)
                try result.append(file.type.isEmpty ? Array("application/octet-stream".utf8) : file.type.bytes)
                try result.append("\r\n\r\n".utf8)
                try result.append(file.bytes)
            }
            try result.append("\r\n".utf8)
        }
        try result.append("--\(boundary)--\r\n".utf8)
        return (result, "multipart/form-data; boundary=\(boundary)")
    }

    /// What would end the name.
    private static func escaped(_ text: [UInt8]) -> [UInt8] {
        PercentCoding.encode(text) { $0 != 10 && $0 != 13 && $0 != UInt8(ascii: "\"") }
    }
}

extension JSRealm {
    func installFormData() {
        let (_, prototype) = type("FormData") { call, prototype in
            guard call[0].isUndefined else {
                throw call.realm.typeError(
                    "FormData constructor: Argument 1 could not be converted to: undefined.")
            }
            return JSFormData(call.realm, prototype: prototype)
        }
        func operation(
            _ name: StaticString, _ needed: Int, _ body: @escaping (JSFormData, JSCall) throws -> JSValue
        ) {
            prototype.operation(name, parameters: needed) { call in
                let form = try call.receiver("FormData.prototype.\(name)", as: JSFormData.self)
                try call.needs(needed, "FormData.\(name)")
                return try body(form, call)
            }
        }
        operation("append", 2) { form, call in
            form.entries.append(try call.formEntry("append"))
            return .undefined
        }
        operation("delete", 1) { form, call in
            let name = try call.formName()
            form.entries.removeAll { $0.name == name }
            return .undefined
        }
        operation("get", 1) { form, call in
            let name = try call.formName()
            return form.entries.first { $0.name == name }?.value.value ?? .null
        }
        operation("getAll", 1) { form, call in
            let name = try call.formName()
            return .object(call.realm.array(form.entries.filter { $0.name == name }.map(\.value.value)))
        }
        operation("has", 1) { form, call in
            let name = try call.formName()
            return .boolean(form.entries.contains { $0.name == name })
        }
        operation("set", 2) { form, call in
            let entry = try call.formEntry("set")
            let first = form.entries.firstIndex { $0.name == entry.name }
            guard let first else {
                form.entries.append(entry)
                return .undefined
            }
            let rest = form.entries[(first + 1)...].filter { $0.name != entry.name }
            form.entries = form.entries[..<first] + [entry] + rest
            return .undefined
        }
        func iterator(_ name: StaticString, _ element: @escaping (JSRealm, JSString, JSValue) -> JSValue) {
            operation(name, 0) { form, call in
                let realm = call.realm
                var place = 0
                return .object(
                    realm.iterator("FormData Iterator") {
                        guard place < form.entries.count else { return nil }
                        defer { place += 1 }
                        return element(realm, form.entries[place].name, form.entries[place].value.value)
                    })
            }
        }
        iterator("keys") { _, name, _ in .string(name) }
        iterator("values") { _, _, value in value }
        iterator("entries") { realm, name, value in .object(realm.array([.string(name), value])) }
        operation("forEach", 1) { form, call in
            let function = try call.function(0)
            var place = 0
            while place < form.entries.count {
                try call.realm.tick()
                let entry = form.entries[place]
                _ = try function.call(this: call[1], [entry.value.value, .string(entry.name), call.this])
                place += 1
            }
            return .undefined
        }
        prototype.define(symbols.iterator.key, prototype["entries"], .hidden)
    }
}

extension JSCall {
    /// As Node's `fetch` and its objects say it.
    func needs(_ count: Int, _ name: String) throws {
        let given = arguments.count
        if given >= count { return }
        throw realm.typeError(
            "\(name): \(count) argument\(count > 1 ? "s" : "") required, but\(given > 0 ? " only" : "") \(given) found."
        )
    }

    fileprivate func formName() throws -> JSString { JSString(bytes: try string(0).scalarBytes) }

    /// §5, to create an entry: a blob becomes a file.
    fileprivate func formEntry(_ method: String) throws -> (name: JSString, value: JSFormData.Value) {
        let name = try formName()
        guard let blob = self[1].object as? JSBlob else {
            guard arguments.count < 3 else {
                throw realm.typeError(
                    "FormData.\(method): Expected value (\"\(Inspector.text(self[1], realm))\") to be an instance of Blob."
                )
            }
            return (name, .text(JSString(bytes: try string(1).scalarBytes)))
        }
        if blob.name != nil, self[2].isUndefined { return (name, .file(blob)) }
        let fileName = self[2].isUndefined ? "blob" : JSString(bytes: try string(2).scalarBytes)
        let file = JSBlob(realm, blob.storage, blob.range, type: blob.type, name: fileName)
        file.lastModified = blob.name == nil ? realm.now : blob.lastModified
        return (name, .file(file))
    }
}
