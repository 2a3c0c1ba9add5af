// Closures. The macros write a codec for each type of closure, by these two.
//
// A JavaScript function comes as the handle of one that takes the address of arguments and returns that of the result. A Swift closure goes as
// two addresses: a function, and a retained object that it belongs to.

/// A JavaScript function that a Swift closure calls.
public final class JSCallable {
    let object: JSObject

    public init(_ reader: inout JSReader) { object = JSObject.read(&reader) }

    /// Calls it with what was written since `JSWriter.begin`.
    public func call() -> JSReader { JSReader(callFunction(object.handle, JSWriter.end())) }
}

@_extern(wasm, module: "swiftlet", name: "callFunction")
@_extern(c)
func callFunction(_ handle: Int, _ arguments: UnsafeRawPointer) -> UnsafeRawPointer

/// A Swift closure in JavaScript's hands.
public final class JSClosureBox {
    let body: (UnsafeRawPointer) -> UnsafeRawPointer

    public init(_ body: @escaping (UnsafeRawPointer) -> UnsafeRawPointer) { self.body = body }

    /// Writes the closure: the function that calls it, the one that releases it, and itself.
    public func write() {
        keepCall()
        let call: @convention(c) (UnsafeRawPointer, UnsafeRawPointer) -> UnsafeRawPointer = { context, arguments in
            Unmanaged<JSClosureBox>.fromOpaque(context).takeUnretainedValue().body(arguments)
        }
        let release: @convention(c) (UnsafeRawPointer, UnsafeRawPointer?) -> UnsafeRawPointer? = { context, _ in
            Unmanaged<JSClosureBox>.fromOpaque(context).release()
            return nil
        }
        JSWriter.store(unsafeBitCast(call, to: Int.self))
        JSWriter.store(unsafeBitCast(release, to: Int.self))
        JSWriter.store(Int(bitPattern: Unmanaged.passRetained(self).toOpaque()))
    }
}

/// Links the function by which JavaScript calls closures; see bridge_call.c.
@_extern(c, "__js_keep_call")
func keepCall()
