extension JSRealm {
    /// Goes through an iterable object, as `for … of` does (ECMA-262 §7.4). `body` returns false to stop.
    func iterate(_ value: JSValue, _ body: (JSValue) throws -> Bool) throws {
        let object = try toObject(value)
        guard case .object(let method) = try object.get(symbols.iterator.key, receiver: value), method.isCallable,
            case .object(let iterator) = try method.call(this: value, [])
        else { throw typeError("\(preview(value)) is not iterable") }
        guard case .object(let next) = try iterator.get(keys.next, receiver: .object(iterator)) else {
            throw typeError("\(preview(value)) is not iterable")
        }
        while true {
            guard case .object(let step) = try next.call(this: .object(iterator), []) else {
                throw typeError("Iterator result is not an object")
            }
            if try step.get(keys.done, receiver: .object(step)).isTruthy { return }
            let element = try step.get(keys.value, receiver: .object(step))
            do {
                if try body(element) { continue }
            } catch {
                try? closeIterator(iterator)
                throw error
            }
            return try closeIterator(iterator)
        }
    }

    private func closeIterator(_ iterator: JSObject) throws {
        if case .object(let method) = try iterator.get("return"), method.isCallable {
            _ = try method.call(this: .object(iterator), [])
        }
    }

    /// All elements of an iterable object.
    func list(_ iterable: JSValue) throws -> [JSValue] {
        var result: [JSValue] = []
        try iterate(iterable) { value in
            result.append(value)
            return true
        }
        return result
    }

    /// An iterator over what `next` gives until it gives nil.
    func iterator(_ tag: StaticString, _ next: @escaping () throws -> JSValue?) -> JSObject {
        let iterator = JSObject(self, prototype: iteratorPrototype)
        var isDone = false
        iterator.method("next") { [self] _ in
            let value = isDone ? nil : try next()
            if value == nil { isDone = true }
            let step = object()
            step.define(keys.value, value ?? .undefined, .ordinary)
            step.define(keys.done, .boolean(value == nil), .ordinary)
            return .object(step)
        }
        iterator.define(symbols.toStringTag.key, .string(JSString(tag)), .configurable)
        return iterator
    }

    /// §27.1.4: what makes every iterator iterable.
    private var iteratorPrototype: JSObject {
        if let known = prototypes["Iterator"] { return known }
        let prototype = JSObject(self, prototype: objectPrototype)
        prototypes["Iterator"] = prototype
        let itself = JSFunction(self, "[Symbol.iterator]") { $0.this }
        prototype.define(symbols.iterator.key, .object(itself), .hidden)
        return prototype
    }
}
