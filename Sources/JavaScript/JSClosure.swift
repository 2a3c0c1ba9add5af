/// A Swift closure as a JavaScript function of any arguments: for event listeners, timers and promises.
///
///     button.addEventListener("click", JSClosure { event in … })
///
/// JavaScript keeps the closure as long as it can call it.
public struct JSClosure {
    /// The function.
    public let object: JSObject

    public init(_ body: @escaping ([JSValue]) -> JSValue) {
        JSWriter.begin()
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let values = JSArray<JSValue>.read(&reader)
            let result = body(values)
            JSWriter.begin()
            JSValue.write(result)
            return JSWriter.end()
        }.write()
        var reader = JSReader(closureObject(JSWriter.end()))
        object = JSValue.read(&reader).expectObject()
    }

    /// A closure that takes one argument, such as an event, and gives nothing back.
    public init(_ body: @escaping (JSValue) -> Void) {
        self.init { values in
            body(values.first ?? .undefined)
            return .undefined
        }
    }

    public init(_ body: @escaping () -> Void) {
        self.init { (_: [JSValue]) in
            body()
            return .undefined
        }
    }
}

extension JSClosure: JSConvertible {
    public func writeValue() { object.writeValue() }
}

@_extern(wasm, module: "swiftlet", name: "closureObject")
@_extern(c)
func closureObject(_ closure: UnsafeRawPointer) -> UnsafeRawPointer
