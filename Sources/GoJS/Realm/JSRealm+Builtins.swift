extension JSRealm {
    /// Fills the global object. What each file of `Builtins` makes is a line here.
    func installBuiltins() {
        global.hide("globalThis", .object(global))
        global.hide("undefined", .undefined, [])
        global.hide("NaN", .number(.nan), [])
        global.hide("Infinity", .number(.infinity), [])
        installErrors()
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
                throw arguments.realm.typeError("Class constructor \(name) cannot be invoked without 'new'")
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
