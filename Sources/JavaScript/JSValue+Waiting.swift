extension JSObject {
    /// Waits for a promise and gives its value; throws what it was rejected with. Only functions marked `@JSAsync`, and what they call, can wait.
    public func wait() throws(JSException) -> JSValue {
        let place = try settled(handle)
        defer { dropObject(place) }
        var reader = JSReader(valueIn(place))
        return JSValue.read(&reader)
    }
}

/// Promises of functions marked `@JSImport` and `@JSAsync`; the macro writes the calls.
public enum JSPromised {
    /// Waits for the promise in a place, which is owned, and reads what its function writes.
    public static func result(of promise: Int) throws(JSException) -> JSReader {
        let place = try settled(JSObject(handle: promise).handle)
        defer { dropObject(place) }
        var reader = JSReader(resultIn(place))
        if UInt8.read(&reader) != 0 { throw JSException.read(&reader) }
        return reader
    }
}

/// Waits for a promise: the place of its value, which is owned.
private func settled(_ promise: Int) throws(JSException) -> Int {
    let result = waitFor(promise)
    if result & 1 != 0 { throw JSException(JSObject(handle: result >> 1)) }
    return result >> 1
}

extension JSValue {
    /// Waits for a promise, as `await` does in JavaScript: any other value is its own result.
    public func wait() throws(JSException) -> JSValue {
        guard case .object(let object) = self else { return self }
        return try object.wait()
    }
}

/// Hands the result of a function that may wait to the one who called it. The macro writes the calls.
@_extern(wasm, module: "swiftlet", name: "settle")
@_extern(c)
public func settle(_ ticket: Int, _ result: UnsafeRawPointer)

/// See bridge_wait.c: twice the place of the value or the error, and one more for an error.
@_extern(c, "__js_wait")
func waitFor(_ handle: Int) -> Int

@_extern(wasm, module: "swiftlet", name: "valueIn")
@_extern(c)
func valueIn(_ place: Int) -> UnsafeRawPointer

@_extern(wasm, module: "swiftlet", name: "resultIn")
@_extern(c)
func resultIn(_ place: Int) -> UnsafeRawPointer
