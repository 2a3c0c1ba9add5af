extension JSGlobalObject {
    /// All that is made when it is first asked for.
    static let groups: [Group] =
        [
            Group("Object") { $0.installObject() },
            Group("Function", "eval") { $0.installFunction() },
            Group("Array") { $0.installArray() },
            Group(
                "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError",
                "AggregateError"
            ) { $0.installErrors() },
            Group("ArrayBuffer") { $0.installArrayBuffer() },
            Group("Number") { $0.installNumber() },
            Group("Boolean") { $0.installBoolean() },
            Group("String") { $0.installString() },
            Group("Symbol") { $0.installSymbol() },
            Group("Math") { $0.installMath() },
            Group("isNaN", "isFinite", "parseFloat", "parseInt") { $0.installNumberFunctions() },
            Group(
                "encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent", "escape", "unescape"
            ) { $0.installURIFunctions() },
            Group("Reflect") { $0.installReflect() },
            Group("Map") { $0.installMap() },
            Group("Set") { $0.installSet() },
            Group("WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry") { $0.installWeakCollections() },
            Group("Promise") { $0.installPromise() },
            Group("Date") { $0.installDate() },
            Group("Intl") { $0.installIntl() },
            Group("JSON") { $0.installJSON() },
            Group(
                "setTimeout", "setInterval", "clearTimeout", "clearInterval", "setImmediate", "clearImmediate",
                "queueMicrotask", "structuredClone"
            ) { $0.installTimers() },
            Group("console") { $0.installConsole() },
            Group("DOMException") { $0.installDOMException() },
            Group("TextEncoder", "TextDecoder") { $0.installTextEncoding() },
            Group("crypto") { $0.installCrypto() },
            Group("performance") { $0.installPerformance() },
            Group("navigator") { $0.installNavigator() },
            Group("atob", "btoa") { $0.installBase64() },
            Group("Event", "CustomEvent", "EventTarget") { $0.installEvents() },
            Group("AbortController", "AbortSignal") { $0.installAbort() },
            Group("URL") { $0.installURL() },
            Group("URLSearchParams") { $0.installURLSearchParams() },
            Group("Blob", "File") { $0.installBlob() },
            Group("FormData") { $0.installFormData() },
            Group("Headers") { $0.installHeaders() },
            Group("Request") { $0.installRequest() },
            Group("Response") { $0.installResponse() },
            Group("ReadableStream", "ReadableStreamDefaultReader", "ReadableStreamDefaultController") {
                $0.installStreams()
            },
            Group("ByteLengthQueuingStrategy", "CountQueuingStrategy") { $0.installQueuingStrategies() },
            Group("DataView") { $0.installDataView() },
        ]
        + JSElementKind.allCases.map { kind in
            Group(kind.rawValue) { $0.installTypedArray(kind) }
        }
}
