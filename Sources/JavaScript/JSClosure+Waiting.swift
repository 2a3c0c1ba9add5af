extension JSClosure {
    /// An async function of JavaScript: the closure may wait for promises, each call on a stack of its own, as a function marked `@JSAsync`.
    ///
    ///     button.addEventListener("click", JSClosure.async { event in
    ///         let answer = try JSObject.global.fetch("/next").wait()
    ///     })
    public static func async(_ body: @escaping ([JSValue]) throws(JSException) -> JSValue) -> JSClosure {
        JSWriter.begin()
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let ticket = Int.read(&reader)
            let values = JSArray<JSValue>.read(&reader)
            writeOutcome(values, body)
            settle(ticket, JSWriter.end())
            return JSWriter.end()
        }.write()
        var reader = JSReader(waitingClosure(JSWriter.end()))
        return JSClosure(object: JSValue.read(&reader).expectObject())
    }

    /// One that takes one argument, such as an event, and gives nothing back.
    public static func async(_ body: @escaping (JSValue) throws(JSException) -> Void) -> JSClosure {
        async { (values: [JSValue]) throws(JSException) -> JSValue in
            try body(values.first ?? .undefined)
            return .undefined
        }
    }
}

@_extern(wasm, module: "swiftlet", name: "waitingClosure")
@_extern(c)
func waitingClosure(_ closure: UnsafeRawPointer) -> UnsafeRawPointer
