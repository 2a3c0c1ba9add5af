/// An object of JavaScript: a window, an element, a function, anything that is not a plain value.
///
/// Properties and methods have their own names:
///
///     let button = JSObject.global.document.createElement("button")
///     button.textContent = "Click"
///
/// It holds a handle; the JavaScript object is let go of when the last reference to this one goes.
public final class JSObject: @unchecked Sendable {
    // Sendable: there is one thread.
    let handle: Int

    /// The handle is owned from now on.
    init(handle: Int) { self.handle = handle }

    deinit { dropObject(handle) }

    /// The global object: `window` on a page, `globalThis` everywhere.
    public static var global: JSObject { JSObject(handle: 1) }
}

@_extern(wasm, module: "swiftlet", name: "drop")
@_extern(c)
func dropObject(_ handle: Int)

extension JSObject: JSCodec {
    public static func read(_ reader: inout JSReader) -> JSObject {
        JSObject(handle: Int.read(&reader))
    }

    public static func write(_ value: JSObject) {
        Int.write(value.handle)
    }
}
