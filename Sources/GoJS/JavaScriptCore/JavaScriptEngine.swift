#if JavaScriptCore
    #if canImport(JavaScriptCore)
        import JavaScriptCore
    #else
        import CJavaScriptCore
    #endif

    /// JavaScriptCore as the world of one realm: the language's own objects are the engine's, those of the host are ours.
    ///
    /// Values cross by conversion. An object of the engine is an ``EngineObject`` here, one of ours is a proxy there; each has one
    /// counterpart as long as somebody knows of it. See decision 137.
    ///
    /// The engine's collector sees what lies on the stack or is protected, not what lies in Swift's heap: values that are kept, in arrays
    /// too, are protected.
    final class JavaScriptEngine {
        unowned let realm: JSRealm
        let context: JSGlobalContextRef
        private(set) var isClosed = false

        /// A Swift error that is on its way through frames of JavaScript, which may catch what it sees of it: it is thrown again when
        /// control is back in Swift, and until then nothing of ours runs.
        var pending: (any Error)?
        /// How many functions of ours the engine is calling, one within the other.
        private var depth = 0

        /// The wrappers of the engine's objects by their address. Not retained: each takes itself out. An entry's object is protected, so its
        /// address is nobody else's.
        var imports: [JSObjectRef: Unmanaged<EngineObject>] = [:]
        var symbols: [JSValueRef: Unmanaged<EngineSymbol>] = [:]
        let bin = ExportBin()

        private let nativeClass: JSClassRef
        let handleClass: JSClassRef
        /// What ``source`` returns, protected.
        private var tools: [Tool: JSObjectRef] = [:]
        private var holder: JSObjectRef?
        private var held: (() throws -> Void)?

        init(_ realm: JSRealm) {
            self.realm = realm
            var definition = JSClassDefinition()
            definition.callAsFunction = callNative
            definition.finalize = finalizeNative
            nativeClass = JSClassCreate(&definition)
            var handle = JSClassDefinition()
            handle.finalize = finalizeHandle
            handleClass = JSClassCreate(&handle)
            context = JSGlobalContextCreate(nil)
            loadTools()
            holder = native { engine, _ in
                guard let body = engine.held else { return nil }
                engine.held = nil
                do { try body() } catch {
                    engine.pending = error
                    throw error
                }
                return nil
            }
            JSValueProtect(context, holder)
            watch()
        }

        /// Lets go of the world and all that is in it.
        func close() {
            if isClosed { return }
            isClosed = true
            JSGlobalContextRelease(context)
            JSClassRelease(nativeClass)
            JSClassRelease(handleClass)
            tools = [:]
            bin.empty()
        }

        // MARK: Calls into the engine

        /// Runs something of the engine, and throws what it throws.
        func check<Result>(_ body: (UnsafeMutablePointer<JSValueRef?>) -> Result) throws -> Result {
            var exception: JSValueRef?
            let result = body(&exception)
            forgetExports()
            if let error = pending {
                pending = nil
                throw error
            }
            if let exception { throw JSException(try value(exception)) }
            return result
        }

        /// Lets go of objects of ours whose counterparts the collector has taken.
        private func forgetExports() {
            for id in bin.empty() {
                let arguments: [JSValueRef?] = [JSValueMakeNumber(context, id)]
                _ = arguments.withUnsafeBufferPointer {
                    JSObjectCallAsFunction(context, tools[.forget], nil, 1, $0.baseAddress, nil)
                }
            }
        }

        /// What cannot throw where it is asked: an exception counts as no answer, anything else is thrown as soon as it can be.
        func quietly<Result>(_ body: () throws -> Result?) -> Result? {
            if isClosed { return nil }
            do { return try body() } catch is JSException { return nil } catch {
                pending = error
                return nil
            }
        }

        /// Calls a function of the engine.
        func call(_ function: JSObjectRef, _ arguments: [JSValueRef?], this: JSObjectRef? = nil) throws -> JSValueRef {
            if isClosed { throw GoProgramError.notRunning }
            let result = try check { exception in
                arguments.withUnsafeBufferPointer {
                    JSObjectCallAsFunction(context, function, this, $0.count, $0.baseAddress, exception)
                }
            }
            // Nil only with an exception.
            return result ?? undefined
        }

        func call(_ tool: Tool, _ arguments: JSValueRef?...) throws -> JSValueRef {
            guard let function = tools[tool] else { throw GoProgramError.notRunning }
            return try call(function, arguments)
        }

        /// The same with values of ours at the end, which are protected as long as only an array of Swift has them.
        func call(_ tool: Tool, _ arguments: JSValueRef?..., values: [JSValue]) throws -> JSValueRef {
            guard let function = tools[tool] else { throw GoProgramError.notRunning }
            var all = arguments
            var kept = 0
            defer { for value in all.suffix(kept) { JSValueUnprotect(context, value) } }
            for value in values {
                let reference = try reference(value)
                JSValueProtect(context, reference)
                all.append(reference)
                kept += 1
            }
            return try call(function, all)
        }

        /// Runs guest code as a function that the engine calls, so that its jobs wait until the guest is done (§9.5).
        func hold(_ body: () throws -> Void) throws {
            guard depth == 0, let holder else { return try body() }
            try withoutActuallyEscaping(body) { body in
                held = body
                defer { held = nil }
                _ = try call(holder, [])
            }
        }

        // MARK: Calls of the engine

        /// A function of the engine that runs Swift.
        func native(_ body: @escaping (JavaScriptEngine, [JSValueRef?]) throws -> JSValueRef?) -> JSObjectRef {
            JSObjectMake(context, nativeClass, Unmanaged.passRetained(NativeFunction(self, body)).toOpaque())
        }

        fileprivate func run(
            _ function: NativeFunction, _ arguments: UnsafeBufferPointer<JSValueRef?>,
            _ exception: UnsafeMutablePointer<JSValueRef?>?
        ) -> JSValueRef? {
            depth += 1
            defer { depth -= 1 }
            guard pending == nil, !isClosed else {
                exception?.pointee = end
                return nil
            }
            do {
                return try function.body(self, Array(arguments)) ?? undefined
            } catch let error as JSException where pending == nil {
                exception?.pointee = (try? reference(error.value)) ?? end
            } catch {
                pending = pending ?? error
                exception?.pointee = end
            }
            return nil
        }

        /// What JavaScript sees of an error that is none of its own.
        private var end: JSValueRef { string("the program ends") }

        // MARK: The engine's own side

        private func loadTools() {
            let operate = native { try $0.operate($1) }
            let complete = native { engine, arguments in
                guard let name = arguments.first ?? nil, case .string(let name) = try engine.value(name) else {
                    return nil
                }
                (engine.realm.global as? any LazyGlobal)?.complete(engine.realm.key(name))
                return nil
            }
            let source = string(JSString(JavaScriptEngine.source))
            let script = JSValueToStringCopy(context, source, nil)
            let make = JSEvaluateScript(context, script, nil, nil, 1, nil)
            JSStringRelease(script)
            let arguments: [JSValueRef?] = [operate, complete]
            guard let make,
                let table = arguments.withUnsafeBufferPointer({
                    JSObjectCallAsFunction(context, make, nil, 2, $0.baseAddress, nil)
                })
            else { preconditionFailure("JavaScriptCore does not run the script that comes with it") }
            for tool in Tool.allCases {
                let name = string(JSString(tool.rawValue))
                guard let function = JSObjectGetPropertyForKey(context, table, name, nil) else { continue }
                JSValueProtect(context, function)
                tools[tool] = function
            }
        }

        /// Has the engine ask now and then whether it is to stop, and tell of rejections. Apple's framework has no public function for either.
        private func watch() {
            #if !canImport(JavaScriptCore)
                askInTime()
                let reject = native { engine, arguments in
                    guard arguments.count > 1, let reason = arguments[1] else { return nil }
                    try engine.realm.onUnhandledRejection(try engine.value(reason))
                    return nil
                }
                JSGlobalContextSetUnhandledRejectionCallback(context, reject, nil)
            #endif
        }

        #if !canImport(JavaScriptCore)
            /// Has the engine ask once JavaScript has run for a while.
            private func askInTime() {
                // The engine's end is the end of these calls.
                let data = Unmanaged.passUnretained(self).toOpaque()
                JSContextGroupSetExecutionTimeLimit(
                    JSContextGetGroup(context), 0.05,
                    { _, data in
                        guard let data else { return false }
                        let engine = Unmanaged<JavaScriptEngine>.fromOpaque(data).takeUnretainedValue()
                        if engine.mustStop { return true }
                        // It asks only once.
                        engine.askInTime()
                        return false
                    }, data)
            }
        #endif

        private var mustStop: Bool {
            if pending != nil { return true }
            do {
                try realm.checkStop()
                return false
            } catch {
                pending = error
                return true
            }
        }
    }

    extension JSRealm {
        /// Runs the guest.
        @inline(__always)
        func entering(_ body: () throws -> Void) throws {
            if let engine { try engine.hold(body) } else { try body() }
        }
    }

    /// What a native function runs.
    private final class NativeFunction {
        // The engine outlives its world, and with it all calls of this.
        unowned let engine: JavaScriptEngine
        let body: (JavaScriptEngine, [JSValueRef?]) throws -> JSValueRef?

        init(
            _ engine: JavaScriptEngine, _ body: @escaping (JavaScriptEngine, [JSValueRef?]) throws -> JSValueRef?
        ) {
            self.engine = engine
            self.body = body
        }
    }

    private func callNative(
        _: JSContextRef?, function: JSObjectRef?, _: JSObjectRef?, count: Int, arguments: UnsafePointer<JSValueRef?>?,
        exception: UnsafeMutablePointer<JSValueRef?>?
    ) -> JSValueRef? {
        // Only `native` makes objects of this class, with a retained function as their data.
        guard let data = JSObjectGetPrivate(function) else { return nil }
        let native = Unmanaged<NativeFunction>.fromOpaque(data).takeUnretainedValue()
        return native.engine.run(native, UnsafeBufferPointer(start: arguments, count: count), exception)
    }

    private func finalizeNative(_ function: JSObjectRef?) {
        guard let data = JSObjectGetPrivate(function) else { return }
        Unmanaged<NativeFunction>.fromOpaque(data).release()
    }

    private func finalizeHandle(_ handle: JSObjectRef?) {
        // Only `makeCounterpart` makes objects of this class, with a retained export as their data.
        guard let data = JSObjectGetPrivate(handle) else { return }
        let export = Unmanaged<Export>.fromOpaque(data).takeRetainedValue()
        export.bin.add(export)
    }
#endif
