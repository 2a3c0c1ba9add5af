extension JSRealm {
    /// `Object` (ECMA-262 §20.1).
    func installObject() {
        let make: (JSCall) throws -> JSObject = { call in
            if let target = call.newTarget, target !== call.realm.global.table.value(call.realm.key("Object")) {
                return JSObject(
                    call.realm, prototype: try call.realm.prototype(for: call, default: call.realm.objectPrototype))
            }
            return call[0].isNullish ? call.realm.object() : try call.realm.toObject(call[0])
        }
        let object = constructor(
            "Object", parameters: 1, prototype: objectPrototype, call: { .object(try make($0)) }, construct: make)
        addListing(to: object)
        addDescriptors(to: object)
        addPrototypes(to: object)
        addIntegrity(to: object)
    }

    private func addListing(to object: JSFunction) {
        object.method("assign", parameters: 2) { call in
            let realm = call.realm
            let target = try realm.toObject(call[0])
            for case let source in call.rest(from: 1) where !source.isNullish {
                let from = try realm.toObject(source)
                for key in from.ownPropertyKeys() where from.getOwnProperty(key)?.enumerable == true {
                    try realm.put(target, key, from.get(key, receiver: .object(from)))
                }
            }
            return .object(target)
        }
        object.method("keys", parameters: 1) { call in
            let keys = try call.realm.toObject(call[0]).enumerableKeys
            return .object(call.realm.array(keys.map(\.value)))
        }
        object.method("values", parameters: 1) { call in
            let object = try call.realm.toObject(call[0])
            var values: [JSValue] = []
            // A getter may take away or hide what comes later.
            for key in object.ownPropertyKeys()
            where !key.isSymbol && object.getOwnProperty(key)?.enumerable == true {
                values.append(try object.get(key, receiver: .object(object)))
            }
            return .object(call.realm.array(values))
        }
        object.method("entries", parameters: 1) { call in
            let object = try call.realm.toObject(call[0])
            var entries: [JSValue] = []
            for key in object.ownPropertyKeys()
            where !key.isSymbol && object.getOwnProperty(key)?.enumerable == true {
                let value = try object.get(key, receiver: .object(object))
                entries.append(.object(call.realm.array([key.value, value])))
            }
            return .object(call.realm.array(entries))
        }
        object.method("fromEntries", parameters: 1) { call in
            let realm = call.realm
            let result = realm.object()
            try realm.iterate(call[0]) { entry in
                guard case .object(let pair) = entry else {
                    throw realm.typeError("Iterator value \(realm.preview(entry)) is not an entry object")
                }
                let value = try pair.getElement(1)
                _ = try result.defineOwnProperty(
                    realm.toPropertyKey(pair.getElement(0)), PropertyDescriptor(value, .ordinary))
                return true
            }
            return .object(result)
        }
        object.method("groupBy", parameters: 2) { call in
            let realm = call.realm
            let function = try call.function(1)
            var order: [PropertyKey] = []
            var groups: [PropertyKey: [JSValue]] = [:]
            var index = 0
            try realm.iterate(call[0]) { value in
                let key = try realm.toPropertyKey(function.call(this: .undefined, [value, .number(index)]))
                index += 1
                if groups[key] == nil { order.append(key) }
                groups[key, default: []].append(value)
                return true
            }
            let result = JSObject(realm, prototype: nil)
            for key in order { result.define(key, .object(realm.array(groups[key] ?? [])), .ordinary) }
            return .object(result)
        }
        object.method("is", parameters: 2) { .boolean(JSValue.isSame($0[0], $0[1])) }
        object.method("hasOwn", parameters: 2) { call in
            let object = try call.realm.toObject(call[0])
            return .boolean(object.getOwnProperty(try call.realm.toPropertyKey(call[1])) != nil)
        }
    }

    private func addDescriptors(to object: JSFunction) {
        object.method("defineProperty", parameters: 3) { call in
            guard case .object(let object) = call[0] else {
                throw call.realm.typeError("Object.defineProperty called on non-object")
            }
            let key = try call.realm.toPropertyKey(call[1])
            try call.realm.define(object, key, call.realm.descriptor(call[2]))
            return call[0]
        }
        object.method("defineProperties", parameters: 2) { call in
            guard case .object(let object) = call[0] else {
                throw call.realm.typeError("Object.defineProperties called on non-object")
            }
            try call.realm.defineAll(object, call[1])
            return call[0]
        }
        object.method("getOwnPropertyDescriptor", parameters: 2) { call in
            let object = try call.realm.toObject(call[0])
            let own = object.getOwnProperty(try call.realm.toPropertyKey(call[1]))
            return own.map { .object(call.realm.object(of: $0)) } ?? .undefined
        }
        object.method("getOwnPropertyDescriptors", parameters: 1) { call in
            let object = try call.realm.toObject(call[0])
            let result = call.realm.object()
            for key in object.ownPropertyKeys() {
                if let own = object.getOwnProperty(key) {
                    result.define(key, .object(call.realm.object(of: own)), .ordinary)
                }
            }
            return .object(result)
        }
        object.method("getOwnPropertyNames", parameters: 1) { call in
            let keys = try call.realm.toObject(call[0]).ownPropertyKeys().filter { !$0.isSymbol }
            return .object(call.realm.array(keys.map(\.value)))
        }
        object.method("getOwnPropertySymbols", parameters: 1) { call in
            let keys = try call.realm.toObject(call[0]).ownPropertyKeys().filter { $0.isSymbol }
            return .object(call.realm.array(keys.map(\.value)))
        }
    }

    private func addPrototypes(to object: JSFunction) {
        object.method("create", parameters: 2) { call in
            let realm = call.realm
            let result: JSObject
            switch call[0] {
            case .object(let prototype): result = JSObject(realm, prototype: prototype)
            case .null: result = JSObject(realm, prototype: nil)
            default:
                throw realm.typeError("Object prototype may only be an Object or null: \(realm.preview(call[0]))")
            }
            if !call[1].isUndefined { try realm.defineAll(result, call[1]) }
            return .object(result)
        }
        object.method("getPrototypeOf", parameters: 1) { call in
            try call.realm.toObject(call[0]).prototype.map(JSValue.object) ?? .null
        }
        object.method("setPrototypeOf", parameters: 2) { call in
            let realm = call.realm
            if call[0].isNullish { throw realm.typeError("Object.setPrototypeOf called on null or undefined") }
            switch call[1] {
            case .object, .null: break
            default:
                throw realm.typeError("Object prototype may only be an Object or null: \(realm.preview(call[1]))")
            }
            if case .object(let object) = call[0] { try realm.setPrototype(object, call[1].object) }
            return call[0]
        }
    }

    private func addIntegrity(to object: JSFunction) {
        object.method("preventExtensions", parameters: 1) { call in
            if case .object(let object) = call[0], !object.preventExtensions() {
                throw call.realm.typeError("Cannot prevent extensions")
            }
            return call[0]
        }
        object.method("isExtensible", parameters: 1) { .boolean($0[0].object?.isExtensible ?? false) }
        for isFreezing in [false, true] {
            object.method(isFreezing ? "freeze" : "seal", parameters: 1) { call in
                guard case .object(let object) = call[0] else { return call[0] }
                if isFreezing, let array = object as? JSTypedArray, array.length > 0 {
                    throw call.realm.typeError("Cannot freeze array buffer views with elements")
                }
                _ = object.preventExtensions()
                for key in object.ownPropertyKeys() {
                    guard let own = object.getOwnProperty(key) else { continue }
                    var change = PropertyDescriptor()
                    change.configurable = false
                    if isFreezing, !own.isAccessor { change.writable = false }
                    try call.realm.define(object, key, change)
                }
                return call[0]
            }
            object.method(isFreezing ? "isFrozen" : "isSealed", parameters: 1) { call in
                guard case .object(let object) = call[0] else { return true }
                if object.isExtensible { return false }
                return .boolean(
                    object.ownPropertyKeys().allSatisfy { key in
                        guard let own = object.getOwnProperty(key) else { return true }
                        return own.configurable == false && !(isFreezing && own.writable == true)
                    })
            }
        }
    }

    // MARK: Parts

    /// `OrdinarySetPrototypeOf` (§10.1.2).
    func canSetPrototype(_ object: JSObject, _ prototype: JSObject?) -> String? {
        if object.prototype === prototype { return nil }
        if object === objectPrototype {
            return "Immutable prototype object 'Object.prototype' cannot have their prototype set"
        }
        if !object.isExtensible { return "\(preview(.object(object))) is not extensible" }
        var next = prototype
        while let ancestor = next {
            if ancestor === object { return "Cyclic __proto__ value" }
            next = ancestor.prototype
        }
        return nil
    }

    func setPrototype(_ object: JSObject, _ prototype: JSObject?) throws {
        if let problem = canSetPrototype(object, prototype) { throw typeError(problem) }
        object.prototype = prototype
    }

    /// `DefinePropertyOrThrow` (§7.3.8).
    func define(_ object: JSObject, _ key: PropertyKey, _ descriptor: PropertyDescriptor) throws {
        if try object.defineOwnProperty(key, descriptor) { return }
        if object.getOwnProperty(key) != nil { throw typeError("Cannot redefine property: \(key.text)") }
        throw typeError("Cannot define property \(key.text), object is not extensible")
    }

    fileprivate func defineAll(_ object: JSObject, _ properties: JSValue) throws {
        let source = try toObject(properties)
        var all: [(PropertyKey, PropertyDescriptor)] = []
        for key in source.ownPropertyKeys() where source.getOwnProperty(key)?.enumerable == true {
            all.append((key, try descriptor(source.get(key, receiver: .object(source)))))
        }
        for (key, descriptor) in all { try define(object, key, descriptor) }
    }

    /// `ToPropertyDescriptor` (§6.2.6.5).
    func descriptor(_ value: JSValue) throws -> PropertyDescriptor {
        guard case .object(let object) = value else {
            throw typeError("Property description must be an object: \(preview(value))")
        }
        var result = PropertyDescriptor()
        func read(_ name: StaticString) throws -> JSValue? {
            let key = key(JSString(name))
            guard try object.hasProperty(key) else { return nil }
            return try object.get(key, receiver: value)
        }
        func function(_ name: StaticString, _ what: String) throws -> JSObject?? {
            guard let value = try read(name) else { return nil }
            if value.isUndefined { return .some(nil) }
            guard case .object(let function) = value, function.isCallable else {
                throw typeError("\(what) must be a function: \(preview(value))")
            }
            return .some(function)
        }
        result.enumerable = try read("enumerable")?.isTruthy
        result.configurable = try read("configurable")?.isTruthy
        result.value = try read("value")
        result.writable = try read("writable")?.isTruthy
        result.getter = try function("get", "Getter")
        result.setter = try function("set", "Setter")
        if result.isAccessor, result.isData {
            throw typeError(
                "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, \(preview(value))"
            )
        }
        return result
    }

    /// `FromPropertyDescriptor` (§6.2.6.4).
    func object(of descriptor: PropertyDescriptor) -> JSObject {
        let result = object()
        func add(_ name: StaticString, _ value: JSValue) { result.define(key(JSString(name)), value, .ordinary) }
        if descriptor.isAccessor {
            add("get", (descriptor.getter ?? nil).map(JSValue.object) ?? .undefined)
            add("set", (descriptor.setter ?? nil).map(JSValue.object) ?? .undefined)
        } else {
            add("value", descriptor.value ?? .undefined)
            add("writable", .boolean(descriptor.writable ?? false))
        }
        add("enumerable", .boolean(descriptor.enumerable ?? false))
        add("configurable", .boolean(descriptor.configurable ?? false))
        return result
    }
}

extension PropertyTable {
    /// The object that is a property's value.
    func value(_ key: PropertyKey) -> JSObject? { find(key).flatMap { entries[$0].value.object } }
}
