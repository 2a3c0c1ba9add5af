extension JSRealm {
    /// Goes through an iterable object, as `for … of` does (ECMA-262 §7.4). `body` returns false to stop.
    func iterate(_ value: JSValue, _ body: (JSValue) throws -> Bool) throws {
        guard !value.isNullish else { throw notIterable(value) }
        let object = try toObject(value)
        guard case .object(let method) = try object.get(symbols.iterator.key, receiver: value), method.isCallable else {
            throw notIterable(value)
        }
        guard case .object(let iterator) = try method.call(this: value, []) else {
            throw typeError("Result of the Symbol.iterator method is not an object")
        }
        try iterate(iterator: iterator, body)
    }

    /// Goes through what an iterator still gives.
    func iterate(iterator: JSObject, _ body: (JSValue) throws -> Bool) throws {
        let next = try iterator.get(keys.next, receiver: .object(iterator))
        // Ours need no objects for each step.
        let known = (iterator as? JSIterator).flatMap { next.object === $0.sharedNext ? $0 : nil }
        while true {
            try tick()
            let element: JSValue
            if let known {
                guard let value = try known.step() else { return }
                element = value
            } else {
                guard case .object(let function) = next, function.isCallable else {
                    throw typeError("\(preview(next)) is not a function")
                }
                let result = try function.call(this: .object(iterator), [])
                guard case .object(let step) = result else {
                    throw typeError("Iterator result \(preview(result)) is not an object")
                }
                if try step.get(keys.done, receiver: result).isTruthy { return }
                element = try step.get(keys.value, receiver: result)
            }
            do {
                if try body(element) { continue }
            } catch let exception as JSException {
                do { try closeIterator(iterator) } catch is JSException {}
                throw exception
            }
            return try closeIterator(iterator)
        }
    }

    private func notIterable(_ value: JSValue) -> JSException {
        let what =
            switch value {
            case .undefined: "undefined"
            case .null: "object null"
            case .object(let object): object.isCallable ? preview(value) : "object"
            default: "\(value.typeof) \((try? toString(value)).map(String.init) ?? preview(value))"
            }
        return typeError("\(what) is not iterable (cannot read property Symbol(Symbol.iterator))")
    }

    func closeIterator(_ iterator: JSObject) throws {
        if case .object(let method) = try iterator.get("return"), method.isCallable {
            _ = try method.call(this: .object(iterator), [])
        }
    }

    /// All elements of an iterable object.
    func list(_ iterable: JSValue) throws -> [JSValue] {
        var result: [JSValue] = []
        try iterate(iterable) { value in
            result.append(value)
            guard result.count <= JSArray.greatestCount else { throw rangeError("Invalid array length") }
            return true
        }
        return result
    }

    /// An iterator over what `next` gives until it gives nil.
    ///
    /// - Parameter tag: the kind, such as “Array Iterator”; those of a kind share their prototype.
    func iterator(_ tag: StaticString, _ next: @escaping () throws -> JSValue?) -> JSObject {
        let name = tag.description
        if prototypes[name] == nil {
            let prototype = JSObject(self, prototype: iteratorPrototype)
            prototypes[name] = prototype
            prototype.method("next") { call in
                let value = try call.receiver("\(name).prototype.next", as: JSIterator.self).step()
                return .object(call.realm.iteratorResult(value))
            }
            prototype.define(symbols.toStringTag.key, .string(JSString(tag)), .configurable)
        }
        return JSIterator(self, prototype: prototypes[name], next)
    }

    /// §7.4.14; nil is the end.
    func iteratorResult(_ value: JSValue?) -> JSObject {
        let step = object()
        step.define(keys.value, value ?? .undefined, .ordinary)
        step.define(keys.done, .boolean(value == nil), .ordinary)
        return step
    }

    /// §27.1.4: what makes every iterator iterable.
    var iteratorPrototype: JSObject {
        if let known = prototypes["Iterator"] { return known }
        let prototype = JSObject(self, prototype: objectPrototype)
        prototypes["Iterator"] = prototype
        let itself = JSFunction(self, "[Symbol.iterator]") { $0.this }
        prototype.define(symbols.iterator.key, .object(itself), .hidden)
        return prototype
    }
}

/// An iterator whose steps are Swift.
final class JSIterator: JSObject {
    private var next: (() throws -> JSValue?)?

    init(_ realm: JSRealm, prototype: JSObject?, _ next: @escaping () throws -> JSValue?) {
        self.next = next
        super.init(realm, prototype: prototype)
    }

    override func release() {
        next = nil
        super.release()
    }

    /// The method `next` that all of its kind have.
    var sharedNext: JSObject? {
        guard let prototype, let index = prototype.table.find(realm.keys.next) else { return nil }
        return prototype.table.entries[index].value.object
    }

    func step() throws -> JSValue? {
        guard let next else { return nil }
        let value = try next()
        if value == nil { self.next = nil }
        return value
    }
}
