/// A `Blob` (File API §3): bytes that do not change, with a type. A `File` is one that has a name.
final class JSBlob: JSObject {
    let storage: HeldBytes
    /// Which of them: parts of one share them.
    let range: Range<Int>
    let type: JSString
    /// Of a file.
    var name: JSString?
    var lastModified = 0.0

    init(
        _ realm: JSRealm, _ storage: HeldBytes, _ range: Range<Int>? = nil, type: JSString, name: JSString? = nil,
        prototype: JSObject? = nil
    ) {
        self.storage = storage
        self.range = range ?? 0..<storage.bytes.count
        self.type = type
        self.name = name
        super.init(realm, prototype: prototype ?? realm.intrinsic(name == nil ? "Blob" : "File"))
    }

    override var className: String { name == nil ? "Blob" : "File" }
    var bytes: ArraySlice<UInt8> { storage.bytes[range] }

    /// In small letters; nothing at all if something in it is not printable (§3.2).
    static func type(_ text: JSString) -> JSString {
        guard text.bytes.allSatisfy({ $0 >= 0x20 && $0 <= 0x7E }) else { return "" }
        return JSString(bytes: text.bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    }
}

extension JSRealm {
    func installBlob() {
        let (blob, prototype) = type("Blob") { call, prototype in
            let (storage, type) = try call.realm.blobParts(call[0], call[1])
            return JSBlob(call.realm, storage, type: type, prototype: prototype)
        }
        func own(_ call: JSCall) throws -> JSBlob { try call.receiver("Blob.prototype") }
        prototype.attribute("type") { .string(try own($0).type) }
        prototype.attribute("size") { .number(try own($0).range.count) }
        prototype.operation("slice", parameters: 2) { call in
            let (realm, blob) = (call.realm, try own(call))
            let count = blob.range.count
            let start = try realm.toPosition(call[0], length: count, default: 0)
            let end = max(start, try realm.toPosition(call[1], length: count, default: count))
            let type = call[2].isUndefined ? "" : JSBlob.type(try call.string(2))
            let first = blob.range.lowerBound
            return .object(JSBlob(realm, blob.storage, first + start..<first + end, type: type))
        }
        prototype.operation("arrayBuffer") { call in
            try call.promising { .object(try call.realm.bytes(own(call).bytes).buffer) }
        }
        prototype.operation("text") { call in
            try call.promising { .string(JSString(decodingUTF8: Array(try own(call).bytes))) }
        }
        prototype.operation("bytes") { call in try call.promising { .object(try call.realm.bytes(own(call).bytes)) } }
        prototype.operation("stream") { call in
            .object(JSReadableStream(call.realm, holding: try HeldBytes(call.realm, Array(own(call).bytes))))
        }
        let (file, files) = type("File", parameters: 2) { call, prototype in
            let realm = call.realm
            try realm.require(call, "fileBits", "fileName")
            let (storage, type) = try realm.blobParts(call[0], call[2])
            let name = JSString(bytes: try call.string(1).scalarBytes)
            let file = JSBlob(realm, storage, type: type, name: name, prototype: prototype)
            let time = try call[2].object?.get("lastModified") ?? .undefined
            file.lastModified = time.isUndefined ? realm.now : JSNumber.integer(try realm.toNumber(time))
            return file
        }
        file.prototype = blob
        files.prototype = prototype
        files.attribute("name") { .string(try own($0).name ?? "") }
        files.attribute("lastModified") { .number(try own($0).lastModified) }
    }

    /// What `new Blob` and `new File` have in common (§3.1).
    private func blobParts(_ parts: JSValue, _ options: JSValue) throws -> (HeldBytes, type: JSString) {
        guard parts.isUndefined || parts.object != nil else {
            throw coded(.TypeError, "ERR_INVALID_ARG_TYPE", "Value cannot be converted to sequence.")
        }
        guard options.isNullish || options.object != nil else {
            throw coded(
                .TypeError, "ERR_INVALID_ARG_TYPE",
                "The \"options\" argument must be a dictionary. Received \(received(options))")
        }
        let endings = try options.object?.get("endings") ?? .undefined
        let ending = endings.isUndefined ? "transparent" : String(try toString(endings))
        guard ending == "transparent" || ending == "native" else {
            throw coded(
                .TypeError, "ERR_INVALID_ARG_VALUE",
                "The property 'options.endings' is invalid. Received \(Inspector.text(endings, self))")
        }
        let type = try options.object?.get("type") ?? .undefined
        let kind = type.isUndefined ? "" : JSBlob.type(try toString(type))
        let storage = HeldBytes(self)
        if parts.isUndefined { return (storage, kind) }
        try iterate(parts) { part in
            if let blob = part.object as? JSBlob {
                try storage.append(blob.bytes)
            } else if let view = part.object?.byteView ?? (part.object?.portrait as? JSArrayBuffer)?.bytes {
                try storage.append(view)
            } else {
                let text = try toString(part).scalarBytes
                try storage.append(ending == "native" ? text.withLineEnds("\n") : text)
            }
            return true
        }
        return (storage, kind)
    }
}

extension [UInt8] {
    /// With each line's end, which may be one character or both, as this text.
    func withLineEnds(_ end: String) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in enumerated() {
            if byte == 10, index > 0, self[index - 1] == 13 { continue }
            if byte == 10 || byte == 13 { result += end.utf8 } else { result.append(byte) }
        }
        return result
    }
}
