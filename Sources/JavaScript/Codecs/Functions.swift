// Closures, by the number of their parameters.
//
// A JavaScript function comes as the handle of one that takes the address of arguments and returns that of the result. A Swift closure goes as
// two addresses: a function, and a retained object that it belongs to.

/// A JavaScript function that a Swift closure calls.
public final class JSCallable {
    let object: JSObject

    init(_ reader: inout JSReader) { object = JSObject.read(&reader) }

    /// Calls it with what was written since `JSWriter.begin`.
    func call() -> JSReader { JSReader(callFunction(object.handle, JSWriter.end())) }
}

@_extern(wasm, module: "swiftlet", name: "callFunction")
@_extern(c)
func callFunction(_ handle: Int, _ arguments: UnsafeRawPointer) -> UnsafeRawPointer

/// A Swift closure in JavaScript's hands.
public final class JSClosureBox {
    let body: (UnsafeRawPointer) -> UnsafeRawPointer

    init(_ body: @escaping (UnsafeRawPointer) -> UnsafeRawPointer) { self.body = body }

    /// Writes the closure: the function that calls it, the one that releases it, and itself.
    func write() {
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

public enum JSFunction0<R: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> () -> R.Value {
        let function = JSCallable(&reader)
        return {
            JSWriter.begin()
            var reader = function.call()
            return R.read(&reader)
        }
    }

    public static func write(_ value: @escaping () -> R.Value) {
        JSClosureBox { _ in
            let result = value()
            JSWriter.begin()
            R.write(result)
            return JSWriter.end()
        }.write()
    }
}

public enum JSFunction1<P0: JSCodec, R: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> (P0.Value) -> R.Value {
        let function = JSCallable(&reader)
        return { a0 in
            JSWriter.begin()
            P0.write(a0)
            var reader = function.call()
            return R.read(&reader)
        }
    }

    public static func write(_ value: @escaping (P0.Value) -> R.Value) {
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let a0 = P0.read(&reader)
            let result = value(a0)
            JSWriter.begin()
            R.write(result)
            return JSWriter.end()
        }.write()
    }
}

public enum JSFunction2<P0: JSCodec, P1: JSCodec, R: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> (P0.Value, P1.Value) -> R.Value {
        let function = JSCallable(&reader)
        return { a0, a1 in
            JSWriter.begin()
            P0.write(a0)
            P1.write(a1)
            var reader = function.call()
            return R.read(&reader)
        }
    }

    public static func write(_ value: @escaping (P0.Value, P1.Value) -> R.Value) {
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let a0 = P0.read(&reader)
            let a1 = P1.read(&reader)
            let result = value(a0, a1)
            JSWriter.begin()
            R.write(result)
            return JSWriter.end()
        }.write()
    }
}

public enum JSFunction3<P0: JSCodec, P1: JSCodec, P2: JSCodec, R: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> (P0.Value, P1.Value, P2.Value) -> R.Value {
        let function = JSCallable(&reader)
        return { a0, a1, a2 in
            JSWriter.begin()
            P0.write(a0)
            P1.write(a1)
            P2.write(a2)
            var reader = function.call()
            return R.read(&reader)
        }
    }

    public static func write(_ value: @escaping (P0.Value, P1.Value, P2.Value) -> R.Value) {
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let a0 = P0.read(&reader)
            let a1 = P1.read(&reader)
            let a2 = P2.read(&reader)
            let result = value(a0, a1, a2)
            JSWriter.begin()
            R.write(result)
            return JSWriter.end()
        }.write()
    }
}

public enum JSFunction4<P0: JSCodec, P1: JSCodec, P2: JSCodec, P3: JSCodec, R: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> (P0.Value, P1.Value, P2.Value, P3.Value) -> R.Value {
        let function = JSCallable(&reader)
        return { a0, a1, a2, a3 in
            JSWriter.begin()
            P0.write(a0)
            P1.write(a1)
            P2.write(a2)
            P3.write(a3)
            var reader = function.call()
            return R.read(&reader)
        }
    }

    public static func write(_ value: @escaping (P0.Value, P1.Value, P2.Value, P3.Value) -> R.Value) {
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let a0 = P0.read(&reader)
            let a1 = P1.read(&reader)
            let a2 = P2.read(&reader)
            let a3 = P3.read(&reader)
            let result = value(a0, a1, a2, a3)
            JSWriter.begin()
            R.write(result)
            return JSWriter.end()
        }.write()
    }
}

public enum JSFunction5<P0: JSCodec, P1: JSCodec, P2: JSCodec, P3: JSCodec, P4: JSCodec, R: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> (P0.Value, P1.Value, P2.Value, P3.Value, P4.Value) -> R.Value {
        let function = JSCallable(&reader)
        return { a0, a1, a2, a3, a4 in
            JSWriter.begin()
            P0.write(a0)
            P1.write(a1)
            P2.write(a2)
            P3.write(a3)
            P4.write(a4)
            var reader = function.call()
            return R.read(&reader)
        }
    }

    public static func write(_ value: @escaping (P0.Value, P1.Value, P2.Value, P3.Value, P4.Value) -> R.Value) {
        JSClosureBox { arguments in
            var reader = JSReader(arguments)
            let a0 = P0.read(&reader)
            let a1 = P1.read(&reader)
            let a2 = P2.read(&reader)
            let a3 = P3.read(&reader)
            let a4 = P4.read(&reader)
            let result = value(a0, a1, a2, a3, a4)
            JSWriter.begin()
            R.write(result)
            return JSWriter.end()
        }.write()
    }
}
