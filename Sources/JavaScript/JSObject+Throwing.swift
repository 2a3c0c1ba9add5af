// Uses of objects whose exceptions are errors of Swift: `try object.throwing.parse("[1]")`.

extension JSObject {
    /// The same object, for members and calls that may throw.
    public var throwing: JSThrowing { JSThrowing(object: self) }
}

extension JSValue {
    /// The same object, for members and calls that may throw.
    public var throwing: JSThrowing { expectObject().throwing }
}

/// An object whose members and calls may throw.
@dynamicMemberLookup
public struct JSThrowing {
    let object: JSObject

    /// A property whose getter may throw.
    public subscript(dynamicMember name: StaticString) -> JSValue {
        get throws(JSException) {
            try outcome(tryGet(object.handle, name.utf8Start, name.utf8CodeUnitCount))
        }
    }

    /// A method, to be called at once.
    @_disfavoredOverload
    public subscript(dynamicMember name: StaticString) -> JSThrowingMethod {
        JSThrowingMethod(object: object, name: name)
    }

    /// Calls the object, which must be a function.
    @discardableResult
    public func callAsFunction(_ arguments: JSValue...) throws(JSException) -> JSValue {
        try outcome(tryCall(object.handle, bytes(of: arguments), arguments.count))
    }

    /// Makes a new object; this one must be a class.
    public func new(_ arguments: JSValue...) throws(JSException) -> JSObject {
        try outcome(tryNew(object.handle, bytes(of: arguments), arguments.count)).expectObject()
    }
}

/// A method that may throw, to be called.
public struct JSThrowingMethod {
    let object: JSObject
    let name: StaticString

    @discardableResult
    public func callAsFunction(_ arguments: JSValue...) throws(JSException) -> JSValue {
        try outcome(
            tryMember(
                object.handle, name.utf8Start, name.utf8CodeUnitCount, bytes(of: arguments), arguments.count))
    }
}

private func bytes(of arguments: [JSValue]) -> UnsafeRawPointer {
    JSWriter.begin()
    for argument in arguments { JSValue.write(argument) }
    return JSWriter.end()
}

/// A byte that is 1 for an error, and the result or the error.
private func outcome(_ address: UnsafeRawPointer) throws(JSException) -> JSValue {
    var reader = JSReader(address)
    if UInt8.read(&reader) != 0 { throw JSException.read(&reader) }
    return JSValue.read(&reader)
}

@_extern(wasm, module: "swiftlet", name: "tryGet")
@_extern(c)
func tryGet(_ handle: Int, _ name: UnsafePointer<UInt8>, _ length: Int) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "tryMember")
@_extern(c)
func tryMember(
    _ handle: Int, _ name: UnsafePointer<UInt8>, _ length: Int, _ arguments: UnsafeRawPointer, _ count: Int
) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "tryCall")
@_extern(c)
func tryCall(_ handle: Int, _ arguments: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "tryNew")
@_extern(c)
func tryNew(_ handle: Int, _ arguments: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer
