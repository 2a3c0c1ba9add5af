extension JSRealm {
    /// `Array` (ECMA-262 §23.1.1). Subclasses do not change what methods return: they always make plain arrays.
    func installArray() {
        let make: (JSCall) throws -> JSObject = { call in
            let realm = call.realm
            let prototype = try realm.prototype(for: call, default: realm.arrayPrototype)
            guard call.arguments.count == 1, case .number(let number) = call[0] else {
                return JSArray(realm, call.arguments, prototype: prototype)
            }
            let array = JSArray(realm, [], prototype: prototype)
            guard UInt32(exactly: number) != nil else { throw realm.rangeError("Invalid array length") }
            try realm.put(array, realm.keys.length, call[0])
            return array
        }
        let array = constructor(
            "Array", parameters: 1, prototype: arrayPrototype, call: { .object(try make($0)) }, construct: make)
        array.method("isArray", parameters: 1) { .boolean($0[0].object is JSArray) }
        array.method("of") { .object($0.realm.array($0.arguments)) }
        array.method("from", parameters: 1) { call in
            let realm = call.realm
            let function = call[1].isUndefined ? nil : try call.function(1)
            var result: [JSValue] = []
            func add(_ value: JSValue) throws {
                guard result.count < JSArray.greatestCount else { throw realm.rangeError("Invalid array length") }
                guard let function else { return result.append(value) }
                result.append(try function.call(this: call[2], [value, .number(result.count)]))
            }
            if call[0].isNullish { try realm.iterate(call[0]) { _ in false } }
            let source = try realm.toObject(call[0])
            if try source.get(realm.symbols.iterator.key, receiver: call[0]).isNullish {
                let count = try realm.length(of: source)
                guard count <= JSArray.greatestCount else { throw realm.rangeError("Invalid array length") }
                for index in 0..<count { try add(source.getElement(index)) }
            } else {
                if let array = source as? JSArray, array.length > JSArray.greatestCount {
                    throw realm.rangeError("Invalid array length")
                }
                try realm.iterate(call[0]) { value in
                    try add(value)
                    return true
                }
            }
            return .object(realm.array(result))
        }
        array.getter(symbols.species.key) { $0.this }
    }

    /// Goes through the elements that are there, as `HasProperty` and `Get` find them. `body` returns false to stop.
    ///
    /// Of an object that is large and has few elements, only these are looked at: others could come only while it goes.
    func visit(
        _ object: JSObject, _ range: Range<Int>, reversed: Bool = false, _ body: (Int, JSValue) throws -> Bool
    ) throws {
        func look(_ index: Int) throws -> Bool {
            try tick()
            guard let value = try object.presentElement(index) else { return true }
            return try body(index, value)
        }
        if range.count > 1 << 16, !(object is JSTypedArray), (object as? JSArray)?.dense == nil {
            var indices = Set<Int>()
            var next: JSObject? = object
            while let owner = next {
                try tick()
                for key in owner.ownPropertyKeys() where !key.isSymbol {
                    if let index = key.index.map(Int.init) ?? Int(String(key.string)), range.contains(index) {
                        indices.insert(index)
                    }
                }
                next = owner.prototype
            }
            for index in indices.sorted(by: reversed ? (>) : (<)) where try !look(index) { return }
            return
        }
        if reversed {
            for index in range.reversed() where try !look(index) { return }
        } else {
            for index in range where try !look(index) { return }
        }
    }
}
