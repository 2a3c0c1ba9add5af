// Properties and methods by name. Names are literals: JavaScript knows each by its address after the first time.

extension JSObject {
    /// A property.
    public subscript(_ name: StaticString) -> JSValue {
        get {
            var reader = JSReader(getMember(handle, name.utf8Start, name.utf8CodeUnitCount))
            return JSValue.read(&reader)
        }
        set { set(name, newValue) }
    }

    /// Sets a property.
    public func set(_ name: StaticString, _ value: some JSConvertible) {
        JSWriter.begin()
        value.writeValue()
        setMember(handle, name.utf8Start, name.utf8CodeUnitCount, JSWriter.end())
    }

    /// An element, of an array for example.
    public subscript(_ index: Int) -> JSValue {
        get {
            var reader = JSReader(getIndex(handle, index))
            return JSValue.read(&reader)
        }
        set {
            JSWriter.begin()
            JSValue.write(newValue)
            setIndex(handle, index, JSWriter.end())
        }
    }

    /// Calls a method with what was written since `JSWriter.begin`.
    func call(_ name: StaticString, count: Int) -> JSValue {
        var reader = JSReader(callMember(handle, name.utf8Start, name.utf8CodeUnitCount, JSWriter.end(), count))
        return JSValue.read(&reader)
    }
}

/// A method of an object, to be called: `document.createElement("button")`.
public struct JSMethod {
    let object: JSObject
    let name: StaticString

    @discardableResult
    public func callAsFunction() -> JSValue {
        JSWriter.begin()
        return object.call(name, count: 0)
    }

    @discardableResult
    public func callAsFunction(_ first: some JSConvertible) -> JSValue {
        JSWriter.begin()
        first.writeValue()
        return object.call(name, count: 1)
    }

    @discardableResult
    public func callAsFunction(_ first: some JSConvertible, _ second: some JSConvertible) -> JSValue {
        JSWriter.begin()
        first.writeValue()
        second.writeValue()
        return object.call(name, count: 2)
    }

    @discardableResult
    public func callAsFunction(_ first: some JSConvertible, _ second: some JSConvertible, _ third: some JSConvertible) -> JSValue {
        JSWriter.begin()
        first.writeValue()
        second.writeValue()
        third.writeValue()
        return object.call(name, count: 3)
    }

    @discardableResult
    public func callAsFunction(
        _ first: some JSConvertible, _ second: some JSConvertible, _ third: some JSConvertible, _ fourth: some JSConvertible
    ) -> JSValue {
        JSWriter.begin()
        first.writeValue()
        second.writeValue()
        third.writeValue()
        fourth.writeValue()
        return object.call(name, count: 4)
    }

    /// With any number of arguments of any kind.
    @discardableResult
    public func callAsFunction(arguments: [JSValue]) -> JSValue {
        JSWriter.begin()
        for argument in arguments { JSValue.write(argument) }
        return object.call(name, count: arguments.count)
    }
}

extension JSObject {
    /// Calls the object, which must be a function.
    @discardableResult
    public func callAsFunction(_ arguments: JSValue...) -> JSValue {
        JSWriter.begin()
        for argument in arguments { JSValue.write(argument) }
        var reader = JSReader(callObject(handle, JSWriter.end(), arguments.count))
        return JSValue.read(&reader)
    }

    /// Makes a new object; this one must be a class, such as `JSObject.global.Date`.
    public func new(_ arguments: JSValue...) -> JSObject {
        JSWriter.begin()
        for argument in arguments { JSValue.write(argument) }
        var reader = JSReader(newObject(handle, JSWriter.end(), arguments.count))
        return JSValue.read(&reader).expectObject()
    }
}

@_extern(wasm, module: "swiftlet", name: "getMember")
@_extern(c)
func getMember(_ handle: Int, _ name: UnsafePointer<UInt8>, _ length: Int) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "setMember")
@_extern(c)
func setMember(_ handle: Int, _ name: UnsafePointer<UInt8>, _ length: Int, _ value: UnsafeRawPointer)

@_extern(wasm, module: "swiftlet", name: "callMember")
@_extern(c)
func callMember(
    _ handle: Int, _ name: UnsafePointer<UInt8>, _ length: Int, _ arguments: UnsafeRawPointer, _ count: Int
) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "callObject")
@_extern(c)
func callObject(_ handle: Int, _ arguments: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "newObject")
@_extern(c)
func newObject(_ handle: Int, _ arguments: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "getIndex")
@_extern(c)
func getIndex(_ handle: Int, _ index: Int) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "setIndex")
@_extern(c)
func setIndex(_ handle: Int, _ index: Int, _ value: UnsafeRawPointer)
