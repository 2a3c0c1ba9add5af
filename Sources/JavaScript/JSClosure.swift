/// A Swift closure as a JavaScript function of any arguments: for event listeners, timers and promises.
///
///     button.addEventListener("click", JSClosure { event in … })
///
/// JavaScript keeps the closure as long as it can call it. A `JSException` that it throws is an exception there.
public struct JSClosure {
    /// The function.
    public let object: JSObject

    init(object: JSObject) { self.object = object }

    public init(_ body: @escaping ([JSValue]) throws(JSException) -> JSValue) {
        JSWriter.begin()
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let values = JSArray<JSValue>.read(&reader)
            writeOutcome(values, body)
            return JSWriter.end()
        }.write()
        var reader = JSReader(closureObject(JSWriter.end()))
        object = JSValue.read(&reader).expectObject()
    }

    /// A closure that takes one argument, such as an event, and gives nothing back.
    public init(_ body: @escaping (JSValue) throws(JSException) -> Void) {
        self.init { (values: [JSValue]) throws(JSException) -> JSValue in
            try body(values.first ?? .undefined)
            return .undefined
        }
    }

    public init(_ body: @escaping () throws(JSException) -> Void) {
        self.init { (_: [JSValue]) throws(JSException) -> JSValue in
            try body()
            return .undefined
        }
    }
}

/// Calls a closure and writes a byte that is 1 for an error, and the result or the error.
func writeOutcome(_ values: [JSValue], _ body: ([JSValue]) throws(JSException) -> JSValue) {
    do throws(JSException) {
        let result = try body(values)
        JSWriter.begin()
        UInt8.write(0)
        JSValue.write(result)
    } catch {
        JSWriter.begin()
        UInt8.write(1)
        JSException.write(error)
    }
}

extension JSClosure: JSConvertible {
    public func writeValue() { object.writeValue() }
}

@_extern(wasm, module: "swiftlet", name: "closureObject")
@_extern(c)
func closureObject(_ closure: UnsafeRawPointer) -> UnsafeRawPointer
