extension JSRealm {
    /// Methods of arrays that find elements and that make texts and iterators of them (ECMA-262 §23.1.3).
    func addArraySearch(to prototype: JSObject) {
        prototype.method("at", parameters: 1) { call in
            let (object, count) = try call.arrayLike()
            let relative = try call.integer(0)
            let index = relative < 0 ? Double(count) + relative : relative
            return index >= 0 && index < Double(count) ? try object.getElement(Int(index)) : .undefined
        }
        prototype.method("includes", parameters: 1) { call in
            let (object, count) = try call.arrayLike()
            let start = try call.realm.toPosition(call[1], length: count, default: 0)
            for index in start..<max(count, start) {
                try call.realm.tick()
                if JSValue.isSameZero(try object.getElement(index), call[0]) { return true }
            }
            return false
        }
        prototype.method("indexOf", parameters: 1) { call in
            let (object, count) = try call.arrayLike()
            let start = try call.realm.toPosition(call[1], length: count, default: 0)
            var found = -1
            try call.realm.visit(object, start..<max(start, count)) { index, value in
                if JSValue.isStrictlyEqual(value, call[0]) { found = index }
                return found < 0
            }
            return .number(found)
        }
        prototype.method("lastIndexOf", parameters: 1) { call in
            let (object, count) = try call.arrayLike()
            let relative = call.arguments.count > 1 ? try call.integer(1) : Double(count) - 1
            let last = relative < 0 ? Double(count) + relative : min(relative, Double(count) - 1)
            var found = -1
            try call.realm.visit(object, 0..<max(0, Int(max(last, -1)) + 1), reversed: true) { index, value in
                if JSValue.isStrictlyEqual(value, call[0]) { found = index }
                return found < 0
            }
            return .number(found)
        }
        prototype.method("join", parameters: 1) { call in
            let (object, count) = try call.arrayLike()
            let separator = call[0].isUndefined ? "," : try call.string(0)
            return .string(try call.realm.join(object, count, separator) { try call.realm.toString($0) })
        }
        prototype.method("toString") { call in
            let object = try call.realm.toObject(call.this)
            if case .object(let join) = try object.get("join"), join.isCallable {
                return try join.call(this: .object(object), [])
            }
            return .string(try call.realm.objectText(call.this))
        }
        prototype.method("toLocaleString") { call in
            let realm = call.realm
            let (object, count) = try call.arrayLike()
            return .string(
                try realm.join(object, count, ",") { value in
                    let element = try realm.toObject(value)
                    guard case .object(let method) = try element.get("toLocaleString"), method.isCallable else {
                        throw realm.typeError("toLocaleString is not a function")
                    }
                    return try realm.toString(method.call(this: value, []))
                })
        }
    }

    /// The texts of all elements with something between them; an array within itself is empty.
    private func join(
        _ object: JSObject, _ count: Int, _ separator: JSString, _ text: (JSValue) throws -> JSString
    ) throws -> JSString {
        guard joining.insert(ObjectIdentifier(object)).inserted else { return "" }
        defer { joining.remove(ObjectIdentifier(object)) }
        let gaps = max(count - 1, 0).multipliedReportingOverflow(by: separator.bytes.count)
        guard !gaps.overflow, gaps.partialValue <= JSString.greatestLength, count <= JSString.greatestLength else {
            throw rangeError("Invalid string length")
        }
        return try running {
            var parts: [JSString] = []
            var size = 0
            for index in 0..<count {
                try tick()
                if index > 0 {
                    parts.append(separator)
                    size += separator.bytes.count
                }
                let value = try object.getElement(index)
                if value.isNullish { continue }
                let part = try text(value)
                size += part.bytes.count
                guard size <= JSString.greatestLength else { throw rangeError("Invalid string length") }
                parts.append(part)
            }
            return .joining(parts)
        }
    }

    /// `keys`, `values`, `entries` and what makes arrays iterable, also of typed arrays (§23.1.5).
    func addArrayIterators(to prototype: JSObject, isTyped: Bool = false) {
        func add(_ name: StaticString, _ element: @escaping (JSRealm, JSObject, Int) throws -> JSValue) -> JSValue {
            prototype.method(name) { call in
                let realm = call.realm
                let object = isTyped ? try call.typedArray() : try realm.toObject(call.this)
                var index = 0
                return .object(
                    realm.iterator("Array Iterator") {
                        guard index < (try realm.length(of: object)) else { return nil }
                        defer { index += 1 }
                        return try element(realm, object, index)
                    })
            }
            return prototype.table.find(key(JSString(name))).map { prototype.table.entries[$0].value } ?? .undefined
        }
        _ = add("keys") { _, _, index in .number(index) }
        _ = add("entries") { realm, object, index in
            .object(realm.array([.number(index), try object.getElement(index)]))
        }
        let values = add("values") { try $1.getElement($2) }
        prototype.define(symbols.iterator.key, values, .hidden)
    }
}
