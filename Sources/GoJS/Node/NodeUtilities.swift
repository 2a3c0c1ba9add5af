/// Node's module `util`: what of it does not need a compiler.
extension NodeHost {
    func utilitiesModule() throws -> JSObject {
        let module = realm.object()
        for name in ["TextEncoder", "TextDecoder"] {
            module.define(realm.key(name), try realm.global.get(name), .ordinary)
        }
        module.define("inspect", parameters: 2) { call in
            .string(Inspector.text(call[0], call.realm, depth: try self.depthArgument(call)))
        }
        module.define("format") { call in .string(ConsoleFormat.text(call.arguments, call.realm)) }
        module.define(
            realm.key("types"), try self.module("util/types").map(JSValue.object) ?? .undefined, .ordinary)
        module.define("promisify", parameters: 1) { call in
            guard case .object(let function) = call[0], function.isCallable else {
                throw self.realm.argumentError("original", mustBe: "of type function", not: call[0])
            }
            if case .object(let custom) = try function.get(self.customPromise.key, receiver: call[0]), custom.isCallable
            {
                return .object(custom)
            }
            return .object(self.promising(function))
        }
        if case .object(let promisify) = try module.get("promisify") {
            promisify.define(realm.key("custom"), .symbol(customPromise), .ordinary)
        }
        try customize()
        return module
    }

    /// How deep `inspect` looks: by its options, or by its third argument as it was once.
    private func depthArgument(_ call: JSCall) throws -> Int {
        let depth = if case .object(let options) = call[1] { try options.get("depth") } else { call[2] }
        switch depth {
        case .number(let number): return Int(min(max(number.isNaN ? 2 : number, 0), 200))
        case .null: return 200
        default: return 2
        }
    }

    /// `Symbol.for("nodejs.util.promisify.custom")`
    private var customPromise: JSSymbol {
        let name: JSString = "nodejs.util.promisify.custom"
        if let known = realm.sharedSymbols[name] { return known }
        let symbol = JSSymbol(name)
        realm.sharedSymbols[name] = symbol
        return symbol
    }

    /// A function with a callback as one that gives a promise.
    private func promising(_ function: JSObject) -> JSFunction {
        JSFunction(realm, "") { call in
            self.promise { promise in
                let callback = self.realm.function { answer in
                    if answer[0].isTruthy { promise.reject(answer[0]) } else { promise.resolve(answer[1]) }
                    return .undefined
                }
                _ = try function.call(this: call.this, call.arguments + [.object(callback)])
            }
        }
    }

    /// Those of `fs` whose callbacks get something else than an error and one value.
    private func customize() throws {
        func customize(_ name: String, _ body: @escaping (JSCall, JSPromise) throws -> Void) throws {
            guard case .object(let function) = try fileSystem.get(name) else { return }
            let custom = JSFunction(realm, name) { call in self.promise { try body(call, $0) } }
            function.define(customPromise.key, .object(custom), .hidden)
        }
        try customize("exists") { $1.resolve(.boolean(self.exists($0[0]))) }
        for flow in Self.flows {
            try customize("\(flow.name)") { try self.run(flow, $0, $1, original: "buffer") }
        }
    }

    /// `util.types`: of which kind an object is.
    func typesModule() -> JSObject {
        let module = realm.object()
        func define(_ name: String, _ isOf: @escaping (JSObject) -> Bool) {
            module.define(name, parameters: 1) { .boolean($0[0].object.map { isOf($0.portrait) } ?? false) }
        }
        define("isPromise") { $0 is JSPromise }
        define("isDate") { $0 is JSDate }
        define("isNativeError") { $0 is JSError }
        define("isDataView") { $0 is JSDataView }
        define("isTypedArray") { $0 is JSTypedArray }
        define("isArrayBufferView") { $0 is JSTypedArray || $0 is JSDataView }
        for name in ["isArrayBuffer", "isAnyArrayBuffer"] { define(name) { $0 is JSArrayBuffer } }
        for kind in JSElementKind.allCases { define("is\(kind.rawValue)") { $0.elementKind == kind } }
        for kind in ["Map", "Set", "WeakMap", "WeakSet"] { define("is\(kind)") { $0.className == kind } }
        define("isBoxedPrimitive") { $0 is JSPrimitiveObject }
        return module
    }
}
