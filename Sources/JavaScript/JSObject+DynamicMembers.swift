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
        get { Value.property(name, of: expectObject()) }
        nonmutating set { newValue.set(name, of: expectObject()) }
    }

    /// A method, to be called at once.
    @_disfavoredOverload
    public subscript(dynamicMember name: StaticString) -> JSMethod {
        JSMethod(object: expectObject(), name: name)
    }
}

/// A type that a property of JavaScript can be read as.
public protocol JSProperty: JSConvertible {
    static func property(_ name: StaticString, of object: JSObject) -> Self
    func set(_ name: StaticString, of object: JSObject)
}

extension JSProperty {
    public func set(_ name: StaticString, of object: JSObject) { object.set(name, self) }
}

extension String: JSProperty {
    /// A property that is no string is empty here.
    public static func property(_ name: StaticString, of object: JSObject) -> String { object[name].string ?? "" }
}

extension Double: JSProperty {
    /// A property that is no number becomes one as JavaScript's `Number()` makes it; not a number is `nan`.
    public static func property(_ name: StaticString, of object: JSObject) -> Double {
        getNumber(object.handle, name.utf8Start, name.utf8CodeUnitCount)
    }

    public func set(_ name: StaticString, of object: JSObject) {
        setNumber(object.handle, name.utf8Start, name.utf8CodeUnitCount, self)
    }
}

extension Int: JSProperty {
    /// The number without its fraction; 0 for what does not fit.
    public static func property(_ name: StaticString, of object: JSObject) -> Int {
        Int(exactly: Double.property(name, of: object).rounded(.towardZero)) ?? 0
    }

    public func set(_ name: StaticString, of object: JSObject) { Double(self).set(name, of: object) }
}

extension Bool: JSProperty {
    /// A property that is neither true nor false is false here.
    public static func property(_ name: StaticString, of object: JSObject) -> Bool { object[name].boolean ?? false }
}

extension JSObject: JSProperty {
    /// A property that is no object stops the program.
    public static func property(_ name: StaticString, of object: JSObject) -> JSObject { object[name].expectObject() }
}

@_extern(wasm, module: "swiftlet", name: "getNumber")
@_extern(c)
func getNumber(_ handle: Int, _ name: UnsafePointer<UInt8>, _ length: Int) -> Double

@_extern(wasm, module: "swiftlet", name: "setNumber")
@_extern(c)
func setNumber(_ handle: Int, _ name: UnsafePointer<UInt8>, _ length: Int, _ value: Double)
