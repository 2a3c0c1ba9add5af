import WebAssembly

/// The functions of Go's package `syscall/js`, module `gojs`.
extension GoInstance {
    func linkValues(into linker: inout Linker) {
        define("finalizeRef", into: &linker) { host, sp in
            // What goes may be much; it goes after the table is whole again.
            _ = host.references.release(try host.stack(sp).load(8, as: UInt32.self))
        }
        define("stringVal", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try stack.store(host.references.store(.string(stack.string(8))), 24)
        }
        define("valueGet", into: &linker) { host, sp in
            var stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let key = host.realm.key(UnsafeRawBufferPointer(try stack.bytes(16)))
            let before = host.resumptions
            let value = try object.get(key, receiver: .object(object))
            stack = try host.stackAgain(sp, since: before)
            try stack.store(host.references.store(value), 32)
        }
        define("valueSet", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let key = host.realm.key(UnsafeRawBufferPointer(try stack.bytes(16)))
            _ = try object.set(key, host.references.load(stack.load(32)), receiver: .object(object))
        }
        define("valueDelete", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            _ = try object.delete(host.realm.key(UnsafeRawBufferPointer(try stack.bytes(16))))
        }
        define("valueIndex", into: &linker) { host, sp in
            var stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let index = try stack.load(16, as: Int64.self)
            let before = host.resumptions
            let value = try object.getElement(Int(index))
            stack = try host.stackAgain(sp, since: before)
            try stack.store(host.references.store(value), 24)
        }
        define("valueSetIndex", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            _ = try object.setElement(Int(stack.load(16, as: Int64.self)), host.references.load(stack.load(24)))
        }
        define("valueLength", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let length = try host.realm.toNumber(object.get(host.realm.keys.length, receiver: .object(object)))
            try host.stackAgain(sp, since: -1).store(JSNumber.int64(length), 16)
        }
        define("valueInstanceOf", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let (value, type) = try (host.references.load(stack.load(8)), host.references.load(stack.load(16)))
            let before = host.resumptions
            let result = try host.realm.isInstance(value, of: type)
            try host.stackAgain(sp, since: before).store(result, 24)
        }
        linkCalls(into: &linker)
        linkBytes(into: &linker)
    }

    private func linkCalls(into linker: inout Linker) {
        define("valueCall", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try host.answer(sp, at: 56) {
                let object = try host.object(stack.load(8))
                let name = UnsafeRawBufferPointer(try stack.bytes(16))
                let arguments = try stack.values(32, host.references)
                let method = try object.get(host.realm.key(name), receiver: .object(object))
                guard case .object(let function) = method, function.isCallable else {
                    throw host.realm.typeError("\(JSString(decoding: name)) is not a function")
                }
                return try function.call(this: .object(object), arguments)
            }
        }
        define("valueInvoke", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try host.answer(sp, at: 40) {
                guard case .object(let function) = try host.references.load(stack.load(8)), function.isCallable else {
                    throw host.realm.typeError("it is not a function")
                }
                return try function.call(this: .undefined, stack.values(16, host.references))
            }
        }
        define("valueNew", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try host.answer(sp, at: 40) {
                guard case .object(let function) = try host.references.load(stack.load(8)), function.isConstructor
                else {
                    throw host.realm.typeError("it is not a constructor")
                }
                return .object(try function.construct(stack.values(16, host.references), newTarget: function))
            }
        }
    }

    private func linkBytes(into linker: inout Linker) {
        define("valuePrepareString", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let text: JSString
            switch host.references.load(try stack.load(8)) {
            case .symbol(let symbol): text = "Symbol(" + (symbol.description ?? "") + ")"
            case let value: text = try host.realm.toString(value)
            }
            let bytes = JSString(bytes: text.scalarBytes)
            // Handed over by its own kind of value, which only `valueLoadString` takes: it needs no array.
            let after = try host.stackAgain(sp, since: -1)
            try after.store(host.references.store(.object(JSPreparedString(host.realm, bytes.bytes))), 16)
            try after.store(Int64(bytes.bytes.count), 24)
        }
        define("valueLoadString", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            guard case .object(let object) = host.references.load(try stack.load(8)),
                let prepared = object as? JSPreparedString
            else { return }
            let target = try stack.bytes(16)
            target.copyBytes(from: prepared.bytes.prefix(target.count))
        }
        define("copyBytesToGo", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let target = try stack.bytes(8)
            guard let source = host.bytes(host.references.load(try stack.load(32))) else {
                return try stack.store(false, 48)
            }
            let count = min(target.count, source.count)
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
            try stack.store(Int64(count), 40)
            try stack.store(true, 48)
        }
        define("copyBytesToJS", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let source = try stack.bytes(16)
            guard let target = host.bytes(host.references.load(try stack.load(8))) else {
                return try stack.store(false, 48)
            }
            let count = min(target.count, source.count)
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
            try stack.store(Int64(count), 40)
            try stack.store(true, 48)
        }
    }

    // MARK: Parts

    private func define(
        _ name: String, into linker: inout Linker, _ body: @escaping (GoInstance, Int32) throws -> Void
    ) {
        // A circle, with the store in it: `detach` opens it.
        linker.define("gojs", "syscall/js.\(name)") { [self] (_: Caller, sp: Int32) -> Void in
            try body(self, sp)
        }
    }

    /// The object of a reference. Go sees to it that there is one before it asks.
    ///
    /// - Throws: ``JSException`` with the `TypeError` that JavaScript has for anything else.
    private func object(_ reference: UInt64) throws -> JSObject {
        guard case .object(let object) = references.load(reference) else {
            throw realm.typeError("Reflect method called on non-object")
        }
        return object
    }

    /// The bytes of a `Uint8Array` or `Uint8ClampedArray`.
    private func bytes(_ value: JSValue) -> UnsafeMutableRawBufferPointer? {
        guard case .object(let object) = value, object.isByteArray else { return nil }
        return object.byteView
    }

    /// Stores what a call returns or throws, and whether it returned.
    private func answer(_ sp: Int32, at offset: Int, _ body: () throws -> JSValue) throws {
        let before = resumptions
        let result: JSValue
        let isReturn: Bool
        do {
            result = try body()
            isReturn = true
        } catch let exception as JSException {
            result = exception.value
            isReturn = false
        }
        let stack = try stackAgain(sp, since: before)
        try stack.store(references.store(result), offset)
        try stack.store(isReturn, offset + 8)
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
