extension JSRealm {
    /// `Object.prototype` (ECMA-262 §20.1.3).
    func fillObjectPrototype(_ prototype: JSObject) {
        (global as? JSGlobalObject)?.complete(key("Object"))
        prototype.method("hasOwnProperty", parameters: 1) { call in
            let key = try call.realm.toPropertyKey(call[0])
            return .boolean(try call.realm.toObject(call.this).getOwnProperty(key) != nil)
        }
        prototype.method("isPrototypeOf", parameters: 1) { call in
            guard case .object(let object) = call[0] else { return false }
            return .boolean(object.inherits(from: try call.realm.toObject(call.this)))
        }
        prototype.method("propertyIsEnumerable", parameters: 1) { call in
            let key = try call.realm.toPropertyKey(call[0])
            return .boolean(try call.realm.toObject(call.this).getOwnProperty(key)?.enumerable == true)
        }
        prototype.method("toString") { .string(try $0.realm.objectText($0.this)) }
        prototype.method("toLocaleString") { call in
            let object = try call.realm.toObject(call.this)
            guard case .object(let method) = try object.get(call.realm.keys.toString, receiver: call.this),
                method.isCallable
            else { throw call.realm.typeError("toString is not a function") }
            return try method.call(this: call.this, [])
        }
        prototype.method("valueOf") { .object(try $0.realm.toObject($0.this)) }
        addProto(to: prototype)
        addOldAccessors(to: prototype)
    }

    /// `__proto__` (§20.1.3.8)
    private func addProto(to prototype: JSObject) {
        let getter = JSFunction(self, "get __proto__") { call in
            try call.realm.toObject(call.this).prototype.map(JSValue.object) ?? .null
        }
        let setter = JSFunction(self, "set __proto__", parameters: 1) { call in
            guard case .object(let object) = call.this else { return .undefined }
            switch call[0] {
            case .object(let prototype): try call.realm.setPrototype(object, prototype)
            case .null: try call.realm.setPrototype(object, nil)
            default: break
            }
            return .undefined
        }
        prototype.define(
            key("__proto__"), .object(AccessorPair(self, getter: getter, setter: setter)), [.configurable, .accessor])
    }

    /// `__defineGetter__` and its kin (§B.2.2).
    private func addOldAccessors(to prototype: JSObject) {
        for isGetter in [true, false] {
            prototype.method(isGetter ? "__defineGetter__" : "__defineSetter__", parameters: 2) { call in
                let object = try call.realm.toObject(call.this)
                var change = PropertyDescriptor()
                let function = try call.function(1)
                if isGetter { change.getter = .some(function) } else { change.setter = .some(function) }
                (change.enumerable, change.configurable) = (true, true)
                try call.realm.define(object, call.realm.toPropertyKey(call[0]), change)
                return .undefined
            }
            prototype.method(isGetter ? "__lookupGetter__" : "__lookupSetter__", parameters: 1) { call in
                let key = try call.realm.toPropertyKey(call[0])
                var next: JSObject? = try call.realm.toObject(call.this)
                while let object = next {
                    if let own = object.getOwnProperty(key) {
                        return ((isGetter ? own.getter : own.setter) ?? nil).map(JSValue.object) ?? .undefined
                    }
                    next = object.prototype
                }
                return .undefined
            }
        }
    }

    /// `Object.prototype.toString` (§20.1.3.6).
    func objectText(_ value: JSValue) throws -> JSString {
        if value.isUndefined { return "[object Undefined]" }
        if case .null = value { return "[object Null]" }
        let object = try toObject(value)
        if case .string(let tag) = try object.get(symbols.toStringTag.key, receiver: value) {
            return .joining(["[object ", tag, "]"])
        }
        let name =
            switch object.className {
            case "Array", "Function", "Error", "Boolean", "Number", "String", "Date", "RegExp": object.className
            default: "Object"
            }
        return JSString("[object \(name)]")
    }
}
