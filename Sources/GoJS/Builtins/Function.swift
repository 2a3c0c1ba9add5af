extension JSRealm {
    /// `Function` (ECMA-262 §20.2). There is no compiler behind it.
    func installFunction() {
        let refuse: (JSCall) throws -> JSObject = { call in
            throw call.realm.noEngine("Function")
        }
        constructor(
            "Function", parameters: 1, prototype: functionPrototype, call: { .object(try refuse($0)) },
            construct: refuse)
        global.method("eval", parameters: 1) { call in
            // Anything but a string is returned (§19.2.1).
            guard case .string = call[0] else { return call[0] }
            throw call.realm.noEngine("eval")
        }
    }

    private func noEngine(_ name: String) -> JSException {
        JSException(
            .object(
                error(
                    .EvalError,
                    "\(name) cannot compile code: this host has no JavaScript engine. Define the function in Go or in the host instead."
                )))
    }

    /// `Function.prototype` (§20.2.3).
    func fillFunctionPrototype(_ prototype: JSObject) {
        (global as? JSGlobalObject)?.complete(key("Function"))
        prototype.define(keys.length, .number(0 as Double), .configurable)
        prototype.define(keys.name, "", .configurable)
        prototype.method("call", parameters: 1) { call in
            try call.receiverFunction("call").call(this: call[0], call.rest(from: 1))
        }
        prototype.method("apply", parameters: 2) { call in
            let function = try call.receiverFunction("apply")
            return try function.call(this: call[0], call.realm.argumentList(call[1]))
        }
        prototype.method("bind", parameters: 1) { call in
            let realm = call.realm
            guard case .object(let target) = call.this, target.isCallable else {
                throw realm.typeError("Bind must be called on a function")
            }
            let arguments = call.rest(from: 1)
            let bound = JSBoundFunction(target, this: call[0], arguments: arguments)
            var length = 0.0
            if target.getOwnProperty(realm.keys.length) != nil,
                case .number(let number) = try target.get(realm.keys.length, receiver: call.this)
            {
                length = max(0, JSNumber.integer(number) - Double(arguments.count))
            }
            bound.define(realm.keys.length, .number(length), .configurable)
            var name: JSString = ""
            if case .string(let string) = try target.get(realm.keys.name, receiver: call.this) { name = string }
            // A chain of binds must not make a name as long as the chain.
            if name.bytes.count < 1 << 10 { name = "bound " + name }
            bound.define(realm.keys.name, .string(name), .configurable)
            return .object(bound)
        }
        prototype.method("toString") { call in
            guard case .object(let function) = call.this, function.isCallable else {
                throw call.realm.typeError("Function.prototype.toString requires that 'this' be a Function")
            }
            let name = (function as? JSFunction)?.name ?? ""
            return .string(.joining(["function ", name, "() { [native code] }"]))
        }
        let hasInstance = JSFunction(self, "[Symbol.hasInstance]", parameters: 1) { call in
            guard case .object(let constructor) = call.this, constructor.isCallable else { return false }
            return .boolean(try call.realm.isOrdinaryInstance(call[0], of: constructor))
        }
        prototype.define(symbols.hasInstance.key, .object(hasInstance), [])
    }

    /// `CreateListFromArrayLike` (§7.3.20).
    func argumentList(_ value: JSValue) throws -> [JSValue] {
        if value.isNullish { return [] }
        guard case .object(let object) = value else {
            throw typeError("CreateListFromArrayLike called on non-object")
        }
        let count = try length(of: object)
        // V8's stack does not take more either.
        guard count <= 1 << 20 else { throw rangeError("Maximum call stack size exceeded") }
        return try (0..<count).map { try object.getElement($0) }
    }
}

extension JSCall {
    fileprivate func receiverFunction(_ method: String) throws -> JSObject {
        if case .object(let function) = this, function.isCallable { return function }
        throw realm.typeError(
            "Function.prototype.\(method) was called on \(realm.preview(this)), which is \(this.typeof == "object" || this.typeof == "undefined" ? "an" : "a") \(this.typeof) and not a function"
        )
    }
}
