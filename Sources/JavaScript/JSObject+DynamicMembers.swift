// `object.name` in Swift for `object.name` in JavaScript, on objects and on values that are objects.

@dynamicMemberLookup
public protocol JSDynamic {
    /// The object whose members are meant. A value that is none stops the program.
    func expectObject() -> JSObject
}

extension JSObject: JSDynamic {
    public func expectObject() -> JSObject { self }
}

extension JSValue: JSDynamic {
    public func expectObject() -> JSObject {
        guard case .object(let object) = self else { fatalError("a member of a JavaScript value that is no object") }
        return object
    }
}

extension JSDynamic {
    /// A property. Any value that can cross may be set; reading gives a `JSValue`.
    public subscript(dynamicMember name: StaticString) -> JSValue {
        get { expectObject()[name] }
        nonmutating set { expectObject().set(name, newValue) }
    }

    /// A property whose type is known from its use.
    @_disfavoredOverload
    public subscript<Value: JSProperty>(dynamicMember name: StaticString) -> Value {
        get { Value.value(of: expectObject()[name]) }
        nonmutating set { expectObject().set(name, newValue) }
    }

    /// A method, to be called at once.
    @_disfavoredOverload
    public subscript(dynamicMember name: StaticString) -> JSMethod {
        JSMethod(object: expectObject(), name: name)
    }
}

/// A type that a property of JavaScript can be read as.
public protocol JSProperty: JSConvertible {
    static func value(of value: JSValue) -> Self
}

extension String: JSProperty {
    public static func value(of value: JSValue) -> String { value.string ?? "" }
}

extension Double: JSProperty {
    public static func value(of value: JSValue) -> Double { value.number ?? .nan }
}

extension Int: JSProperty {
    public static func value(of value: JSValue) -> Int { value.int ?? 0 }
}

extension Bool: JSProperty {
    public static func value(of value: JSValue) -> Bool { value.boolean ?? false }
}

extension JSObject: JSProperty {
    public static func value(of value: JSValue) -> JSObject { value.expectObject() }
}
