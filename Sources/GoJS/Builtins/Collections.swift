extension JSRealm {
    /// `Map` (ECMA-262 §24.1).
    func installMap() {
        let (function, prototype) = type("Map") { call, prototype in
            let realm = call.realm
            let map = JSCollection(realm, isMap: true, prototype: prototype)
            if call[0].isNullish { return map }
            try realm.iterate(call[0]) { entry in
                guard case .object(let pair) = entry else {
                    throw realm.typeError("Iterator value \(realm.preview(entry)) is not an entry object")
                }
                map.set(try pair.getElement(0), try pair.getElement(1))
                return true
            }
            return map
        }
        function.getter(symbols.species.key) { $0.this }
        func map(_ call: JSCall, _ method: String) throws -> JSCollection {
            if case .object(let map as JSCollection) = call.this, map.isMap { return map }
            throw call.realm.typeError(
                "Method \(method == "size" ? "get " : "")Map.prototype.\(method) called on incompatible receiver \(call.realm.preview(call.this))"
            )
        }
        prototype.method("get", parameters: 1) { try map($0, "get").value($0[0]) ?? .undefined }
        prototype.method("set", parameters: 2) { call in
            try map(call, "set").set(call[0], call[1])
            return call.this
        }
        addCollectionMethods(to: prototype, "Map", map)
        function.method("groupBy", parameters: 2) { call in
            let function = try call.function(1)
            let result = JSCollection(call.realm, isMap: true, prototype: prototype)
            var groups: [[JSValue]] = []
            var index = 0
            try call.realm.iterate(call[0]) { value in
                let key = try function.call(this: .undefined, [value, .number(index)])
                index += 1
                if let known = result.value(key)?.number {
                    groups[Int(known)].append(value)
                } else {
                    result.set(key, .number(groups.count))
                    groups.append([value])
                }
                return true
            }
            for entry in result.values {
                if let place = entry.value.number {
                    result.set(entry.key, .object(call.realm.array(groups[Int(place)])))
                }
            }
            return .object(result)
        }
    }

    /// `Set` (§24.2).
    func installSet() {
        let (function, prototype) = type("Set") { call, prototype in
            let set = JSCollection(call.realm, isMap: false, prototype: prototype)
            if call[0].isNullish { return set }
            try call.realm.iterate(call[0]) { value in
                set.set(value, value)
                return true
            }
            return set
        }
        function.getter(symbols.species.key) { $0.this }
        func set(_ call: JSCall, _ method: String) throws -> JSCollection {
            if case .object(let set as JSCollection) = call.this, !set.isMap { return set }
            throw call.realm.typeError(
                "Method \(method == "size" ? "get " : "")Set.prototype.\(method) called on incompatible receiver \(call.realm.preview(call.this))"
            )
        }
        prototype.method("add", parameters: 1) { call in
            try set(call, "add").set(call[0], call[0])
            return call.this
        }
        addCollectionMethods(to: prototype, "Set", set)
        addSetAlgebra(to: prototype, set)
    }

    private func addCollectionMethods(
        to prototype: JSObject, _ kind: StaticString, _ receiver: @escaping (JSCall, String) throws -> JSCollection
    ) {
        prototype.method("has", parameters: 1) { .boolean(try receiver($0, "has").contains($0[0])) }
        prototype.method("delete", parameters: 1) { .boolean(try receiver($0, "delete").remove($0[0])) }
        prototype.method("clear") { call in
            try receiver(call, "clear").removeAll()
            return .undefined
        }
        prototype.getter("size") { .number(try receiver($0, "size").count) }
        prototype.method("forEach", parameters: 1) { call in
            let collection = try receiver(call, "forEach")
            let function = try call.function(0)
            let cursor = JSCollection.Cursor(collection)
            while let entry = cursor.next() {
                try call.realm.tick()
                _ = try function.call(
                    this: call[1], [collection.isMap ? entry.value : entry.key, entry.key, call.this])
            }
            return .undefined
        }
        let isMap = kind.description == "Map"
        func add(_ name: StaticString, _ element: @escaping (JSRealm, JSCollection.Entry) -> JSValue) -> JSFunction {
            let function = JSFunction(self, name.description) { call in
                let cursor = JSCollection.Cursor(try receiver(call, name.description))
                let realm = call.realm
                return .object(
                    realm.iterator(isMap ? "Map Iterator" : "Set Iterator") {
                        guard let entry = cursor.next() else { return nil }
                        return element(realm, entry)
                    })
            }
            prototype.define(key(name.description), .object(function), .hidden)
            return function
        }
        let entries = add("entries") { realm, entry in
            .object(realm.array([entry.key, isMap ? entry.value : entry.key]))
        }
        let values = add("values") { isMap ? $1.value : $1.key }
        if isMap {
            _ = add("keys") { $1.key }
        } else {
            prototype.define(key("keys"), .object(values), .hidden)
        }
        prototype.define(symbols.iterator.key, .object(isMap ? entries : values), .hidden)
    }

    /// `union` and the like (§24.2.4, ES2025).
    private func addSetAlgebra(to prototype: JSObject, _ receiver: @escaping (JSCall, String) throws -> JSCollection) {
        /// What is like a set: its members, and whether it has one.
        func other(_ call: JSCall) throws -> (list: () throws -> [JSValue], has: (JSValue) throws -> Bool) {
            let realm = call.realm
            if case .object(let set as JSCollection) = call[0] { return ({ set.values.map(\.key) }, set.contains) }
            guard case .object(let object) = call[0] else {
                throw realm.typeError("\(realm.preview(call[0])) is not an object")
            }
            let size = try realm.toNumber(object.get("size"))
            if size.isNaN { throw realm.typeError("The 'size' property must be a number") }
            guard case .object(let has) = try object.get("has"), has.isCallable else {
                throw realm.typeError("The 'has' property must be a function")
            }
            guard case .object(let keys) = try object.get("keys"), keys.isCallable else {
                throw realm.typeError("The 'keys' property must be a function")
            }
            return (
                {
                    var list: [JSValue] = []
                    guard case .object(let iterator) = try keys.call(this: call[0], []) else { return [] }
                    try realm.iterate(iterator: iterator) {
                        list.append($0); return list.count < JSArray.greatestCount
                    }
                    return list
                }, { try has.call(this: call[0], [$0]).isTruthy }
            )
        }
        func add(
            _ name: StaticString,
            _ keep: @escaping (JSCollection, [JSValue], (JSValue) throws -> Bool) throws -> [JSValue]
        ) {
            prototype.method(name, parameters: 1) { call in
                let set = try receiver(call, name.description)
                let other = try other(call)
                let result = JSCollection(call.realm, isMap: false, prototype: prototype)
                for value in try keep(set, try other.list(), other.has) { result.set(value, value) }
                return .object(result)
            }
        }
        add("union") { set, list, _ in set.values.map(\.key) + list }
        add("intersection") { set, _, has in try set.values.map(\.key).filter(has) }
        add("difference") { set, _, has in try set.values.map(\.key).filter { try !has($0) } }
        add("symmetricDifference") { set, list, has in
            try set.values.map(\.key).filter { try !has($0) } + list.filter { !set.contains($0) }
        }
        prototype.method("isSubsetOf", parameters: 1) { call in
            let (set, other) = (try receiver(call, "isSubsetOf"), try other(call))
            return .boolean(try set.values.allSatisfy { try other.has($0.key) })
        }
        prototype.method("isSupersetOf", parameters: 1) { call in
            let (set, other) = (try receiver(call, "isSupersetOf"), try other(call))
            return .boolean(try other.list().allSatisfy { set.contains($0) })
        }
        prototype.method("isDisjointFrom", parameters: 1) { call in
            let (set, other) = (try receiver(call, "isDisjointFrom"), try other(call))
            return .boolean(try set.values.allSatisfy { try !other.has($0.key) })
        }
    }
}
