/// What the guest's functions of `syscall/js` do with values, whatever way these come: by Go's stack or by TinyGo's parameters.
extension GoInstance {
    /// The object of a reference. The guest sees to it that there is one before it asks.
    ///
    /// - Throws: ``JSException`` with the `TypeError` that JavaScript has for anything else.
    func object(_ reference: UInt64) throws -> JSObject {
        guard case .object(let object) = references.load(reference) else {
            throw realm.typeError("Reflect method called on non-object")
        }
        return object
    }

    func callMethod(of reference: UInt64, name: UnsafeRawBufferPointer, _ arguments: [JSValue]) throws -> JSValue {
        let object = try object(reference)
        let method = try object.get(realm.key(name), receiver: .object(object))
        guard case .object(let function) = method, function.isCallable else {
            throw realm.typeError("\(JSString(decoding: name)) is not a function")
        }
        return try function.call(this: .object(object), arguments)
    }

    func invoke(_ reference: UInt64, _ arguments: [JSValue]) throws -> JSValue {
        guard case .object(let function) = references.load(reference), function.isCallable else {
            throw realm.typeError("\(realm.preview(references.load(reference))) is not a function")
        }
        return try function.call(this: .undefined, arguments)
    }

    func construct(_ reference: UInt64, _ arguments: [JSValue]) throws -> JSValue {
        guard case .object(let function) = references.load(reference), function.isConstructor else {
            throw realm.typeError("\(realm.preview(references.load(reference))) is not a constructor")
        }
        return .object(try function.construct(arguments, newTarget: function))
    }

    /// The UTF-8 of `String(value)`, for the guest to fetch by ``loadString(_:into:)`` when it has room.
    func prepareString(_ reference: UInt64) throws -> JSPreparedString {
        let text: JSString
        switch references.load(reference) {
        case .symbol(let symbol): text = "Symbol(" + (symbol.description ?? "") + ")"
        case let value: text = try realm.toString(value)
        }
        return JSPreparedString(realm, text.isFileName ? text.bytes : text.scalarBytes)
    }

    func loadString(_ reference: UInt64, into target: UnsafeMutableRawBufferPointer) {
        guard case .object(let object) = references.load(reference), let prepared = object as? JSPreparedString else {
            return
        }
        prepared.bytes.withUnsafeBytes { _ = GoInstance.copy($0, to: target) }
    }

    /// The bytes of a `Uint8Array` or `Uint8ClampedArray`, in place.
    func byteArray(_ reference: UInt64) -> UnsafeMutableRawBufferPointer? {
        guard case .object(let object) = references.load(reference), object.isByteArray else { return nil }
        return object.byteView
    }

    /// Copies as much as fits, and returns how much.
    static func copy(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(source.count, target.count)
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
        return count
    }
}

/// The UTF-8 of a string, between the two calls by which the guest fetches it.
final class JSPreparedString: JSObject {
    let bytes: [UInt8]

    init(_ realm: JSRealm, _ bytes: [UInt8]) {
        self.bytes = bytes
        super.init(realm, prototype: nil)
    }
}
