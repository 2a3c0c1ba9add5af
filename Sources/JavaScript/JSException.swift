/// What JavaScript threw, or what a function marked `@JS` throws into JavaScript.
///
///     @JSImport("JSON.parse") func parse(_ text: String) throws(JSException) -> JSObject
public struct JSException: Error {
    /// The thrown value; an `Error` as a rule.
    public let object: JSObject

    public init(_ object: JSObject) { self.object = object }

    /// A new JavaScript `Error` with a message.
    public init(_ message: String) {
        JSWriter.begin()
        String.write(message)
        object = JSObject(handle: makeError(JSWriter.end()))
    }

    /// The error's message; for values that are no `Error`, the value as text.
    public var message: String {
        var reader = JSReader(errorMessage(object.handle))
        return String.read(&reader)
    }
}

@_extern(wasm, module: "swiftlet", name: "makeError")
@_extern(c)
func makeError(_ message: UnsafeRawPointer) -> Int

@_extern(wasm, module: "swiftlet", name: "errorMessage")
@_extern(c)
func errorMessage(_ handle: Int) -> UnsafeRawPointer

extension JSException: JSCodec {
    public static func read(_ reader: inout JSReader) -> JSException {
        JSException(JSObject.read(&reader))
    }

    public static func write(_ value: JSException) {
        JSObject.write(value.object)
    }
}
