/// Makes a declaration known to JavaScript.
///
/// - A function becomes a function of the ES module that `swiftlet build` writes.
/// - A struct becomes an object with its fields, copied; an enum a string, a number (by its raw value), or an object with its payload.
/// - A final class becomes a class: what is marked `@JS` in it can be used, and JavaScript holds the object itself.
///
///     @JS func greet(_ name: String) -> String { "Hello, " + name }
@attached(peer, names: prefixed(__js_), prefixed(__jsc_))
public macro JS() = #externalMacro(module: "JavaScriptMacros", type: "JS")

/// Makes a function known to JavaScript that may wait for promises (`JSValue.wait()`): there it gives a promise itself. Calls may be under way at the
/// same time, each on a stack of its own of 128 KiB.
///
///     @JSAsync func title(of address: String) throws(JSException) -> String {
///         let response = try JSObject.global.fetch(address).wait()
///         return try response.text().wait().string ?? ""
///     }
///
/// It needs an engine with JavaScript Promise Integration; `init` warns where that is missing, and the function's call is an error there.
@attached(peer, names: prefixed(__js_), prefixed(__jsc_))
public macro JSAsync() = #externalMacro(module: "JavaScriptMacros", type: "JSAsync")

/// Declares a function of JavaScript, to be called as if it were Swift's. It has no body; each is one import of the module.
///
///     @JSImport("Math.hypot") func hypot(_ x: Double, _ y: Double) -> Double
///
/// - Parameter path: Where the function is, from the global object; the function's own name when it is left out.
@attached(peer, names: prefixed(__js_), prefixed(__jsc_)) @attached(body)
public macro JSImport(_ path: StaticString = "") = #externalMacro(module: "JavaScriptMacros", type: "JSImport")
