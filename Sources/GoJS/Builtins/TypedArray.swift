extension JSRealm {
    /// The prototypes are there from the start, what is in them when somebody looks.
    func makeTypedArrayPrototypes() {
        let shared = JSLazyObject(self, prototype: objectPrototype) { $0.fillTypedArrayPrototype($1) }
        prototypes["TypedArray"] = shared
        for kind in JSElementKind.allCases {
            typedArrayPrototypes[kind] = JSLazyObject(self, prototype: shared) { realm, prototype in
                (realm.global as? JSGlobalObject)?.complete(realm.key(kind.rawValue))
                prototype.hide("BYTES_PER_ELEMENT", .number(kind.size), [])
            }
        }
    }

    /// `%TypedArray%`, which all their constructors inherit from (ECMA-262 §23.2.1).
    private var typedArrayConstructor: JSFunction {
        let shared: JSObject = prototypes["TypedArray"] ?? objectPrototype
        if let known = shared.table.value(keys.constructor) as? JSFunction { return known }
        let refuse: (JSCall) throws -> JSObject = {
            throw $0.realm.typeError("Abstract class TypedArray not directly constructable")
        }
        let function = JSFunction(self, "TypedArray", construct: refuse) { .object(try refuse($0)) }
        function.define(keys.prototype, .object(shared), [])
        shared.define(keys.constructor, .object(function), .hidden)
        function.getter(symbols.species.key) { $0.this }
        function.method("of") { call in
            let result = try call.newTypedArray(call.arguments.count)
            for (index, value) in call.arguments.enumerated() { _ = try result.setElement(index, value) }
            return .object(result)
        }
        function.method("from", parameters: 1) { call in
            let realm = call.realm
            let function = call[1].isUndefined ? nil : try call.function(1)
            var values = try realm.elements(of: call[0])
            if let function {
                for index in values.indices {
                    values[index] = try function.call(this: call[2], [values[index], .number(index)])
                }
            }
            let result = try call.newTypedArray(values.count)
            for (index, value) in values.enumerated() { _ = try result.setElement(index, value) }
            return .object(result)
        }
        return function
    }

    /// The elements of an iterable object, or of one like an array.
    fileprivate func elements(of value: JSValue) throws -> [JSValue] {
        let source = try toObject(value)
        if let dense = (source as? JSArray)?.dense { return dense.map { $0 ?? .undefined } }
        if try !source.get(symbols.iterator.key, receiver: value).isNullish { return try list(value) }
        let count = try length(of: source)
        guard count <= JSArray.greatestCount else { throw rangeError("Invalid typed array length: \(count)") }
        return try (0..<count).map { try source.getElement($0) }
    }

    /// The constructor of one kind of typed arrays (§23.2.5).
    func installTypedArray(_ kind: JSElementKind) {
        let prototype: JSObject = typedArrayPrototypes[kind] ?? objectPrototype
        let function = constructor(
            kind.rawValue, parameters: 3, prototype: prototype, parent: typedArrayConstructor
        ) { call in
            let realm = call.realm
            let prototype = try realm.prototype(for: call, default: prototype)
            switch call[0] {
            case .object(let buffer as JSArrayBuffer):
                let (offset, length) = try realm.viewLength(
                    buffer, call[1], call[2], size: kind.size, name: kind.rawValue)
                return JSTypedArray(kind, on: buffer, byteOffset: offset, length: length, prototype: prototype)
            case .object(let source as JSTypedArray):
                let result = try realm.typedArray(kind, length: source.length, prototype: prototype)
                result.copyElements(of: source, to: 0)
                return result
            case .object:
                let values = try realm.elements(of: call[0])
                let result = try realm.typedArray(kind, length: values.count, prototype: prototype)
                for (index, value) in values.enumerated() { _ = try result.setElement(index, value) }
                return result
            default:
                let number = try realm.toInteger(call[0])
                guard number >= 0, number <= 9_007_199_254_740_991 else {
                    throw realm.rangeError("Invalid typed array length: \(JSNumber.text(number))")
                }
                return try realm.typedArray(kind, length: Int(number), prototype: prototype)
            }
        }
        function.hide("BYTES_PER_ELEMENT", .number(kind.size), [])
    }

    /// A typed array on a buffer of its own.
    func typedArray(_ kind: JSElementKind, length: Int, prototype: JSObject? = nil) throws -> JSTypedArray {
        guard length <= limits.bufferBytes / kind.size else {
            throw rangeError(
                length <= 1 << 32 ? "Array buffer allocation failed" : "Invalid typed array length: \(length)")
        }
        let buffer = try JSArrayBuffer(self, byteLength: length * kind.size)
        return JSTypedArray(kind, on: buffer, byteOffset: 0, length: length, prototype: prototype)
    }
}

extension JSCall {
    /// The typed array that a method was called on.
    func typedArray() throws -> JSTypedArray {
        guard case .object(let array as JSTypedArray) = this else {
            throw realm.typeError("this is not a typed array.")
        }
        return array
    }

    /// A typed array made by `this`, as `of` and `from` do.
    fileprivate func newTypedArray(_ length: Int) throws -> JSTypedArray {
        guard case .object(let constructor) = this, constructor.isConstructor else {
            throw realm.typeError("\(realm.preview(this)) is not a constructor")
        }
        guard let array = try constructor.construct([.number(length)], newTarget: constructor) as? JSTypedArray else {
            throw realm.typeError("this is not a typed array.")
        }
        return array
    }
}

extension JSTypedArray {
    /// Copies all elements of another one, which may lie on the same buffer; they must fit.
    func copyElements(of source: JSTypedArray, to start: Int) {
        precondition(start >= 0 && source.length <= length - start)
        guard source.length > 0, let target = byteView?.baseAddress, let from = source.byteView else { return }
        let place = target + start * kind.size
        if kind == source.kind || kind.size == 1 && source.isByteArray {
            // Both ranges were checked; overlapping is what memmove is for.
            UnsafeMutableRawBufferPointer(start: place, count: from.count).copyMemory(
                from: UnsafeRawBufferPointer(from))
            return
        }
        // Another kind on the same buffer: read all before writing any.
        let numbers = (0..<source.length).map { source.number($0) }
        for (index, number) in numbers.enumerated() { kind.store(number, place + index * kind.size) }
    }

    /// An element, which must be one.
    func number(_ index: Int) -> Double {
        precondition(index >= 0 && index < length)
        // The initializer has checked that all elements lie in the buffer, whose memory is never nil.
        return kind.load(buffer.bytes.baseAddress! + byteOffset + index * kind.size)
    }

    func setNumber(_ index: Int, _ number: Double) {
        precondition(index >= 0 && index < length)
        // As above.
        kind.store(number, buffer.bytes.baseAddress! + byteOffset + index * kind.size)
    }
}
