/// How Swift code reads and changes objects.
extension JSObject {
    /// A property by its name; `undefined` when there is none, or its getter throws. Use ``get(_:)-swift.method`` to see what a getter throws.
    public final subscript(name: String) -> JSValue {
        get { (try? get(name)) ?? .undefined }
        set { _ = try? set(name, newValue) }
    }

    /// A property by its name.
    ///
    /// - Throws: ``JSException`` if its getter throws.
    public final func get(_ name: String) throws -> JSValue {
        try get(realm.key(name), receiver: .object(self))
    }

    /// Sets a property by its name.
    ///
    /// - Returns: whether it could be: some are read-only.
    /// - Throws: ``JSException`` if its setter throws.
    @discardableResult
    public final func set(_ name: String, _ value: JSValue) throws -> Bool {
        try set(realm.key(name), value, receiver: .object(self))
    }

    /// Calls a method by its name.
    ///
    /// - Throws: ``JSException``: what the method throws, or a `TypeError` if there is none.
    @discardableResult
    public final func call(_ name: String, _ arguments: JSValue...) throws -> JSValue {
        guard case .object(let method) = try get(name), method.isCallable else {
            throw realm.typeError("\(name) is not a function")
        }
        return try method.call(this: .object(self), arguments)
    }

    /// Calls the object, a function, without `this`.
    ///
    /// - Throws: ``JSException``: what the function throws, or a `TypeError` if it is none.
    @discardableResult
    public final func callAsFunction(_ arguments: JSValue...) throws -> JSValue {
        try call(this: .undefined, arguments)
    }

    /// `new object(…)`.
    ///
    /// - Throws: ``JSException``: what the constructor throws, or a `TypeError` if it is none.
    public final func new(_ arguments: JSValue...) throws -> JSObject {
        try construct(arguments, newTarget: self)
    }

    /// Makes a function a property.
    public final func define(_ name: String, parameters: Int = 0, _ body: @escaping (JSCall) throws -> JSValue) {
        define(realm.key(name), .object(JSFunction(realm, name, parameters: parameters, body)), .ordinary)
    }

    /// The names of the properties that `for … in` and `Object.keys` see.
    public final var keys: [String] {
        enumerableKeys.map { String($0.string) }
    }

    /// Own string keys that are enumerable (§7.3.23).
    final var enumerableKeys: [PropertyKey] {
        ownPropertyKeys().filter { !$0.isSymbol && getOwnProperty($0)?.enumerable == true }
    }

    /// A property that built-in objects have, with a name of ours.
    final func hide(_ name: StaticString, _ value: JSValue, _ attributes: PropertyAttributes = .hidden) {
        define(realm.key(JSString(name)), value, attributes)
    }

    /// A method that built-in objects have.
    final func method(
        _ name: StaticString, parameters: Int = 0, _ body: @escaping (JSCall) throws -> JSValue
    ) {
        let function = JSFunction(realm, JSString(name), parameters: parameters, body)
        define(realm.key(JSString(name)), .object(function), .hidden)
    }

    /// A property that is computed when it is read.
    final func getter(_ name: StaticString, _ body: @escaping (JSCall) throws -> JSValue) {
        getter(realm.key(JSString(name)), body)
    }

    final func getter(_ key: PropertyKey, _ body: @escaping (JSCall) throws -> JSValue) {
        let function = JSFunction(realm, JSString("get ") + key.string, body)
        define(key, .object(AccessorPair(realm, getter: function, setter: nil)), [.configurable, .accessor])
    }

    /// An attribute of an interface of the web (Web IDL §3.7.6): enumerable, and read-only without a setter.
    final func attribute(
        _ name: StaticString, get: @escaping (JSCall) throws -> JSValue,
        set: ((JSCall) throws -> Void)? = nil
    ) {
        let key = realm.key(JSString(name))
        let getter = JSFunction(realm, JSString("get ") + key.string, get)
        let setter = set.map { set in
            JSFunction(realm, JSString("set ") + key.string, parameters: 1) { call in
                try set(call)
                return .undefined
            }
        }
        define(
            key, .object(AccessorPair(realm, getter: getter, setter: setter)), [.enumerable, .configurable, .accessor])
    }

    /// An operation of an interface of the web (Web IDL §3.7.7): a method that is enumerable.
    final func operation(
        _ name: StaticString, parameters: Int = 0, _ body: @escaping (JSCall) throws -> JSValue
    ) {
        let function = JSFunction(realm, JSString(name), parameters: parameters, body)
        define(realm.key(JSString(name)), .object(function), .ordinary)
    }

    /// `SpeciesConstructor` and friends aside: whether an object is in the prototype chain.
    final func inherits(from ancestor: JSObject) -> Bool {
        var next = prototype
        while let object = next {
            if object === ancestor { return true }
            next = object.prototype
        }
        return false
    }
}
