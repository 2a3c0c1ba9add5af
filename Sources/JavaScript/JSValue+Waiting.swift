extension JSObject {
    /// Waits for a promise and gives its value; throws what it was rejected with. Only functions marked `@JSAsync`, and what they call, can wait.
    public func wait() throws(JSException) -> JSValue {
        let result = waitFor(handle)
        let place = result >> 1
        defer { dropObject(place) }
        if result & 1 != 0 { throw JSException(JSObject(handle: duplicate(place))) }
        var reader = JSReader(valueIn(place))
        return JSValue.read(&reader)
    }
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

@_extern(wasm, module: "swiftlet", name: "duplicate")
@_extern(c)
func duplicate(_ place: Int) -> Int
