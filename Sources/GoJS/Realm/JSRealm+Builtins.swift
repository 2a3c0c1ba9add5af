extension JSRealm {
    /// Fills the global object. What each file of `Builtins` and `Web` makes is a line of ``JSGlobalObject/groups``.
    func installBuiltins() {
        global.hide("globalThis", .object(global))
        global.hide("undefined", .undefined, [])
        global.hide("NaN", .number(.nan), [])
        global.hide("Infinity", .number(.infinity), [])
        makeErrorPrototypes()
        makeTypedArrayPrototypes()
    }

    /// The prototype of a kind of objects that the global object makes when it is first asked for.
    func intrinsic(_ name: String) -> JSObject {
        if let known = prototypes[name] { return known }
        (global as? any LazyGlobal)?.complete(key(name))
        if let made = prototypes[name] { return made }
        #if JavaScriptCore
            if let known = enginePrototype(name) {
                prototypes[name] = known
                return known
            }
        #endif
        return objectPrototype
    }

    /// A constructor with a prototype that ``intrinsic(_:)`` finds.
    @discardableResult
    func type(
        _ name: String, parameters: Int = 0, tag: Bool = true, call: ((JSCall) throws -> JSValue)? = nil,
        construct: @escaping (JSCall, JSObject) throws -> JSObject
    ) -> (function: JSFunction, prototype: JSObject) {
        let prototype = JSObject(self, prototype: objectPrototype)
        prototypes[name] = prototype
        let function = constructor(name, parameters: parameters, prototype: prototype, call: call) { call in
            try construct(call, call.realm.prototype(for: call, default: prototype))
        }
        if tag { prototype.define(symbols.toStringTag.key, .string(name), .configurable) }
        return (function, prototype)
    }

    /// A constructor as a property of the global object, with its prototype.
    ///
    /// - Parameters:
    ///   - call: what it does when it is called without `new`; nil if that is an error.
    @discardableResult
    func constructor(
        _ name: String, parameters: Int = 0, prototype: JSObject, parent: JSObject? = nil,
        call: ((JSCall) throws -> JSValue)? = nil, construct: @escaping (JSCall) throws -> JSObject
    ) -> JSFunction {
        let function = JSFunction(self, JSString(name), parameters: parameters, construct: construct) { arguments in
            guard let call else {
                throw arguments.realm.typeError(
                    name == "Promise"
                        ? "Promise constructor cannot be invoked without 'new'" : "Constructor \(name) requires 'new'")
            }
            return try call(arguments)
        }
        if let parent { function.prototype = parent }
        function.define(keys.prototype, .object(prototype), [])
        prototype.define(keys.constructor, .object(function), .hidden)
        global.define(key(name), .object(function), .hidden)
        return function
    }

    /// The prototype for an object that `new` makes: that of the constructor behind `new`, or the usual one (§10.1.14).
    func prototype(for call: JSCall, default usual: JSObject) throws -> JSObject {
        guard let target = call.newTarget else { return usual }
        return try target.get(keys.prototype, receiver: .object(target)).object ?? usual
    }
}
